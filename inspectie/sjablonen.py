"""Texts for reporters, made from dated templates in a data file. Pure: plain values in, a text out.

What a text may hold is what stands between the braces in its file; whoever fills it in says what that is.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

TALEN = ("nl", "en", "pl", "ro", "bg")
_MAANDEN = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": ("January February March April May June July August September October November December".split()),
    "pl": (
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada"
        " grudnia".split()
    ),
    "ro": (
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie"
        " decembrie".split()
    ),
    "bg": "януари февруари март април май юни юли август септември октомври ноември декември".split(),
}
_ACHTER = {"pl": " r.", "bg": " г."}


@dataclass(frozen=True, slots=True)
class Sjabloon:
    code: str
    taal: str
    geldig_vanaf: date
    onderwerp: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Tekst:
    """A text as it goes out, and which template it was made from."""

    sjabloon: str
    sjabloon_van: date
    taal: str
    onderwerp: str
    tekst: str


@cache
def lees(bestand: Path) -> tuple[Sjabloon, ...]:
    """The templates of one file, the oldest first."""
    gelezen = (
        Sjabloon(
            rij["code"],
            rij["taal"],
            date.fromisoformat(rij["geldig_vanaf"]),
            rij.get("onderwerp", ""),
            rij["tekst"],
        )
        for rij in json.loads(bestand.read_text(encoding="utf-8"))
    )
    return tuple(sorted(gelezen, key=lambda sjabloon: sjabloon.geldig_vanaf))


def sjabloon_op(bestand: Path, code: str, taal: str, dag: date) -> Sjabloon:
    """The one in force that day; before the first, the first. Raises KeyError for one that does not exist."""
    passend = [s for s in lees(bestand) if (s.code, s.taal) == (code, taal)]
    if not passend:
        raise KeyError(f"{code} {taal}")
    return next((s for s in reversed(passend) if s.geldig_vanaf <= dag), passend[0])


def vul(bestand: Path, code: str, taal: str, dag: date, waarden: Mapping[str, str]) -> Tekst:
    sjabloon = sjabloon_op(bestand, code, taal, dag)
    return Tekst(
        code,
        sjabloon.geldig_vanaf,
        taal,
        sjabloon.onderwerp.format_map(waarden),
        sjabloon.tekst.format_map(waarden),
    )


def voluit(dag: date, taal: str) -> str:
    return f"{dag.day} {_MAANDEN[taal][dag.month - 1]} {dag.year}{_ACHTER.get(taal, '')}"
