"""The formats to calculate with: cells that stay what they are, and sheets of any length."""

import csv
import io
import tracemalloc
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectie.uitvoer import ods
from inspectie.uitvoer.cellen import Kolom, Procent, csv_cel, lijkt_formule, xml_tekst
from inspectie.uitvoer.csv import schrijf_rijen
from inspectie.uitvoer.ods import Blad, schrijf_bladen
from tests.rapportages.lezen import (
    OFFICE,
    TABLE,
    bladen,
    celtekst,
    xml,
)

MOMENT = datetime(2021, 2, 3, tzinfo=UTC)
GEVAARLIJK = [
    "=1+1",
    "+31612345678",
    "-2",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\nx",
    "＝1",
    '=HYPERLINK("http://x";"y")',
    " =1+1",
    "\u00a0+31612345678",
    "\u200b@SUM(A1)",
    "\ufeff-2",
    "\u202e=1+1",
    "\u2066\u200b+1",
    "\x7f@SUM(A1)",
]


@pytest.mark.parametrize("tekst", GEVAARLIJK)
def test_tekst_die_op_een_formule_lijkt_blijft_tekst(tekst):
    assert lijkt_formule(tekst)
    uit = io.BytesIO()
    schrijf_rijen([tekst], [[tekst, -5]], uit)
    (kop, rij) = csv.reader(io.StringIO(uit.getvalue().decode(), newline=""))
    assert kop == ["'" + tekst]
    assert rij == ["'" + tekst, "-5"]
    uit = io.BytesIO()
    schrijf_bladen([Blad("Blad", (Kolom("k"), Kolom("n")), [[tekst, -5]])], uit, titel="t", moment=MOMENT)
    _, (cel, getal) = bladen(uit.getvalue())["Blad"]
    assert cel.get(f"{OFFICE}value-type") == "string"
    assert cel.get(f"{TABLE}formula") is None
    assert celtekst(cel) == tekst.replace("\r", "\n")
    assert (getal.get(f"{OFFICE}value-type"), getal.get(f"{OFFICE}value")) == ("float", "-5")


@given(st.text())
def test_elke_tekst_overleeft_csv_en_ods(tekst):
    uit = io.BytesIO()
    schrijf_rijen(["k"], [[tekst]], uit)
    _, rij = csv.reader(io.StringIO(uit.getvalue().decode(), newline=""))
    leesbaar = tekst.encode("utf-8", errors="replace").decode()
    assert rij == ([f"'{leesbaar}"] if lijkt_formule(tekst) else [leesbaar] if leesbaar else [""])
    uit = io.BytesIO()
    schrijf_bladen([Blad("B", (Kolom("k"),), [[tekst]])], uit, titel="t", moment=MOMENT)
    _, (cel,) = bladen(uit.getvalue())["B"]
    verwacht = xml(f"<a>{xml_tekst(tekst)}</a>").text or ""
    assert celtekst(cel) == verwacht


def test_lege_en_andere_cellen_hebben_in_csv_een_vaste_vorm():
    assert csv_cel(None) == ""
    assert (csv_cel(True), csv_cel(False), csv_cel(Procent(7))) == ("ja", "nee", 7)
    assert csv_cel(date(2021, 1, 10)) == "2021-01-10"
    assert csv_cel(datetime(2021, 7, 1, 12, tzinfo=UTC)) == "2021-07-01T14:00:00+02:00"
    with pytest.raises(ValueError, match="tijdzone"):
        csv_cel(datetime(2021, 7, 1, 12))


def rijen_van(aantal: int):
    return ([f"M-{n}", n, "=A1"] for n in range(aantal))


def piek(aantal: int) -> tuple[int, int]:
    """Peak of Python's memory while writing, and the size of what came out."""
    uit = io.BytesIO()
    tracemalloc.start()
    schrijf_bladen(
        [Blad("B", (Kolom("a"), Kolom("b"), Kolom("c")), rijen_van(aantal))], uit, titel="t", moment=MOMENT
    )
    _, hoogste = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return hoogste - uit.tell(), uit.tell()


def test_dertigduizend_rijen_kosten_niet_meer_geheugen_dan_duizend():
    klein, _ = piek(1_000)
    groot, omvang = piek(30_000)
    assert groot < klein + 500_000, (klein, groot)
    assert omvang > 30_000


def test_een_blad_dat_vol_is_gaat_verder_op_het_volgende(monkeypatch):
    monkeypatch.setattr(ods, "MAX_RIJEN", 4)
    uit = io.BytesIO()
    schrijf_bladen([Blad("B", (Kolom("n"),), ([n] for n in range(7)))], uit, titel="t", moment=MOMENT)
    gevonden = bladen(uit.getvalue())
    assert {naam: [celtekst(cel) for (cel,) in rijen] for naam, rijen in gevonden.items()} == {
        "B": ["n", "0", "1", "2"],
        "B (2)": ["n", "3", "4", "5"],
        "B (3)": ["n", "6"],
    }


@pytest.mark.parametrize("naam", ["", "a/b", "a:b", "'a", "een naam die veel te lang is voor een blad"])
def test_een_onmogelijke_bladnaam_wordt_geweigerd(naam):
    with pytest.raises(ValueError, match="werkblad"):
        schrijf_bladen([Blad(naam, (Kolom("n"),), [])], io.BytesIO(), titel="t", moment=MOMENT)


def test_een_rij_met_meer_cellen_dan_kolommen_wordt_geweigerd():
    with pytest.raises(ValueError, match="rij 3"):
        schrijf_bladen([Blad("B", (Kolom("n"),), [[1], [1, 2]])], io.BytesIO(), titel="t", moment=MOMENT)


@pytest.mark.parametrize("waarde", [float("nan"), float("inf")])
def test_wat_geen_getal_is_komt_niet_in_een_getalcel(waarde):
    with pytest.raises(ValueError, match="getal"):
        schrijf_bladen([Blad("B", (Kolom("n"),), [[waarde]])], io.BytesIO(), titel="t", moment=MOMENT)
