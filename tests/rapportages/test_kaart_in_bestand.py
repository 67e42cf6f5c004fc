"""What a number is goes along with it in every file: the card that the screen shows."""

import re
from datetime import UTC, date, datetime

import pytest

from rapportages.maken import maak
from rapportages.rapportgegevens import uit_tekst
from rapportages.uitvoer import FORMATEN
from tests.doorlopen import teksten
from tests.rapportages.lezen import csv_rijen
from tests.rapportages.test_rapportage import begonnen, vastgesteld

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
MOMENT = date(2021, 1, 10), datetime(2021, 2, 3, tzinfo=UTC)
KAART = {
    "eenheid": r"\bmeldingen?\b",
    "teller": r"coronameldingen die over arbeidsmigranten gaan",
    "noemer": r"alle meldingen in Veilig & Gezond",
    "definitie": r"Een dubbele melding telt niet mee",
    "versie": r"\b1\.0\b",
    "peildatum": r"10 januari 2021|2021-01-10",
    "stand van": r"3 februari 2021, 1\.00 uur|2021-02-03(T| )01:00:00",
    "programma": r"rapportages/kerncijfers",
    "niet meegeteld": r"1 dubbele melding|niet meegeteld: dubbele meldingen|niet_meegeteld",
}
BEREKEND = r"berekend op 3 februari 2021, 13\.00 uur|3 februari 2021, 13\.00 uur|2021-02-03(T| )13:00:00"


@pytest.fixture
def met_dubbel(gevuld):
    een = gevuld.melding()
    gevuld.melding(dubbel_van=een)
    gevuld.neem()


def woorden(inhoud: bytes) -> str:
    kaal = (re.sub(r"<[^>]+>", " ", deel) for deel in teksten(inhoud))
    samen = re.sub(r"\s+", " ", " ".join(kaal).replace("&amp;", "&"))
    return re.sub(r"[-‐] |(?<=/) ", "", samen)  # a word that a PDF breaks off


def test_elk_bestand_zegt_van_een_getal_wat_het_is(met_dubbel):
    bestanden = vastgesteld().bestanden
    for formaat in FORMATEN:
        vast = woorden(bytes(bestanden.get(formaat=formaat).inhoud))
        los = woorden(maak(*MOMENT, formaat))
        for wat, patroon in KAART.items():
            assert re.search(patroon, los), (formaat, wat)
            assert re.search(patroon, vast), (formaat, wat)
        assert re.search(BEREKEND, vast), formaat
        # One that is made anew each time says no moment: the same comes out at any later one.
        assert not re.search(BEREKEND, los), formaat
    in_de_csv(bytes(bestanden.get(formaat="csv").inhoud), "2021-02-03T13:00:00+01:00")


def test_in_de_csv_staat_de_kaart_bij_elke_rij(met_dubbel):
    in_de_csv(maak(*MOMENT, "csv"), "")


def in_de_csv(inhoud: bytes, berekend: str) -> None:
    for rij in csv_rijen(inhoud):
        assert rij["programma"] == f"rapportages/kerncijfers, {rij['code']}"
        assert rij["berekend_op"] == berekend
        assert (rij["niet_meegeteld_dubbel"], rij["niet_meegeteld_geen_corona"]) == ("1", "0")


def test_wat_voor_de_kaart_werd_bewaard_blijft_leesbaar(gevuld):
    tekst = begonnen().gegevens
    zonder = re.sub(r'(?s) "berekend_op".*? "cijfers"', ' "cijfers"', tekst)
    assert zonder != tekst
    oud, nieuw = uit_tekst(zonder), uit_tekst(tekst)
    assert (oud.cijfers.berekend_op, oud.cijfers.uitgesloten) == (None, None)
    assert oud.cijfers.cijfers == nieuw.cijfers.cijfers
