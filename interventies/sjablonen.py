"""The texts to reporters, made from dated templates (`gegevens/berichten.json`). Pure: plain values in, a text out.

What a text may hold is what stands between the braces here: of the reporter's own melding its number and days, and the
name of a partner. Nothing of another melding, of an employer or of what was done there goes in, so nothing comes out.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_BESTAND = Path(__file__).parent / "gegevens" / "berichten.json"
TALEN = ("nl", "en")
_MAANDEN = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": ("January February March April May June July August September October November December".split()),
}


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
def _sjablonen() -> list[Sjabloon]:
    rijen = json.loads(_BESTAND.read_text(encoding="utf-8"))
    gelezen = [
        Sjabloon(
            rij["code"],
            rij["taal"],
            date.fromisoformat(rij["geldig_vanaf"]),
            rij.get("onderwerp", ""),
            rij["tekst"],
        )
        for rij in rijen
    ]
    return sorted(gelezen, key=lambda sjabloon: sjabloon.geldig_vanaf)


def sjabloon_op(code: str, taal: str, dag: date) -> Sjabloon:
    """The one in force that day; before the first, the first. Raises KeyError for one that does not exist."""
    passend = [s for s in _sjablonen() if (s.code, s.taal) == (code, taal)]
    if not passend:
        raise KeyError(f"{code} {taal}")
    return next((s for s in reversed(passend) if s.geldig_vanaf <= dag), passend[0])


def voluit(dag: date, taal: str) -> str:
    return f"{dag.day} {_MAANDEN[taal][dag.month - 1]} {dag.year}"


def van_overdracht(
    taal: str, *, nummer: int, ontvangen: date, partner: str, dag: date, met_gegevens: bool
) -> Tekst:
    """The notice that a melding was handed over [Awb 2:3]. `partner` is its name in that language."""
    soort = "OVERDRACHT_MET_GEGEVENS" if met_gegevens else "OVERDRACHT_ZONDER_GEGEVENS"
    waarden = {
        "nummer": str(nummer),
        "ontvangen": voluit(ontvangen, taal),
        "partner": partner,
        "dag": voluit(dag, taal),
        "gedeeld": sjabloon_op(soort, taal, dag).tekst,
    }
    return _vul("OVERDRACHT", taal, dag, waarden)


# By the outcome of the latest test: whether it was at once or in the end is nothing to the reporter.
_UITKOMSTEN = {
    "MAATREGEL_DIRECT": "UITKOMST_MAATREGEL",
    "MAATREGEL_UITEINDELIJK": "UITKOMST_MAATREGEL",
    "GEEN_MAATREGEL": "UITKOMST_GEEN_MAATREGEL",
    "REEDS_IN_ORDE": "UITKOMST_REEDS_IN_ORDE",
    "NIET_TOETSBAAR": "UITKOMST_NIET_TOETSBAAR",
}


def van_uitkomst(taal: str, resultaat: str, *, nummer: int, ontvangen: date, dag: date) -> Tekst:
    """What came of a melding. Raises KeyError for what is no outcome."""
    waarden = {"nummer": str(nummer), "ontvangen": voluit(ontvangen, taal)}
    return _vul(_UITKOMSTEN[resultaat], taal, dag, waarden)


def _vul(code: str, taal: str, op: date, waarden: Mapping[str, str]) -> Tekst:
    sjabloon = sjabloon_op(code, taal, op)
    return Tekst(
        code,
        sjabloon.geldig_vanaf,
        taal,
        sjabloon.onderwerp.format_map(waarden),
        sjabloon.tekst.format_map(waarden),
    )
