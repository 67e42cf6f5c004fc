"""What a document tells of whoever made it goes no further; what stands in it does."""

import io
import re
import zipfile
import zlib
from contextlib import suppress
from itertools import accumulate
from random import Random
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from inspectie.bestanden import keur
from inspectie.fouten import Regelfout
from inspectie.kalebeelden import kaal
from inspectie.pdfeigenschappen import eigenschappen

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
        ({"content.xml": b"<a>" + b"x" * 60_000_000}, "uitgepakt te groot"),
        ({"Pictures/a.bin": b"x" * 60_000_001}, "uitgepakt te groot"),
        ({f"{n}.bin": b"" for n in range(5_001)}, "uitgepakt te groot"),
        ({"META-INF/manifest.xml": b"<manifest:encryption-data/>"}, "met een wachtwoord"),
        ({"Pictures/a.jpg": b"\xff\xd8\xff\xe1\x00"}, "beschadigd"),
    ],
)
def test_een_document_dat_niet_kaal_te_maken_is_wordt_geweigerd_met_de_reden(
    delen_: dict[str, Any], zin: str
):
    with pytest.raises(Regelfout, match=zin):
        keur("a.odt", pakket(delen_, "text"))


def test_wat_een_werkgever_gaf_blijft_zoals_hij_het_gaf():
    """Who made a document may be what it proves."""
    assert keur("a.docx", word(), kaal=False).inhoud == word()
    assert keur("a.pdf", pdf(), kaal=False).inhoud == pdf()


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


# PDF


