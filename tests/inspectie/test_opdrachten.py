"""`controleer`, `trieer` and `regels toets`: what they say, and how they end (contract section 2)."""

import errno
import io
import json
import os
import shutil
import subprocess
import sys
from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from inspectie.management.argumenten import datum, moment
from inspectie.management.commands.demo import Command as Demo
from inspectie.management.commands.importeer import Command as Importeer
from inspectie.management.commands.kerncijfers import Command as Kerncijfers
from inspectie.management.commands.rapport import Command as Rapportage
from inspectie.management.commands.regels import Command as Regels
from inspectie.management.opdracht import databasefout, schijf_vol
from inspectie.models import Code, Teller
from inspectie.versies import Invoer, Wijziging
from interventies.dossier import dossierfeiten
from interventies.models import Interventie, Toetsing, Zaak, ZaakMelding
from interventies.tasks import trieer_wachtende
from meldingen.adviseren import adviseer_stuk
from meldingen.models import (
    Melding,
    MeldingVerleden,
    Regelset,
    TriageBesluit,
    Werkgever,
    WerkgeverVerleden,
    Zoekwoorden,
)
from rapportages.controles import CONTROLES
from tests.inspectie.test_logboek import buiten_de_trigger_om
from tests.interventies.invoerhulp import Opdracht, Scherm, draai_ronden
from tests.maak import Dossier

WORTEL = Path(__file__).resolve().parent.parent.parent
SCENARIOS = WORTEL / "tests" / "scenarios"


def draai(*opdracht: str) -> tuple[int, list[str]]:
    """Exit status and lines."""
    uit = io.StringIO()
    try:
        call_command(*opdracht, stdout=uit)
    except SystemExit as einde:
        return int(einde.code or 0), uit.getvalue().splitlines()
    return 0, uit.getvalue().splitlines()


@pytest.fixture
def gevuld(dossier: Dossier) -> Dossier:
    """Something of everything, with corrections, a merge that was undone, a duplicate and advice."""
    een, ander, derde = (
        dossier.werkgever(kvk_nummer="12345678"),
        dossier.werkgever(),
        dossier.werkgever(kvk_nummer="12345678"),
    )
    eerste = dossier.melding(werkgever=een)
    tweede, los = dossier.melding(werkgever=ander, domein=""), dossier.melding(domein="", werkgever=derde)
    dossier.melding(dubbel_van=eerste)
    z = dossier.zaak(eerste, tweede)
    o = dossier.overtreding(z, een)
    dossier.interventie(z, een, "EIS", overtredingen=o)
    dossier.interventie(z, ander)
    dossier.toetsing(eerste, "MAATREGEL_DIRECT")
    dossier.correctie("melding", los, "onderwerpen", "PBM", "2021-01-12T09:00:00+01:00")
    dossier.correctie("melding", los, "onderwerpen", "LOON", "2021-01-14T09:00:00+01:00")
    dossier.correctie("melding", tweede, "dubbel_van", eerste, "2021-01-12T09:00:00+01:00")
    dossier.correctie("melding", tweede, "dubbel_van", "", "2021-01-13T09:00:00+01:00")
    dossier.correctie("werkgever", ander, "samengevoegd_in", een, "2021-01-15T09:00:00+01:00")
    dossier.correctie("werkgever", ander, "samengevoegd_in", "", "2021-01-16T09:00:00+01:00")
    dossier.correctie("zaak", z, "domein", "EERLIJK", "2021-01-16T09:00:00+01:00")
    dossier.correctie("zaak_melding", f"{z};{tweede}", "vervallen", "ja", "2021-01-16T09:00:00+01:00")
    dossier.neem()
    call_command("trieer", stdout=io.StringIO())
    return dossier


def _gat() -> None:
    verleden = MeldingVerleden.objects.filter(onderwerpen="AFSTAND", van__onderwerpen="LOON").get()
    MeldingVerleden.objects.filter(pk=verleden.pk).update(stand_tot=verleden.stand_tot - timedelta(hours=1))


def _dubbele_kring() -> None:
    een, ander = Melding.objects.order_by("pk")[:2]
    Melding.objects.filter(pk=een.pk).update(dubbel_van=ander)
    Melding.objects.filter(pk=ander.pk).update(dubbel_van=een)


