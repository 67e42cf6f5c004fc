"""Conditions as rows of a form: what a rule set says is the same again after it was asked row by row."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meldingen.regelboom import SOORTEN, als_velden, lees_bomen, maak_boom, naar_boom, uit_boom
from meldingen.regellezer import Lezer
from meldingen.triage import rijen as r
from meldingen.triage.feiten import ALLE_FEITEN, Soort
from meldingen.triage.voorwaarden import WERKINGEN, Werking

pytestmark = pytest.mark.eenmaal

BESTANDEN = sorted((Path(__file__).parents[2] / "meldingen/regels").glob("*.json"))
STAPPEN = [
    pytest.param(soort, stap, id=f"{bestand.stem} {stap['code']}")
    for bestand in BESTANDEN
    for soort in SOORTEN
    for stap in json.loads(bestand.read_text(encoding="utf-8")).get(soort, [])
]
WAARDEN: dict[Soort, st.SearchStrategy[Any]] = {
    Soort.GETAL: st.integers(0, 9999),
    Soort.DATUM: st.dates().map(lambda dag: dag.isoformat()).filter(lambda dag: dag >= "1000"),
    Soort.JANEE: st.sampled_from(["ja", "nee"]),
    Soort.CODE: st.sampled_from(["P1", "laag", "EERLIJK"]),
    Soort.CODES: st.sampled_from(["PBM", "HYGIENE"]),
}


@st.composite
def rijen(trek: st.DrawFn) -> dict[str, Any]:
    naam = trek(st.sampled_from(list(ALLE_FEITEN)))
    soort = ALLE_FEITEN[naam].soort
    werking = trek(st.sampled_from(WERKINGEN[soort]))
    if werking is Werking.BEKEND:
        return {"feit": naam, "bekend": trek(st.sampled_from(["ja", "nee"]))}
    hoogstens = 1 if werking is Werking.MINSTENS else 3
    waarden = trek(st.lists(WAARDEN[soort], min_size=1, max_size=hoogstens))
    return {"feit": naam, werking.value: waarden[0] if len(waarden) == 1 else waarden}


keuzes = st.lists(st.lists(rijen(), min_size=1, max_size=3), min_size=1, max_size=3)
een_van = keuzes.filter(lambda k: len(k) > 1 or len(k[0]) > 1).map(lambda k: {"een_van": k})
voorwaarden = st.lists(rijen() | een_van, max_size=4)


def gelezen(plat: list[r.Rij]) -> list[dict[str, Any]]:
    return r.nest([(rij.verband, r.lees_rij(rij)) for rij in plat])


@given(voorwaarden)
def test_elke_voorwaarde_is_na_rij_voor_rij_vragen_dezelfde(als: list[dict[str, Any]]) -> None:
    plat = r.plat(als)
    assert gelezen(plat) == als
    assert [uit_boom(naar_boom(rij)) for rij in plat] == plat


@given(voorwaarden, st.data())
def test_wie_een_rij_weghaalt_verandert_niets_aan_de_andere(als: list[dict[str, Any]], data: Any) -> None:
    plat = r.plat(als)
    if not plat:
        return
    over = r.zonder(plat, data.draw(st.integers(0, len(plat) - 1)))
    assert len(r.plat(gelezen(over))) == len(plat) - 1
    assert len(gelezen(over)) in (len(als), len(als) - 1)


@pytest.mark.parametrize(("soort", "stap"), STAPPEN)
def test_elke_meegeleverde_regel_komt_terug_zoals_zij_is(soort: str, stap: dict[str, Any]) -> None:
    velden = als_velden(maak_boom(soort, stap), f"{soort}-7-")
    lezer = Lezer(soort, f"{soort}-7-", stap)
    assert lezer.lees(lees_bomen(velden)[soort][7]) == stap
    assert lezer.fouten == []


def test_een_of_en_een_samen_met_horen_bij_wat_erboven_staat() -> None:
    en, of, met = r.Verband
    rij = {"feit": "dubbel", "is": "ja"}
    assert r.nest([(of, rij)]) == [rij], "boven de eerste staat niets"
    assert r.nest([(en, rij), (of, rij), (met, rij)]) == [{"een_van": [[rij], [rij, rij]]}]
    assert r.nest([(en, rij), (en, rij)]) == [rij, rij]


@pytest.mark.parametrize(
    ("tekst", "waarden"), [("10", ("10",)), ("1 of 2, 3", ("1", "2", "3")), ("1 or 2", ("1", "2")), (" ", ())]
)
def test_getallen_schrijft_men_met_of_of_een_komma(tekst: str, waarden: tuple[str, ...]) -> None:
    assert r.splits(tekst) == waarden


@pytest.mark.parametrize(
    ("rij", "deel"),
    [
        (r.Rij(feit="geen_feit"), "feit"),
        (r.Rij(feit="ernst", werking="minstens", waarden=("laag",)), "werking"),
        (r.Rij(feit="ernst", werking="is"), "waarde"),
        (r.Rij(feit="aantal_blootgesteld", werking="minstens", waarden=("tien",)), "waarde"),
        (r.Rij(feit="aantal_blootgesteld", werking="minstens", waarden=("1", "2")), "waarde"),
        (r.Rij(feit="ontvangen_op", werking="minstens", waarden=("31-02-2021",)), "waarde"),
    ],
)
def test_wat_er_aan_een_rij_ontbreekt_staat_bij_dat_deel(rij: r.Rij, deel: str) -> None:
    with pytest.raises(r.Rijfout) as fout:
        r.lees_rij(rij)
    assert fout.value.deel == deel
