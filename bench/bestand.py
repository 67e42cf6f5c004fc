"""The list of meldingen as a file, beside COPY of the same values, on PostgreSQL: seconds on the processors of this
process and of the server's together, for a clock also tells what else the machine does; and the highest memory.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.meten import Meting
from bench.paginas import database

HELFT = 2.0
"""How many times the work of COPY a CSV may cost: half as quick."""
VLAK = 300
"""MB."""
SOORTEN = ("copy", "csv", "ods", "xlsx")


def meet(map_: Path, groot: int) -> Iterator[Meting]:
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield Meting("bestanden", "overgeslagen: geen PostgreSQL")
        return
    adres = database(map_, server, groot)
    werk: dict[str, float] = {}
    for soort in SOORTEN:  # each in a process of its own, for its own peak
        uit = subprocess.run(
            [sys.executable, "-m", "bench.bestand", soort],
            env=os.environ | {"DATABASE_URL": adres, "REDIS_URL": ""},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout
        hier, daar, piek, bytes_ = (float(deel) for deel in uit.split(";"))
        werk[soort] = hier + daar
        keer = werk[soort] / werk["copy"]
        yield Meting(
            f"lijst van {groot} als {soort}",
            f"{hier:.1f} + {daar:.1f} s, {piek:.0f} MB, {bytes_ / 1e6:.0f} MB groot, {keer:.1f}×",
            {"copy": "", "csv": f"≤ {HELFT}× COPY, ≤ {VLAK} MB"}.get(soort, f"≤ {VLAK} MB"),
            None if soort == "copy" else piek <= VLAK and (soort != "csv" or keer <= HELFT),
        )


def in_dit_proces(soort: str) -> None:
    """Print the seconds of this process and of the server, the peak in MB, and the size of the file in bytes."""
    import django

    django.setup()
    from django.db import connection
    from django.utils import timezone

    from inspectie.bladeren import op_volgorde
    from inspectie.lijsten import uitvoer
    from inspectie.models import Gebruiker
    from meldingen.lijsten import MELDINGEN

    wie = Gebruiker.objects.get(username="meter")
    keuze = MELDINGEN.kies({}, wie, timezone.now())
    kolommen = MELDINGEN.gekozen(wie, MELDINGEN.standaard)

    def copy() -> Iterator[bytes]:
        velden = [veld for kolom in kolommen for veld in kolom.velden]
        reeks = op_volgorde(keuze.qs, keuze.velden).values_list(*velden)
        sql, waarden = reeks.query.sql_with_params()
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv)", waarden) as uit,
        ):
            yield from uit

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    server, hier = _processor(pid), time.process_time()
    antwoord: Iterable[bytes] = (
        copy() if soort == "copy" else uitvoer.antwoord(MELDINGEN, keuze, kolommen, soort, op=timezone.now())
    )
    bytes_ = sum(len(stuk) for stuk in antwoord)
    hier, server = time.process_time() - hier, _processor(pid) - server
    print(hier, server, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, bytes_, sep=";")


def _processor(pid: int) -> float:
    """Seconds that the server's process for this connection used; it runs on this machine."""
    delen = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(delen[11]) + int(delen[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    in_dit_proces(sys.argv[1])