def _opvolgers_kring() -> None:
    een, ander = Werkgever.objects.order_by("pk")[:2]
    Werkgever.objects.filter(pk=een.pk).update(rechtsopvolger_van=ander)
    Werkgever.objects.filter(pk=ander.pk).update(rechtsopvolger_van=een)


def _telling(bestand: str, soort: str) -> None:
    invoer = Invoer.objects.get()
    invoer.telling[bestand][soort] += 1
    invoer.save(update_fields=["telling"])


def _koppeling_erbij() -> None:
    zaak, melding = Zaak.objects.get(), Melding.objects.get(dubbel_van__isnull=False)
    op = zaak.geregistreerd_op
    ZaakMelding.objects.create(zaak=zaak, melding=melding, geregistreerd_op=op, stand_vanaf=op)


def _toets_anders() -> None:
    """Taken away and put back with another outcome: no trigger refuses that."""
    toetsing = Toetsing.objects.get()
    toetsing.delete()
    toetsing.pk, toetsing.resultaat = 1, "GEEN_MAATREGEL"
    toetsing.save(force_insert=True)


def _eerste_stand_anders() -> None:
    """How a record was registered, in its past."""
    MeldingVerleden.objects.filter(onderwerpen="AFSTAND", van__onderwerpen="LOON").update(ernst="acuut")
    MeldingVerleden.objects.filter(onderwerpen="PBM").update(ernst="acuut")
    Melding.objects.filter(onderwerpen="LOON").update(ernst="acuut")


def _regels_anders(veld: str, waarde: object) -> None:
    regelset = Regelset.objects.get()
    regelset.inhoud[veld] = waarde
    regelset.save(update_fields=["inhoud"])


GETUIGD, REGELS = (
    "wat vastligt is waarvan het logboek getuigt",
    "de triageregels zijn die van hun besluit",
)

