"""A document as ODT, made to be edited: real headings, lists, tables with header rows, and named styles.

The styles stand in `sjablonen/odt-stijlen.xml`. odfdo builds the text; the package is written by `odf`, because
odfdo stamps a file with the moment of saving.
"""

import re
from pathlib import Path
from typing import BinaryIO

from odfdo import Document as Odt
from odfdo import Element, Header, List, ListItem, Paragraph, Section, Tab

from inspectie.uitvoer import odf
from inspectie.uitvoer.cellen import Kolom, xml_schoon, xml_tekst
from inspectie.uitvoer.document import (
    Alinea,
    Balken,
    Blok,
    Briefhoofd,
    Document,
    Kader,
    Kop,
    Lijst,
    Ondertekening,
    Opdracht,
    Tabel,
    in_secties,
    leesbaar,
)
from inspectie.uitvoer.getallen import datum

MEDIATYPE = "application/vnd.oasis.opendocument.text"
STIJLEN = Path(__file__).parent / "sjablonen" / "odt-stijlen.xml"
# Width of the text in centimetres, upright and on its side; of a name and its number a table does not take all of it.
BREEDTE, BREEDTE_LIGGEND, DEEL_SMAL = 15.8, 25.3, 0.72
# White space that ODF has elements for; odfdo knows which.
_WIT = re.compile(r"^ | $|  |[\t\r]")
KADERKLEUREN = {"synthetisch": ("#fff7e3", "#8a5a00"), "waarschuwing": ("#fdeeec", "#9c1c13")}

_CELRAND = {
    "cel": 'fo:border-bottom="0.3pt solid #9aa9b7"',
    "celkop": 'fo:background-color="#eef2f6" fo:border-top="0.9pt solid #1b3a57"'
    ' fo:border-bottom="0.6pt solid #1b3a57"',
    "celtotaal": 'fo:border-top="0.6pt solid #1b3a57" fo:border-bottom="0.9pt solid #1b3a57"',
}


def schrijf(document: Document, uit: BinaryIO) -> None:
    """The whole package is built in memory: a report is a few pages."""
    odt = Odt("text")
    inhoud = odt.content
    tekst, stijlen = odt.body, inhoud.get_element("//office:automatic-styles")
    if stijlen is None:
        raise RuntimeError("Het lege tekstdocument van odfdo heeft geen plaats voor opmaak.")
    tekst.clear()
    # odfdo says 1.4, which LibreOffice before 25.8 does not open at all; nothing here needs more than 1.3.
    inhoud.root.set_attribute("office:version", "1.3")
    bouw = _Bouw(tekst, stijlen)
    bouw.begin(document)
    for breed, blokken in in_secties(document.blokken):
        bouw.draai("Liggend" if breed else "Standard")
        for blok, volgende in zip(blokken, (*blokken[1:], None), strict=True):
            bouw.blok(blok, ondertekend=isinstance(volgende, Ondertekening))
    odf.schrijf_pakket(
        uit,
        MEDIATYPE,
        document.moment,
        {
            "content.xml": inhoud.serialize(),
            "styles.xml": _stijlen(document).encode(),
            "meta.xml": odf.meta(document.titel, document.omschrijving, document.moment).encode(),
        },
    )


def _stijlen(document: Document) -> str:
    stijlen = STIJLEN.read_text(encoding="utf-8")
    for plek, tekst in {
        "TITEL": document.titel,
        "DATUM": datum(document.datum),
        "VOET": document.voet,
    }.items():
        stijlen = stijlen.replace(f">{plek}<", f">{xml_tekst(tekst)}<")
    return stijlen


