"""`make demo` says what is wrong with the port before the work begins, and not after it."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

WORTEL = Path(__file__).resolve().parents[2]


def demo(poort: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [WORTEL / "scripts" / "demo.sh"],
        cwd=WORTEL,
        env=os.environ | {"PORT": str(poort), "ZONDER_SERVER": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("poort", ["abc", "0", "65536", "99999999999999999999", "80 80", "-1", "８１"])
def test_wat_geen_poort_is_wordt_geweigerd_voor_er_iets_gebeurt(poort):
    uitkomst = demo(poort)
    assert uitkomst.returncode == 1
    assert uitkomst.stdout == ""
    assert uitkomst.stderr == (
        f"PORT={poort} is geen poort: kies een andere, bijvoorbeeld: make demo PORT=8001"
        " (een getal van 1 tot en met 65535).\n"
    )


def test_een_poort_die_al_in_gebruik_is_wordt_geweigerd_voor_er_iets_gebeurt():
    with socket.socket() as bezet:
        bezet.bind(("127.0.0.1", 0))
        bezet.listen()
        poort = bezet.getsockname()[1]
        uitkomst = demo(poort)
    assert (uitkomst.returncode, uitkomst.stdout) == (1, "")
    assert uitkomst.stderr == (
        f"Poort {poort} is al in gebruik: kies een andere, bijvoorbeeld: make demo PORT=8001\n"
    )
