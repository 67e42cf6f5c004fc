"""What a document tells of whoever made it goes no further; what stands in it does."""

import io
import re
import zipfile
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from inspectie import bestandssporen
from inspectie.bestanden import keur
from inspectie.fouten import Regelfout
from inspectie.kalebeelden import kaal

WIE = "Anna Kowalska"
SPOOR = re.compile(rb"""kowalska|["'>]AK["'<]|annak|cameramerk|laserjet""", re.IGNORECASE)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PAKKET = "http://schemas.openxmlformats.org/package/2006"


def foto(formaat: str = "JPEG", stand: int = 6, **meer: Any) -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x8825] = stand, "Cameramerk", {1: "N", 2: (52.0, 2.0, 3.0)}
    uit = io.BytesIO()
    Image.frombytes("RGB", (60, 40), Random(1).randbytes(7_200)).save(uit, formaat, exif=exif, **meer)
    return uit.getvalue()


def pakket(delen: dict[str, bytes | str], soort: str = "") -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zip_:
        if soort:
            zip_.writestr(zipfile.ZipInfo("mimetype"), f"application/vnd.oasis.opendocument.{soort}")
        for naam, inhoud in delen.items():
            deel = zipfile.ZipInfo(naam, (2021, 1, 8, 10, 0, 0))
            deel.comment, deel.compress_type = b"kowalska", zipfile.ZIP_DEFLATED
            zip_.writestr(deel, inhoud)
    return uit.getvalue()


def delen(ruw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(ruw)) as zip_:
        return {naam: zip_.read(naam) for naam in zip_.namelist()}


def word() -> bytes:
    return pakket(
        {
            "[Content_Types].xml": "<Types><Override ContentType='application/vnd.openxmlformats-officedocument"
            ".wordprocessingml.document.main+xml'/></Types>",
            "_rels/.rels": "<Relationships/>",
            "word/document.xml": f"<w:document {W}><w:ins w:id='1' w:author=\"{WIE}\"><w:t>De kantine is vol.</w:t>"
            f"</w:ins><w:del w:author='{WIE}' w:initials=\"AK\"/></w:document>",
            "word/comments.xml": f'<w:comments {W}><w:comment w:author="{WIE}" w:initials="AK">Kijk hier.</w:comment>'
            "</w:comments>",
            "word/people.xml": f'<w15:people xmlns:w15="x"><w15:person w15:author="{WIE}"/></w15:people>',
            "word/_rels/settings.xml.rels": r'<Relationship Target="file:///C:\Users\AnnaK\Normal.dotm"/>'
            '<Relationship Target="media/image1.jpeg"/>',
            "docProps/core.xml": f'<?xml version="1.0"?>\n<cp:coreProperties xmlns:cp="{PAKKET}/core">'
            f"<dc:creator>{WIE}</dc:creator></cp:coreProperties>",
            "docProps/app.xml": "<Properties xmlns='x'><Manager>Kowalska</Manager></Properties>",
            "docProps/custom.xml": '<Properties xmlns="y"><property name="Kowalska"/></Properties>',
            "customXml/item1.xml": f"<p:UserInfo><p:DisplayName>{WIE}</p:DisplayName></p:UserInfo>",
            "word/media/image1.jpeg": foto() + b"Kowalska achter het einde",
            "word/media/image2.png": foto("PNG"),
            "word/embeddings/blad.xlsx": excel(),
        }
    )


def excel() -> bytes:
    return pakket(
        {
            "[Content_Types].xml": "<Types><Override ContentType='application/vnd.openxmlformats-officedocument"
            ".spreadsheetml.sheet.main+xml'/></Types>",
            "_rels/.rels": "<Relationships/>",
            "xl/workbook.xml": f'<workbook><fileSharing userName="{WIE}"/>'
            r'<x15ac:absPath xmlns:x15ac="z" url="C:\Users\AnnaK\Desktop\"/></workbook>',
            "xl/comments1.xml": f"<comments><authors><author>{WIE}</author></authors><commentList><comment><text><r><t>"
            f"{WIE}:</t></r><r><t>Kijk hier.</t></r></text></comment></commentList></comments>",
            "xl/persons/person.xml": f'<personList xmlns="q"><person displayName="{WIE}" id="{{1}}" userId="annak"/>'
            "</personList>",
            "xl/tables/table1.xml": '<table displayName="Tabel1"/>',
        }
    )


