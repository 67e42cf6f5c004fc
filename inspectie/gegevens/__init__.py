"""The shipped data: code lists and free days, as files an owner can read and correct."""

import csv
from collections.abc import Iterator
from pathlib import Path


def lees(pad: Path) -> Iterator[dict[str, str]]:
    """The rows of a shipped CSV file with a header."""
    with pad.open(encoding="utf-8", newline="") as bestand:
        yield from csv.DictReader(bestand)
