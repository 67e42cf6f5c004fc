"""What the README and CONTRIBUTING send a newcomer to is there."""

import re
from pathlib import Path

import pytest

WORTEL = Path(__file__).resolve().parents[2]
# What is made here, and what stands for something else.
GEMAAKT = re.compile(r"^(data|rapport|\.venv)/|^\.env$")


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_elk_genoemd_bestand_bestaat(document):
    tekst = (WORTEL / document).read_text(encoding="utf-8")
    genoemd = set(re.findall(r"`(\.?[\w-]+/[\w./*-]*|\.?[\w-]+\.(?:md|py|toml|json|csv))`", tekst))
    assert len(genoemd) > 5
    # A bare name stands beside a full one in the same row: somewhere there is a file of that name.
    zoek = {n: n if "/" in n[:-1] else f"**/{n}" for n in genoemd if not GEMAAKT.match(n)}
    assert [naam for naam, patroon in zoek.items() if not any(WORTEL.glob(patroon.rstrip("/")))] == []


def test_elke_opdracht_van_make_in_de_readme_bestaat():
    opdrachten = re.findall(r"^(\w+):.*##", (WORTEL / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for document in ("README.md", "CONTRIBUTING.md"):
        genoemd = re.findall(r"[`$] ?make (\w+)", (WORTEL / document).read_text(encoding="utf-8"))
        assert genoemd
        assert set(genoemd) <= set(opdrachten), document