def odf(soort: str = "text") -> bytes:
    return pakket(
        {
            "content.xml": "<office:document-content><office:annotation><dc:creator>Anna Kowalska</dc:creator>"
            "<meta:creator-initials>AK</meta:creator-initials><text:p>Kijk hier.</text:p></office:annotation>"
            f'<text:p>De kantine is vol.<text:author-name text:fixed="true">{WIE}</text:author-name></text:p>'
            '<draw:image xlink:href="Pictures/1.jpg"/><text:a xlink:href="file:///home/annak/x"/>'
            '<text:sender-email text:fixed="true">annak@x</text:sender-email></office:document-content>',
            "settings.xml": '<config:config-item config:name="PrinterName" config:type="string">LaserJet Anna'
            "</config:config-item>",
            "meta.xml": f"<office:document-meta><office:meta><dc:creator>{WIE}</dc:creator></office:meta>"
            "</office:document-meta>",
            "Object 1/meta.xml": "<office:document-meta><meta:initial-creator>Kowalska</meta:initial-creator>"
            "</office:document-meta>",
            "META-INF/documentsignatures.xml": "<X509SubjectName>CN=Kowalska</X509SubjectName>",
            "Pictures/1.jpg": foto(),
            "Pictures/2.webp": foto("WEBP"),
        },
        soort,
    )


DOCUMENTEN = {"brief.docx": word(), "blad.xlsx": excel(), "brief.odt": odf(), "blad.ods": odf("spreadsheet")}


@pytest.mark.parametrize("naam", DOCUMENTEN)
def test_uit_een_document_is_niet_te_lezen_wie_het_maakte_en_wat_erin_staat_wel(naam: str):
    uit = keur(naam, DOCUMENTEN[naam])
    assert uit.naam == naam
    eerst, nu = delen(DOCUMENTEN[naam]), delen(uit.inhoud)
    assert [
        deel for deel in eerst if "signatures" not in deel and "custom" not in deel.split("/")[0]
    ] == list(nu)
    for deel, inhoud in nu.items():
        alles = delen(inhoud) if deel.endswith(".xlsx") else {deel: inhoud}
        for stuk, ruw in alles.items():
            assert not SPOOR.search(ruw), (deel, stuk, ruw)
    assert b"kowalska" not in uit.inhoud
    samen = b"".join(nu.values())
    assert b"Kijk hier." in samen
    assert naam.startswith("blad") or b"De kantine is vol." in samen
    # What is well formed is that still, and twice is once.
    assert keur(naam, uit.inhoud).inhoud == uit.inhoud


def test_een_verwijzing_binnen_het_document_en_de_naam_van_een_tabel_blijven():
    assert (
        b'Target="media/image1.jpeg"' in delen(keur("a.docx", word()).inhoud)["word/_rels/settings.xml.rels"]
    )
    assert b'displayName="Tabel1"' in delen(keur("a.xlsx", excel()).inhoud)["xl/tables/table1.xml"]
    assert b'"Pictures/1.jpg"' in delen(keur("a.odt", odf()).inhoud)["content.xml"]


RELATIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relatie(soort: str, doel: str, meer: str = "") -> str:
    return f'<Relationship Id="rId1" Type="{soort}" Target="{doel}"{meer}/>'


def test_wat_van_het_bestand_was_zoals_het_was_valt_weg_met_wat_ernaar_verwees():
    """A preview, a signature and the settings of a printer; a program calls a document damaged that lacks a part."""
    uit = delen(
        keur(
            "a.xlsx",
            pakket(
                {
                    **delen(excel()),
                    "[Content_Types].xml": "<Types><Override PartName='/xl/workbook.xml' ContentType='application/"
                    "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/>"
                    '<Override PartName="/_xmlsignatures/sig1.xml" ContentType="x"/></Types>',
                    "_rels/.rels": "<Relationships>"
                    + relatie(f"{RELATIES}/officeDocument", "xl/workbook.xml")
                    + relatie(f"{PAKKET}/relationships/metadata/thumbnail", "docProps/thumbnail.wmf")
                    + relatie(
                        f"{PAKKET}/relationships/digital-signature/origin", "_xmlsignatures/origin.sigs"
                    )
                    + "</Relationships>",
                    "docProps/thumbnail.wmf": b"Kowalska",
                    "_xmlsignatures/origin.sigs": b"",
                    "_xmlsignatures/sig1.xml": "<Signature><X509SubjectName>Kowalska</X509SubjectName></Signature>",
                    "xl/worksheets/sheet1.xml": '<worksheet><pageSetup paperSize="9" r:id="rId1"/></worksheet>',
                    "xl/worksheets/_rels/sheet1.xml.rels": "<Relationships>"
                    + relatie(f"{RELATIES}/printerSettings", "../printerSettings/printerSettings1.bin")
                    + "</Relationships>",
                    "xl/printerSettings/printerSettings1.bin": r"\\kantoor\LaserJet Anna".encode("utf-16-le"),
                }
            ),
        ).inhoud
    )
    assert not [naam for naam in uit if re.search("thumb|signat|printer", naam)]
    assert b"_xmlsignatures" not in uit["[Content_Types].xml"]
    assert uit["_rels/.rels"].count(b"<Relationship ") == 1
    assert uit["xl/worksheets/sheet1.xml"] == b'<worksheet><pageSetup paperSize="9"/></worksheet>'
    assert uit["xl/worksheets/_rels/sheet1.xml.rels"] == b"<Relationships></Relationships>"


