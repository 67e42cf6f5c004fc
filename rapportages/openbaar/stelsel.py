"""What is known outside, as whole numbers with equations between them. Pure; `onderdrukken` says which stay hidden."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Soort(StrEnum):
    """What a number is to who reads what is published."""

    CEL = "CEL"  # printed, unless hidden
    REST = "REST"  # not printed, but the difference of two numbers that are
    VERSCHIL = "VERSCHIL"  # between two publications
    RUIMTE = "RUIMTE"  # holds numbers within bounds; no count of anything
    BEKEND = "BEKEND"  # taken as known, printed or not


class Reden(StrEnum):
    """Why a number is hidden."""

    KLEIN = "KLEIN"
    REST = "REST"
    VERSCHIL = "VERSCHIL"
    MEE = "MEE"


@dataclass(frozen=True, slots=True)
class Grootheid:
    """`prijs`: what is lost when it is hidden. `vast` is out already, or stays out. `ondergrens` is what one outside
    knows it to be at least, None for nothing. A count that is `breedte` or less, and not 0, is small; 0 asks for no
    protection. `eerder`: of what was published before. `plek`: of which publication, in the order of time, and of a
    difference also of which `vorige`; `kern` is its name in each of them."""

    naam: str
    waarde: int
    soort: Soort = Soort.CEL
    prijs: int = 0
    vast: bool = False
    ondergrens: int | None = 0
    breedte: int = 0
    eerder: bool = False
    plek: int = 0
    vorige: int = 0
    eigen_kern: str = ""

    @property
    def kern(self) -> str:
        return self.eigen_kern or self.naam

    @property
    def is_klein(self) -> bool:
        return self.soort != Soort.RUIMTE and 0 < abs(self.waarde) <= self.breedte


Vergelijking = Mapping[str, int]
"""Factors by name: the sum of factor times number is 0. The factors are 1 and -1."""


@dataclass(slots=True)
class Stelsel:
    """The numbers by name, the equations, and which are hidden from the start (of what was published before)."""

    grootheden: dict[str, Grootheid] = field(default_factory=dict)
    vergelijkingen: list[Vergelijking] = field(default_factory=list)
    verborgen: set[str] = field(default_factory=set)

    def voeg(self, grootheid: Grootheid) -> None:
        if grootheid.naam in self.grootheden:
            raise ValueError(f"{grootheid.naam} staat er al in.")
        self.grootheden[grootheid.naam] = grootheid

    def gelijk(self, geheel: str, delen: Iterable[str]) -> None:
        """The whole is the sum of its parts. ValueError where that is not so: then what is hidden proves nothing."""
        factoren = {geheel: 1} | dict.fromkeys(delen, -1)
        if sum(f * self.grootheden[naam].waarde for naam, f in factoren.items()):
            raise ValueError(f"{geheel} is niet de som van zijn delen.")
        self.vergelijkingen.append(factoren)
