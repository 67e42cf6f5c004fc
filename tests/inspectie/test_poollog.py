"""What the pool of connections says in English is told in Dutch, once, and by a command only when it gives up."""

import logging
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import ManagementUtility
from django.db import OperationalError

from inspectie import poollog
from inspectie.management.opdracht import databasefout
from inspectie.management.voordeur import Voordeur
from inspectie.poollog import POOLLOG

pool = logging.getLogger("psycopg.pool")
GEWEIGERD = 'connection failed: connection to server at "127.0.0.1", port 5432 failed: Connection refused'
GEEN = "couldn't get a connection after 30.00 sec"


@pytest.fixture(autouse=True)
def _vers(monkeypatch: Any) -> None:
    adres = {"default": {"HOST": "db.intern", "PORT": 5432}}
    monkeypatch.setattr(poollog, "settings", SimpleNamespace(DATABASES=adres))
    monkeypatch.setattr(POOLLOG, "_oorzaak", "")
    monkeypatch.setattr(POOLLOG, "_gezegd", ("", 0.0))
    monkeypatch.setattr(POOLLOG, "stil", False)


def mislukt(waarom: str = GEWEIGERD) -> None:
    pool.warning("error connecting in %r: %s", "pool-1", OperationalError(waarom))


@pytest.mark.parametrize(
    ("waarom", "zin"),
    [
        (GEWEIGERD, "daar luistert niets (db.intern, poort 5432)"),
        ("failed to resolve host 'db.intern'", "die naam is niet te vinden (db.intern, poort 5432)"),
        (
            'FATAL:  password authentication failed for user "x"',
            "de gebruiker of het wachtwoord klopt niet (db.intern, poort 5432)",
        ),
        ('FATAL:  database "y" does not exist', "die database is er niet (db.intern, poort 5432)"),
        ("FATAL:  the database system is starting up", "zij start of stopt (db.intern, poort 5432)"),
        ("iets\n  anders", "iets anders"),
    ],
)
def test_een_opdracht_zegt_waarom_de_database_niet_te_bereiken_is(waarom, zin):
    mislukt(waarom)
    assert databasefout(OperationalError(GEEN)) == f"De database is niet te bereiken: {zin}."


def test_wat_eerder_niet_lukte_is_later_niet_de_oorzaak(monkeypatch):
    mislukt()
    monkeypatch.setattr(POOLLOG, "_op", POOLLOG._op - poollog._EENS_PER)
    assert databasefout(OperationalError(GEEN)) == "De database is niet te bereiken."


def test_het_log_van_de_site_zegt_het_een_keer_en_in_het_nederlands(caplog):
    for _ in range(5):
        mislukt()
    pool.warning("discarding closed connection: %s", "<psycopg.Connection [BAD]>")
    assert [r.getMessage() for r in caplog.records if r.name == "inspectie"] == [
        "de database is niet te bereiken: daar luistert niets (db.intern, poort 5432)"
    ]


def test_wat_het_log_van_de_site_verder_van_de_pool_moet_weten_blijft_er_staan(monkeypatch):
    gezien: list[str] = []
    monkeypatch.setattr(logging.getLogger(), "handle", lambda record: gezien.append(record.getMessage()))
    pool.warning("rolling back returned connection: %s", "<x>")
    assert gezien == ["rolling back returned connection: <x>"]


def test_een_opdracht_schrijft_van_elke_poging_niets(monkeypatch, caplog, capsys):
    monkeypatch.setattr(POOLLOG, "stil", True)
    mislukt()
    pool.warning("rolling back returned connection: %s", "<x>")
    assert [r for r in caplog.records if r.name == "inspectie"] == []
    assert not pool.propagate
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        (GEEN, "De database is niet te bereiken: daar luistert niets (db.intern, poort 5432).\n"),
        (GEWEIGERD, "De database is niet te bereiken: daar luistert niets (db.intern, poort 5432).\n"),
        (
            "terminating connection due to administrator command",
            "De verbinding met de database viel weg.\n",
        ),
        ("server closed the connection unexpectedly", "De verbinding met de database viel weg.\n"),
    ],
)
def test_ook_een_opdracht_van_django_zegt_het_zonder_bladzijde_code(monkeypatch, capsys, fout, zin):
    def draai(zelf: ManagementUtility) -> None:
        mislukt()
        raise OperationalError(fout)

    monkeypatch.setattr(ManagementUtility, "execute", draai)
    with pytest.raises(SystemExit) as einde:
        Voordeur(["manage.py", "migrate"]).execute()
    assert einde.value.code == 1
    assert capsys.readouterr() == ("", zin)
    assert databasefout(OperationalError(fout)) == zin.strip()


def test_een_fout_die_geen_verbinding_is_houdt_haar_bladzijde(monkeypatch):
    def draai(zelf: ManagementUtility) -> None:
        raise OperationalError('column "x" does not exist')

    monkeypatch.setattr(ManagementUtility, "execute", draai)
    with pytest.raises(OperationalError):
        Voordeur(["manage.py", "migrate"]).execute()
