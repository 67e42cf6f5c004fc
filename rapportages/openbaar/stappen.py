"""Steps from one table to another that agrees with all that is published: the same change in some publications in a
row. Pure."""

from collections.abc import Callable, Iterable

from rapportages.openbaar.blokken import Blok, Tabel

STAPPEN, LAATSTE_STAPPEN = 400, 10_000
"""How many branches the search for one step may try, and before it holds all of it back. Giving up is safe."""
AANKOPEN = 1200
"""The same for the search of what to hide. Giving up hides more than is needed."""


class Stap:
    """Numbers that change together so that every equation holds again."""

    def __init__(self, blok: Blok, tabel: Tabel, stappen: int = STAPPEN) -> None:
        self.blok, self.tabel = blok, tabel
        self.delta: dict[str, int] = {}
        self.scheef: dict[int, int] = {}
        self.over = stappen

    def zet(self, kern: str, d: int) -> None:
        self.delta[kern] = d
        self._verschuif(kern, d)

    def neem_terug(self, kern: str) -> None:
        self._verschuif(kern, -self.delta.pop(kern))

    def _verschuif(self, kern: str, d: int) -> None:
        for nummer in self.blok.in_vergelijking(kern):
            rest = self.scheef.get(nummer, 0) + d * self.blok.vergelijkingen[nummer][kern]
            if rest:
                self.scheef[nummer] = rest
            else:
                self.scheef.pop(nummer, None)

    def sluit(self) -> bool:
        if not self.scheef:
            return True
        self.over -= 1
        if self.over < 0:
            return False
        for kern, d in self._keuzes():
            self.zet(kern, d)
            if self.sluit():
                return True
            self.neem_terug(kern)
        return False

    def _keuzes(self) -> list[tuple[str, int]]:
        """What can set right the equation that has the fewest ways; first what is in the fewest others."""
        minste: list[tuple[str, int]] | None = None
        for nummer, rest in self.scheef.items():
            keuzes = self._van(nummer, rest)
            if len(keuzes) <= 1:
                return keuzes
            if minste is None or len(keuzes) < len(minste):
                minste = keuzes
        return sorted(minste or [], key=self._volgorde)

    def _volgorde(self, keuze: tuple[str, int]) -> tuple[int, int]:
        return 0, len(self.blok.in_vergelijking(keuze[0]))

    def _van(self, nummer: int, rest: int) -> list[tuple[str, int]]:
        return [
            (kern, -rest * factor)
            for kern, factor in self._leden(nummer)
            if kern not in self.delta and self.blok.kan(kern, -rest * factor, self.tabel)
        ]

    def _leden(self, nummer: int) -> Iterable[tuple[str, int]]:
        """What of an equation can move."""
        return self.blok.vrije_leden(nummer)


class Groei(Stap):
    """The same, with only the changes that may be (`mag`: of a number, how far)."""

    def __init__(self, blok: Blok, tabel: Tabel, mag: Callable[[str, int], bool]) -> None:
        super().__init__(blok, tabel)
        self.mag = mag

    def _van(self, nummer: int, rest: int) -> list[tuple[str, int]]:
        return [(kern, d) for kern, d in super()._van(nummer, rest) if self.mag(kern, d)]


class Aankoop(Stap):
    """The same with numbers of the publication `nieuw` that are still to be hidden, for the least that is lost."""

    def __init__(
        self, blok: Blok, te_verbergen: Callable[[str], bool], nieuw: int, hoogstens: int | None
    ) -> None:
        super().__init__(blok, {})
        self.te_verbergen, self.nieuw = te_verbergen, nieuw
        self.prijs, self.laagste = 0, hoogstens
        self.beste: tuple[list[str], Blok, dict[str, int]] | None = None

    @property
    def prijs_van_beste(self) -> int:
        return self.laagste or 0

    def zoek_vanaf(self, kern: str, d: int) -> tuple[list[str], Blok, dict[str, int]] | None:
        """What to hide, and the step that it allows; None where there is none for less."""
        if (self.blok.is_vrij(kern) or self._koop(kern)) and self.blok.kan(kern, d, self.tabel):
            self.over = AANKOPEN
            self.prijs = self._kost(kern)
            self.zet(kern, d)
            self._zoek()
            self.neem_terug(kern)
        return self.beste

    def _zoek(self) -> None:
        self.over -= 1
        if self.over < 0 or (self.laagste is not None and self.prijs >= self.laagste):
            return
        if not self.scheef:
            weg = [self._koop(kern) for kern in self.delta if not self.blok.is_vrij(kern)]
            self.beste, self.laagste = (
                ([naam for naam in weg if naam], self.blok, dict(self.delta)),
                self.prijs,
            )
            return
        for kern, d in self._keuzes():
            kost = self._kost(kern)
            self.zet(kern, d)
            self.prijs += kost
            self._zoek()
            self.prijs -= kost
            self.neem_terug(kern)

    def _koop(self, kern: str) -> str:
        """The name to hide, when that is all that it takes to move it."""
        vast = [g.naam for g in self.blok.hier(kern) if g.naam not in self.blok.vrij]
        if len(vast) == 1 and self.blok.alle[vast[0]].plek == self.nieuw and self.te_verbergen(vast[0]):
            return vast[0]
        return ""

    def _kost(self, kern: str) -> int:
        if self.blok.is_vrij(kern):
            return 0
        naam = self._koop(kern)
        return self.blok.alle[naam].prijs if naam else 0

    def _volgorde(self, keuze: tuple[str, int]) -> tuple[int, int]:
        return self._kost(keuze[0]), len(self.blok.in_vergelijking(keuze[0]))

    def _leden(self, nummer: int) -> Iterable[tuple[str, int]]:
        return [
            (kern, factor)
            for kern, factor in self.blok.vergelijkingen[nummer].items()
            if self.blok.is_vrij(kern) or self._koop(kern)
        ]
