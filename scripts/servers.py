"""Throw-away PostgreSQL and Redis servers: finding the programs, starting them, ending them. See diensten.py.

Standard library only, so that it runs before anything is installed.
"""

import ctypes
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

POGINGEN = 5  # a free port may be taken between asking for it and using it
STARTTIJD = 60.0  # seconds
UITLOOP = 5.0  # seconds a process gets between asking and killing
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36  # linux/prctl.h

# snel: tests, where a lost database costs nothing. echt: measuring, where a commit must reach the disk.
PROFIELEN = {
    "snel": {
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "shared_buffers": "128MB",
    },
    # What nobody waited for is lost when it falls.
    "vergeetachtig": {
        "fsync": "off",
        "full_page_writes": "off",
        "wal_writer_delay": "10s",
        "wal_writer_flush_after": "1GB",
        "wal_buffers": "64MB",
    },
    "echt": {"fsync": "on", "shared_buffers": "1GB", "effective_cache_size": "3GB", "max_wal_size": "2GB"},
}
ALTIJD = {"wal_level": "minimal", "max_wal_senders": "0", "listen_addresses": "127.0.0.1"}


class Dienstfout(Exception):
    """A server that is not here or does not start; the text is for the user."""


@dataclass
class Dienst:
    """One running server: how to reach it, how to end it, where it writes what went wrong."""

    naam: str
    url: str
    proces: subprocess.Popen[bytes]
    stopsignaal: signal.Signals
    logbestand: Path

    def stop(self) -> None:
        if self.proces.poll() is not None:
            return
        self.proces.send_signal(self.stopsignaal)
        try:
            self.proces.wait(UITLOOP)
        except subprocess.TimeoutExpired:
            self.proces.kill()
            self.proces.wait()

    def staart(self) -> str:
        return "\n".join(self.logbestand.read_text(errors="replace").splitlines()[-20:])


