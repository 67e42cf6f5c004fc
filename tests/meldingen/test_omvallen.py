"""What a reporter was told is received is there whatever fell over meanwhile; who heard nothing sends again, and it is
one melding. On the site as it is deployed, and a PostgreSQL of its own that is made to fall."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from functools import partial
from pathlib import Path
from threading import Event, Thread

import psycopg
import pytest
from django.db import connection

from bench.indienen import CLIENTS, als_verzoek, ingevuld, omgeving_van, site, verstuur, wacht_op
from scripts.servers import postgres_map, start_postgres, tijdelijke_plek
from tests.herstel import SCHEMA

pytestmark = [pytest.mark.postgres, pytest.mark.redis, pytest.mark.django_db]

AANTAL, HALVERWEGE = 60, 20

Formulier = dict[str, str]


@pytest.fixture
def eigen_database(django_db_setup: None) -> Iterator[str]:
    """What the migrations leave, on a server that has on its disk only what somebody waited for."""
    programmas = postgres_map()
    assert programmas is not None
    bron = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{connection.settings_dict['NAME']}"
    with ExitStack() as stapel:
        plek = stapel.enter_context(tijdelijke_plek("vergeetachtig"))
        adres = start_postgres(plek, "vergeetachtig", stapel, lambda: False).url
        dump = subprocess.run(
            [programmas / "pg_dump", f"--exclude-schema={SCHEMA}", bron], stdout=subprocess.PIPE, check=True
        )
        psql = [str(programmas / "psql"), "--quiet", "--set=ON_ERROR_STOP=1", adres]
        subprocess.run(psql, input=dump.stdout, stdout=subprocess.DEVNULL, check=True)
        yield adres


def de_database(adres: str, _gunicorn: int) -> None:
    """One process of PostgreSQL is killed: it ends them all, with what was not on the disk yet, and begins again."""
    with psycopg.connect(adres) as verbinding:
        rij = verbinding.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchone()
    assert rij is not None
    os.kill(rij[0], signal.SIGKILL)


def de_werkers(_adres: str, gunicorn: int) -> None:
    for kind in Path(f"/proc/{gunicorn}/task/{gunicorn}/children").read_text().split():
        os.kill(int(kind), signal.SIGKILL)


def test_wat_is_bevestigd_staat_er_nog_en_wie_niets_hoorde_stuurt_nog_eens(eigen_database: str) -> None:
    omgeving = omgeving_van(eigen_database, os.environ["REDIS_URL"], f"omvallen-{os.getpid()}")
    formulieren = ingevuld(omgeving, 2 * AANTAL)
    bevestigd = []
    with site(omgeving) as (poort, gunicorn):
        for eigen, wat_omvalt in ((formulieren[:AANTAL], de_werkers), (formulieren[AANTAL:], de_database)):
            gehoord = stuur(poort, eigen, partial(wat_omvalt, eigen_database, gunicorn.pid))
            assert HALVERWEGE <= len(gehoord) < AANTAL, "er viel niets om terwijl er iets onderweg was"
            wacht_op(poort)
            bevestigd += gehoord
        assert [formulier for formulier in bevestigd if not bewijs(poort, formulier)] == []
        for formulier in formulieren:
            assert formulier in bevestigd or verzend(poort, formulier) == ""
    alle = nummers(eigen_database)
    assert alle == list(range(alle[0], alle[0] + len(formulieren)))
    subprocess.run(
        [sys.executable, "manage.py", "controleer"], env=omgeving, stdout=subprocess.DEVNULL, check=True
    )


def stuur(poort: int, formulieren: list[Formulier], halverwege: Callable[[], None]) -> list[Formulier]:
    """Those of which it was said that they were received; each is sent once, and something falls over meanwhile."""
    bevestigd: list[Formulier] = []
    genoeg = Event()

    def melder(eigen: list[Formulier]) -> None:
        for formulier in eigen:
            with suppress(OSError):
                if verzend(poort, formulier) == "":
                    bevestigd.append(formulier)
            if len(bevestigd) >= HALVERWEGE:
                genoeg.set()

    draden = [Thread(target=melder, args=[formulieren[n::CLIENTS]]) for n in range(CLIENTS)]
    for draad in draden:
        draad.start()
    assert genoeg.wait(60)
    halverwege()
    for draad in draden:
        draad.join()
    return bevestigd


def verzend(poort: int, formulier: Formulier) -> str:
    """ "" when it led to the receipt; else what came instead."""
    with socket.create_connection(("127.0.0.1", poort), timeout=30) as verbinding:
        return verstuur(verbinding, als_verzoek(formulier))[1]


def bewijs(poort: int, formulier: Formulier) -> bool:
    cookie = {"Cookie": f"meldconcept={formulier['geheim']}"}
    with closing(http.client.HTTPConnection("127.0.0.1", poort, timeout=30)) as verbinding:
        verbinding.request("GET", f"/melden/{formulier['taal']}/ontvangen/", headers=cookie)
        return verbinding.getresponse().status == 200


def nummers(adres: str) -> list[int]:
    with psycopg.connect(adres) as verbinding:
        return [rij[0] for rij in verbinding.execute("SELECT nummer FROM meldingen_melding ORDER BY nummer")]