class _Bouw:
    """Appends blocks to a text, and the automatic styles that they need once each."""

    def __init__(self, tekst: Element, stijlen: Element) -> None:
        self.tekst = tekst
        self.stijlen = stijlen
        self.namen: set[str] = set()
        self.tabellen = 0
        self.pagina = "Standard"
        self.nieuwe_pagina = ""
        for naam, rand in _CELRAND.items():
            self._stijl(
                naam,
                "table-cell",
                '<style:table-cell-properties fo:padding="0.12cm" fo:border-left="none" fo:border-right="none"'
                f" {rand}/>",
            )

    def begin(self, document: Document) -> None:
        """Title and date, and of a letter what stands above; the first page has no running title."""
        self.nieuwe_pagina = "Eerste"
        if document.hoofd is not None:
            self._hoofd(document.hoofd)
        self._alinea(document.titel, "Title")
        if document.hoofd is None:
            self._alinea(datum(document.datum), "Subtitle")

    def _hoofd(self, hoofd: Briefhoofd) -> None:
        for stijl, regels in (("Afzender", hoofd.afzender), ("Geadresseerde", hoofd.geadresseerde)):
            for regel in regels:
                self._alinea(regel, stijl)
            self._alinea("", stijl)
        for naam, waarde in hoofd.gegevens:
            alinea = Paragraph(xml_schoon(naam), style=self._alineastijl("Briefgegevens"))
            alinea.append(Tab())
            alinea.append(xml_schoon(waarde))
            self._voeg(alinea)
        self._alinea("", "Briefgegevens")

    def draai(self, pagina: str) -> None:
        """The next paragraph begins a page of this kind, when it differs from where we are."""
        if pagina != self.pagina:
            self.pagina = self.nieuwe_pagina = pagina

    def blok(self, blok: Blok, *, ondertekend: bool = False) -> None:
        """`ondertekend`: a signature follows, which does not stand on a page by itself."""
        match blok:
            case Kop(niveau, tekst):
                kop = Header(niveau - 1, xml_schoon(tekst))
                # Header() takes a style and drops it.
                kop.set_attribute("text:style-name", self._alineastijl(f"Heading_20_{niveau - 1}"))
                self._voeg(kop)
            case Alinea(tekst):
                self._alinea(tekst, self._slotstijl() if ondertekend else "Text_20_body")
            case Lijst(punten):
                self._voeg(_lijst(punten, "Lijst"))
            case Opdracht(tekst):
                self._alinea(tekst, "Opdracht")
            case Kader():
                self._kader(blok)
            case Tabel():
                self._tabel(blok)
            case Balken():
                self._tabel(_als_tabel(blok))
            case Ondertekening(regels):
                for i, regel in enumerate(regels):
                    self._alinea(regel, "Ondertekening" if i else "Ondertekening_20_begin")

    def _voeg(self, element: Element) -> None:
        self.tekst.append(element)

    def _alinea(self, tekst: str, stijl: str) -> None:
        self._voeg(Paragraph(xml_schoon(tekst), style=self._alineastijl(stijl)))

    def _slotstijl(self) -> str:
        """Made where it is used: what has no signature stays the same to the byte."""
        self._stijl(
            "Slotalinea",
            "paragraph",
            '<style:paragraph-properties fo:keep-with-next="always"/>',
            ' style:parent-style-name="Text_20_body"',
        )
        return "Slotalinea"

    def _alineastijl(self, basis: str) -> str:
        """`basis`, or once a style based on it that begins the page that was asked for."""
        if not self.nieuwe_pagina:
            return basis
        naam, pagina = f"{basis}_{self.nieuwe_pagina}", self.nieuwe_pagina
        self.nieuwe_pagina = ""
        self._stijl(
            naam, "paragraph", "", f' style:parent-style-name="{basis}" style:master-page-name="{pagina}"'
        )
        return naam

    def _stijl(self, naam: str, familie: str, inhoud: str, kenmerken: str = "") -> None:
        if naam not in self.namen:
            self.namen.add(naam)
            self.stijlen.append(
                Element.from_tag(
                    f'<style:style style:name="{naam}" style:family="{familie}"{kenmerken}>{inhoud}</style:style>'
                )
            )

    def _kader(self, kader: Kader) -> None:
        vlak, kleur = KADERKLEUREN[kader.soort]
        self._stijl(
            f"kader_{kader.soort}",
            "section",
            f'<style:section-properties fo:background-color="{vlak}"/>',
        )
        self._stijl(
            f"kaderkop_{kader.soort}",
            "paragraph",
            f'<style:paragraph-properties fo:border-top="1.5pt solid {kleur}" fo:padding-top="0.15cm"/>'
            f'<style:text-properties fo:color="{kleur}"/>',
            ' style:parent-style-name="Kaderkop"',
        )
        sectie = Section(style=f"kader_{kader.soort}", name=xml_schoon(kader.titel))
        sectie.append(Paragraph(xml_schoon(kader.titel), style=f"kaderkop_{kader.soort}"))
        for deel in kader.blokken:
            if isinstance(deel, Lijst):
                sectie.append(_lijst(deel.punten, "Kaderlijst"))
            else:
                sectie.append(Paragraph(xml_schoon(deel.tekst), style="Kadertekst"))
        self._voeg(sectie)

    def _tabel(self, tabel: Tabel) -> None:
        self._alinea(tabel.titel, "Caption")
        self.tabellen += 1
        naam = f"tabel{self.tabellen}"
        breedte = BREEDTE_LIGGEND if tabel.breed else BREEDTE
        if len(tabel.kolommen) == 2 and tabel.kolommen[-1].getal:
            breedte *= DEEL_SMAL
        kort = len(tabel.rijen) <= 12  # as in the PDF it stays on one page, and its note with it
        self._stijl(
            naam,
            "table",
            f'<style:table-properties style:width="{breedte:.2f}cm" table:align="left"'
            f' style:may-break-between-rows="{"false" if kort else "true"}"'
            f' fo:keep-with-next="{"always" if kort and tabel.noot else "auto"}"/>',
        )
        self._stijl("rij", "table-row", '<style:table-row-properties fo:keep-together="always"/>')
        delen = sum(kolom.breedte for kolom in tabel.kolommen)
        for i, kolom in enumerate(tabel.kolommen):
            self._stijl(
                f"{naam}_{i}",
                "table-column",
                f'<style:table-column-properties style:column-width="{breedte * kolom.breedte / delen:.3f}cm"/>',
            )
        self._voeg(Element.from_tag(_tabel(tabel, naam)))
        self._alinea(tabel.noot, "Noot" if tabel.noot else "Na_20_tabel")


