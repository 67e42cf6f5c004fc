"""What a document tells of whoever made it where nobody looks: in the values of its tags, and in what a program keeps
with it."""

import io
import zipfile
from itertools import product

import pytest
import xlsxwriter
from lxml import etree

from inspectie.bestanden import keur
from inspectie.kalebeelden import kaal
from tests.inspectie.test_sporen import PAKKET, RELATIES, SPOOR, delen, excel, met, odf, pakket, relatie, word

BUITEN = ' TargetMode="External"'
PAD = r"C:\Users\AnnaK\a"


def zonder(xml: str | bytes, naam: str, soort: str = "docx") -> bytes | None:
    """What is left of this part of a document; None when it is gone."""
    eerst = delen({"docx": word, "xlsx": excel, "odt": odf}[soort]())
    eerst.pop("mimetype", None)
    ruw = pakket({**eerst, naam: xml}, "text" if soort == "odt" else "")
    return delen(keur(f"a.{soort}", ruw).inhoud).get(naam)


@pytest.mark.parametrize(
    ("xml", "kaal_"),
    [
        # What a template remembers of its user, and where the addresses of a letter to many came from.
        ('<w:docVar w:name="a" w:val="Kowalska"/>', '<w:docVar w:name="a" w:val=""/>'),
        (f'<w:udl w:val="Source={PAD}.mdb;Mode=Read"/>', '<w:udl w:val=""/>'),
        (f'<w:query w:val="SELECT * FROM `{PAD}`"/>', '<w:query w:val="SELECT * FROM ``"/>'),
        (f'<dbPr command="SELECT * FROM `{PAD}`.`Blad1$`"/>', '<dbPr command="SELECT * FROM ``.`Blad1$`"/>'),
        ("<w:recipients><w:uniqueTag w:val='Kowalska'/></w:recipients>", "<w:recipients></w:recipients>"),
        (
            r'<w:fldSimple w:instr=" INCLUDEPICTURE &quot;C:\\Users\\AnnaK\\a.png&quot; \d "/>',
            r'<w:fldSimple w:instr=" INCLUDEPICTURE &quot;&quot; \d "/>',
        ),
        # As a Mac and Linux call it, and a server.
        ('<p descr="Macintosh HD:Users:annak:a.jpg"/>', '<p descr="file:///"/>'),
        ('<p descr="/Users/annak/a.jpg"/>', '<p descr="file:///"/>'),
        ('<draw:image xlink:href="/home/annak/a.png"/>', '<draw:image xlink:href="file:///"/>'),
        ('<text:a xlink:href="smb://srv/annak/a"/>', '<text:a xlink:href="file:///"/>'),
        (
            "<c table:formula=\"of:=['file:///home/annak/a.ods'#$Blad1.A1]+1\"/>",
            "<c table:formula=\"of:=['file:///'#$Blad1.A1]+1\"/>",
        ),
        # A cloud of one's own.
        (
            '<webPr url="https://x-my.sharepoint.com/:x:/r/personal/annak_x_nl/a"/>',
            '<webPr url="https://x-my.sharepoint.com/:x:/r/personal/x/a"/>',
        ),
        ('<a href="https://d.docs.live.net/kowalska/a"/>', '<a href="https://d.docs.live.net/x/a"/>'),
        # What Excel writes by itself, and by what Windows knows somebody.
        ('<scenario user="Kowalska" comment="Door Kowalska op 1-2"/>', '<scenario user="" comment=""/>'),
        ('<protectedRange name="a" securityDescriptor="Kowalska"/>', '<protectedRange name="a"/>'),
        (
            '<customWorkbookView name="Kowalska - Persoonlijke weergave" guid="{1}" x="1"/>',
            '<customWorkbookView name="{1}" guid="{1}" x="1"/>',
        ),
        ('<table:scenario table:comment="Gemaakt door Kowalska"/>', '<table:scenario table:comment=""/>'),
        (r'<w:permStart w:id="1" w:ed="BEDRIJF\AnnaK"/>', '<w:permStart w:id="1"/>'),
        # Who did a task, and who agreed with a comment.
        (
            '<t:Attribution userId="S::annak@bedrijf.nl::1" userName="Kowalska"/>',
            '<t:Attribution userId="" userName=""/>',
        ),
        # By which a document and each time that it was open are known again.
        ('<w:p w:rsidR="00AK" w:rsidRDefault="00AK"><w:t>x</w:t></w:p>', "<w:p><w:t>x</w:t></w:p>"),
        ('<w:rsids><w:rsidRoot w:val="AK"/><w:rsid w:val="AK"/></w:rsids>', "<w:rsids></w:rsids>"),
        ('<w:a><w15:docId w15:val="AK"/></w:a>', "<w:a></w:a>"),
        ('<workbook><xr:revisionPtr documentId="AK"/></workbook>', "<workbook></workbook>"),
        ('<s:p officeooo:rsid="AK" officeooo:paragraph-rsid="AK" a="1"/>', '<s:p a="1"/>'),
        ("<a><!-- van Kowalska - ja --><b/></a>", "<a><b/></a>"),
        # A program of one's own calls the same element otherwise.
        ("<o:a><ns1:creator>Kowalska</ns1:creator></o:a>", "<o:a><ns1:creator></ns1:creator></o:a>"),
        (
            '<config:config-item config:name="CurrentDatabaseDataSource" a="b">Kowalska</config:config-item>',
            '<config:config-item config:name="CurrentDatabaseDataSource" a="b"></config:config-item>',
        ),
        (
            '<svg inkscape:file="/home/annak/a"><metadata><dc:title>Kowalska</dc:title></metadata></svg>',
            '<svg inkscape:file="file:///"><metadata></metadata></svg>',
        ),
    ],
)
def test_ook_op_een_plek_waar_niemand_kijkt_staat_niet_wie_het_maakte(xml: str, kaal_: str):
    assert met(xml) == kaal_


