from datetime import date

import pytest

from meldingen.triage import FEITKOLOMMEN, Regelset, feiten_uit_rij, toets_scenarios
from tests.meldingen.triagehulp import CODELIJSTEN, lees_rijen, regelset


def voor(dag: date) -> Regelset:
    if dag < date(2020, 3, 1):
        raise LookupError(f"op {dag:%d-%m-%Y} geldt geen regelset")
    return regelset()


@pytest.mark.parametrize(("bestand", "aantal"), [("triage.csv", 17), ("triage_extra.csv", 42)])
def test_elk_scenario_komt_uit_zoals_verwacht(bestand: str, aantal: int) -> None:
    uitkomsten = toets_scenarios(voor, lees_rijen(bestand), CODELIJSTEN)
    assert [regel for uitkomst in uitkomsten if not uitkomst.geslaagd for regel in uitkomst.regels()] == []
    assert len(uitkomsten) == aantal


def test_de_scenarios_raken_elke_regel_en_elke_wijziging() -> None:
    rijen = lees_rijen("triage.csv") + lees_rijen("triage_extra.csv")
    geraakt = {code for rij in rijen for code in rij["verwacht_regel"].split("+")}
    inhoud = regelset().inhoud
    assert geraakt == {r.code for r in inhoud.regels} | {w.code for w in inhoud.wijzigingen}


def test_een_verschil_noemt_kolom_verwacht_en_gekregen_en_de_regels() -> None:
    rij = lees_rijen("triage.csv")[1] | {"verwacht_prioriteit": "P1", "verwacht_partner": "GGD"}
    (uitkomst,) = toets_scenarios(voor, [rij])
    assert not uitkomst.geslaagd
    regels = uitkomst.regels()
    assert regels[0].endswith("prioriteit verwacht P1, gekregen P3")
    assert regels[1].endswith("partner verwacht GGD, gekregen niets")
    assert any(regel.strip().startswith("F3 beslist") for regel in regels)
    assert any(
        "C1 niet: nodig is “ernst is acuut of" in regel and "ernst: significant" in regel for regel in regels
    )


def test_een_lege_verwachting_betekent_dat_er_niets_hoort_te_staan() -> None:
    rij = lees_rijen("triage.csv")[0] | {"verwacht_partner": ""}
    (uitkomst,) = toets_scenarios(voor, [rij])
    assert [(v.kolom, v.verwacht, v.gekregen) for v in uitkomst.verschillen] == [("partner", "", "GGD")]


def test_een_kapotte_rij_houdt_de_andere_niet_tegen() -> None:
    rijen = lees_rijen("triage.csv")
    uitkomsten = toets_scenarios(voor, [rijen[0] | {"ernst": "zeer"}, rijen[1]], CODELIJSTEN)
    assert [uitkomst.geslaagd for uitkomst in uitkomsten] == [False, True]
    assert uitkomsten[0].fout == "kolom ernst: “zeer” staat niet in de codelijst ernst"


def test_een_dag_zonder_regelset_is_een_gefaald_scenario() -> None:
    (uitkomst,) = toets_scenarios(voor, [lees_rijen("triage.csv")[0] | {"ontvangen_op": "2020-02-29"}])
    assert (uitkomst.geslaagd, uitkomst.fout) == (False, "op 29-02-2020 geldt geen regelset")


def test_een_fout_bij_het_beoordelen_slaagt_niet_omdat_handmatig_verwacht_was() -> None:
    rij = next(rij for rij in lees_rijen("triage.csv") if rij["verwacht_regel"] == "Z")
    rij = rij | {"onderwerpen": "BESTAAT_NIET", "verwacht_domein": "ONBEPAALD"}
    (uitkomst,) = toets_scenarios(voor, [rij])
    assert uitkomst.verschillen == ()
    assert not uitkomst.geslaagd
    assert "BESTAAT_NIET" in uitkomst.fout


def test_een_rij_zonder_verwachte_kolom_wordt_geweigerd() -> None:
    rij = lees_rijen("triage.csv")[0]
    del rij["verwacht_domein"]
    (uitkomst,) = toets_scenarios(voor, [rij])
    assert uitkomst.fout == "kolom verwacht_domein: ontbreekt"


@pytest.mark.parametrize(
    ("kolom", "cel", "tekst"),
    [
        ("ontvangen_op", "", "is geen datum"),
        ("ontvangen_op", "20210126", "is geen datum"),
        ("ontvangen_op", "2021-02-30", "is geen bestaande datum"),
        ("dubbel", "Ja", "“Ja” is geen ja, nee of leeg"),
        ("duurt_voort", "true", "is geen ja, nee of leeg"),
        ("aantal_blootgesteld", "-1", "is geen geheel getal van 0 of meer"),
        ("aantal_blootgesteld", "tien", "is geen geheel getal"),
        ("eerdere_meldingen", "٣", "is geen geheel getal"),
        ("bevestigde_besmettingen", "9" * 5000, "is geen geheel getal"),
        ("ernst", "ERNSTIG", "staat niet in de codelijst ernst"),
        ("bevoegd", "EIGEN", "staat niet in de codelijst bevoegd"),
        ("onderwerpen", "AFSTAND;;PBM", "lege code in de lijst"),
        ("onderwerpen", "AFSTAND,PBM", "staat niet in de codelijst onderwerp"),
    ],
)
def test_een_slechte_cel_noemt_de_kolom(kolom: str, cel: str, tekst: str) -> None:
    with pytest.raises(ValueError, match=f"^kolom {kolom}: ") as gevangen:
        feiten_uit_rij(lees_rijen("triage.csv")[0] | {kolom: cel}, CODELIJSTEN)
    assert tekst in str(gevangen.value)


def test_alle_fouten_van_een_rij_komen_samen() -> None:
    rij = lees_rijen("triage.csv")[0] | {"dubbel": "x", "aantal_blootgesteld": "y", "ernts": "laag"}
    del rij["anoniem"]
    with pytest.raises(ValueError, match="onbekende kolom “ernts”") as gevangen:
        feiten_uit_rij(rij)
    for tekst in ("kolom dubbel", "kolom aantal_blootgesteld", "kolom anoniem: ontbreekt"):
        assert tekst in str(gevangen.value)


def test_een_lege_cel_is_onbekend() -> None:
    rij = lees_rijen("triage.csv")[0]
    feiten = feiten_uit_rij(rij | {kolom: "" for kolom in FEITKOLOMMEN if kolom != "ontvangen_op"})
    assert feiten.onderwerpen == ()
    assert all(getattr(feiten, k) is None for k in FEITKOLOMMEN if k not in ("ontvangen_op", "onderwerpen"))