# By what `controleer` says: the check that fails, the words of the defect, and how it got there.
GEBREKEN: list[tuple[str, str, Callable[[], object]]] = [
    (
        "het logboek is een ongebroken keten",
        "Logregel 1 is gewijzigd.",
        lambda: buiten_de_trigger_om("UPDATE inspectie_logregel SET onderwerp = 'x' WHERE nummer = 1"),
    ),
    (
        "de nummers hebben geen gaten",
        "zaak: 2 nummers uitgegeven, het hoogste is 1, er zijn er 1.",
        lambda: Teller.objects.filter(naam="zaak").update(waarde=2),
    ),
    (
        "de nummers hebben geen gaten",
        "melding: 4 nummers uitgegeven, het hoogste is 9, er zijn er 4.",
        lambda: Melding.objects.filter(nummer=4).update(nummer=9),
    ),
    (
        "elke ingelezen regel is verantwoord",
        "meldingen: 5 gelezen, 4 verantwoord",
        lambda: _telling("meldingen", "gelezen"),
    ),
    (
        "elke ingelezen regel is verantwoord",
        "Ingelezen zijn 2 zaak_meldingen, aanwezig 1.",
        lambda: ZaakMelding.objects.filter(vervallen=False).delete(),
    ),
    (
        "elke ontvangen melding is ergens",
        "onbekende status: KWIJT",
        lambda: Melding.objects.filter(nummer=1).update(status="KWIJT"),
    ),
    (
        "elke ontvangen melding is ergens",
        "1 meldingen staan als dubbel zonder de melding waarvan",
        lambda: Melding.objects.filter(status="DUBBEL").update(dubbel_van=None),
    ),
    ("elke wijziging laat de eerdere stand staan", "een gat in zijn standen", _gat),
    (
        "elke wijziging laat de eerdere stand staan",
        "eindigt voor zij begint",
        lambda: MeldingVerleden.objects.filter(onderwerpen="PBM").update(stand_tot="2021-01-01T00:00:00Z"),
    ),
    (
        "elke wijziging laat de eerdere stand staan",
        "staat niet vast vanaf zijn registratie",
        lambda: Zaak.objects.update(geregistreerd_op=datetime(2021, 1, 1, tzinfo=UTC)),
    ),
    (
        "elke wijziging laat de eerdere stand staan",
        "anders dan uit de wijzigingen volgt",
        lambda: Melding.objects.filter(onderwerpen="LOON").update(onderwerpen="AFSTAND"),
    ),
    (
        "elke wijziging laat de eerdere stand staan",
        "anders dan uit de wijzigingen volgt",
        lambda: buiten_de_trigger_om(
            "UPDATE inspectie_wijziging SET veld = 'ernst' WHERE veld = 'onderwerpen'"
        ),
    ),
    (
        "elke wijziging laat de eerdere stand staan",
        "hoort bij zaak 999, die er niet is",
        lambda: buiten_de_trigger_om("UPDATE inspectie_wijziging SET object_id = 999 WHERE soort = 'zaak'"),
    ),
    (
        GETUIGD,
        "interventies_toetsing: er zijn 0 rijen, het logboek getuigt van 1.",
        lambda: Toetsing.objects.all().delete(),
    ),
    (GETUIGD, "interventies_toetsing: van de 1 rijen staat er ten minste een anders", _toets_anders),
    (GETUIGD, "interventies_zaakmelding: er zijn 3 rijen, het logboek getuigt van 2.", _koppeling_erbij),
    (GETUIGD, "meldingen_melding: van de 4 rijen staat er ten minste een anders", _eerste_stand_anders),
    (
        GETUIGD,
        "interventies_interventie: van de 2 rijen staat er ten minste een anders",
        lambda: Interventie.objects.filter(soort="EIS").update(uitgereikt_op="2020-12-01"),
    ),
    (
        GETUIGD,
        "inspectie_wijziging: van de ",
        lambda: buiten_de_trigger_om("UPDATE inspectie_wijziging SET reden = 'anders' WHERE soort = 'zaak'"),
    ),
    (REGELS, "de inhoud is anders dan toen zij werd bewaard", lambda: _regels_anders("regels", [])),
    (REGELS, "de looptijd is anders", lambda: Regelset.objects.update(geldig_tot="2021-06-01")),
    (REGELS, "weet niet wie deze regels bewaarde", lambda: Regelset.objects.update(versie="eigen")),
    ("er zijn geen kringen", "langs dubbel_van in een kring", _dubbele_kring),
    ("er zijn geen kringen", "langs rechtsopvolger_van in een kring", _opvolgers_kring),
    (
        "wat één werkgever is, staat als één",
        "KvK-nummer 12345678",
        lambda: Werkgever.objects.update(hoofd=None),
    ),
    (
        "wat één werkgever is, staat als één",
        "staat of stond bij een ander",
        lambda: Werkgever.objects.filter(extern_kenmerk="W2").update(
            hoofd=Werkgever.objects.get(extern_kenmerk="W1")
        ),
    ),
    (
        "wat één werkgever is, staat als één",
        "staat of stond bij een ander",
        lambda: WerkgeverVerleden.objects.filter(hoofd__isnull=False).update(hoofd=None),
    ),
    (
        "wat is ingezet, rust op een grondslag",
        "zonder grondslag",
        lambda: Interventie.objects.filter(soort="EIS").update(grondslag=""),
    ),
    (
        "elke melding is te vinden met haar woorden",
        "anders in het zoekregister",
        lambda: Werkgever.objects.update(naam="Een heel andere naam"),
    ),
    (
        "elke melding is te vinden met haar woorden",
        "staat niet in het zoekregister",
        lambda: Zoekwoorden.objects.filter(melding__nummer=1).delete(),
    ),
]


TE_GROOT = "een veld is groter dan 128 KB, of een aanhalingsteken is niet gesloten."