def test_ook_van_een_odt_valt_het_voorbeeld_weg():
    regels = [f'<manifest:file-entry manifest:full-path="{d}"/>' for d in ("content.xml", "Thumbnails/t.png")]
    uit = pakket(
        {"content.xml": "<a/>", "Thumbnails/t.png": foto("PNG"), "META-INF/manifest.xml": "".join(regels)},
        "text",
    )
    assert delen(keur("a.odt", uit).inhoud) == {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": b"<a/>",
        "META-INF/manifest.xml": regels[0].encode(),
    }


@pytest.mark.parametrize(
    "naam", ["word/printerSettings1.bin", "xl/printerSettings/printerSettings1.bin", "thumbnail.wmf"]
)
def test_een_deel_dat_wegvalt_ligt_niet_bij_elk_programma_in_een_eigen_map(naam: str):
    assert naam not in delen(keur("a.docx", pakket({**delen(word()), naam: b"Kowalska"})).inhoud)


def met(xml: str, naam: str = "xl/deel.xml") -> str:
    return delen(keur("a.xlsx", pakket({**delen(excel()), naam: xml})).inhoud)[naam].decode()


@pytest.mark.parametrize(
    ("xml", "kaal_"),
    [
        (
            '<pivotCacheDefinition refreshedBy="Kowalska" x="1"/>',
            '<pivotCacheDefinition refreshedBy="" x="1"/>',
        ),
        ('<scenario name="a" user="Kowalska"/>', '<scenario name="a" user=""/>'),
        (r'<pic:cNvPr id="1" descr="C:\Users\AnnaK\a.jpg"/>', '<pic:cNvPr id="1" descr="file:///"/>'),
        (r"<textPr sourceFile='\\srv\AnnaK\a.csv'/>", '<textPr sourceFile="file:///"/>'),
        (r'<dbPr connection="Provider=x;Source=C:\AnnaK\a"/>', '<dbPr connection=""/>'),
        (
            r'<w:instrText a="b"> INCLUDEPICTURE "C:\\Users\\AnnaK\\a.png" \d</w:instrText>',
            r'<w:instrText a="b"> INCLUDEPICTURE "" \d</w:instrText>',
        ),
        ('<text:a xlink:href="../../annak/x"/>', '<text:a xlink:href="file:///"/>'),
    ],
)
def test_ook_wie_het_laatst_telde_en_waar_iets_lag_is_niet_te_lezen(xml: str, kaal_: str):
    assert met(xml) == kaal_


@pytest.mark.parametrize(
    "xml",
    [
        r'<t>schrijf author="Kowalska" of pad="C:\Users"</t>',
        r'<table:table-cell office:string-value="C:\Temp"/>',
        '<Relationship Target="../media/image1.png"/>',
        '<w:instrText> HYPERLINK "https://x.nl/a" </w:instrText>',
        r'<numFmt formatCode="\\-0"/>',
    ],
)
def test_wat_op_de_bladen_staat_en_wat_daarnaar_verwijst_blijft(xml: str):
    assert met(xml) == xml


def test_wat_een_deel_is_blijkt_uit_zijn_inhoud_en_niet_uit_zijn_naam():
    """.NET calls the properties after a number."""
    naam = "package/services/metadata/core-properties/0a1b.psmdcp"
    assert met(f"<coreProperties><dc:creator>{WIE}</dc:creator></coreProperties>", naam) == (
        "<coreProperties></coreProperties>"
    )


def test_een_sjabloon_in_iemands_eigen_wolk_heet_naar_hem_en_een_link_op_het_blad_blijft():
    wolk, buiten = "https://x-my.sharepoint.com/personal/annak/a", ' TargetMode="External"'
    link = relatie(f"{RELATIES}/hyperlink", "https://x.nl/", buiten)
    assert met(relatie(f"{RELATIES}/attachedTemplate", wolk, buiten) + link, "word/_rels/a.rels") == (
        relatie(f"{RELATIES}/attachedTemplate", "file:///", buiten) + link
    )


def test_een_urenlijst_van_een_jaar_is_niet_te_groot():
    rij = "<row><c><v>8</v></c></row>" * 900_000
    assert len(met(rij)) == len(rij)


