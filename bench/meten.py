"""Running what is measured: whole commands in a process of their own, by the operating system's own accounts."""

import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Meting:
    """One line of the table. `grens` says what was asked, in words; `goed` whether it was met (None: no bar)."""

    wat: str
    uitkomst: str
    grens: str = ""
    goed: bool | None = None

    def __str__(self) -> str:
        oordeel = {True: "goed", False: "TE TRAAG", None: ""}[self.goed]
        return f"{self.wat:<58} {self.uitkomst:>24}   {self.grens:<28} {oordeel}"


@dataclass(frozen=True, slots=True)
class Proces:
    """Seconds on the clock and on the processor, and the highest memory in MB, of a finished command."""

    wand: float
    cpu: float
    geheugen: float
    uit: str


def manage(*opdracht: str, database: str) -> Proces:
    """Run `manage.py …` on a database. RuntimeError, with what it said, when it fails."""
    begin, voor = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    omgeving = os.environ | {"DATABASE_URL": database, "REDIS_URL": ""}
    # The peak of one child: a child of its own, so that RUSAGE_CHILDREN of this helper is that of the command alone.
    script = (
        "import resource,subprocess,sys;"
        "r=subprocess.run(sys.argv[1:],capture_output=True,text=True);"
        "print(r.stdout);print(r.stderr[-2000:],file=sys.stderr);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss);sys.exit(r.returncode)"
    )
    klaar = subprocess.run(
        [sys.executable, "-c", script, sys.executable, "manage.py", *opdracht],
        env=omgeving,
        capture_output=True,
        text=True,
        check=False,
    )
    na = resource.getrusage(resource.RUSAGE_CHILDREN)
    if klaar.returncode:
        raise RuntimeError(f"{' '.join(opdracht)}: {klaar.stderr}{klaar.stdout}")
    *uit, piek = klaar.stdout.strip().splitlines()
    cpu = na.ru_utime + na.ru_stime - voor.ru_utime - voor.ru_stime
    return Proces(time.perf_counter() - begin, cpu, int(piek) / 1024, "\n".join(uit))


def nieuwe_sqlite(map_: Path, naam: str) -> str:
    """The address of an empty, migrated SQLite database."""
    for rest in ("", "-wal", "-shm"):
        (map_ / f"{naam}.sqlite3{rest}").unlink(missing_ok=True)
    adres = f"sqlite:///{map_ / naam}.sqlite3"
    manage("migrate", "--verbosity", "0", database=adres)
    return adres