def prctl(optie: int, waarde: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(optie, waarde, 0, 0, 0)


def postgres_map() -> Path | None:
    """The folder with initdb and postgres: the newest of Debian's, else the one on PATH."""
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    mappen = sorted(debian, key=lambda pad: int(re.sub(r"\D", "", pad.parent.name) or 0), reverse=True)
    if gevonden := shutil.which("initdb"):
        mappen.append(Path(gevonden).resolve().parent)
    return next((pad for pad in mappen if (pad / "initdb").exists() and (pad / "postgres").exists()), None)


def redis_programma() -> str | None:
    return shutil.which("redis-server") or shutil.which("valkey-server")


def dienstgebruiker() -> pwd.struct_passwd | None:
    """Whom a server runs as: PostgreSQL refuses root. None = as ourselves."""
    if os.geteuid() != 0:
        return None
    for naam in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(naam)
        except KeyError:
            continue
    raise Dienstfout("Geen gebruiker “postgres” of “nobody” gevonden om de diensten als te draaien.")


def _voor_ieder_begaanbaar(pad: Path) -> bool:
    return pad.is_dir() and all(deel.stat().st_mode & stat.S_IXOTH for deel in (pad, *pad.parents))


@dataclass(frozen=True)
class Plek:
    """Where the servers live and as whom."""

    map: Path
    gebruiker: pwd.struct_passwd | None

    def schrijf(self, naam: str, tekst: str) -> Path:
        """A file that only the servers' user can read: it holds a password."""
        pad = self.map / naam
        pad.touch(mode=0o600)
        pad.write_text(tekst)
        if self.gebruiker is not None:
            os.chown(pad, self.gebruiker.pw_uid, self.gebruiker.pw_gid)
        return pad

    def start(
        self, opdracht: list[str], log: Path, einde: signal.Signals, invoer: Path | None = None
    ) -> subprocess.Popen[bytes]:
        """In a session of its own: Ctrl-C on the terminal is for the command, the server ends after it.

        `einde` is what the kernel sends when this process is killed.
        """
        wie = self.gebruiker
        with log.open("ab") as uit, (invoer or Path(os.devnull)).open("rb") as erin:
            return subprocess.Popen(
                opdracht,
                cwd=self.map,
                stdin=erin,
                stdout=uit,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": str(self.map)},
                user=wie.pw_uid if wie else None,
                group=wie.pw_gid if wie else None,
                extra_groups=[] if wie else None,
                preexec_fn=lambda: prctl(PR_SET_PDEATHSIG, einde),  # noqa: PLW1509 (we have one thread)
            )

    def draai(self, opdracht: list[str], log: Path, invoer: Path | None = None) -> None:
        if self.start(opdracht, log, signal.SIGKILL, invoer).wait() != 0:
            raise Dienstfout(f"{Path(opdracht[0]).name} mislukte:\n{log.read_text(errors='replace')}")


@contextmanager
def tijdelijke_plek(profiel: str) -> Iterator[Plek]:
    """A folder that the servers' user can reach.

    To measure preferably not in /tmp: that may live in memory, where reaching the disk costs nothing.
    """
    gebruiker = dienstgebruiker()
    ouders = [Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")]  # noqa: S108 (mkdtemp makes its own)
    if profiel == "echt":
        ouders.reverse()
    ouder = next((pad for pad in ouders if gebruiker is None or _voor_ieder_begaanbaar(pad)), None)
    if ouder is None:
        raise Dienstfout("Geen tijdelijke map gevonden waar de diensten bij kunnen; zet TMPDIR.")
    map_ = Path(tempfile.mkdtemp(prefix="diensten-", dir=ouder))
    try:
        if gebruiker is not None:
            os.chown(map_, gebruiker.pw_uid, gebruiker.pw_gid)
        yield Plek(map_, gebruiker)
    finally:
        shutil.rmtree(map_, ignore_errors=True)


def _vrije_poort() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        poort: int = s.getsockname()[1]
    return poort


def _start_op_vrije_poort(
    maak: Callable[[int], tuple[Dienst, Callable[[], bool]]], stapel: ExitStack, gestopt: Callable[[], bool]
) -> Dienst:
    """`maak` starts the server on a port and says how to see that it is ready; `stapel` will end it."""
    for _ in range(POGINGEN):
        dienst, klaar = maak(_vrije_poort())
        stapel.callback(dienst.stop)
        grens = time.monotonic() + STARTTIJD
        while dienst.proces.poll() is None and time.monotonic() < grens:
            if gestopt() or klaar():
                return dienst
            time.sleep(0.05)
        dienst.stop()
    raise Dienstfout(f"{dienst.naam} start niet:\n{dienst.staart()}")


def start_postgres(plek: Plek, profiel: str, stapel: ExitStack, gestopt: Callable[[], bool]) -> Dienst:
    programmas = postgres_map()
    if programmas is None:
        raise Dienstfout("PostgreSQL is niet gevonden (Debian: apt-get install postgresql).")
    initdb, postgres = str(programmas / "initdb"), str(programmas / "postgres")
    gegevens, log = plek.map / "postgres", plek.map / "postgres.log"
    beheer = plek.schrijf("beheer", secrets.token_hex(16))
    taal = ["--encoding=UTF8", "--locale=C.UTF-8"]
    toegang = ["--username=beheer", f"--pwfile={beheer}", "--auth=scram-sha-256"]
    plek.draai([initdb, f"--pgdata={gegevens}", *taal, *toegang, "--no-sync", "--no-instructions"], log)
    # An ordinary role, as in production, so that code that needs a superuser fails here. CREATEDB is for tests.
    wachtwoord = secrets.token_hex(16)
    rol = f"CREATE ROLE inspectie LOGIN CREATEDB PASSWORD '{wachtwoord}';\n"
    sql = plek.schrijf("rol.sql", rol + "CREATE DATABASE inspectie OWNER inspectie;\n")
    plek.draai([postgres, "--single", "-D", str(gegevens), "-c", "fsync=off", "postgres"], log, sql)

    def maak(poort: int) -> tuple[Dienst, Callable[[], bool]]:
        instellingen = {**ALTIJD, **PROFIELEN[profiel], "unix_socket_directories": "", "port": str(poort)}
        opties = [f"--{naam}={waarde}" for naam, waarde in instellingen.items()]
        # SIGQUIT skips the last checkpoint: the folder is thrown away.
        proces = plek.start([postgres, "-D", str(gegevens), *opties], log, signal.SIGQUIT)
        url = f"postgres://inspectie:{wachtwoord}@127.0.0.1:{poort}/inspectie"

        def klaar() -> bool:
            """What pg_ctl looks at: line 1 is the process, line 8 its state."""
            try:
                regels = (gegevens / "postmaster.pid").read_text().splitlines()
            except OSError:
                return False
            return regels[:1] == [str(proces.pid)] and regels[7:8] != [] and regels[7].strip() == "ready"

        return Dienst("PostgreSQL", url, proces, signal.SIGQUIT, log), klaar

    return _start_op_vrije_poort(maak, stapel, gestopt)


def start_redis(plek: Plek, stapel: ExitStack, gestopt: Callable[[], bool]) -> Dienst:
    programma = redis_programma()
    if programma is None:
        raise Dienstfout("Redis is niet gevonden (Debian: apt-get install redis-server).")
    wachtwoord, log = secrets.token_hex(16), plek.map / "redis.log"

    def maak(poort: int) -> tuple[Dienst, Callable[[], bool]]:
        regels = ["bind 127.0.0.1", f"port {poort}", f"requirepass {wachtwoord}", 'save ""', "appendonly no"]
        instellingen = plek.schrijf("redis.conf", "\n".join(regels))
        proces = plek.start([programma, str(instellingen)], log, signal.SIGTERM)

        def klaar() -> bool:
            try:
                with socket.create_connection(("127.0.0.1", poort), timeout=1) as s:
                    s.sendall(f"AUTH {wachtwoord}\r\n".encode())
                    return s.recv(16).startswith(b"+OK")
            except OSError:
                return False

        url = f"redis://default:{wachtwoord}@127.0.0.1:{poort}/0"
        return Dienst("Redis", url, proces, signal.SIGTERM, log), klaar

    return _start_op_vrije_poort(maak, stapel, gestopt)