def test_een_lang_blad_wordt_in_stukken_gelezen_en_blijft_heel():
    tekst = "".join(f"<text:p>regel {n}<dc:creator>Kowalska {n}</dc:creator></text:p>" for n in range(20_000))
    uit = delen(keur("a.odt", pakket({"content.xml": tekst}, "text")).inhoud)["content.xml"].decode()
    assert uit == re.sub(r"Kowalska \d+", "", tekst)


def test_een_deel_in_utf16_telt_ook():
    meta = f'<?xml version="1.0" encoding="UTF-16"?><office:document-meta><a>{WIE}</a></office:document-meta>'
    uit = keur("a.odt", pakket({"meta.xml": meta.encode("utf-16")}, "text")).inhoud
    assert delen(uit)["meta.xml"] == b"<office:document-meta></office:document-meta>"


@pytest.mark.parametrize(
    ("delen_", "zin"),
    [
        ({"content.xml": b"<a>" + b"x" * 2_000_000}, "uitgepakt te groot"),
        ({"Pictures/a.bin": b"x" * 2_000_001}, "uitgepakt te groot"),
        ({f"{n}.bin": b"" for n in range(5_001)}, "uitgepakt te groot"),
        ({"META-INF/manifest.xml": b"<manifest:encryption-data/>"}, "met een wachtwoord"),
        ({"Pictures/a.jpg": b"\xff\xd8\xff\xe1\x00"}, "beschadigd"),
    ],
)
def test_een_document_dat_niet_kaal_te_maken_is_wordt_geweigerd_met_de_reden(
    delen_: dict[str, Any], zin: str, monkeypatch: pytest.MonkeyPatch
):
    assert bestandssporen.UITGEPAKT_MAX == 60_000_000
    monkeypatch.setattr(bestandssporen, "UITGEPAKT_MAX", 2_000_000)
    with pytest.raises(Regelfout, match=zin):
        keur("a.odt", pakket(delen_, "text"))


def test_wat_een_werkgever_gaf_blijft_zoals_hij_het_gaf():
    """Who made a document may be what it proves."""
    assert keur("a.docx", word(), kaal=False).inhoud == word()


@pytest.mark.parametrize(
    ("formaat", "meer"),
    [("JPEG", {"progressive": True, "comment": b"Kowalska"}), ("JPEG", {}), ("PNG", {}), ("WEBP", {})],
)
def test_een_foto_in_een_document_houdt_elk_punt_en_zegt_verder_alleen_hoe_zij_lag(formaat: str, meer: Any):
    if formaat == "PNG":
        meer = {"pnginfo": PngInfo()}
        meer["pnginfo"].add_text("Author", WIE)
    eerst = foto(formaat, **meer)
    nu = kaal(eerst + b"Kowalska")
    assert not SPOOR.search(nu)
    with Image.open(io.BytesIO(eerst)) as een, Image.open(io.BytesIO(nu)) as ander:
        assert een.tobytes() == ander.tobytes()
        assert dict(ander.getexif()) == ({0x0112: 6} if formaat == "JPEG" else {})
    assert kaal(nu) == nu


def vreemde_foto() -> bytes:
    """Cameras write strange things between the pieces, and Word shows it all the same."""
    plek = (ruw := foto()).index(b"\xff\xdb")
    return ruw[:plek] + b"\0\0\0" + ruw[plek:]


def test_een_foto_die_niet_is_zoals_het_hoort_maar_wel_te_zien_is_wordt_opnieuw_gemaakt():
    uit = keur("a.odt", pakket({"Pictures/1.jpg": vreemde_foto()}, "text")).inhoud
    nu = delen(uit)["Pictures/1.jpg"]
    assert not SPOOR.search(nu)
    with Image.open(io.BytesIO(vreemde_foto())) as een, Image.open(io.BytesIO(nu)) as ander:
        assert (een.size, een.format) == (ander.size, ander.format)
        assert dict(ander.getexif()) == {}


def test_zo_opnieuw_gemaakt_worden_er_niet_meer_dan_er_tijd_voor_is():
    with pytest.raises(Regelfout, match="beschadigd"):
        keur("a.odt", pakket({f"Pictures/{n}.jpg": vreemde_foto() for n in range(11)}, "text"))


BRONNEN = [("a.docx", word()), ("a.odt", odf())]


@given(
    bron=st.sampled_from(BRONNEN),
    plekken=st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=6),
)
def test_een_beschadigd_document_wordt_genomen_of_geweigerd_en_nooit_een_storing(bron, plekken):
    naam, ruw = bron
    stuk = bytearray(ruw)
    for plek, waarde in plekken:
        stuk[plek % len(stuk)] = waarde
    with suppress(Regelfout):
        keur(naam, bytes(stuk))
