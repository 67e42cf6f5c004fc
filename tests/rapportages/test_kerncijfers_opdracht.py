"""The statement behind the figures, and the command that prints them (contract sections 2 and 3)."""

import csv
import io
import json
from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from inspectie.models import Code
from rapportages.kerncijfers import DEFINITIES, bereken, lijst
from rapportages.kerncijfers.berekening import _opdracht
from rapportages.kerncijfers.bronnen import samen
from rapportages.kerncijfers.verwijzing import Moment, Verwijzing, ids
from tests.maak import Dossier, cijfers

P, S = date(2021, 1, 10), datetime(2021, 2, 3, tzinfo=UTC)


def kerncijfers(*argumenten: str) -> str:
    uit = io.StringIO()
    call_command("kerncijfers", *argumenten, stdout=uit)
    return uit.getvalue()


@pytest.fixture
def gevuld(dossier: Dossier) -> Dossier:
    w = dossier.werkgever()
    z = dossier.zaak(*(dossier.melding(werkgever=w) for _ in range(3)))
    dossier.interventie(z, w, "WAARSCHUWING", wijze="LOCATIE", overtredingen=dossier.overtreding(z, w))
    dossier.neem()
    return dossier


class TestDeOpdracht:
    def test_alle_veertien_kosten_twee_vragen_hoeveel_er_ook_is(self, dossier, django_assert_num_queries):
        dossier.werkgever()
        dossier.neem()
        with django_assert_num_queries(2):
            bereken(P, S)
        z = dossier.zaak(*(dossier.melding(onderwerpen="AFSTAND;PBM", dubbel_van="") for _ in range(50)))
        dossier.interventie(z, dossier.werkgever())
        dossier.neem()
        with django_assert_num_queries(2):
            assert len(bereken(P, S).cijfers) == 14

    def test_een_lijst_kost_een_vraag(self, gevuld, django_assert_num_queries):
        with django_assert_num_queries(1):
            lijst(DEFINITIES[0].tellingen["waarde"], P, S)

    def test_een_kwaadaardige_code_blijft_een_code(self, gevuld):
        eerst, tekst = cijfers("2021-01-10"), _opdracht()
        kwaad = "X'); DROP TABLE zaak--"
        Code.objects.create(lijst="onderwerp", code=kwaad, naam="x", volgorde=99)
        Code.objects.create(lijst="onderwerp", code="%(tot)s", naam="x", volgorde=100)
        tabel = cijfers("2021-01-10")["KC-14"].kruistabel
        assert set(tabel) - set(eerst["KC-14"].kruistabel) == {kwaad, "%(tot)s"}
        assert not any(tabel[kwaad].values())
        assert _opdracht() == tekst

    def test_een_deel_gaat_als_waarde_naar_de_database(self, gevuld):
        delen = DEFINITIES[1].tellingen["delen"]
        assert len(lijst(delen, P, S, "VEILIG_GEZOND")) == 3
        assert lijst(delen, P, S, "' OR '1'='1") == []

    def test_een_lijst_van_een_onderwerp_kan_per_domein_en_in_het_geheel(self, dossier: Dossier):
        dossier.melding(onderwerpen="AFSTAND;PBM")
        dossier.melding(onderwerpen="AFSTAND", domein="BUITEN")
        dossier.neem()
        delen = DEFINITIES[13].tellingen["delen"]
        aantallen = [
            len(lijst(delen, P, S, *deel))
            for deel in (("AFSTAND",), ("AFSTAND", "BUITEN"), ("PBM", "BUITEN"))
        ]
        assert aantallen == [2, 1, 0]

    def test_de_tekst_is_voor_elke_database_dezelfde(self):
        # Every difference between databases is in the arguments, which the connection adapts.
        assert connection.vendor not in _opdracht()
        assert _opdracht() is _opdracht()

    def test_elke_definitie_staat_er_een_keer_en_op_volgorde(self):
        assert [d.code for d in DEFINITIES] == [f"KC-{n:02}" for n in range(1, 15)]
        for d in DEFINITIES:
            assert d.naam
            assert d.tekst.endswith(".")
            assert (d.teller is None) == (d.noemer is None) == (not d.teller_tekst) == (not d.noemer_tekst)


