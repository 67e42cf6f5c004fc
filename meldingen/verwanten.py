"""How much two meldingen look alike, and why. Pure: plain values in, a score and its reasons out.

What a reason is worth and from where on it is shown are dated data (`gegevens/verwantschap.json`). That two meldingen
are of one reporter says something of the source (domain section 5): who may not know it gets a `Kern` without `melder`,
so that it is in neither the reasons nor the score.
"""

import json
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path

from inspectie.tijd import lokale_dag

_BESTAND = Path(__file__).parent / "gegevens" / "verwantschap.json"
HOOGSTE = 100


class Reden(StrEnum):
    MELDER = "melder"
    WERKGEVER = "werkgever"
    NAAM_EN_PLAATS = "naam_en_plaats"
    ONDERWERPEN = "onderwerpen"
    DAGEN = "dagen"
    TEKST = "tekst"


@dataclass(frozen=True, slots=True)
class Maat:
    """What each reason is worth at most (points of 100), and the thresholds. `…_vanaf` of name and text: percentages of
    the words that are the same."""

    venster_dagen: int
    melder: int
    werkgever: int
    naam_en_plaats: int
    onderwerpen: int
    dagen: int
    tekst: int
    naam_vanaf: int
    tekst_vanaf: int
    verwant_vanaf: int
    dubbel_vanaf: int
    getoond: int


@cache
def _maten() -> list[tuple[date, Maat]]:
    namen = {veld.name for veld in fields(Maat)}
    return sorted(
        (
            (date.fromisoformat(rij["geldig_vanaf"]), Maat(**{k: v for k, v in rij.items() if k in namen}))
            for rij in json.loads(_BESTAND.read_text(encoding="utf-8"))
        ),
        key=lambda paar: paar[0],
    )


def maat_op(dag: date) -> Maat:
    """What was in force that day; before the first, the first."""
    maten = _maten()
    return next((maat for vanaf, maat in reversed(maten) if vanaf <= dag), maten[0][1])


@dataclass(frozen=True, slots=True)
class Kern:
    """What is compared of a melding: `werkgever` stands for the employer over all its names, `melder` holds blind
    indexes, `naam` and `tekst` stems."""

    ontvangen_op: datetime
    onderwerpen: AbstractSet[str]
    werkgever: int | None = None
    naam: AbstractSet[str] = frozenset()
    plaats: str = ""
    tekst: AbstractSet[str] = frozenset()
    melder: AbstractSet[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verwantschap:
    """`redenen`: what it was worth, with a number that goes with it (days, or a percentage of the words)."""

    score: int
    redenen: dict[Reden, int]


def vergelijk(een: Kern, ander: Kern, maat: Maat) -> Verwantschap:
    """Symmetric, and 0 outside the window of days."""
    # By the calendar: a number of times 24 hours would say something of the hour, which not everybody may know.
    dagen = abs((lokale_dag(een.ontvangen_op) - lokale_dag(ander.ontvangen_op)).days)
    if dagen > maat.venster_dagen:
        return Verwantschap(0, {})
    punten: dict[Reden, float] = {}
    redenen: dict[Reden, int] = {}

    def tel(reden: Reden, hoogstens: int, deel: float, getal: int = 0) -> None:
        if deel > 0 and hoogstens > 0:
            punten[reden], redenen[reden] = hoogstens * deel, getal

    tel(Reden.MELDER, maat.melder, bool(een.melder & ander.melder))
    if een.werkgever is not None and een.werkgever == ander.werkgever:
        tel(Reden.WERKGEVER, maat.werkgever, 1)
    elif een.plaats and een.plaats == ander.plaats:
        gelijk = overlap(een.naam, ander.naam)
        tel(Reden.NAAM_EN_PLAATS, maat.naam_en_plaats, gelijk if gelijk * 100 >= maat.naam_vanaf else 0)
    gelijk = overlap(een.tekst, ander.tekst)
    tel(Reden.TEKST, maat.tekst, gelijk if gelijk * 100 >= maat.tekst_vanaf else 0, int(gelijk * 100))
    # By themselves these say nothing: most meldingen of a day are about the same things.
    if punten:
        tel(Reden.ONDERWERPEN, maat.onderwerpen, overlap(een.onderwerpen, ander.onderwerpen))
        tel(Reden.DAGEN, maat.dagen, 1 - dagen / (maat.venster_dagen + 1), dagen)
    return Verwantschap(min(HOOGSTE, int(sum(punten.values()))), redenen)


def overlap(een: AbstractSet[str], ander: AbstractSet[str]) -> float:
    """The part of all words that both have; 0 when one has none."""
    return len(een & ander) / len(een | ander) if een and ander else 0.0
