"""What was corrected at one moment and is refused as things stand, held back until it is tried together.

Kept is which lines it is about, and why they were refused; what they say is read again, so that a moment with tens of
thousands of them takes little memory.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from interventies.invoer.nakijken import Correctie
from interventies.invoer.toepassen import Geweigerd


@dataclass(frozen=True, slots=True)
class Poging:
    """Corrections that are applied as one change, by their lines."""

    regels: tuple[int, ...]
    redenen: tuple[str, ...]
    raakt: int  # one of the werkgevers (ids) it touches; below 0 where it touches none


class Gestrand:
    def __init__(self) -> None:
        self._pogingen: list[Poging] = []
        self._naast: dict[
            int, int
        ] = {}  # of a werkgever another that is touched together with it, up to one of all

    def __len__(self) -> int:
        return len(self._pogingen)

    def neem(self, correcties: Sequence[Correctie], geweigerd: Geweigerd) -> None:
        self._pogingen.append(
            Poging(
                regels=tuple(rij.nummer for c in correcties for rij in (*c.gelijk, c.rij)),
                redenen=tuple(geweigerd.redenen),
                raakt=self._verbind(geweigerd.geraakt),
            )
        )

    def _verbind(self, geraakt: Collection[int]) -> int:
        if not geraakt:
            return -1 - len(self._pogingen)
        eerste, *rest = geraakt
        for ander in rest:
            self._naast[self._hoofd(ander)] = self._hoofd(eerste)
        return eerste

    def _hoofd(self, werkgever: int) -> int:
        while (naast := self._naast.get(werkgever, werkgever)) != werkgever:
            self._naast[werkgever] = self._naast.get(naast, naast)
            werkgever = naast
        return werkgever

    def kringen(self) -> Iterator[list[Poging]]:
        """Those that touch a common employer, directly or through others, in one list; each in the order they came."""
        kringen: dict[int, list[Poging]] = {}
        for poging in self._pogingen:
            kringen.setdefault(self._hoofd(poging.raakt), []).append(poging)
        yield from kringen.values()