class TestHetCommando:
    def test_json_is_wat_het_contract_zegt(self, gevuld):
        uit = json.loads(
            kerncijfers(
                "--peildatum", "2021-01-10", "--stand-van", "2021-02-03T00:00:00", "--formaat", "json"
            )
        )
        assert (uit["peildatum"], uit["stand_van"]) == ("2021-01-10", "2021-02-03T00:00:00+01:00")
        assert [c["code"] for c in uit["kerncijfers"]] == [f"KC-{n:02}" for n in range(1, 15)]
        assert uit["kerncijfers"][0] == {"code": "KC-01", "eenheid": "melding", "waarde": 3}
        assert uit["kerncijfers"][12] == {
            "code": "KC-13",
            "eenheid": "instrument",
            "waarde": 1,
            "delen": {"WAARSCHUWING": 1, "EIS": 0, "STILLEGGING": 0, "BOETERAPPORT": 0},
            "zonder_locatie": 0,
        }
        assert uit["kerncijfers"][13]["delen"]["AFSTAND"] == {"VEILIG_GEZOND": 3, "EERLIJK": 0, "BUITEN": 0}

    def test_een_stand_van_als_dag_is_het_einde_van_die_dag(self, dossier: Dossier):
        dossier.melding(geregistreerd_op="2021-01-09T23:59:59+01:00")
        dossier.neem()
        for dag, n in (("2021-01-08", 0), ("2021-01-09", 1)):
            uit = json.loads(
                kerncijfers("--peildatum", "2021-01-10", "--stand-van", dag, "--formaat", "json")
            )
            assert uit["kerncijfers"][0]["waarde"] == n

    def test_csv_heeft_een_regel_per_getal(self, gevuld):
        rijen = list(
            csv.DictReader(io.StringIO(kerncijfers("--peildatum", "2021-01-10", "--formaat", "csv")))
        )
        assert rijen[0]["code"] == "KC-01"
        assert rijen[0]["waarde"] == "3"
        assert {rij["code"] for rij in rijen} == {f"KC-{n:02}" for n in range(1, 15)}

    def test_de_tekst_past_in_tachtig_kolommen_met_elk_getal_rechts_en_elke_naam_heel(self, gevuld):
        Code.objects.filter(lijst="onderwerp", code="AFSTAND").update(naam="Onvoldoende afstand " * 4)
        regels = kerncijfers("--peildatum", "2021-01-10").splitlines()
        assert max(map(len, regels)) == 80
        assert all(
            len(regel) == 80 for regel in regels if regel[-1:].isdigit() and " tot en met " not in regel
        )
        tekst = " ".join(" ".join(regels).replace(".", " ").split())
        for naam in (
            "KC-01 Coronameldingen (meldingen) 3",
            "KC-04 Afstand of ziek aan het werk, binnen Veilig & Gezond (meldingen) 100% teller 3 noemer 3",
            "KC-09 Werkgevers met een interventie, per domein van de zaak (werkgevers)",
            "zonder bezoek uitgereikt (niet meegeteld) 0",
            "Onvoldoende afstand " * 4 + "3 0 0 3",
        ):
            assert naam in tekst

    def test_een_peildatum_in_de_toekomst_wordt_geweigerd(self, db):
        with pytest.raises(CommandError, match="ligt in de toekomst") as geweigerd:
            kerncijfers("--peildatum", "2091-01-10")
        assert geweigerd.value.returncode == 1

    @pytest.mark.parametrize("argumenten", [[], ["--peildatum", "10-01-2021"], ["--peildatum", "2021-02-30"]])
    def test_verkeerd_gebruik_wordt_geweigerd(self, db, argumenten: list[str]):
        with pytest.raises(CommandError):
            kerncijfers(*argumenten)


def test_de_csv_van_de_opdracht_is_die_van_het_rapport(gevuld, tmp_path):
    """One writer: percentages as numbers, times in ISO, ja and nee as words."""
    keuzes = ("--peildatum", "2021-01-10", "--stand-van", "2021-02-03T00:00:00+01:00", "--formaat", "csv")
    rapport = tmp_path / "rapport.csv"
    call_command("rapport", *keuzes, "--uit", str(rapport), stdout=io.StringIO())
    rijen = list(csv.DictReader(io.StringIO(kerncijfers(*keuzes))))
    assert rijen == list(csv.DictReader(io.StringIO(rapport.read_text("utf-8"))))
    migranten = next(rij for rij in rijen if rij["code"] == "KC-03")
    assert (migranten["percentage"], migranten["stand_van"]) == ("0", "2021-02-03T00:00:00+01:00")


def test_een_vraag_neemt_alleen_mee_wat_zij_noemt_en_wat_dat_noemt():
    """PostgreSQL reads whatever stands there: of sixty relations that cost more than the count."""
    alle = {"een": "SELECT 1", "geen": "SELECT 2", "tel_een": "SELECT * FROM een", "een_meer": "SELECT 3"}
    assert samen(alle, "SELECT n FROM tel_een") == (
        "WITH RECURSIVE een AS (SELECT 1), tel_een AS MATERIALIZED (SELECT * FROM een) SELECT n FROM tel_een"
    )
    moment = Moment(date(2021, 1, 31), datetime(2021, 2, 3, tzinfo=UTC), ())
    sql = ids(Verwijzing("KC-01", "waarde"), moment).sql
    assert " AS (" in sql
    assert "overtreding" not in sql
