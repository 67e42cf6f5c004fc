"""What the tests of the importer share: whole files as text, and everything the database holds."""

import atexit
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from tests.maak import Dossier

WORTEL = Path(__file__).parents[2]
KOP = "melding,ontvangen_op,kanaal,melder_type,corona_relatie,onderwerpen"


class Scherm(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True

    def te_lezen(self) -> list[str]:
        """The lines on it in the end: what was wiped is gone."""
        return re.sub(r"[^\n]*\r\x1b\[K", "", self.getvalue()).splitlines()


def regel(melding: str, onderwerpen: str = "AFSTAND", *extra: str) -> str:
    return ",".join(
        (melding, "2021-01-08T10:00:00+01:00", "EMAIL", "WERKNEMER", "DIRECT", onderwerpen, *extra)
    )


def meldingen(*regels: str, kop: str = KOP) -> str:
    """A meldingen.csv of these lines."""
    return "\n".join((kop, *regels, ""))


def geweigerd(dossier: Dossier) -> list[str]:
    """Import what must be refused whole; the errors as they are shown. Nothing is left of it."""
    voor = alle_rijen()
    uitslag = dossier.importeer()
    assert not uitslag.opgeslagen
    assert uitslag.fouten == len(dossier.fouten) > 0
    assert alle_rijen() == voor
    return [str(fout) for fout in dossier.fouten]


def in_balans(dossier: Dossier, **verwacht: tuple[int, int, int]) -> None:
    """Import with --gedeeltelijk; per file (new, unchanged, refused), and good + refused = read in every one."""
    uitslag = dossier.importeer(gedeeltelijk=True)
    for naam, telling in uitslag.telling.items():
        delen = (telling["nieuw"], telling["ongewijzigd"], telling["afgekeurd"])
        assert sum(delen) == telling["gelezen"], naam
        if naam in verwacht:
            assert delen == verwacht[naam], (naam, [str(fout) for fout in dossier.fouten])


def alle_rijen(zonder: Iterable[str] = ()) -> dict[str, list[str]]:
    """Every row of every table, as text."""
    uit = {}
    with connection.cursor() as cursor:
        for tabel in connection.introspection.table_names(cursor):
            if tabel not in zonder:
                cursor.execute(f'SELECT * FROM "{tabel}"')
                uit[tabel] = sorted(repr(rij) for rij in cursor.fetchall())
    return uit


def omgeving(database: Path, redis: str = "") -> dict[str, str]:
    return os.environ | {"DATABASE_URL": f"sqlite:///{database}", "REDIS_URL": redis}


def draai(database: Path, *opdracht: str, redis: str = "") -> subprocess.CompletedProcess[str]:
    """Run a Python program of the project on this SQLite file."""
    return subprocess.run(
        [sys.executable, *opdracht],
        cwd=WORTEL,
        env=omgeving(database, redis),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


# Starts once, and is a program of its own for each that is asked: those of one round beside each other. It says sooner
# that it goes on, and gets its signal as soon as it does.
RONDEN = """
import io, json, os, runpy, signal, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "inspectie.settings"
import django
django.setup()
from django.db import connection
from inspectie.management.commands import importeer

class Gestoord(io.TextIOWrapper):
    def write(self, tekst):
        aantal = super().write(tekst)
        self.flush()
        if sein and "4000 regels gelezen" in tekst:
            os.kill(os.getpid(), sein)
        return aantal

def niemand_leest():
    lezen, schrijven = os.pipe()
    os.close(lezen)
    return schrijven

for vraag in sys.stdin:
    uit = []
    for ronde in json.loads(vraag):
        kinderen = []
        for opdracht, database, sein, naar, ongelezen in ronde:
            if (kind := os.fork()) == 0:
                signal.signal(signal.SIGINT, signal.default_int_handler)  # also when whoever runs the tests ignores it
                for nummer, bestand in enumerate(("uit", "fout"), start=1):
                    os.dup2(os.open(f"{naar}.{bestand}", os.O_CREAT | os.O_WRONLY), nummer)
                if ongelezen:
                    os.dup2(niemand_leest(), 1)
                sys.stderr = Gestoord(io.FileIO(2, "w"), encoding="utf-8")
                importeer.STAP = 4000
                connection.settings_dict["NAME"] = database
                if opdracht[0] == "-c":
                    sys.argv = ["-c", *opdracht[2:]]
                    exec(opdracht[1], {"__name__": "__main__"})
                else:
                    sys.argv = ["manage.py", *opdracht]
                    runpy.run_path("manage.py", run_name="__main__")
                sys.exit()
            kinderen.append(kind)
        uit += [os.waitstatus_to_exitcode(os.waitpid(kind, 0)[1]) for kind in kinderen]
    print(json.dumps(uit), flush=True)
"""


class Opdracht(NamedTuple):
    """A command of manage.py on a database, or a program after `-c`; `naar` is where what it says is kept. With
    `ongelezen` nobody reads what it prints."""

    wat: list[str]
    database: Path
    naar: Path
    sein: int = 0
    ongelezen: bool = False


@cache
def _programma(redis: str) -> subprocess.Popen[str]:
    """Kept for all tests of this process: a start costs ten times what a small command does."""
    proces = subprocess.Popen(
        [sys.executable, "-c", RONDEN],
        cwd=WORTEL,
        env=omgeving(Path(os.devnull), redis),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(proces.communicate)
    return proces


def draai_ronden(*ronden: list[Opdracht], redis: str = "") -> list[tuple[int, str, str]]:
    """Exit status of each, what it printed, and what it said to stderr."""
    vraag = [[(o.wat, str(o.database), o.sein, str(o.naar), o.ongelezen) for o in ronde] for ronde in ronden]
    proces = _programma(redis)
    assert proces.stdin is not None
    assert proces.stdout is not None
    proces.stdin.write(json.dumps(vraag) + "\n")
    proces.stdin.flush()
    alle = [opdracht for ronde in ronden for opdracht in ronde]
    return [
        (status, Path(f"{o.naar}.uit").read_text("utf-8"), Path(f"{o.naar}.fout").read_text("utf-8"))
        for o, status in zip(alle, json.loads(proces.stdout.readline()), strict=True)
    ]
