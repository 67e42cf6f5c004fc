"""The throw-away servers: the command reaches them, and nothing of them is left, however it ends."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.servers import postgres_map, redis_programma

WORTEL = Path(__file__).resolve().parents[2]
DIENSTEN = [sys.executable, "-m", "scripts.diensten"]

zonder_postgres = pytest.mark.skipif(postgres_map() is None, reason="PostgreSQL is hier niet geïnstalleerd")
zonder_redis = pytest.mark.skipif(redis_programma() is None, reason="Redis is hier niet geïnstalleerd")


def draai(*argumenten: str, **omgeving: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*DIENSTEN, *argumenten],
        cwd=WORTEL,
        env={**os.environ, **omgeving},
        text=True,
        capture_output=True,
        timeout=120,
        check=False,
    )


def poorten(uitvoer: str) -> list[int]:
    return [int(poort) for poort in re.findall(r"127\.0\.0\.1:(\d+)", uitvoer)]


def luistert(poort: int) -> bool:
    with socket.socket() as s:
        return s.connect_ex(("127.0.0.1", poort)) == 0


def wacht_tot_dicht(gebruikt: list[int]) -> None:
    grens = time.monotonic() + 15
    while any(map(luistert, gebruikt)):
        assert time.monotonic() < grens, f"er luistert nog iets op {gebruikt}"
        time.sleep(0.1)


@pytest.fixture
def map_met_spaties() -> Iterator[Path]:
    """A TMPDIR that the servers' user can reach, which pytest's own tmp_path is not for root."""
    ouder = Path(tempfile.mkdtemp(dir="/tmp"))
    ouder.chmod(0o755)
    map_ = ouder / "een map ’s ochtends"
    map_.mkdir(mode=0o755)
    yield map_
    shutil.rmtree(ouder)


@zonder_postgres
@zonder_redis
def test_de_opdracht_bereikt_beide_servers_en_haar_uitkomst_komt_terug(map_met_spaties):
    vraag = """
import os, psycopg, redis
with psycopg.connect(os.environ["DATABASE_URL"]) as verbinding:
    print(verbinding.execute("select usesuper, usecreatedb from pg_user where usename = current_user").fetchone())
    print(verbinding.execute("show lc_collate").fetchone())
print(redis.Redis.from_url(os.environ["REDIS_URL"]).ping())
print(os.listdir(os.environ["TMPDIR"])[0][:9])
raise SystemExit(7)
"""
    gedaan = draai("--", sys.executable, "-c", vraag, TMPDIR=str(map_met_spaties))
    assert gedaan.stdout.splitlines() == ["(False, True)", "('C.UTF-8',)", "True", "diensten-"], gedaan.stderr
    assert gedaan.returncode == 7
    gebruikt = poorten(gedaan.stderr)
    assert len(gebruikt) == 2
    assert not any(map(luistert, gebruikt))
    assert list(map_met_spaties.iterdir()) == []


@zonder_postgres
@zonder_redis
@pytest.mark.parametrize("sein", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_hoe_het_ook_eindigt_er_blijft_geen_server_over(sein, map_met_spaties):
    # SIGTERM and SIGHUP go the way of SIGINT; Redis begins in a tenth of the time.
    keuzes = ["--redis"] if sein in (signal.SIGTERM, signal.SIGHUP) else []
    with subprocess.Popen(
        [*DIENSTEN, *keuzes, "--", "bash", "-c", "echo begonnen >&2; exec sleep 300"],
        cwd=WORTEL,
        env={**os.environ, "TMPDIR": str(map_met_spaties)},
        text=True,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # Under nohup SIGHUP is ignored, and that would stay so.
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),  # noqa: PLW1509 (the fork is at once an exec)
    ) as proces:
        assert proces.stderr is not None
        servers = 1 if keuzes else 2
        gebruikt = poorten("".join(proces.stderr.readline() for _ in range(servers + 1)))
        assert len(gebruikt) == servers
        assert all(map(luistert, gebruikt))
        if sein == signal.SIGINT:
            os.killpg(proces.pid, sein)  # as a terminal does: to the command as well
        else:
            proces.send_signal(sein)
        uitkomst = proces.wait(30)
    wacht_tot_dicht(gebruikt)
    if sein == signal.SIGKILL:
        assert uitkomst == -sein
    else:
        assert uitkomst == 128 + sein
        assert list(map_met_spaties.iterdir()) == []


@zonder_redis
def test_ook_wat_de_opdracht_achterlaat_wordt_beeindigd():
    gedaan = draai("--redis", "--", "bash", "-c", "setsid sleep 300 >/dev/null 2>&1 & echo $!")
    assert gedaan.returncode == 0, gedaan.stderr
    with pytest.raises(ProcessLookupError):
        os.kill(int(gedaan.stdout), 0)


@zonder_redis
def test_een_server_die_onderweg_valt_is_een_fout():
    gedaan = draai("--redis", "--", "bash", "-c", "kill $(pgrep -P $PPID redis-server); sleep 0.3")
    assert gedaan.returncode == 1
    assert "Redis stopte tijdens de opdracht" in gedaan.stderr


@zonder_redis
def test_een_onbekende_opdracht_wordt_in_een_zin_gezegd():
    gedaan = draai("--redis", "--", "bestaat-niet")
    assert gedaan.returncode == 1
    assert (
        gedaan.stderr.splitlines()[-1] == "bestaat-niet kan niet worden uitgevoerd: No such file or directory"
    )


def test_zonder_opdracht_start_er_niets():
    gedaan = draai()
    assert gedaan.returncode == 2
    assert "geef na -- de opdracht" in gedaan.stderr
    assert poorten(gedaan.stderr) == []
