"""Whatever somebody wrote is on a page: what does not fit on one goes on on the next, and nothing falls off below."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from types import ModuleType

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from inspectie.uitvoer import odt, pdf
from inspectie.uitvoer.cellen import Kolom
from inspectie.uitvoer.document import Alinea, Blok, Document, Kop, Lijst, Ondertekening, Opdracht, Tabel

VERSLAG = "Ik sprak de chef over de schermen in hal twee. " * 85  # what fits in a form
KOLOMMEN = (Kolom("Wanneer", 1.3), Kolom("Wat", 3.6), Kolom("Wie", 1.3))


def verloop(*verslagen: str) -> Tabel:
    rijen = tuple(("11 januari 2021", verslag, "I. Bakker") for verslag in verslagen)
    return Tabel("verloop", "Verloop", KOLOMMEN, rijen)


def document(*blokken: Blok) -> Document:
    return Document(
        titel="Dossier",
        datum=date(2021, 1, 11),
        moment=datetime(2021, 1, 11, 10, tzinfo=UTC),
        omschrijving="Dossier",
        voet="Zaak 1",
        blokken=blokken,
    )


def laagste_en_tekst(*blokken: Blok) -> tuple[float, str]:
    """How far above the edge of the paper the lowest line stands, and all that it says."""
    uit = io.BytesIO()
    pdf.schrijf(document(*blokken), uit)
    hoogten: list[float] = []
    for bladzijde in PdfReader(uit).pages:

        def zie(tekst: str, cm: list[float], tm: list[float], *_: object) -> None:
            if tekst.strip():
                hoogten.append(tm[5] * cm[3] + cm[5])

        bladzijde.extract_text(visitor_text=zie)
    ruw = " ".join(bladzijde.extract_text() for bladzijde in PdfReader(uit).pages)
    return min(hoogten), " ".join(ruw.split())


@pytest.mark.parametrize(
    "blokken",
    [
        (Kop(2, "Verloop"), verloop("Gebeld.", VERSLAG, "Het einde.")),
        (Kop(2, "Verloop"), verloop(*[VERSLAG[:900]] * 9, "Het einde.")),
        (Kop(2, "Verloop"), verloop(*["Gebeld."] * 20, VERSLAG * 2, "Het einde.")),
        (Lijst((VERSLAG[:1000],) * 5 + ("Het einde.",)), Ondertekening(("I. Bakker",))),
        (Alinea(VERSLAG * 2 + "Het einde."), Ondertekening(("I. Bakker",))),
    ],
    ids=[
        "een lange rij",
        "weinig rijen",
        "een langere dan een bladzijde",
        "een lijst",
        "voor de ondertekening",
    ],
)
def test_van_lange_tekst_valt_niets_van_de_bladzijde(blokken: tuple[Blok, ...]):
    laagste, tekst = laagste_en_tekst(*blokken)
    assert "Het einde." in tekst
    assert laagste > 0
    assert tekst.count("pagina") > 1


def test_een_korte_tabel_blijft_op_een_bladzijde():
    vulling = [Alinea("Een regel.")] * 30
    _laagste, tekst = laagste_en_tekst(*vulling, verloop(*["Gebeld."] * 9))
    assert tekst.count("Wanneer Wat Wie") == 1


LEIDT_IN = (
    "In bovenstaande tabel staat de verdeling van het aantal aan corona gerelateerde meldingen naar de domeinen gezond"
    " en veilig werk respectievelijk eerlijk werk. De overige meldingen vallen buiten deze domeinen. Onderstaand"
    " overzicht geeft een beeld van de meest voorkomende onderwerpen."
)


def uitvulling(*blokken: Blok) -> list[list[float]]:
    """Of each line of the first page the room between its letters that is not the font's own."""
    uit = io.BytesIO()
    pdf.schrijf(document(*blokken), uit)
    bladzijde = PdfReader(uit).pages[0]
    opdrachten = ContentStream(bladzijde.get_contents(), bladzijde.pdf).operations
    regels = [
        [float(deel) for deel in o[0] if not isinstance(deel, bytes | str)]
        for o, wat in opdrachten
        if wat == b"TJ"
    ]
    return [regel for regel in regels if len(regel) > 5]


