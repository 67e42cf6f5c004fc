"""What the environment says is what the program does, and what is wrong with it is said before it starts."""

import os
import re
import runpy
import socket
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from inspectie import settings as instellingen
from inspectie.celery import app
from inspectie.tasks import ruim_sessies_op

WORTEL = Path(__file__).resolve().parents[2]


def lees(naam: str = "DEBUG", **omgeving: str) -> Any:
    """What a program would find in its settings, in this environment: they are read anew, beside our own."""
    with mock.patch.dict(os.environ, omgeving):
        return runpy.run_path(str(WORTEL / "inspectie" / "settings.py"))[naam]


def test_wat_niet_deugt_houdt_een_programma_tegen_met_die_zin():
    gestart = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=WORTEL,
        env=os.environ | {"SECRET_KEY": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert gestart.returncode != 0
    assert "SECRET_KEY ontbreekt" in gestart.stderr


def test_de_eisen_aan_de_verbinding_in_het_adres_blijven_staan(monkeypatch):
    monkeypatch.setenv(
        "DATABASE_URL", "postgres://i:w@db.example.nl/i?sslmode=verify-full&sslrootcert=/etc/ca"
    )
    opties = instellingen._database()["OPTIONS"]
    assert opties == {
        "sslmode": "verify-full",
        "sslrootcert": "/etc/ca",
        "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
        "options": "-c jit=off",
    }


def test_een_keuze_voor_sqlite_in_het_adres_laat_de_rest_zoals_het_is(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/i.sqlite3?timeout=5")
    opties = instellingen._database()["OPTIONS"]
    assert opties["timeout"] == 5
    assert opties["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in opties["init_command"]


def test_een_map_die_voor_de_database_wordt_gemaakt_is_van_wie_het_programma_draait(monkeypatch, tmp_path):
    """What is reported stands in it, and on one machine there may be others."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/meldingen/i.sqlite3")
    instellingen._database()
    assert stat.S_IMODE((tmp_path / "meldingen").stat().st_mode) == 0o700


def test_een_leeg_adres_is_er_geen_en_dan_is_het_een_bestand_in_data(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")
    assert instellingen._database()["NAME"] == str(instellingen.DATA_DIR / "inspectie.sqlite3")


@pytest.mark.parametrize(
    ("omgeving", "fout"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY ontbreekt"),
        ({"KLUIS_SLEUTELS": ""}, "KLUIS_SLEUTELS ontbreekt"),
        ({"KLUIS_SLEUTELS": "1:" + "ab" * 32}, "geen sleutel met de naam “zoek”"),
        ({"ACHTER_PROXY": "ja"}, "ACHTER_PROXY is geen getal"),
        ({"ACHTER_PROXY": "-1"}, "ACHTER_PROXY is geen getal"),
        ({"SECURE_COOKIES": "jawel"}, "SECURE_COOKIES is “jawel”"),
        ({"DEBUG": "misschien"}, "DEBUG is “misschien”"),
        ({"OPNAME_VANAF": "veel"}, "OPNAME_VANAF is geen getal"),
        ({"DATABASE_URL": "onzin"}, "DATABASE_URL is geen adres van een database"),
        ({"DATABASE_URL": "mysql://u:w@localhost/i"}, "DATABASE_URL is geen adres van een database"),
        ({"DATABASE_URL": "postgres://u:w@localhost:poort/i"}, "DATABASE_URL is geen adres van een database"),
        ({"REDIS_URL": "onzin"}, "REDIS_URL is geen adres van Redis"),
        ({"CACHE_URL": "onzin"}, "CACHE_URL is geen adres van een cache"),
    ],
)
def test_wat_niet_deugt_houdt_het_programma_tegen(omgeving, fout):
    with pytest.raises(ImproperlyConfigured, match=re.escape(fout)):
        lees(**omgeving)


def test_het_aantal_proxys_gaat_naar_de_rem_op_wachtwoorden():
    assert lees("ALLAUTH_TRUSTED_PROXY_COUNT", ACHTER_PROXY="2") == 2


@pytest.mark.parametrize(("waarde", "veilig"), [("ja", True), ("", True), ("1", True), ("nee", False)])
def test_een_leeg_of_nederlands_woord_zet_de_versleutelde_verbinding_niet_ongemerkt_uit(waarde, veilig):
    assert lees("SECURE_SSL_REDIRECT", SECURE_COOKIES=waarde) is veilig


def test_een_getal_dat_leeg_is_gelaten_is_de_standaard():
    assert lees("OPNAME_VANAF", OPNAME_VANAF="") == 20_000


@pytest.mark.parametrize("naam", ["ALLOWED_HOSTS", "TWEEDE_FACTOR_ROLLEN", "ONTVANGST_BEVESTIGEN"])
def test_een_spatie_na_een_komma_hoort_niet_bij_het_woord(naam):
    assert lees(naam, **{naam: "EEN, TWEE ,"}) == ["EEN", "TWEE"]
    assert lees(naam, **{naam: ""}) == [], "leeg is geen, niet de standaard"


def test_proeven_lezen_niet_wat_deze_machine_in_env_heeft_gezet(tmp_path):
    eigen = tmp_path / ".env"
    eigen.write_text("OPNAME_VANAF=7\n")
    assert os.environ["ENV_BESTAND"] == os.devnull
    assert lees("OPNAME_VANAF", ENV_BESTAND=str(eigen)) == 7
    assert lees("OPNAME_VANAF") == 20_000


def test_elke_taak_van_de_klok_bestaat_en_een_gemiste_veegbeurt_vervalt():
    app.loader.import_default_modules()
    for naam, beurt in app.conf.beat_schedule.items():
        assert beurt["task"] in app.tasks, naam
        if isinstance(beurt["schedule"], float):
            assert beurt["options"]["expires"] <= beurt["schedule"]


def test_verlopen_sessies_verdwijnen_en_andere_niet(db):
    nu = timezone.now()
    for sleutel, duur in (("oud", -1), ("nieuw", 1)):
        Session.objects.create(session_key=sleutel, session_data="", expire_date=nu + timedelta(hours=duur))
    ruim_sessies_op()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["nieuw"]


ZWIJGT = """
import time
import django
django.setup()
from django.core.cache import cache
from inspectie.wachtrij import na_commit
duur = []
for doe in (lambda: cache.add("x", 1), lambda: na_commit("inspectie.tasks.ruim_sessies_op")):
    begin = time.monotonic()
    doe()
    duur.append(time.monotonic() - begin)
print(cache.get("x"))
print("ok" if duur[0] < 5 and duur[1] < 7 else duur)
"""


def test_een_redis_die_niet_meer_antwoordt_houdt_niemand_lang_op():
    """Who reports waits for it at every step, and once more when it is sent."""
    with socket.create_server(("127.0.0.1", 0), backlog=100) as stil:
        adres = f"redis://127.0.0.1:{stil.getsockname()[1]}/0"
        gedaan = subprocess.run(
            [sys.executable, "-c", ZWIJGT],
            cwd=WORTEL,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "inspectie.settings",
                "DEBUG": "1",
                "REDIS_URL": adres,
                "CACHE_URL": adres,
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert gedaan.stdout.splitlines() == ["1", "ok"], gedaan.stderr
    assert "wacht op de veger" in gedaan.stderr