@pytest.mark.parametrize(
    "xml",
    [
        '<a xmlns="http://x.nl/home/b" href="https://x.nl/home/over-ons"/>',
        '<c table:formula="of:=IF(A1;B1)" office:string-value="zie C:/Temp"/>',
        '<text:a xlink:href="https://x.sharepoint.com/sites/afdeling/a"/>',
        "<!--[if gte mso 9]>x<a/>",
        '<w:instrText> HYPERLINK "https://x.nl/a" \\o "Kijk hier" </w:instrText>',
        '<w:instrText> PAGE </w:instrText><w:fldChar w:fldCharType="separate"/>',
    ],
)
def test_wat_geen_plek_van_iemand_is_blijft(xml: str):
    assert met(xml) == xml


@pytest.mark.parametrize(
    ("stukken", "kaal_"),
    [
        ([r' INCLUDEPICTURE "C:\\Users\\', "AnnaK", r'\\a.png" \d'], ' INCLUDEPICTURE "||" \\d'),
        ([' INCLUDETEXT "C', r":\\Users\\", 'AnnaK" '], ' INCLUDETEXT "||" '),
        ([' HYPERLINK "', r"C:\\Users\\", "AnnaK", '" '], ' HYPERLINK "|||" '),
        ([' HYPERLINK "https://x.nl/', "gids", '" '], ' HYPERLINK "https://x.nl/|gids|" '),
    ],
)
def test_een_plek_die_word_in_stukken_knipt_is_ook_weg(stukken: list[str], kaal_: str):
    """Where the spelling is in doubt, as it is of a name, Word writes one instruction in several pieces."""
    begin, einde = (f'<w:fldChar w:fldCharType="{soort}"/>' for soort in ("begin", "separate"))
    uit = met(begin + "<w:proofErr/>".join(f"<w:instrText>{s}</w:instrText>" for s in stukken) + einde)
    assert (
        uit
        == begin + "<w:proofErr/>".join(f"<w:instrText>{s}</w:instrText>" for s in kaal_.split("|")) + einde
    )


@pytest.mark.parametrize(
    "doel", ["/Users/annak/a.docx", "../../annak/a.docx", "C:%5CUsers%5Cannak", "file:///home/annak/a"]
)
@pytest.mark.parametrize("soort", ["hyperlink", "image"])
def test_een_link_op_het_blad_naar_iemands_eigen_computer_gaat_nergens_meer_heen(doel: str, soort: str):
    uit = met(relatie(f"{RELATIES}/{soort}", doel, BUITEN), "word/_rels/a.rels")
    assert uit == relatie(f"{RELATIES}/{soort}", "file:///", BUITEN)


@pytest.mark.parametrize("doel", ["https://x.nl/a", "mailto:a@x.nl", "#kop", "rooster.docx"])
def test_een_gewone_link_op_het_blad_blijft(doel: str):
    xml = relatie(f"{RELATIES}/hyperlink", doel, BUITEN)
    assert met(xml, "word/_rels/a.rels") == xml