class TestControleer:
    def test_een_gezonde_database_heeft_geen_gebreken(self, gevuld):
        status, regels = draai("controleer")
        assert status == 0, regels
        assert regels[-1] == "0 controles gefaald"
        assert sum(regel.startswith("GOED ") for regel in regels) == len(CONTROLES)

    def test_een_lege_database_ook_niet(self, db):
        assert draai("controleer")[0] == 0

    def test_elk_geplant_gebrek_wordt_gevonden_en_genoemd(self, gevuld):
        """One database for all of them: each defect is taken back before the next one. Of each its own check; the
        command that makes them all says one of every check."""
        gemist = {}
        for nummer, (controle, woorden, doe) in enumerate(GEBREKEN):
            with transaction.atomic():
                doe()
                gevonden = list(CONTROLES[controle]())
                if not any(woorden in regel for regel in gevonden):
                    gemist[f"{controle}-{nummer}"] = (woorden, gevonden)
                transaction.set_rollback(True)
        assert not gemist
        assert draai("controleer")[0] == 0, (
            "een gebrek is niet teruggenomen, en kan een volgend hebben verborgen"
        )
        van_elk = {controle: (woorden, doe) for controle, woorden, doe in reversed(GEBREKEN)}
        for _, doe in van_elk.values():
            doe()
        status, regels = draai("controleer")
        assert status == 1
        for controle, (woorden, _) in van_elk.items():
            assert f"FOUT  {controle}" in regels
            assert any(woorden in regel for regel in regels), (woorden, regels)
        gefaald = sum(regel.startswith("FOUT ") for regel in regels)
        assert regels[-1] == f"{gefaald} controles gefaald"

    def test_een_enkel_gebrek_is_een_controle(self, gevuld):
        Teller.objects.filter(naam="zaak").update(waarde=2)
        status, regels = draai("controleer")
        assert (status, regels[-1]) == (1, "1 controle gefaald")
        assert "FOUT  de nummers hebben geen gaten" in regels

    def test_van_veel_gebreken_staan_er_twintig_met_hoeveel_er_nog_zijn(self, dossier: Dossier):
        for _ in range(30):
            dossier.zaak()
        dossier.neem()
        Zaak.objects.update(geregistreerd_op=datetime(2021, 1, 1, tzinfo=UTC))
        _, regels = draai("controleer")
        assert sum("staat niet vast" in regel for regel in regels) == 20
        assert "      … en nog 10" in regels

    def test_het_anker_hoort_een_nummer_en_een_hash_te_zijn(self, db):
        with pytest.raises(CommandError) as geweigerd:
            call_command("controleer", "--anker", "kop", stdout=io.StringIO())
        assert geweigerd.value.returncode == 2

    def test_het_logboek_bevat_niets_van_melder_of_klacht(self, dossier: Dossier):
        m = dossier.melding(
            melder_naam="Anna Kowalska",
            melder_email="anna@voorbeeld.example",
            melder_telefoon="0612345678",
            omschrijving="De chef hoest in de kantine.",
            domein="",
        )
        dossier.correctie("melding", m, "melder_naam", "Ania Kowalska", "2021-01-12T09:00:00+01:00")
        dossier.correctie(
            "melding", m, "omschrijving", "De chef hoest niet meer.", "2021-01-12T09:00:00+01:00"
        )
        dossier.neem()
        call_command("trieer", stdout=io.StringIO())
        with connection.cursor() as cursor:
            for tabel in (
                "inspectie_logregel",
                "inspectie_wijziging",
                "meldingen_triagebesluit",
                "inspectie_invoer",
            ):
                cursor.execute(f"SELECT * FROM {tabel}")
                alles = str(cursor.fetchall())
                assert alles != "[]"
                for geheim in ("Kowalska", "anna@", "12345678", "hoest"):
                    assert geheim not in alles, tabel


class TestTrieer:
    def test_het_zegt_per_route_hoeveel_en_in_totaal(self, dossier: Dossier):
        w = dossier.werkgever()
        for ernst in ("acuut", "laag", "laag"):
            dossier.melding(werkgever=w, ernst=ernst)
        dossier.neem()
        status, regels = draai("trieer")
        assert status == 0
        assert [regel.split() for regel in regels[:-1]] == [
            ["Aanspreken", "2"],
            ["Direct", "naar", "de", "locatie", "1"],
        ]
        assert regels[-1] == "3 meldingen van een advies voorzien."
        assert draai("trieer")[1] == ["0 meldingen van een advies voorzien."]

    def test_op_een_scherm_staan_de_aantallen_er_zonder_de_voortgang(self, dossier: Dossier):
        dossier.melding(werkgever=dossier.werkgever(), ernst="laag")
        dossier.neem()
        scherm = Scherm()
        call_command("trieer", stdout=scherm, stderr=scherm)
        assert [" ".join(regel.split()) for regel in scherm.te_lezen()] == [
            "Aanspreken 1",
            "1 melding van een advies voorzien.",
        ]

    def test_elke_weg_geeft_hetzelfde_advies(self, dossier: Dossier):
        """Command, task and act: one engine."""
        w = dossier.werkgever()
        gewoon = {"werkgever": w, "ernst": "significant", "domein": "", "arbeidsmigranten": "ja"}
        keten = [dossier.melding(**gewoon, ontvangen_op=f"2021-01-0{n}T10:00:00+01:00") for n in (5, 6, 7)]
        dossier.neem()
        draai("trieer", "--tot", "2021-01-05")
        adviseer_stuk(dossierfeiten, op=timezone.now(), tot=datetime(2021, 1, 6, 23, tzinfo=UTC))
        trieer_wachtende()
        velden = (
            "regel",
            "route",
            "prioriteit",
            "domein",
            "partners",
            "redencode",
            "spoor",
            "vlaggen",
            "regelset_id",
        )
        adviezen = [
            TriageBesluit.objects.filter(melding__extern_kenmerk=m).values_list(*velden).get() for m in keten
        ]
        assert adviezen[0][0] == "F3+F1"
        assert adviezen[0] == adviezen[1] == adviezen[2]

    def test_een_verkeerde_dag_wordt_geweigerd(self, db):
        with pytest.raises(CommandError, match="geen datum"):
            call_command("trieer", "--tot", "gisteren")


