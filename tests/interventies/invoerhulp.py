"""What the tests of the importer share: whole files as text, and everything the database holds."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from django.db import connection

from tests.maak import Dossier

WORTEL = Path(__file__).parents[2]
KOP = "melding,ontvangen_op,kanaal,melder_type,corona_relatie,onderwerpen"


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


def omgeving(database: Path) -> dict[str, str]:
    return os.environ | {"DATABASE_URL": f"sqlite:///{database}", "REDIS_URL": ""}


def draai(database: Path, *opdracht: str) -> subprocess.CompletedProcess[str]:
    """Run a Python program of the project on this SQLite file."""
    return subprocess.run(
        [sys.executable, *opdracht],
        cwd=WORTEL,
        env=omgeving(database),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