EIGEN = {
    "customXml/item2.xml": "<CoverPageProperties><CompanyEmail>annak@x.nl</CompanyEmail></CoverPageProperties>",
    "customXml/itemProps2.xml": '<ds:datastoreItem ds:itemID="{AK}"/>',
    "docMetadata/LabelInfo.xml": '<clbl:labelList><clbl:label siteId="Kowalska"/></clbl:labelList>',
    "word/webextensions/webextension1.xml": '<we:property name="user" value="annak@x.nl"/>',
    "customStorage/customStorage.xml": "<user>Kowalska</user>",
}


def test_wat_een_bedrijf_of_een_programma_bij_een_document_bewaart_valt_weg_met_wat_ernaar_verwijst():
    """On no page of it: who owns it, in whose cloud it lies, a form around it."""
    soorten = {
        "customXml/item2.xml": f"{RELATIES}/customXml",
        "customXml/itemProps2.xml": f"{RELATIES}/customXmlProps",
        "docMetadata/LabelInfo.xml": "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels",
        "word/webextensions/webextension1.xml": f"{PAKKET}/relationships/webextension",
        "customStorage/customStorage.xml": f"{PAKKET}/relationships/customStorage",
    }
    eerst = delen(word())
    rels = "<Relationships>" + "".join(relatie(soorten[n], n) for n in EIGEN) + "</Relationships>"
    inhoud = eerst["[Content_Types].xml"].decode()
    verwijst = "".join(f'<Override PartName="/{n}" ContentType="x"/>' for n in EIGEN)
    uit = delen(
        keur(
            "a.docx",
            pakket(
                {
                    **eerst,
                    **EIGEN,
                    "[Content_Types].xml": inhoud.replace("</Types>", f"{verwijst}</Types>"),
                    "word/_rels/document.xml.rels": rels,
                }
            ),
        ).inhoud
    )
    assert not EIGEN.keys() & uit.keys()
    assert uit["word/_rels/document.xml.rels"] == b"<Relationships></Relationships>"
    assert uit["[Content_Types].xml"].decode() == inhoud


def test_een_bewaarde_versie_van_een_odt_valt_weg_met_wie_haar_bewaarde():
    manifest = '<manifest:file-entry manifest:full-path="Versions/Version1"/>'
    assert zonder("<VL:version-entry VL:creator='Kowalska'/>", "VersionList.xml", "odt") is None
    assert zonder(odf(), "Versions/Version1", "odt") is None
    assert zonder(f"<m>{manifest}</m>", "META-INF/manifest.xml", "odt") == b"<m></m>"


@pytest.mark.parametrize("taal", ["utf-16-le", "utf-16-be"])
def test_een_deel_in_utf16_dat_dat_niet_zegt_telt_ook(taal: str):
    assert zonder('<w:x w:author="Kowalska"/>'.encode(taal), "word/c.xml") == b'<w:x w:author=""/>'


def test_een_jpeg_die_zichzelf_in_het_klein_laat_zien_doet_dat_niet_meer():
    """It may show what was made unreadable in the picture since."""
    jfif = b"\xff\xe0\x00\x13JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01" + b"AKA"
    assert kaal(b"\xff\xd8" + jfif + b"\xff\xd9") == b"\xff\xd8\xff\xd9"


def werkblad() -> bytes:
    """As a program writes one: with a picture, a comment, a link and a name for a range."""
    uit = io.BytesIO()
    boek = xlsxwriter.Workbook(uit, {"in_memory": True})
    boek.set_properties({"author": "Kowalska", "company": "Kowalska"})
    boek.set_custom_property("Eigenaar", "Kowalska")
    blad = boek.add_worksheet("Uren")
    for rij, kolom in product(range(40), range(5)):
        blad.write(rij, kolom, rij * kolom)
    blad.write_comment("A1", "Kijk hier.", {"author": "Anna Kowalska"})
    blad.write_url("B1", "https://x.nl/gids")
    blad.write_url("B2", r"external:C:\Users\AnnaK\uren.xlsx", string="uren")
    boek.define_name("Totaal", "=Uren!$A$1")
    boek.add_chart({"type": "line"}).add_series({"values": "=Uren!$A$1:$A$9"})
    boek.close()
    return uit.getvalue()


def test_een_echt_werkblad_blijft_heel():
    nu = delen(keur("a.xlsx", werkblad()).inhoud)
    for naam, ruw in nu.items():
        etree.fromstring(ruw)
        assert not SPOOR.search(ruw), naam
    assert b"Kijk hier." in nu["xl/comments1.xml"]
    assert b"https://x.nl/gids" in nu["xl/worksheets/_rels/sheet1.xml.rels"]
    assert zipfile.is_zipfile(io.BytesIO(keur("a.xlsx", werkblad()).inhoud))
