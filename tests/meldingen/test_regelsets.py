"""The rule sets in the database: what may be saved, who approves, which one holds, and what a damaged one does."""

import copy
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from inspectie.fouten import Regelfout
from inspectie.models import Code, Logregel
from interventies.dossier import dossierfeiten
from meldingen import triage
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, Regelset, TriageBesluit
from meldingen.regelsets import bewaar_regelset, keur_regelset_goed, regelset_voor, sluit_regelset

OP = datetime(2026, 11, 24, 13, tzinfo=UTC)
EERSTE_DAG = date(2026, 12, 1)


def inhoud(**anders: object) -> dict[str, Any]:
    """The shipped rules as a next version."""
    bestaand: dict[str, Any] = copy.deepcopy(Regelset.objects.get(versie="2020-03-01").inhoud)
    return bestaand | {"versie": "2026-12-01", "geldig_vanaf": "2026-12-01"} | anders


@pytest.fixture
def ruimte(thea):
    """The shipped rules end on 30 November 2026."""
    sluit_regelset(Regelset.objects.get(), date(2026, 11, 30), door=thea, op=OP)


def beschadig(**velden: object) -> None:
    """What somebody with the password of the database could do."""
    Regelset.objects.update(**velden)


class TestBewaren:
    def test_een_goede_versie_wordt_een_concept_met_een_regel_in_het_logboek(self, ruimte, bram):
        regelset = bewaar_regelset(inhoud(), door=bram, op=OP)
        assert (regelset.status, regelset.gemaakt_door, regelset.geldig_vanaf) == (
            "CONCEPT",
            bram,
            EERSTE_DAG,
        )
        assert Logregel.objects.last().actie == "regelset_bewaard"  # type: ignore[union-attr]

    @pytest.mark.parametrize(
        ("waar", "waarde", "woord"),
        [
            (("als", 0, "feit"), "bestaat_niet", "bestaat_niet"),
            (("route",), "SLUITEN", "SLUITEN"),
            (("partners",), ["BRANDWEER"], "BRANDWEER"),
        ],
    )
    def test_een_onbekend_feit_of_een_onbekende_code_wordt_geweigerd(self, ruimte, bram, waar, waarde, woord):
        nieuw = inhoud()
        doel = nieuw["regels"][0]
        for stap in waar[:-1]:
            doel = doel[stap]
        doel[waar[-1]] = waarde
        with pytest.raises(Regelfout, match=woord):
            bewaar_regelset(nieuw, door=bram, op=OP)
        assert Regelset.objects.count() == 1

    def test_alle_fouten_komen_in_een_keer(self, ruimte, bram):
        nieuw = inhoud()
        nieuw["regels"][0]["route"] = "SLUITEN"
        nieuw["regels"][1]["route"] = "WACHTEN"
        with pytest.raises(Regelfout) as geweigerd:
            bewaar_regelset(nieuw, door=bram, op=OP)
        assert len(geweigerd.value.redenen) >= 2

    @pytest.mark.parametrize("weg", ["versie", "geldig_vanaf", "geldig_tot", "regels", "fasen"])
    def test_wat_ontbreekt_is_een_fout_en_geen_ongeluk(self, ruimte, bram, weg):
        nieuw = inhoud()
        nieuw.pop(weg, None)
        with pytest.raises(Regelfout, match=weg):
            bewaar_regelset(nieuw, door=bram, op=OP)

    @pytest.mark.parametrize(
        ("vanaf", "tot"), [("2026-11-30", None), ("2020-01-01", "2020-03-01"), ("2019-01-01", None)]
    )
    def test_overlappende_dagen_worden_geweigerd(self, ruimte, bram, vanaf, tot):
        fasen = [{"fase": 1, "vanaf": "2019-01-01", "titel": "x"}]
        with pytest.raises(Regelfout, match="2020-03-01"):
            bewaar_regelset(
                inhoud(versie="x", geldig_vanaf=vanaf, geldig_tot=tot, fasen=fasen), door=bram, op=OP
            )

    def test_een_versie_bestaat_maar_een_keer(self, ruimte, bram):
        bewaar_regelset(inhoud(), door=bram, op=OP)
        with pytest.raises(Regelfout, match="bestaat al"):
            bewaar_regelset(inhoud(), door=bram, op=OP)


