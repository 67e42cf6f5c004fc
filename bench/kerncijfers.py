"""All core figures on a large database against hand-written SQL, in turn, on SQLite and on PostgreSQL."""

import os
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bench.gegevens import schrijf
from bench.meten import Meting, manage, nieuwe_sqlite

if TYPE_CHECKING:
    from rapportages.cijfers import Kerncijfers

GRENS = 2.0
BEURTEN = 5


def meet(map_: Path, groot: int) -> Iterator[Meting]:
    bron = schrijf(map_ / f"alles-{groot}", groot)
    for naam, adres in _databases(map_, groot):
        klaar = map_ / f"kerncijfers-{naam}-{groot}.klaar"
        if not klaar.exists():
            if naam == "postgres":
                manage("migrate", "--verbosity", "0", database=adres)
            manage("importeer", str(bron), database=adres)
            klaar.touch()
        uit = subprocess.run(
            [sys.executable, "-m", "bench.kerncijfers"],
            env=os.environ | {"DATABASE_URL": adres, "REDIS_URL": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for regel in uit.splitlines():
            stand, eigen, hand = regel.split(";")
            verhouding = float(eigen) / float(hand)
            yield Meting(
                f"kerncijfers bij {groot} meldingen, {naam}, stand van {stand}",
                f"{float(eigen):.2f} s, met de hand {float(hand):.2f} s: {verhouding:.2f}×",
                f"≤ {GRENS}×",
                verhouding <= GRENS,
            )


def _databases(map_: Path, groot: int) -> Iterator[tuple[str, str]]:
    bestand = map_ / f"kerncijfers-{groot}.sqlite3"
    yield (
        "sqlite",
        f"sqlite:///{bestand}" if bestand.exists() else nieuwe_sqlite(map_, f"kerncijfers-{groot}"),
    )
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        yield "postgres", os.environ["DATABASE_URL"]


def getallen(cijfers: "Kerncijfers") -> Counter[str]:
    """Every number of the figures but 0, by name ("KC-09 EERLIJK")."""
    uit: Counter[str] = Counter()
    for c in cijfers.cijfers:
        for naam in ("waarde", "teller", "noemer", "overlap", "zonder_locatie"):
            uit[f"{c.code} {naam}"] = getattr(c, naam) or 0
        for deel, n in (c.delen or {}).items():
            for tweede, aantal in [("", n)] if isinstance(n, int) else n.items():
                uit[f"{c.code} {deel} {tweede}".rstrip()] = aantal
    return +uit


def in_dit_proces() -> None:
    """Print, per stand van, the median seconds of ours and of the hand-written SQL, taking turns."""
    import django

    django.setup()
    from datetime import UTC, date, datetime

    from django.db import connection

    from bench.met_de_hand import SQL, tel_op
    from inspectie.tijd import einde_van
    from rapportages.kerncijfers import bereken

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    peildatum = date(2021, 1, 10)
    for naam, stand_van in (("nu", datetime.now(UTC)), ("eerder", datetime(2020, 12, 15, tzinfo=UTC))):
        argumenten = {
            "peildatum": connection.ops.adapt_datefield_value(peildatum),
            "tot": connection.ops.adapt_datetimefield_value(einde_van(peildatum)),
            "stand_van": connection.ops.adapt_datetimefield_value(stand_van),
        }
        eigen, hand = [], []
        for beurt in range(BEURTEN + 1):
            begin = time.perf_counter()
            cijfers = bereken(peildatum, stand_van)
            midden = time.perf_counter()
            with connection.cursor() as cursor:
                cursor.execute(SQL, argumenten)
                rijen = cursor.fetchall()
            if beurt:  # the first warms both up
                eigen.append(midden - begin)
                hand.append(time.perf_counter() - midden)
            elif (van_ons := getallen(cijfers)) != (met_de_hand := tel_op(rijen)):
                raise AssertionError(
                    f"Zij tellen niet hetzelfde: {van_ons - met_de_hand} {met_de_hand - van_ons}"
                )
        print(f"{naam};{statistics.median(eigen)};{statistics.median(hand)}")


if __name__ == "__main__":
    in_dit_proces()
