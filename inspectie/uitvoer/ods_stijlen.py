"""The look of the spreadsheets: styles of cells, columns and page, and the frozen header row."""

from collections.abc import Sequence

from inspectie.uitvoer.cellen import Kolom, xml_tekst
from inspectie.uitvoer.odf import KOPREGEL, NAAMRUIMTEN

_GETALVORMEN = (
    '<number:number-style style:name="n_geheel" number:language="nl" number:country="NL">'
    '<number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/>'
    "</number:number-style>"
    '<number:number-style style:name="n_getal" number:language="nl" number:country="NL">'
    '<number:number number:min-integer-digits="1" number:grouping="true"/></number:number-style>'
    '<number:percentage-style style:name="n_procent" number:language="nl" number:country="NL">'
    '<number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>%</number:text>'
    "</number:percentage-style>"
    '<number:date-style style:name="n_datum" number:language="nl" number:country="NL">'
    '<number:day number:style="long"/><number:text>-</number:text><number:month number:style="long"/>'
    '<number:text>-</number:text><number:year number:style="long"/></number:date-style>'
    '<number:date-style style:name="n_tijdstip" number:language="nl" number:country="NL">'
    '<number:day number:style="long"/><number:text>-</number:text><number:month number:style="long"/>'
    '<number:text>-</number:text><number:year number:style="long"/><number:text> </number:text>'
    '<number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/>'
    "</number:date-style>"
)
_BOVEN = '<style:table-cell-properties style:vertical-align="top"/>'


def _celstijl(naam: str, inhoud: str, vorm: str = "") -> str:
    gegevens = f' style:data-style-name="{vorm}"' if vorm else ""
    return (
        f'<style:style style:name="{naam}" style:family="table-cell" style:parent-style-name="Default"{gegevens}>'
        f"{inhoud}</style:style>"
    )


def _kopstijl(naam: str, uitlijning: str) -> str:
    return _celstijl(
        naam,
        '<style:table-cell-properties fo:background-color="#e4ebf2" fo:border-bottom="0.06pt solid #1b3a57"'
        ' fo:wrap-option="wrap" style:vertical-align="bottom"/>'
        f'<style:paragraph-properties fo:text-align="{uitlijning}"/>'
        '<style:text-properties fo:font-weight="bold" fo:color="#1b3a57"/>',
    )


def inhoud_begin(kolommen_per_blad: Sequence[Sequence[Kolom]]) -> str:
    """content.xml up to and including the opening of the spreadsheet; column styles are k<sheet>_<column>."""
    kolommen = "".join(
        f'<style:style style:name="k{blad}_{i}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{kolom.breedte:g}cm"/></style:style>'
        for blad, kolommen in enumerate(kolommen_per_blad)
        for i, kolom in enumerate(kolommen)
    )
    return (
        f'{KOPREGEL}<office:document-content {NAAMRUIMTEN} office:version="1.3"><office:automatic-styles>'
        f'{kolommen}<style:style style:name="blad" style:family="table" style:master-page-name="Blad">'
        f'<style:table-properties table:display="true"/></style:style>'
        '<style:style style:name="rij" style:family="table-row">'
        '<style:table-row-properties style:use-optimal-row-height="true"/></style:style>'
        f"{_GETALVORMEN}"
        f"{_celstijl('geheel', _BOVEN, 'n_geheel')}{_celstijl('getal', _BOVEN, 'n_getal')}"
        f"{_celstijl('nummer', _BOVEN)}"
        f"{_celstijl('procent', _BOVEN, 'n_procent')}{_celstijl('datum', _BOVEN, 'n_datum')}"
        f"{_celstijl('tijdstip', _BOVEN, 'n_tijdstip')}"
        f"{_kopstijl('kop', 'start')}{_kopstijl('kopgetal', 'end')}"
        + _celstijl(
            "lopend", '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/>'
        )
        + "</office:automatic-styles><office:body><office:spreadsheet>"
    )


def stijlen() -> str:
    """styles.xml: Dutch as the language, A4 on its side as wide as the sheet, title and page number in print."""
    return (
        f'{KOPREGEL}<office:document-styles {NAAMRUIMTEN} office:version="1.3"><office:styles>'
        '<style:default-style style:family="table-cell"><style:text-properties fo:font-size="10pt"'
        ' fo:font-family="Liberation Sans" style:font-family-generic="swiss" fo:language="nl" fo:country="NL"/>'
        '</style:default-style><style:style style:name="Default" style:family="table-cell">'
        f"{_BOVEN}</style:style></office:styles><office:automatic-styles>"
        '<style:page-layout style:name="liggend"><style:page-layout-properties fo:page-width="29.7cm"'
        ' fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1.5cm" style:scale-to-X="1"'
        ' style:scale-to-Y="0"/>'
        '<style:header-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-bottom="0.3cm"/>'
        "</style:header-style>"
        '<style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.3cm"/>'
        "</style:footer-style></style:page-layout></office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Blad" style:page-layout-name="liggend">'
        "<style:header><text:p><text:title/>: <text:sheet-name/></text:p></style:header>"
        "<style:footer><text:p>pagina <text:page-number>1</text:page-number> van "
        "<text:page-count>1</text:page-count></text:p></style:footer>"
        "</style:master-page></office:master-styles></office:document-styles>"
    )


def instellingen(bladen: Sequence[str]) -> str:
    """settings.xml: the header row and the first column of every sheet stay in sight, the first sheet is shown."""

    def waarde(naam: str, soort: str, inhoud: str) -> str:
        return f'<config:config-item config:name="{naam}" config:type="{soort}">{inhoud}</config:config-item>'

    vast = "".join(
        waarde(naam, "short" if "Mode" in naam or "Range" in naam else "int", inhoud)
        for naam, inhoud in {
            "HorizontalSplitMode": "2",
            "VerticalSplitMode": "2",
            "HorizontalSplitPosition": "1",
            "VerticalSplitPosition": "1",
            "ActiveSplitRange": "3",
            "PositionLeft": "0",
            "PositionRight": "1",
            "PositionTop": "0",
            "PositionBottom": "1",
        }.items()
    )
    tabellen = "".join(
        f'<config:config-item-map-entry config:name="{xml_tekst(naam)}">{vast}</config:config-item-map-entry>'
        for naam in bladen
    )
    return (
        f'{KOPREGEL}<office:document-settings {NAAMRUIMTEN} office:version="1.3"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
        f"<config:config-item-map-entry>{waarde('ViewId', 'string', 'view1')}"
        f'<config:config-item-map-named config:name="Tables">{tabellen}</config:config-item-map-named>'
        f"{waarde('ActiveTable', 'string', xml_tekst(bladen[0]) if bladen else '')}"
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
        "</office:settings></office:document-settings>"
    )
