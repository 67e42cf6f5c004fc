"""The formats to be read: tags, headings, tables and alternatives in PDF, ODT and HTML."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject, StreamObject

from inspectie.uitvoer import pdf as pdf_uitvoer
from inspectie.uitvoer.cellen import Kolom
from inspectie.uitvoer.document import Alinea, Blok, Document, Kop, Opdracht, Tabel
from rapportages.cijfers import Label
from rapportages.inhoud import maak_document
from rapportages.maken import maak
from tests.rapportages.lezen import (
    OFFICE,
    TABLE,
    TEXT,
    gelezen,
    leesbare_tekst,
    uitvoer,
    xml,
)

MOMENT = datetime(2021, 2, 3, tzinfo=UTC)


def pdf(cijfers, document: Document) -> PdfReader:
    return PdfReader(io.BytesIO(uitvoer("pdf", cijfers, document)))


def woordenboek(verwijzing: PdfObject) -> DictionaryObject:
    knoop = verwijzing.get_object()
    assert isinstance(knoop, DictionaryObject)
    return knoop


def structuur(lezer: PdfReader) -> list[tuple[str, str]]:
    """The tags of the structure tree with their alternative text, in order."""
    uit: list[tuple[str, str]] = []

    def loop(verwijzing: PdfObject) -> None:
        knoop = verwijzing.get_object()
        if isinstance(knoop, ArrayObject):
            for kind in knoop:
                loop(kind)
        elif isinstance(knoop, DictionaryObject):
            if "/S" in knoop:
                uit.append((str(knoop["/S"]), str(knoop.get("/Alt", ""))))
            if "/K" in knoop:
                loop(knoop["/K"])

    loop(woordenboek(lezer.root_object["/StructTreeRoot"])["/K"])
    return uit


def test_de_pdf_is_getagd_en_zegt_zijn_taal_en_titel(kerncijfers, document):
    lezer = pdf(kerncijfers, document)
    wortel = lezer.root_object
    assert str(woordenboek(wortel["/MarkInfo"])["/Marked"]) == "True"
    assert str(wortel["/Lang"]) == "nl-NL"
    assert str(woordenboek(wortel["/ViewerPreferences"])["/DisplayDocTitle"]) == "True"
    assert lezer.metadata is not None
    assert lezer.metadata.title == "Tussentijdse rapportage Inspectie SZW, 3 februari 2021"
    assert lezer.metadata.creation_date == datetime.fromisoformat("2021-02-03T00:00:00+01:00")
    xmp = lezer.root_object["/Metadata"].get_object()
    assert isinstance(xmp, StreamObject)
    assert b"pdfuaid:part>1" in xmp.get_data()
    assert b"pdfaid:part>2" in xmp.get_data()


@settings(max_examples=25)
@given(st.text(min_size=1))
def test_geen_enkel_teken_houdt_de_pdf_tegen(tekst):
    blokken = (Alinea(tekst), Opdracht(tekst), Tabel("t", tekst, (Kolom(tekst),), ((tekst,),)))
    uit = io.BytesIO()
    document = Document(
        titel="t", datum=MOMENT.date(), moment=MOMENT, omschrijving="o", voet="v", blokken=blokken
    )
    pdf_uitvoer.schrijf(document, uit)
    assert uit.getvalue().startswith(b"%PDF-1.7")


def test_de_pdf_heeft_koppen_tabellen_en_een_diagram_in_woorden(kerncijfers, document):
    tags = structuur(pdf(kerncijfers, document))
    soorten = [soort for soort, _ in tags]
    assert soorten.count("/H1") == 5
    assert soorten.count("/H2") == 3
    assert soorten.count("/Table") == len([blok for blok in document.blokken if isinstance(blok, Tabel)])
    assert "/TH" in soorten
    assert "/LI" in soorten
    (alternatief,) = [alt for soort, alt in tags if soort == "/Figure"]
    assert "Onvoldoende afstand: 1.816 meldingen, waarvan Veilig & Gezond 1.690" in alternatief


def test_de_pdf_brengt_zijn_letters_mee(kerncijfers, document):
    letters = {
        str(woordenboek(letter)["/BaseFont"])
        for bladzij in pdf(kerncijfers, document).pages
        for letter in woordenboek(woordenboek(bladzij["/Resources"])["/Font"]).values()
    }
    assert letters
    assert all(re.match(r"/[A-Z]{6}\+(Libertinus|DejaVuSansMono)", naam) for naam in letters), letters


def test_elke_bladzijde_van_de_pdf_draagt_haar_nummer_en_de_waarschuwing(kerncijfers, document):
    bladzijden = pdf(kerncijfers, document).pages
    for nummer, bladzij in enumerate(bladzijden, 1):
        tekst = bladzij.extract_text()
        assert f"pagina {nummer} van {len(bladzijden)}" in tekst
        assert "Synthetische gegevens, peildatum 10 januari 2021" in tekst
    breedten = [float(bladzij.mediabox.width) for bladzij in bladzijden]
    assert breedten[0] == pytest.approx(595, abs=1)
    assert breedten[-1] == pytest.approx(842, abs=1)


def test_de_odt_heeft_echte_koppen_lijsten_tabellen_en_stijlen(kerncijfers, document):
    pakket = zipfile.ZipFile(io.BytesIO(uitvoer("odt", kerncijfers, document)))
    assert pakket.namelist()[0] == "mimetype"
    assert pakket.infolist()[0].compress_type == zipfile.ZIP_STORED
    assert {deel.date_time for deel in pakket.infolist()} == {(2021, 2, 3, 0, 0, 0)}
    wortel = xml(pakket.read("content.xml"))
    # LibreOffice before 25.8 refuses a file that says 1.4.
    assert wortel.get(f"{OFFICE}version") == "1.3"
    koppen = [(k.get(f"{TEXT}outline-level"), k.get(f"{TEXT}style-name")) for k in wortel.iter(f"{TEXT}h")]
    assert koppen.count(("1", "Heading_20_1")) == 5
    assert len(koppen) == 8
    tabellen = list(wortel.iter(f"{TABLE}table"))
    assert len(tabellen) == 6
    assert all(tabel.find(f"{TABLE}table-header-rows") is not None for tabel in tabellen)
    stijlen = xml(pakket.read("styles.xml"))
    style = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
    namen = {s.get(f"{style}name") for boom in (wortel, stijlen) for s in boom.iter(f"{style}style")}
    gebruikt = {e.get(f"{TEXT}style-name") for e in wortel.iter() if e.tag in {f"{TEXT}p", f"{TEXT}h"}}
    assert gebruikt <= namen
    assert not re.search(b">(TITEL|DATUM|VOET)<", pakket.read("styles.xml"))


def test_de_webpagina_staat_op_zichzelf_en_is_toegankelijk(kerncijfers, document):
    lezer = gelezen(uitvoer("html", kerncijfers, document))
    namen = [tag for tag, _ in lezer.elementen]
    assert ("html", {"lang": "nl"}) in lezer.elementen
    assert not {"script", "link", "img", "iframe"} & set(namen)
    assert not [a for _, a in lezer.elementen if "style" in a or "onclick" in a or "src" in a]
    assert namen.count("h1") == 1
    assert namen.count("table") == namen.count("caption") == 6
    ankers = [a["id"] for _, a in lezer.elementen if "id" in a]
    assert len(ankers) == len(set(ankers))
    verwijzingen = [str(a["href"]) for tag, a in lezer.elementen if tag == "a"]
    verwijzingen += [f"#{a['aria-labelledby']}" for _, a in lezer.elementen if "aria-labelledby" in a]
    assert all(v.startswith("#") and v[1:] in ankers for v in verwijzingen)
    assert all(a.get("scope") in {"row", "col"} for tag, a in lezer.elementen if tag == "th")
    assert namen.count("rect") >= 10


def test_een_kale_alinea_heeft_geen_kop_nodig(kerncijfers, labels):
    """A document need not come from maak_document: other reports use the same writers."""
    document = replace(maak_document(kerncijfers, labels, synthetisch=False), blokken=(Alinea("Los."),))
    for formaat in ("pdf", "odt", "html"):
        assert "Los." in leesbare_tekst(formaat, uitvoer(formaat, kerncijfers, document))


@pytest.mark.parametrize("regels", range(3, 6))
def test_een_noot_staat_op_geen_bladzijde_alleen(regels):
    """Whatever stands above the table."""
    rijen = tuple((f"rij {n}", "1") for n in range(32))
    tabel = Tabel("t", "Tabel", (Kolom("Naam"), Kolom("Getal", getal=True)), rijen, noot="De noot.")
    blokken: tuple[Blok, ...] = (*[Alinea("Een regel.")] * regels, tabel)
    uit = io.BytesIO()
    document = Document(
        titel="t", datum=MOMENT.date(), moment=MOMENT, omschrijving="o", voet="v", blokken=blokken
    )
    pdf_uitvoer.schrijf(document, uit)
    teksten = [bladzij.extract_text() for bladzij in PdfReader(uit).pages]
    assert ["rij 31" in tekst for tekst in teksten if "De noot." in tekst] == [True]


@pytest.mark.parametrize("regels", [24, 28, 32, 36, 40])
def test_een_tabel_staat_bij_de_zin_die_haar_inleidt(regels):
    tabel = Tabel(
        "t", "Titel van de tabel", (Kolom("Naam", 3), Kolom("Aantal", 1)), (("a", 1), ("b", 2), ("c", 3))
    )
    blokken: tuple[Blok, ...] = (*[Alinea("Een regel.")] * regels, Alinea("Dit zijn er zes."), tabel)
    uit = io.BytesIO()
    document = Document(
        titel="t", datum=MOMENT.date(), moment=MOMENT, omschrijving="o", voet="v", blokken=blokken
    )
    pdf_uitvoer.schrijf(document, uit)
    bladzijden = [blad.extract_text() for blad in PdfReader(uit).pages]
    (met_tabel,) = [blad for blad in bladzijden if "Titel van de tabel" in blad]
    assert "Dit zijn er zes." in met_tabel


def regels_van(*blokken: Blok, titel: str = "t") -> list[str]:
    uit = io.BytesIO()
    document = Document(
        titel=titel, datum=MOMENT.date(), moment=MOMENT, omschrijving="o", voet="v", blokken=blokken
    )
    pdf_uitvoer.schrijf(document, uit)
    return [regel for blad in PdfReader(uit).pages for regel in blad.extract_text().splitlines()]


def in_een_kolom(*cellen: str) -> Tabel:
    return Tabel("t", "Tabel", (Kolom("Naam"), Kolom("Een"), Kolom("Twee")), ((*cellen, *["1"] * 3)[:3],))


@pytest.mark.parametrize(
    "blok", [in_een_kolom("Y" * 150), Alinea("Y" * 150), Kop(2, "Y" * 150), Alinea("kort " + "Y" * 150)]
)
def test_een_woord_zonder_einde_loopt_in_de_pdf_nergens_overheen(blok):
    lang = [regel for regel in regels_van(blok) if "YY" in regel.replace("\u00ad", "")]
    assert len(lang) > 1
    assert all(regel.endswith("\u00ad") for regel in lang[:-1]), "met een afbreekstreepje"
    per_regel = [regel.count("Y") for regel in lang]
    assert sum(per_regel) == 150
    assert max(per_regel) <= (30 if isinstance(blok, Tabel) else 80)


def test_een_onderwerp_van_150_letters_blijft_in_het_diagram_in_zijn_kolom(kerncijfers, labels):
    lang = {**labels, "AFSTAND": Label("Y" * 150, "z" * 150, "w" * 40)}
    uit = io.BytesIO()
    pdf_uitvoer.schrijf(maak_document(kerncijfers, lang, synthetisch=False), uit)
    regels = [regel for blad in PdfReader(uit).pages for regel in blad.extract_text().splitlines()]
    assert max(regel.count("Y") for regel in regels) <= 40


def test_een_lange_som_breekt_zonder_teken_zodat_zij_te_kopieren_is():
    som = "0123456789abcdef" * 4
    regels = regels_van(in_een_kolom("a", "b", som))
    assert som in "".join(regels)
    assert max(map(len, regels)) < 40


def test_een_lang_nederlands_woord_breekt_waar_het_hoort():
    woord = "arbeidsongeschiktheidsverzekeringsmaatschappij"
    regels = regels_van(in_een_kolom(woord))
    delen = [
        regel.rstrip("\u00ad-") for regel in regels if regel.rstrip("\u00ad-") in woord and len(regel) > 1
    ]
    assert "".join(delen) == woord
    assert delen == ["arbeidsongeschiktheidsverzeke", "ringsmaatschappij"]


def test_een_kop_wordt_niet_afgebroken_als_het_woord_op_een_regel_past():
    woord = "Arbeidsongeschiktheidsverzekering"
    assert any(woord in regel for regel in regels_van(Alinea("Een."), titel=f"Over een heel lange {woord}"))


def test_het_rapport_is_nederlands_ook_als_een_engelse_lezer_het_vraagt(dossier):
    dossier.melding()
    dossier.neem()
    with translation.override("en"):
        engels = maak(date(2021, 1, 10), datetime(2021, 2, 3, tzinfo=UTC), "html")
    assert engels == maak(date(2021, 1, 10), datetime(2021, 2, 3, tzinfo=UTC), "html")
