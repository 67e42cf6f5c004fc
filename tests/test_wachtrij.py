"""The queue with a real worker on a real Redis: the row is the queue, a message only wakes somebody up."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from celery import current_app
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from inspectie.models import Gebruiker, Rol
from inspectie.wachtrij import na_commit
from meldingen.models import Melding, Status, TriageBesluit
from rapportages import acties, tasks
from rapportages.models import Rapport
from rapportages.tasks import maak_rapport, maak_wachtende
from tests.maak import Dossier

pytestmark = [pytest.mark.redis, pytest.mark.xdist_group("celery"), pytest.mark.django_db(transaction=True)]

WORTEL = Path(__file__).resolve().parent.parent
OP = datetime(2026, 11, 24, 13, tzinfo=UTC)
GENOEG = 60  # seconds a worker may take to start and to do what was asked


def _adres() -> str:
    """The database of this test, for another process."""
    db = connection.settings_dict
    if connection.vendor == "sqlite":
        pytest.skip("een tweede proces ziet de SQLite-database van de proeven niet")
    wie = f"{quote(db['USER'])}:{quote(db['PASSWORD'])}" if db["PASSWORD"] else quote(db["USER"])
    return f"postgres://{wie}@{db['HOST'] or '127.0.0.1'}:{db['PORT'] or 5432}/{quote(db['NAME'])}"


@pytest.fixture
def worker() -> Iterator[None]:
    """A real Celery worker, as in production, on the database and the queue of this test."""
    opdracht = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "inspectie",
        "worker",
        "--pool",
        "solo",
        "--loglevel",
        "warning",
    ]
    omgeving = os.environ | {"DATABASE_URL": _adres(), "WACHTRIJ": settings.CELERY_TASK_DEFAULT_QUEUE}
    with subprocess.Popen(opdracht, cwd=WORTEL, env=omgeving) as proces:
        try:
            yield
        finally:
            proces.terminate()
            proces.wait(GENOEG)


@pytest.fixture
def stille_wachtrij() -> Iterator[None]:
    """No worker listens, and nothing is left for the next test."""
    yield
    with current_app.connection_for_write() as verbinding:
        verbinding.SimpleQueue(settings.CELERY_TASK_DEFAULT_QUEUE).clear()


def tot(klaar: Callable[[], bool]) -> None:
    """Wait for the worker. No sweep helps it along: a message that got lost fails the test."""
    begin = time.monotonic()
    while not klaar():
        assert time.monotonic() - begin < GENOEG, "de worker deed het niet binnen een minuut"
        time.sleep(0.2)


def een_map(tmp_path: Path, aantal: int = 3) -> Path:
    dossier = Dossier(tmp_path / "map")
    for _ in range(aantal):
        dossier.melding(domein="", ernst="laag")
    dossier.schrijf()
    return dossier.map


def vraag(formaat: str = "json") -> Rapport:
    rosa = Gebruiker.objects.create_user("rosa", rol=Rol.RAPPORTEUR)
    return acties.vraag_rapport(date(2021, 1, 10), OP, formaat, door=rosa, op=OP)


def test_na_een_invoer_doet_een_worker_de_triage(worker, tmp_path):
    call_command("importeer", een_map(tmp_path))
    tot(lambda: not Melding.objects.te_triëren().exists())
    assert TriageBesluit.objects.count() == 3
    assert set(Melding.objects.values_list("domein", flat=True)) == {"VEILIG_GEZOND"}


def test_een_gevraagd_rapport_wordt_door_een_worker_gemaakt(worker):
    rapport = vraag("pdf")
    tot(lambda: not Rapport.objects.te_maken().exists())
    rapport.refresh_from_db()
    assert rapport.inhoud is not None
    assert (rapport.status, bytes(rapport.inhoud)[:5]) == (Rapport.Status.KLAAR, b"%PDF-")


def test_een_verloren_bericht_wordt_door_de_veger_gevonden(stille_wachtrij, worker, monkeypatch):
    with monkeypatch.context() as weg:
        weg.setattr(maak_rapport, "delay", lambda *argumenten: None)
        rapport = vraag()
    maak_wachtende.delay()
    tot(lambda: not Rapport.objects.te_maken().exists())
    rapport.refresh_from_db()
    assert rapport.status == Rapport.Status.KLAAR


def test_dezelfde_taak_twee_keer_maakt_een_rapport(stille_wachtrij):
    rapport = vraag()
    maak_rapport(rapport.pk)
    rapport.refresh_from_db()
    eerst = rapport.klaar_op
    maak_rapport(rapport.pk)
    rapport.refresh_from_db()
    assert rapport.klaar_op == eerst


TRAAG = """
import sys, time
import django
django.setup()
from rapportages import tasks
tasks.maak = lambda *wat: print("bezig", flush=True) or time.sleep(60)
tasks.maak_rapport(int(sys.argv[1]))
"""


def test_een_rapport_waar_een_ander_aan_werkt_wordt_pas_opnieuw_begonnen_als_die_is_gevallen(
    stille_wachtrij, monkeypatch
):
    rapport = vraag()
    begonnen: list[object] = []

    def maak(*wat: object) -> bytes:
        begonnen.append(wat)
        return b"{}"

    monkeypatch.setattr(tasks, "maak", maak)
    omgeving = os.environ | {"DATABASE_URL": _adres(), "DJANGO_SETTINGS_MODULE": "inspectie.settings"}
    opdracht = [sys.executable, "-c", TRAAG, str(rapport.pk)]
    with subprocess.Popen(opdracht, cwd=WORTEL, env=omgeving, stdout=subprocess.PIPE) as ander:
        try:
            assert ander.stdout is not None
            assert ander.stdout.readline() == b"bezig\n"
            maak_rapport(rapport.pk)
            assert not begonnen
        finally:
            ander.kill()
    assert Rapport.objects.te_maken().get() == rapport

    # The database notices by itself that it is gone; the sweep asks every minute.
    def geveegd() -> bool:
        maak_rapport(rapport.pk)
        return bool(begonnen)

    tot(geveegd)
    rapport.refresh_from_db()
    assert (rapport.status, len(begonnen)) == (Rapport.Status.KLAAR, 1)


def test_twee_keer_klikken_is_een_aanvraag(stille_wachtrij):
    rapport = vraag()
    nogmaals = acties.vraag_rapport(date(2021, 1, 10), OP, "json", door=rapport.aangevraagd_door, op=OP)
    assert nogmaals == rapport


def test_zonder_bereikbare_broker_lukt_de_handeling_en_blijft_het_werk_staan(monkeypatch, caplog):
    def onbereikbaar(*argumenten: object) -> None:
        raise ConnectionRefusedError("geen broker")

    monkeypatch.setattr(maak_rapport, "delay", onbereikbaar)
    rapport = vraag()
    assert list(Rapport.objects.te_maken()) == [rapport]
    assert "wacht op de veger" in caplog.text


def test_wat_wordt_teruggedraaid_stuurt_geen_bericht(stille_wachtrij, monkeypatch):
    gestuurd: list[object] = []
    monkeypatch.setattr(maak_rapport, "delay", lambda *argumenten: gestuurd.append(argumenten))
    with transaction.atomic():
        na_commit("rapportages.tasks.maak_rapport", 1)
        transaction.set_rollback(True)
    assert gestuurd == []


def test_een_gevallen_worker_laat_de_melding_wachten(stille_wachtrij, tmp_path):
    call_command("importeer", een_map(tmp_path))
    assert set(Melding.objects.values_list("status", flat=True)) == {Status.ONTVANGEN}
    assert Melding.objects.te_triëren().count() == 3