class TestRegelsToets:
    @pytest.mark.parametrize(("bestand", "aantal"), [("triage.csv", 17), ("triage_extra.csv", 42)])
    def test_de_voorbeelden_slagen_na_migreren_alleen(self, db, bestand, aantal):
        assert draai("regels", "toets", str(SCENARIOS / bestand)) == (0, [f"{aantal} geslaagd, 0 gefaald"])

    def test_een_stuurteken_in_een_scenario_doet_niets_met_het_scherm(self, db, tmp_path):
        bestand = tmp_path / "s.csv"
        kop, rij, *_ = (SCENARIOS / "triage.csv").read_text("utf-8").splitlines()
        bestand.write_text(f"{kop}\n{rij.replace('2020-12-02', 'x' + chr(27) + '[2J' + chr(0))}\n", "utf-8")
        status, regels = draai("regels", "toets", str(bestand))
        assert status == 1
        assert "“x\\x1b[2J\\x00” is geen datum" in regels[0]
        assert all(regel.isprintable() for regel in regels)

    def test_een_verschil_eindigt_met_1_en_zegt_welke_regels_wel_en_niet_golden(self, db, tmp_path):
        bestand = tmp_path / "anders.csv"
        shutil.copy(SCENARIOS / "triage.csv", bestand)
        tekst = bestand.read_text(encoding="utf-8")
        bestand.write_text(tekst.replace("C3,DIRECT_LOCATIE,P1", "C3,DIRECT_LOCATIE,P2"), encoding="utf-8")
        status, regels = draai("regels", "toets", str(bestand))
        assert status == 1
        assert regels[-1] == "16 geslaagd, 1 gefaald"
        assert any("P2" in regel and "P1" in regel for regel in regels)
        assert any("C3" in regel for regel in regels)

    def test_beschadigde_regels_worden_genoemd(self, db):
        Regelset.objects.update(inhoud={})
        status, regels = draai("regels", "toets", str(SCENARIOS / "triage.csv"))
        assert status == 1
        assert regels[-1] == "0 geslaagd, 17 gefaald"
        assert "ongeldig" in regels[0]

    def test_een_bestand_dat_er_niet_is_of_geen_tekst_is_wordt_geweigerd(self, db, tmp_path):
        kapot = tmp_path / "kapot.csv"
        kapot.write_bytes(b"scenario\n\xff\xfe\n")
        for bestand in (tmp_path / "weg.csv", kapot):
            with pytest.raises(CommandError, match="niet te lezen"):
                call_command("regels", "toets", str(bestand))

    @pytest.mark.parametrize(
        ("wijzig", "zin"),
        [
            (lambda regels: [*regels[:2], "x" * 140_000, *regels[2:]], f"regel 3: {TE_GROOT}"),
            (lambda regels: ["x" * 140_000, *regels], f"regel 1: {TE_GROOT}"),
            (lambda regels: [*regels[:3], '"twee\n' + "x\n" * 70_000], f"regel 4: {TE_GROOT}"),
        ],
    )
    def test_wat_geen_goede_csv_is_staat_er_in_het_nederlands_met_zijn_regel(self, db, tmp_path, wijzig, zin):
        bestand = tmp_path / "scenario.csv"
        regels = (SCENARIOS / "triage.csv").read_text(encoding="utf-8").split("\n")
        bestand.write_text("\n".join(wijzig(regels)), encoding="utf-8", newline="")
        with pytest.raises(CommandError) as fout:
            call_command("regels", "toets", str(bestand))
        assert str(fout.value).startswith(f"{bestand} is niet te lezen: {zin}")
        assert fout.value.returncode == 2

    @pytest.mark.parametrize(
        ("wijzig", "klachten", "aantal"),
        [
            (
                lambda tekst: tekst.replace("melder_ziet_risico", "extra", 1),
                [
                    "kolom extra: deze kolom bestaat niet",
                    "kolom melder_ziet_risico: deze verplichte kolom ontbreekt",
                ],
                17,
            ),
            (
                lambda tekst: tekst.replace("dubbel,", "dubbel,ernst,", 1),
                ["kolom ernst: deze kolom staat er twee"],
                17,
            ),
            (lambda tekst: tekst.partition("\n")[2], ["de eerste regel bevat geen enkele kolomnaam"], 16),
            # As `importeer` does: told, and not guessed.
            (
                lambda tekst: tekst.replace(",", ";"),
                ["met komma's gescheiden te zijn, niet met puntkomma's"],
                17,
            ),
        ],
    )
    def test_wat_aan_de_kop_schort_staat_er_eenmaal_en_niet_bij_elk_scenario(
        self, db, tmp_path, wijzig, klachten, aantal
    ):
        bestand = tmp_path / "kop.csv"
        bestand.write_text(wijzig((SCENARIOS / "triage.csv").read_text(encoding="utf-8")), encoding="utf-8")
        status, regels = draai("regels", "toets", str(bestand))
        assert (status, regels.pop()) == (1, f"0 geslaagd, {aantal} gefaald")
        for regel, klacht in zip(regels, klachten, strict=True):
            assert regel.startswith("kop.csv, regel 1")
            assert klacht in regel