class TestGoedkeuren:
    def test_de_maker_keurt_niet_zelf_goed(self, ruimte, bram):
        regelset = bewaar_regelset(inhoud(), door=bram, op=OP)
        with pytest.raises(Regelfout, match="Een ander dan de maker"):
            keur_regelset_goed(regelset, door=bram, op=OP)
        assert regelset_voor()(EERSTE_DAG) is None

    def test_na_goedkeuring_gelden_de_regels_vanaf_hun_eerste_dag(self, ruimte, bram, thea):
        regelset = bewaar_regelset(inhoud(), door=bram, op=OP)
        keur_regelset_goed(regelset, door=thea, op=OP)
        zoek = regelset_voor()
        assert [gevonden[0] for dag in (30, 31) if (gevonden := zoek(date(2026, 12, dag)))] == [
            regelset.pk
        ] * 2
        assert zoek(date(2026, 11, 30)) != zoek(EERSTE_DAG)

    def test_er_wacht_een_concept_tegelijk(self, ruimte, bram):
        bewaar_regelset(inhoud(versie="a"), door=bram, op=OP)
        with pytest.raises(Regelfout, match="wacht al een nieuwe versie"):
            bewaar_regelset(inhoud(versie="b"), door=bram, op=OP)
        with pytest.raises(IntegrityError, match="regelset"), transaction.atomic():
            Regelset.objects.create(versie="c", geldig_vanaf=EERSTE_DAG, inhoud={})

    def test_wat_overlapt_met_regels_die_nog_gelden_komt_niet_in_gebruik(self, bram, thea):
        geldt = Regelset.objects.get()
        regelset = bewaar_regelset(inhoud(), door=bram, op=OP, volgt_op=geldt)
        with pytest.raises(Regelfout, match="2020-03-01"):
            keur_regelset_goed(regelset, door=thea, op=OP)

    def test_een_code_die_intussen_verdween_houdt_de_goedkeuring_tegen(self, ruimte, bram, thea):
        regelset = bewaar_regelset(inhoud(), door=bram, op=OP)
        Code.objects.filter(lijst="partner", code="ILT").delete()
        with pytest.raises(Regelfout, match="ILT"):
            keur_regelset_goed(regelset, door=thea, op=OP)


class TestSluiten:
    def test_een_gesloten_set_wordt_alleen_korter(self, ruimte, thea):
        regelset = Regelset.objects.get()
        with pytest.raises(Regelfout, match="gelden al niet meer"):
            sluit_regelset(regelset, date(2026, 12, 31), door=thea, op=OP)
        sluit_regelset(regelset, date(2026, 6, 30), door=thea, op=OP)
        regelset.refresh_from_db()
        assert regelset.geldig_tot == date(2026, 6, 30)

    def test_een_concept_of_een_dag_voor_de_eerste_kan_niet(self, ruimte, bram, thea):
        concept = bewaar_regelset(inhoud(), door=bram, op=OP)
        with pytest.raises(Regelfout, match="in gebruik"):
            sluit_regelset(concept, date(2027, 1, 1), door=thea, op=OP)
        with pytest.raises(Regelfout, match="voor de eerste"):
            sluit_regelset(Regelset.objects.in_gebruik().get(), date(2020, 2, 29), door=thea, op=OP)

    def test_wat_al_beoordeeld_is_blijft_binnen_de_geldigheid(self, dossier, thea):
        dossier.melding(ontvangen_op="2021-01-08T23:59:59.5+01:00")
        dossier.neem()
        adviseer_stuk(dossierfeiten, op=OP)
        with pytest.raises(Regelfout, match="al geadviseerd"):
            sluit_regelset(Regelset.objects.get(), date(2021, 1, 7), door=thea, op=OP)
        sluit_regelset(Regelset.objects.get(), date(2021, 1, 8), door=thea, op=OP)


class TestBeschadigd:
    """Damaged after it was approved: the melding goes by hand, and it is said why."""

    @pytest.mark.parametrize("kapot", [{}, [], "regels", {"versie": "2020-03-01", "regels": [{"code": "A"}]}])
    def test_een_onleesbare_set_eindigt_met_de_hand_met_de_reden(self, dossier, kapot):
        m = dossier.melding(domein="")
        dossier.neem()
        beschadig(inhoud=kapot)
        assert adviseer_stuk(dossierfeiten, op=OP) == 1
        besluit = TriageBesluit.objects.get()
        assert (besluit.route, besluit.redencode) == ("HANDMATIG", triage.REGELFOUT)
        assert "regelset is ongeldig" in besluit.toelichting
        assert Melding.objects.get(extern_kenmerk=m).domein == "ONBEPAALD"

    def test_een_set_die_niet_meer_bij_haar_dagen_past_eindigt_met_de_hand(self, dossier):
        dossier.melding()
        dossier.neem()
        regelset = Regelset.objects.get()
        beschadig(inhoud=regelset.inhoud | {"geldig_vanaf": "2022-01-01"})
        adviseer_stuk(dossierfeiten, op=OP)
        assert "geldt niet op 08-01-2021" in TriageBesluit.objects.get().toelichting

    def test_een_onderwerp_zonder_thuisdomein_eindigt_met_de_hand(self, dossier):
        dossier.melding(onderwerpen="AFSTAND")
        dossier.melding(onderwerpen="LOON")
        dossier.neem()
        Code.objects.filter(lijst="onderwerp", code="AFSTAND").delete()
        adviseer_stuk(dossierfeiten, op=OP)
        kapot, goed = TriageBesluit.objects.order_by("pk")
        assert (kapot.route, goed.route) == ("HANDMATIG", "GEEN_OPVOLGING")
        assert "AFSTAND" in kapot.toelichting

    def test_herstelde_regels_gelden_meteen_weer(self, dossier):
        dossier.melding()
        dossier.neem()
        heel = Regelset.objects.get().inhoud
        beschadig(inhoud={})
        with pytest.raises(triage.OngeldigeRegelset):
            regelset_voor()(date(2021, 1, 8))
        beschadig(inhoud=heel)
        assert regelset_voor()(date(2021, 1, 8)) is not None
