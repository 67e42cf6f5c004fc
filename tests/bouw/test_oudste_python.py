"""The program starts on the oldest Python that README names (3.11), also when it is tried on a newer one."""

import ast
from collections.abc import Iterator
from pathlib import Path

WORTEL = Path(__file__).resolve().parents[2]
MAPPEN = ("inspectie", "meldingen", "interventies", "rapportages", "scripts", "bench", "tests")
# What Python 3.11 does not have, and no linter tells: classes that take no `[…]` yet, and functions of later.
ZONDER_HAKEN = {"DictReader", "DictWriter"}
LATER = {"batched"}


def te_nieuw(bron: str) -> Iterator[int]:
    """The lines with something of those; what stands between quotes is read by nobody."""
    if not any(naam in bron for naam in ZONDER_HAKEN | LATER):
        return
    for knoop in ast.walk(ast.parse(bron)):
        if isinstance(knoop, ast.Subscript):
            naam = getattr(knoop.value, "attr", getattr(knoop.value, "id", ""))
            if naam in ZONDER_HAKEN:
                yield knoop.lineno
        elif isinstance(knoop, ast.ImportFrom) and LATER & {alias.name for alias in knoop.names}:
            yield knoop.lineno


def test_wat_python_3_11_niet_kent_staat_er_niet_in():
    assert list(te_nieuw("import csv\ndef f(x: csv.DictReader[str]): ...")) == [2]
    assert list(te_nieuw("from itertools import batched")) == [1]
    assert not list(te_nieuw('import csv\ndef f(x: "csv.DictReader[str]"): ...'))
    bestanden = [pad for map_ in MAPPEN for pad in sorted((WORTEL / map_).rglob("*.py"))]
    assert len(bestanden) > 500
    gevonden = [
        f"{pad.relative_to(WORTEL)}:{regel}"
        for pad in bestanden
        for regel in te_nieuw(pad.read_text(encoding="utf-8"))
    ]
    assert gevonden == []
