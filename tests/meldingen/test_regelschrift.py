"""Rules as a person writes them: what the shipped rules say in words is read back as the same rules."""

import json
from pathlib import Path
from typing import Any

import pytest

from meldingen.triage import schrijfwijze as s
from meldingen.triage.controle import Controle
from meldingen.triage.feiten import ALLE_FEITEN
from meldingen.triage.voorwaarden import beschrijf, lees_voorwaarden

pytestmark = pytest.mark.eenmaal

BESTAND = Path(__file__).parents[2] / "meldingen/regels/2020-03-01.json"
REGELS: dict[str, Any] = json.loads(BESTAND.read_text(encoding="utf-8"))
STAPPEN = [*REGELS["regels"], *REGELS["wijzigingen"]]


@pytest.mark.parametrize("stap", STAPPEN, ids=lambda stap: stap["code"])
def test_elke_regel_leest_terug_zoals_zij_geschreven_wordt(stap: dict[str, Any]) -> None:
    assert s.lees_regels(s.schrijf_regels(stap["als"])) == stap["als"]
    assert s.lees_prioriteiten(s.schrijf_prioriteiten(stap.get("prioriteit"))) == stap.get("prioriteit")
    assert s.lees_vlaggen(s.schrijf_vlaggen(stap.get("vlaggen", []))) == stap.get("vlaggen", [])
    assert s.lees_gevolgen(s.schrijf_gevolgen(stap.get("dan", []))) == stap.get("dan", [])


@pytest.mark.parametrize("stap", STAPPEN, ids=lambda stap: stap["code"])
def test_een_regel_leest_als_de_uitleg_van_een_advies(stap: dict[str, Any]) -> None:
    uitleg = [beschrijf(v) for v in lees_voorwaarden(Controle(None), "", stap["als"], ALLE_FEITEN)]
    assert s.schrijf_regels(stap["als"]).splitlines() == uitleg


@pytest.mark.parametrize(
    ("regel", "hoort"),
    [
        ("Ernst is  laag OF acuut", {"feit": "ernst", "is": ["laag", "acuut"]}),
        ("aantal_blootgesteld is minstens 10", {"feit": "aantal_blootgesteld", "minstens": 10}),
        ("aantal blootgesteld is minstens tien", {"feit": "aantal_blootgesteld", "minstens": "tien"}),
        ("ontvangen op is minstens 01-02-2021", {"feit": "ontvangen_op", "minstens": "2021-02-01"}),
        ("onderwerpen bevat PBM of HYGIENE", {"feit": "onderwerpen", "bevat": ["PBM", "HYGIENE"]}),
        ("prioriteit is niet bekend", {"feit": "prioriteit", "bekend": "nee"}),
        (
            "ernst is laag of acuut of dubbel is Ja",
            {"een_van": [[{"feit": "ernst", "is": ["laag", "acuut"]}], [{"feit": "dubbel", "is": "ja"}]]},
        ),
    ],
)
def test_wat_iemand_schrijft_wordt_gelezen(regel: str, hoort: dict[str, Any]) -> None:
    assert s.lees_regels(f"\n {regel}\n") == [hoort]


def test_het_voorbeeld_bij_het_formulier_is_te_lezen() -> None:
    assert s.schrijf_regels(s.lees_regels(s.VOORBEELD)) == s.VOORBEELD


def test_een_of_naast_een_en_staat_tussen_haakjes() -> None:
    regel = "P1 als (ernst is acuut of (dubbel is ja en fase is 1)) en domein is BUITEN"
    regel = regel.replace("fase is", "fase van het thuiswerken is")
    gelezen = s.lees_prioriteiten(f"{regel}\ngeen")
    assert len(gelezen[0]["als"]) == 2
    assert gelezen[1] == {"prioriteit": None}
    assert s.schrijf_prioriteiten(gelezen) == f"{regel}\ngeen"


@pytest.mark.parametrize(
    ("lees", "regel", "woord"),
    [
        (s.lees_regels, "ernstig is acuut", "begint niet met een feit"),
        (s.lees_regels, "ernst is ", "begint niet met een feit"),
        (s.lees_regels, "ernst is acuut en dubbel is ja", "is niet te lezen"),
        (s.lees_regels, "(ernst is acuut en dubbel is ja", "ontbreekt een"),
        (s.lees_regels, "ernst is )", "moet zijn"),
        (s.lees_prioriteiten, "P1 P2", "hoort een code"),
        (s.lees_prioriteiten, "P1 als ", "hoort een code|begint niet met een feit"),
        (s.lees_gevolgen, "route A B", "is geen gevolg"),
    ],
)
def test_wat_niet_te_lezen_is_wordt_met_de_regel_geweigerd(lees: Any, regel: str, woord: str) -> None:
    with pytest.raises(s.Schrijffout, match=woord):
        lees(regel)