def test_een_toetsing_zonder_zaak_is_geen_gebrek(dossier: Dossier):
    dossier.toetsing(dossier.melding(), "OPEN", getoetst_op="")
    dossier.neem()
    assert Toetsing.objects.count() == 1
    assert Wijziging.objects.count() == 0
    assert draai("controleer")[0] == 0


def test_zonder_bereikbare_broker_slaagt_de_invoer_en_wacht_het_werk(
    dossier: Dossier, database: Path, tmp_path: Path
):
    """The whole program, with a Redis that is not there: nothing is lost, and the sweep or `trieer` finds the row."""
    dossier.melding()
    dossier.schrijf()
    invoer, trieer = draai_ronden(
        [Opdracht(["importeer", str(dossier.map)], database, tmp_path / "invoer")],
        [Opdracht(["trieer"], database, tmp_path / "trieer")],
        redis="redis://127.0.0.1:1/0",
    )
    assert invoer[0] == 0, invoer[2]
    assert "wacht op de veger" in invoer[2]
    assert trieer[1].splitlines()[-1] == "1 melding van een advies voorzien."


@pytest.mark.parametrize(
    ("lijst", "model", "veld"),
    [
        ("melder_type", Melding, "melder_type"),
        ("kanaal", Melding, "kanaal"),
        ("domein", Melding, "domein"),
        ("sector", Werkgever, "sector"),
        ("provincie", Werkgever, "provincie"),
        ("team", Zaak, "team"),
    ],
)
def test_elke_code_past_in_haar_kolom(db, lijst, model, veld):
    """SQLite takes any length, PostgreSQL refuses the row."""
    codes = list(Code.objects.filter(lijst=lijst).values_list("code", flat=True))
    assert codes
    assert max(map(len, codes)) <= model._meta.get_field(veld).max_length


@pytest.mark.parametrize(
    ("opdracht", "zin"),
    [
        (["importeer"], "dit ontbreekt: MAP"),
        (["kerncijfers"], "dit ontbreekt: --peildatum"),
        (["kerncijfers", "--peildatum", "gisteren"], "--peildatum: “gisteren” is geen datum (jjjj-mm-dd)"),
        (["kerncijfers", "--peildatum", "2021-01-10", "--formaat", "xls"], "--formaat: “xls” bestaat niet"),
        (["importeer", "map", "--gedeelte"], "onbekend: --gedeelte"),
        (["demo", "--zaad", "x"], "--zaad: “x” is geen geldige waarde"),
        (["rapport", "--peildatum"], "--peildatum: hier hoort een waarde achter"),
        (["regels", "toets"], "dit ontbreekt: BESTAND.csv"),
    ],
)
def test_een_verkeerde_opdrachtregel_krijgt_een_nederlandse_zin_en_status_2(capsys, opdracht, zin):
    """As it goes from the command line, without the start of a process each."""
    opdrachten = {"importeer": Importeer, "kerncijfers": Kerncijfers, "demo": Demo, "rapport": Rapportage}
    klasse = opdrachten.get(opdracht[0], Regels)
    with pytest.raises(SystemExit) as einde:
        klasse().run_from_argv(["manage.py", *opdracht])
    assert einde.value.code == 2
    assert zin in capsys.readouterr().err