def pdf(**eigen: str) -> bytes:
    """With properties, one of them in an object of its own; with XMP, a photo, and what runs by itself."""
    maker = PdfWriter()
    blad = maker.add_blank_page(200, 200)
    maker.add_metadata({"/Author": "Anna (Kowalska)", "/Title": "Łódź Kowalska"} | eigen)
    info: Any = maker._info
    info[NameObject("/Keywords")] = maker._add_object(TextStringObject(WIE))
    xmp = StreamObject()
    xmp[NameObject("/Type")], xmp[NameObject("/Subtype")] = NameObject("/Metadata"), NameObject("/XML")
    xmp.set_data(
        b"<?xpacket?><x:xmpmeta xmlns:x='x'><rdf:RDF><dc:creator>Kowalska</dc:creator></rdf:RDF></x:xmpmeta>"
    )
    wortel = maker._root_object
    wortel[NameObject("/Metadata")] = maker._add_object(xmp)
    wortel[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    beeld = StreamObject()
    beeld[NameObject("/Type")], beeld[NameObject("/Filter")] = (
        NameObject("/XObject"),
        NameObject("/DCTDecode"),
    )
    beeld.set_data(foto())
    blad[NameObject("/Beeld")] = maker._add_object(beeld)
    uit = io.BytesIO()
    maker.write(uit)
    return uit.getvalue()


def geperst() -> bytes:
    """As Word and most others write: the properties in an object stream."""
    voorwerpen = [
        (1, b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>"),
        (2, b"<</Type/Pages/Kids[3 0 R]/Count 1>>"),
        (3, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>"),
        (4, b"<</Author(Anna \\(Kowalska)/Title<4B6F77616C736B61>/Keywords 6 0 R>>"),
        (6, b"(Kowalska)"),
    ]
    romp, lijst = b"", []
    for nummer, ruw in voorwerpen:
        lijst += [nummer, len(romp)]
        romp += ruw + b" "
    kop = " ".join(map(str, lijst)).encode() + b" "
    stroom = zlib.compress(kop + romp)
    uit = b"%PDF-1.5\n"
    vijf = len(uit)
    uit += b"5 0 obj<</Type/ObjStm/N 5/First %d/Length %d/Filter/FlateDecode>>stream\n" % (
        len(kop),
        len(stroom),
    )
    uit += stroom + b"\nendstream endobj\n"
    rijen = [(0, 0, 65535), *((2, 5, n) for n in range(4)), (1, vijf, 0), (2, 5, 4), (1, len(uit), 0)]
    tabel = zlib.compress(b"".join(bytes([s]) + a.to_bytes(3) + b.to_bytes(2) for s, a, b in rijen))
    uit += (
        b"7 0 obj<</Type/XRef/W[1 3 2]/Size 8/Root 1 0 R/Info 4 0 R/Length %d/Filter/FlateDecode>>stream\n"
        % len(tabel)
    )
    return uit + tabel + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % rijen[-1][1]


@pytest.mark.parametrize("ruw", [pdf(), geperst()])
def test_een_pdf_zegt_niet_meer_wie_hem_maakte_doet_niets_vanzelf_en_opent_als_voorheen(ruw: bytes):
    assert SPOOR.search(eigenschappen(ruw).encode() + ruw)
    nu = keur("a.pdf", ruw).inhoud
    assert len(nu) == len(ruw)
    assert not SPOOR.search(nu)
    assert eigenschappen(nu) == ""
    for naam in (b"/JavaScript", b"/JS"):
        assert naam not in nu
    eerst, lezer = PdfReader(io.BytesIO(ruw)), PdfReader(io.BytesIO(nu))
    assert lezer.pages[0].mediabox == eerst.pages[0].mediabox
    assert {str(w).strip() for w in map(_waarde, (lezer.metadata or {}).values())} <= {""}
    wortel: Any = lezer.trailer["/Root"]
    assert wortel["/OpenAction"]["/S"] == "/xavaScript"
    assert keur("a.pdf", nu).inhoud == nu


def _waarde(eigenschap: Any) -> Any:
    return eigenschap.get_object()


def test_ook_een_naam_in_cijfers_doet_niets_meer_vanzelf():
    nu = keur("a.pdf", b"%PDF-1.4 <</S/J#61vaScript/#4aS(x)>> <</JSON 1/Naam#20b 2>>").inhoud
    assert b"vaScript" not in nu.replace(b"/xavaScriptxx", b"")
    assert b"/JSON 1/Naam#20b 2" in nu


NOOT, VELD = b"<</Subtype/Highlight/T(Anna Kowalska)/Contents(Kijk hier)>>", b"<</Subtype/Widget/T(veld)>>"


def los(voorwerpen: list[bytes]) -> bytes:
    return b"".join(b"%d 0 obj %b endobj\n" % (nummer, ruw) for nummer, ruw in enumerate(voorwerpen, 1))


def samen(voorwerpen: list[bytes]) -> bytes:
    plekken = accumulate((len(ruw) for ruw in voorwerpen), initial=0)
    kop = b"".join(b"%d %d " % (nummer, plek) for nummer, plek in zip(range(1, 99), plekken, strict=False))
    kop = kop.rsplit(maxsplit=2)[0] + b" "
    return b"9 0 obj<</Type/ObjStm>>stream\n%b\nendstream endobj" % zlib.compress(kop + b"".join(voorwerpen))


@pytest.mark.parametrize("vorm", [los, samen])
def test_van_een_noot_in_een_pdf_blijft_wat_er_staat_en_niet_wie_het_schreef(vorm: Any):
    nu = keur("a.pdf", b"%PDF-1.5\n" + vorm([VELD, NOOT, VELD])).inhoud
    if vorm is samen:
        nu = zlib.decompressobj().decompress(nu.partition(b"stream\n")[2])
    assert not SPOOR.search(nu)
    assert b"/T(             )/Contents(Kijk hier)" in nu
    assert nu.count(b"/T(veld)") == 2


def test_ook_wat_een_pdf_van_voor_een_wijziging_bewaart_is_weg():
    """A program that changes a file may leave what was there before in it."""
    schrijver = PdfWriter(io.BytesIO(pdf()), incremental=True)
    schrijver.add_metadata({"/Author": "Kowalska-Nu"})
    uit = io.BytesIO()
    schrijver.write(uit)
    assert uit.getvalue().startswith(pdf())
    assert not SPOOR.search(keur("a.pdf", uit.getvalue()).inhoud)


def test_een_foto_in_een_pdf_houdt_elk_punt():
    eerst, nu = pdf(), keur("a.pdf", pdf()).inhoud
    plek = eerst.index(b"\xff\xd8")
    with Image.open(io.BytesIO(eerst[plek:])) as een, Image.open(io.BytesIO(nu[plek:])) as ander:
        assert een.tobytes() == ander.tobytes()


BRONNEN = [("a.docx", word()), ("a.odt", odf()), ("a.pdf", pdf()), ("a.pdf", geperst())]


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


def test_een_pdf_van_niets_dan_begin_houdt_niemand_op():
    """Every byte is looked at a few times at the most, however many properties it says that it has."""
    info = b"".join(b"/Info %d 0 R " % nummer for nummer in range(1, 21))
    for romp in (b"1 0 obj " * 1_000_000, b"stream\nendstream" * 500_000):
        begin = process_time()
        keur("a.pdf", b"%PDF-1.4\n" + info + romp)
        assert process_time() - begin < 6