def _tabel(tabel: Tabel, naam: str) -> str:
    """As XML, read back at once: odfdo copies each cell into its row, and each row into its table."""
    kolommen = "".join(
        f'<table:table-column table:style-name="{naam}_{i}"/>' for i in range(len(tabel.kolommen))
    )
    koppen = _rij(
        [k.kop for k in tabel.kolommen], tabel.kolommen, "celkop", ("Table_20_Heading", "Tabelkopgetal")
    )
    rijen = []
    for i, rij in enumerate(tabel.rijen):
        totaal = tabel.totaal and i == len(tabel.rijen) - 1
        alineas = ("Table_20_Heading", "Tabelkopgetal") if totaal else ("Table_20_Contents", "Tabelgetal")
        teksten = [leesbaar(cel) for cel in rij]
        rijen.append(_rij(teksten, tabel.kolommen, "celtotaal" if totaal else "cel", alineas))
    return (
        f'<table:table table:name="{naam}" table:style-name="{naam}">{kolommen}'
        f"<table:table-header-rows>{koppen}</table:table-header-rows>{''.join(rijen)}</table:table>"
    )


def _rij(teksten: list[str], kolommen: tuple[Kolom, ...], celstijl: str, alineas: tuple[str, str]) -> str:
    cellen = "".join(
        f'<table:table-cell table:style-name="{celstijl}" office:value-type="string">'
        + "".join(_celalinea(regel, alineas[kolom.getal]) for regel in tekst.split("\n"))
        + "</table:table-cell>"
        for tekst, kolom in zip(teksten, kolommen, strict=True)
    )
    return f'<table:table-row table:style-name="rij">{cellen}</table:table-row>'


def _celalinea(tekst: str, stijl: str) -> str:
    if _WIT.search(tekst):
        return str(Paragraph(xml_schoon(tekst), style=stijl).serialize())
    return f'<text:p text:style-name="{stijl}">{xml_tekst(tekst)}</text:p>'


def _lijst(punten: tuple[str, ...], stijl: str) -> List:
    lijst = List(style="Opsomming")
    for punt in punten:
        lijst.append(ListItem(Paragraph(xml_schoon(punt), style=stijl)))
    return lijst


def _als_tabel(balken: Balken) -> Tabel:
    """The diagram as the table that it draws: in an editable text its numbers are worth more than its bars."""
    return Tabel(
        sleutel="diagram",
        titel=balken.titel,
        kolommen=(
            Kolom(balken.kolomkop, 3.4),
            *(Kolom(reeks, 1.4, getal=True) for reeks in balken.reeksen),
            Kolom(balken.eenheid, 1.6, getal=True),
        ),
        rijen=tuple((staaf.naam, *staaf.delen, staaf.totaal) for staaf in balken.staven),
        noot=balken.noot,
    )