def test_een_weigering_wordt_zonder_klassenaam_gezegd_en_eindigt_met_1(db, capsys):
    with pytest.raises(SystemExit) as einde:
        Kerncijfers().run_from_argv(["manage.py", "kerncijfers", "--peildatum", "2199-01-01"])
    assert einde.value.code == 1
    assert capsys.readouterr().err.strip() == "De peildatum 01-01-2199 ligt in de toekomst."


def test_zonder_tabellen_zegt_een_opdracht_wat_eerst_moet(tmp_path: Path):
    (klaar,) = draai_ronden([Opdracht(["trieer"], tmp_path / "leeg.sqlite3", tmp_path / "trieer")])
    zin = "De database is nog niet (helemaal) ingericht. Draai eerst: python manage.py migrate\n"
    assert klaar == (1, "", zin)


def _in_de_schil(database: Path, opdracht: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} manage.py {opdracht}"],
        cwd=WORTEL,
        env=os.environ
        | {"DATABASE_URL": f"sqlite:///{database}", "REDIS_URL": "", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is van Linux")
def test_uitvoer_naar_een_volle_schijf_is_een_zin_en_geen_bladzijde_code(database: Path):
    klaar = _in_de_schil(database, "kerncijfers --peildatum 2021-01-10 > /dev/full")
    assert klaar.returncode == 1
    assert klaar.stderr == "De uitvoer kon niet worden geschreven: de schijf is vol.\n"


def test_wie_niets_wil_lezen_krijgt_de_opdracht_toch_gedaan(database: Path):
    klaar = _in_de_schil(database, "trieer >&-")
    assert (klaar.returncode, klaar.stderr) == (0, "")


def test_een_scherm_zonder_onze_letters_krijgt_de_cijfers_toch(database: Path):
    klaar = _in_de_schil(database, "kerncijfers --peildatum 2021-01-10")
    assert (klaar.returncode, klaar.stderr) == (0, "")
    assert r"Zieke collega\u2019s aan het werk" in klaar.stdout


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ("database is locked", "De database is bezet door iemand anders."),
        ("canceling statement due to lock timeout", "De database is bezet door iemand anders."),
        ("couldn't get a connection after 30.00 sec", "De database is niet te bereiken."),
    ],
)
def test_wat_de_database_weerhoudt_staat_er_in_het_nederlands(fout, zin):
    assert databasefout(OperationalError(fout)).startswith(zin)


def test_een_schijf_zonder_een_bladzijde_vrij_is_vol(tmp_path, settings, monkeypatch):
    """SQLite says no more of it than that something went wrong."""
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "db.sqlite3")}
    monkeypatch.setitem(settings.DATABASES, "default", database)
    fout, vrij = OperationalError("disk I/O error"), shutil.disk_usage(tmp_path)
    assert not schijf_vol(fout)
    monkeypatch.setattr(shutil, "disk_usage", lambda pad: vrij._replace(free=4096))
    assert databasefout(fout) == "De database kan niet schrijven: de schijf is vol."
    assert databasefout(OperationalError("database or disk is full")) == databasefout(fout)
    assert not schijf_vol(OperationalError("no such table: x"))


@pytest.mark.parametrize("dag", ["2021-W01-1", "20210110", "2021-1-10", "２０２１-01-10", " 2021-01-10"])
def test_een_dag_is_jaar_maand_dag_en_niets_anders(dag):
    with pytest.raises(ArgumentTypeError, match="is geen datum"):
        datum(dag)


def test_een_uur_dat_nooit_op_de_klok_stond_wordt_geweigerd_en_van_een_dubbel_uur_telt_het_eerste():
    with pytest.raises(ArgumentTypeError, match="nooit op de klok gestaan"):
        moment("2021-03-28T02:30")
    assert moment("2021-03-28T02:30+01:00") == moment("2021-03-28T03:30")
    assert moment("2020-10-25T02:30").astimezone(UTC) == datetime(2020, 10, 25, 0, 30, tzinfo=UTC)
    assert moment("2020-10-25T02:30+01:00") == datetime(2020, 10, 25, 1, 30, tzinfo=UTC)


