"""Starts throw-away PostgreSQL and Redis servers, runs one command with their addresses, always ends them.

    python -m scripts.diensten [--postgres] [--redis] [--profiel snel|echt|vergeetachtig] -- OPDRACHT ...

The command gets DATABASE_URL and REDIS_URL. Without --postgres and --redis both are started. The servers have
free ports on 127.0.0.1, passwords and a temporary folder of their own. They end with the command, at Ctrl-C,
SIGTERM and SIGHUP, and the kernel ends them when this process is killed. Exit status: that of the command,
128 + the signal number, 1 when a server does not run, 2 for wrong usage. `--ontbreekt` starts nothing and names
the Debian packages that are missing.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path

from scripts.servers import (
    PR_SET_CHILD_SUBREAPER,
    PR_SET_PDEATHSIG,
    PROFIELEN,
    UITLOOP,
    Dienst,
    Dienstfout,
    postgres_map,
    prctl,
    redis_programma,
    start_postgres,
    start_redis,
    tijdelijke_plek,
)


class Stopvraag:
    """The first signal that asked to stop. Nothing is raised: no start and no clean-up is cut in half."""

    def __init__(self) -> None:
        self.nummer: int | None = None
        for soort in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # nohup ignores SIGHUP, and that stays.
            if soort != signal.SIGHUP or signal.getsignal(soort) is not signal.SIG_IGN:
                signal.signal(soort, self._ontvang)

    def _ontvang(self, nummer: int, _kader: object) -> None:
        self.nummer = self.nummer or nummer

    def gestopt(self) -> bool:
        return self.nummer is not None


def draai(opdracht: list[str], omgeving: dict[str, str], vraag: Stopvraag) -> int:
    """Runs the command in our own process group, so it keeps the terminal, and returns its exit status."""
    try:
        proces = subprocess.Popen(
            opdracht,
            env={**os.environ, **omgeving},
            preexec_fn=lambda: prctl(PR_SET_PDEATHSIG, signal.SIGTERM),  # noqa: PLW1509 (we have one thread)
        )
    except OSError as fout:
        raise Dienstfout(f"{opdracht[0]} kan niet worden uitgevoerd: {fout.strerror}") from fout
    grens: float | None = None
    sein = signal.SIGTERM
    while proces.poll() is None:
        if vraag.nummer is not None and grens is None:
            # A terminal sends Ctrl-C to the command too; a second one would break off its clean-up.
            grens = time.monotonic() + (UITLOOP if vraag.nummer == signal.SIGINT else 0)
        if grens is not None and time.monotonic() >= grens:
            proces.send_signal(sein)
            sein, grens = signal.SIGKILL, time.monotonic() + UITLOOP
        time.sleep(0.02)
    return proces.returncode if proces.returncode >= 0 else 128 - proces.returncode


def _kinderen(diensten: list[Dienst]) -> list[int]:
    """Our children except the servers, also those whose own parent ended: we are their subreaper."""
    bestand = Path(f"/proc/self/task/{os.getpid()}/children")
    tekst = bestand.read_text() if bestand.exists() else ""
    return [pid for pid in map(int, tekst.split()) if pid not in {dienst.proces.pid for dienst in diensten}]


def ruim_op(diensten: list[Dienst]) -> None:
    """Ends what the command left behind, such as the Celery worker of a test that was broken off."""
    begin = time.monotonic()
    while (kinderen := _kinderen(diensten)) and time.monotonic() < begin + 2 * UITLOOP:
        sein = signal.SIGTERM if time.monotonic() < begin + UITLOOP else signal.SIGKILL
        for pid in kinderen:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, sein)
            os.waitpid(pid, os.WNOHANG)
        time.sleep(0.1)


def met_diensten(opdracht: list[str], *, postgres: bool, redis: bool, profiel: str) -> int:
    vraag = Stopvraag()
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    omgeving: dict[str, str] = {}
    diensten: list[Dienst] = []
    with ExitStack() as stapel:
        plek = stapel.enter_context(tijdelijke_plek(profiel))
        if postgres:
            diensten.append(start_postgres(plek, profiel, stapel, vraag.gestopt))
            omgeving["DATABASE_URL"] = diensten[-1].url
        if redis and not vraag.gestopt():
            diensten.append(start_redis(plek, stapel, vraag.gestopt))
            omgeving["REDIS_URL"] = diensten[-1].url
        status = 0
        if not vraag.gestopt():
            for dienst in diensten:
                adres = dienst.url.rpartition("@")[2]
                print(f"{dienst.naam} draait tijdelijk op {adres}", file=sys.stderr, flush=True)
        if not vraag.gestopt():
            status = draai(opdracht, omgeving, vraag)
            ruim_op(diensten)
        if vraag.nummer is not None:
            return 128 + vraag.nummer
        for dienst in diensten:
            if dienst.proces.poll() is not None:
                raise Dienstfout(f"{dienst.naam} stopte tijdens de opdracht:\n{dienst.staart()}")
    return status


def main() -> int:
    ontleder = argparse.ArgumentParser(
        prog="python -m scripts.diensten",
        description="Draait een opdracht met tijdelijke PostgreSQL- en Redis-servers.",
    )
    ontleder.add_argument("--postgres", action="store_true", help="alleen PostgreSQL, of beide met --redis")
    ontleder.add_argument("--redis", action="store_true", help="alleen Redis, of beide met --postgres")
    ontleder.add_argument(
        "--profiel",
        choices=PROFIELEN,
        default="snel",
        help="snel: proeven; echt: meten; vergeetachtig: laten omvallen",
    )
    ontleder.add_argument("--ontbreekt", action="store_true", help="noem wat hier niet is, en stop")
    ontleder.add_argument("opdracht", nargs="*", metavar="OPDRACHT")
    keuze = ontleder.parse_args()
    if keuze.ontbreekt:
        hier = {"postgresql": postgres_map(), "redis-server": redis_programma()}
        for pakket, plaats in hier.items():
            if plaats is None:
                print(pakket)
        return 0
    if not keuze.opdracht:
        ontleder.error("geef na -- de opdracht")
    beide = not keuze.postgres and not keuze.redis
    postgres, redis = keuze.postgres or beide, keuze.redis or beide
    try:
        return met_diensten(keuze.opdracht, postgres=postgres, redis=redis, profiel=keuze.profiel)
    except Dienstfout as fout:
        print(fout, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
