"""The law as dated data: provisions, bases and days off, from the tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from itertools import pairwise
from typing import Protocol, TypeVar

from meldingen.triage.taal import Zin

# Code -> word in a sentence. The soorten are the closed list of the data contract; what the law attaches
# to them (bases, provisions, dates) is in the tables.
NIET_INSTRUMENTEN: Mapping[str, str] = {
    "TELEFONISCH_GESPREK": Zin("telefonisch gesprek"),
    "AANSPREKEN_MONDELING": Zin("mondeling aanspreken"),
    "AANSPREKEN_SCHRIFTELIJK": Zin("schriftelijk aanspreken"),
    "LOCATIEBEZOEK": Zin("locatiebezoek"),
}
INSTRUMENTEN: Mapping[str, str] = {
    "WAARSCHUWING": Zin("waarschuwing"),
    "EIS": Zin("eis"),
    "STILLEGGING": Zin("stillegging"),
    "BOETERAPPORT": Zin("boeterapport"),
}
SOORTEN: Mapping[str, str] = {**NIET_INSTRUMENTEN, **INSTRUMENTEN}
WIJZEN = ("AFSTAND", "LOCATIE")
VASTE_WIJZE: Mapping[str, str] = {"LOCATIEBEZOEK": "LOCATIE", "TELEFONISCH_GESPREK": "AFSTAND"}
MET_GRONDSLAG = ("EIS", "STILLEGGING")


class Klasse(StrEnum):
    """When a violation of the provision can be reported for a fine."""

    OO = "OO"  # only after a waarschuwing or eis that did not help
    DIRECT = "DIRECT"
    DIRECT_ERNSTIGE_MATE = "DIRECT_ERNSTIGE_MATE"  # at once, with "ernstige mate" reasoned


class Vereiste(StrEnum):
    """What a basis asks beyond a violation: of at least one (ERNSTIG_GEVAAR), of each (ERNSTIGE_MATE)."""

    ERNSTIG_GEVAAR = "ERNSTIG_GEVAAR"
    ERNSTIGE_MATE = "ERNSTIGE_MATE"


@dataclass(frozen=True)
class Voorschrift:
    """A provision that can be violated. Both dates inclusive and about the violation; None = no bound."""

    code: str
    artikel: str
    klasse: Klasse
    geldig_van: date | None
    geldig_tot: date | None
    eis_of_stillegging: bool
    naam: str = ""
    bron: str = ""


@dataclass(frozen=True)
class Grondslag:
    """The article an eis or stillegging stands on. Dates as in Voorschrift."""

    code: str
    artikel: str
    soort: str
    geldig_van: date | None
    geldig_tot: date | None
    vereist: Vereiste | None
    naam: str = ""
    bron: str = ""


class Gedateerd(Protocol):
    """What both tables share: a code and the days of the violation on which the row is the law."""

    @property
    def code(self) -> str: ...
    @property
    def geldig_van(self) -> date | None: ...
    @property
    def geldig_tot(self) -> date | None: ...


_T = TypeVar("_T", bound=Gedateerd)


@dataclass(frozen=True)
class Recht:
    """Per code the versions in order of date; make it with `maak_recht`."""

    voorschriften: Mapping[str, tuple[Voorschrift, ...]]
    grondslagen: Mapping[str, tuple[Grondslag, ...]]
    vrije_dagen: frozenset[date]


def maak_recht(
    voorschriften: Iterable[Voorschrift], grondslagen: Iterable[Grondslag], vrije_dagen: Iterable[date]
) -> Recht:
    """Raises ValueError when two versions of one code overlap or one ends before it begins."""
    vrij = vrije_dagen if isinstance(vrije_dagen, frozenset) else frozenset(vrije_dagen)
    return Recht(_per_code(voorschriften), _per_code(grondslagen), vrij)


def geldt_op(versie: Gedateerd, dag: date) -> bool:
    """Whether the row was the law on `dag`, both bounds included."""
    return (versie.geldig_van or date.min) <= dag <= (versie.geldig_tot or date.max)


def geldend(versies: tuple[_T, ...], dag: date) -> _T | None:
    """The version in force on `dag`."""
    return next((versie for versie in versies if geldt_op(versie, dag)), None)


def periode(versies: Iterable[Gedateerd]) -> Zin:
    """The periods of validity, for in a sentence."""
    delen = [_periode(versie) for versie in versies]
    return reduce(lambda een, ander: Zin("%(een)s en %(ander)s", een=een, ander=ander), delen)


def _periode(versie: Gedateerd) -> Zin:
    van, tot = versie.geldig_van, versie.geldig_tot
    if van and tot:
        return Zin("van %(van)s tot en met %(tot)s", van=datum(van), tot=datum(tot))
    if van:
        return Zin("vanaf %(van)s", van=datum(van))
    return Zin("tot en met %(tot)s", tot=datum(tot)) if tot else Zin("altijd")


def datum(dag: date) -> str:
    return f"{dag:%d-%m-%Y}"


def _per_code(rijen: Iterable[_T]) -> dict[str, tuple[_T, ...]]:
    per_code: dict[str, list[_T]] = {}
    for rij in rijen:
        if rij.geldig_van and rij.geldig_tot and rij.geldig_tot < rij.geldig_van:
            raise ValueError(f"{rij.code} eindigt ({rij.geldig_tot}) voor hij begint ({rij.geldig_van}).")
        per_code.setdefault(rij.code, []).append(rij)
    for code, versies in per_code.items():
        versies.sort(key=lambda versie: versie.geldig_van or date.min)
        for eerder, later in pairwise(versies):
            if (later.geldig_van or date.min) <= (eerder.geldig_tot or date.max):
                raise ValueError(f"Twee versies van {code} gelden op dezelfde dag.")
    return {code: tuple(versies) for code, versies in per_code.items()}
