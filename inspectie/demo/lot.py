"""Drawing lots from a seed number, with the same outcome on every version of Python.

Python promises a repeatable sequence for `random.Random.random()` only; how `choice` or `sample` use that
sequence may change. So everything here is made from `random()` and whole-number arithmetic.
"""

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Lot:
    """One stream of chance. Streams with another name are independent, so that a new sentence in the
    complaint texts does not move a single date."""

    def __init__(self, zaad: int, naam: str) -> None:
        self._bron = random.Random(f"{zaad}/{naam}")

    def breuk(self) -> float:
        """From 0 up to, not including, 1."""
        return self._bron.random()

    def kans(self, procent: float) -> bool:
        """True in `procent` of 100 cases."""
        return self._bron.random() * 100 < procent

    def getal(self, van: int, tot: int) -> int:
        """A whole number, both ends included."""
        return van + int(self._bron.random() * (tot - van + 1))

    def uit(self, rij: Sequence[T]) -> T:
        """One of a non-empty row."""
        return rij[int(self._bron.random() * len(rij))]

    def gewogen(self, gewichten: Mapping[T, int]) -> T:
        """One of the keys, in proportion to its weight."""
        rest = int(self._bron.random() * sum(gewichten.values()))
        for keuze, gewicht in gewichten.items():
            rest -= gewicht
            if rest < 0:
                return keuze
        raise ValueError("een weging zonder gewicht")

    def schud(self, rij: Sequence[T]) -> list[T]:
        """A shuffled copy (Fisher-Yates)."""
        uitkomst = list(rij)
        for i in range(len(uitkomst) - 1, 0, -1):
            j = int(self._bron.random() * (i + 1))
            uitkomst[i], uitkomst[j] = uitkomst[j], uitkomst[i]
        return uitkomst

    def greep(self, rij: Sequence[T], aantal: int) -> list[T]:
        """`aantal` different places of the row; an error when there are fewer."""
        if aantal > len(rij):
            raise ValueError(f"{aantal} gevraagd uit {len(rij)}")
        return self.schud(rij)[:aantal]