@pytest.mark.parametrize(
    "volgt", [verloop("Gebeld."), Opdracht("python manage.py help"), Ondertekening(("I. Bakker",))]
)
def test_een_alinea_die_bij_het_volgende_blijft_is_even_breed_als_elke_andere(volgt: Blok):
    los = uitvulling(Alinea(LEIDT_IN), Alinea("Na."))
    assert len(los) == 3
    assert uitvulling(Alinea(LEIDT_IN), volgt)[:3] == los


def test_een_eigen_alinea_voor_een_tabel_mag_de_bladzijde_vullen():
    """Else a page ends a hand's breadth too early."""
    eigen = (
        "De inspectie heeft hiernaar aanvullend onderzoek gedaan, en de uitkomst daarvan op tijd gezonden. "
        * 3
    )
    uit = io.BytesIO()
    pdf.schrijf(document(*[Alinea("Een regel.")] * 31, Alinea(eigen), verloop(*["Gebeld."] * 9)), uit)
    eerste, tweede = (" ".join(blad.extract_text().split()) for blad in PdfReader(uit).pages)
    assert "aanvullend onderzoek" in eerste
    assert "Wanneer Wat Wie" in tweede


def test_in_een_odt_blijft_een_korte_tabel_bij_elkaar_en_haar_noot_erbij():
    uit = io.BytesIO()
    noot = replace(verloop("Gebeld."), noot="De noot.")
    odt.schrijf(
        document(noot, verloop(*["Gebeld."] * 30), replace(verloop(*["Gebeld."] * 30), noot="Nog een.")), uit
    )
    with zipfile.ZipFile(uit) as pakket:
        inhoud = pakket.read("content.xml").decode()
    gevonden = re.findall(r'may-break-between-rows="(\w+)" fo:keep-with-next="(\w+)"', inhoud)
    assert gevonden == [("false", "always"), ("true", "auto"), ("true", "auto")]


def test_ook_in_een_odt_staat_een_ondertekening_niet_alleen_op_een_bladzijde():
    uit = io.BytesIO()
    odt.schrijf(document(Alinea("Eerst dit."), Alinea("Dan het einde."), Ondertekening(("I. Bakker",))), uit)
    with zipfile.ZipFile(uit) as pakket:
        inhoud = pakket.read("content.xml").decode()
    stijl = re.search(r'style:name="Slotalinea".*?</style:style>', inhoud, re.DOTALL)
    assert stijl
    assert 'fo:keep-with-next="always"' in stijl[0]
    assert re.search(r'text:style-name="Slotalinea">Dan het einde\.', inhoud)
    assert inhoud.count('text:style-name="Slotalinea"') == 1


@pytest.mark.parametrize("schrijver", [pdf, odt], ids=["pdf", "odt"])
def test_een_tabel_van_woorden_neemt_de_hele_breedte_en_die_van_namen_en_getallen_niet(schrijver: ModuleType):
    def breedte(*, getal: bool) -> float:
        uit = io.BytesIO()
        tabel = Tabel("over", "Over", (Kolom("Naam"), Kolom("Waarde", 1, getal)), (("Periode", "1"),))
        schrijver.schrijf(document(tabel), uit)
        if schrijver is odt:
            stijlen = zipfile.ZipFile(uit).read("content.xml").decode()
            return float(re.findall(r'table-properties style:width="([\d.]+)cm"', stijlen)[0])
        tekens = ContentStream(PdfReader(uit).pages[0].get_contents(), None).operations
        return [float(waar[0]) for waar, wat in tekens if wat == b"l"][-1]  # the line below it

    assert breedte(getal=True) < 0.8 * breedte(getal=False)