def test_een_rapport_op_een_plek_waar_men_niet_mag_kijken_wordt_geweigerd(db, tmp_path, monkeypatch):
    def mag_niet(pad: Path) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied", str(pad))

    def mag_niet_maken(pad: Path, **_: object) -> None:
        mag_niet(pad)

    monkeypatch.setattr(Path, "exists", mag_niet)
    monkeypatch.setattr(Path, "mkdir", mag_niet_maken)
    keuzes = ["--peildatum", "2021-01-10", "--uit", str(tmp_path / "dicht" / "r.json")]
    with pytest.raises(CommandError, match=r"r.json kon niet worden geschreven: geen toestemming"):
        call_command("rapport", *keuzes)


def test_een_rapport_is_voor_wie_het_oude_was_of_voor_wie_een_nieuw_bestand_van_ons_is(db, tmp_path, request):
    was = os.umask(0o077)
    request.addfinalizer(lambda: os.umask(was))
    uit, link = tmp_path / "r.json", tmp_path / "laatste.json"
    link.symlink_to(uit)

    def maak() -> str:
        call_command("rapport", "--peildatum", "2021-01-10", "--uit", str(link), stdout=io.StringIO())
        assert link.is_symlink()
        return f"{uit.stat().st_mode & 0o777:o}"

    assert maak() == "600"
    uit.chmod(0o640)
    assert maak() == "640"
    assert [pad.name for pad in sorted(tmp_path.iterdir())] == ["laatste.json", "r.json"]


@pytest.mark.parametrize("uit", ["", ".", "/dev/null"])
def test_een_rapport_vervangt_alleen_een_gewoon_bestand(db, uit):
    keuzes = ["--peildatum", "2021-01-10", "--formaat", "json", "--uit", uit]
    with pytest.raises(CommandError, match="hoort de naam van een bestand te zijn") as mis:
        call_command("rapport", *keuzes)
    assert mis.value.returncode == 2
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("naam", "formaat", "zin"),
    [
        (
            "r.ods",
            "pdf",
            "“r.ods” hoort niet bij --formaat pdf: noem het bestand r.pdf, of vraag --formaat ods.",
        ),
        ("R.HTM", "csv", "noem het bestand R.csv, of vraag --formaat html."),
        ("r.docx", "odt", "“r.docx” hoort niet bij --formaat odt: noem het bestand r.odt."),
        (
            "r.docx",
            None,
            "Welk formaat “r.docx” wordt is niet te zien: geef --formaat, of een naam op .pdf, .odt,",
        ),
        ("r", None, "Welk formaat “r” wordt is niet te zien"),
    ],
)
def test_een_naam_die_het_formaat_tegenspreekt_of_niet_noemt_wordt_geweigerd(
    db, tmp_path, naam, formaat, zin
):
    keuzes = ["--formaat", formaat] if formaat else []
    with pytest.raises(CommandError) as mis:
        call_command("rapport", "--peildatum", "2021-01-10", *keuzes, "--uit", str(tmp_path / naam))
    assert zin in str(mis.value)
    assert mis.value.returncode == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("naam", "keuzes"),
    [
        ("r.json", []),
        ("R.JSON", ["--formaat", "json"]),
        ("r", ["--formaat", "json"]),
        ("r.3-2", ["--formaat", "json"]),
    ],
)
def test_het_formaat_volgt_uit_de_naam_of_wordt_gevraagd(db, tmp_path, naam, keuzes):
    uit = tmp_path / naam
    call_command("rapport", "--peildatum", "2021-01-10", *keuzes, "--uit", str(uit), stdout=io.StringIO())
    assert json.loads(uit.read_text())["peildatum"] == "2021-01-10"


@pytest.mark.parametrize(
    "tekst", ["20210203", "2021W053", "2021-W05-3T10", "0001-01-01T00:00:00+14:00", "9999-12-31"]
)
def test_een_stand_van_in_een_andere_schrijfwijze_wordt_geweigerd_en_niet_geraden(tekst):
    with pytest.raises(ArgumentTypeError, match="is geen tijdstip"):
        moment(tekst)


def test_een_datum_als_stand_van_is_het_einde_van_die_dag():
    assert moment("2021-02-03").isoformat() == "2021-02-03T23:59:59.999999+01:00"
    assert moment("2021-02-03T00:00").isoformat() == "2021-02-03T00:00:00+01:00"
