"""Steps from one table to another that agrees with all that is published: the same change in some publications in a
row. Pure."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from rapportages.openbaar.stelsel import Grootheid, Soort, Vergelijking

STAPPEN, LAATSTE_STAPPEN = 400, 10_000
"""How many branches the search for one step may try, and before it holds all of it back. Giving up is safe."""
AANKOPEN = 1200
"""The same for the search of what to hide. Giving up hides more than is needed."""
Tabel = dict[str, int]
"""How far each number is from what it is, by name."""


class Plekken:
    """The numbers and the equations by publication, by kern: the name that a number has in each of them."""

    def __init__(self, alle: Mapping[str, Grootheid], vergelijkingen: Sequence[Vergelijking]) -> None:
        self.alle = alle
        self.getallen: dict[str, list[Grootheid]] = defaultdict(list)
        self.verschillen: dict[str, list[Grootheid]] = defaultdict(list)
        self.regels: dict[int, list[tuple[tuple[str, int], ...]]] = defaultdict(list)
        for g in alle.values():
            (self.verschillen if g.soort == Soort.VERSCHIL else self.getallen)[g.kern].append(g)
        for vergelijking in vergelijkingen:
            delen = [(alle[naam], factor) for naam, factor in vergelijking.items()]
            if all(g.soort != Soort.VERSCHIL for g, _ in delen):
                self.regels[delen[0][0].plek].append(tuple(sorted((g.kern, factor) for g, factor in delen)))


class Blok:
    """The publications `van` to `tot`. A number moves in all of these or in none."""

    def __init__(self, plekken: Plekken, vrij: set[str], van: int, tot: int) -> None:
        self.alle, self.vrij, self.van, self.tot = plekken.alle, vrij, van, tot
        self.hier = {
            kern: [g for g in reeks if self.heeft(g.plek)] for kern, reeks in plekken.getallen.items()
        }
        self.over_de_rand = {
            kern: [
                (g, 1 if self.heeft(g.plek) else -1)
                for g in reeks
                if self.heeft(g.plek) != self.heeft(g.vorige)
            ]
            for kern, reeks in plekken.verschillen.items()
        }
        self.los: set[str] = set()
        self.ruimte = {kern: self._ruimte(kern) for kern in self.hier}
        regels = dict.fromkeys(regel for plek in range(van, tot + 1) for regel in plekken.regels[plek])
        self.vergelijkingen = [dict(regel) for regel in regels]
        self.in_vergelijking: dict[str, list[int]] = defaultdict(list)
        for nummer, vergelijking in enumerate(self.vergelijkingen):
            for kern in vergelijking:
                self.in_vergelijking[kern].append(nummer)

    def heeft(self, plek: int) -> bool:
        return self.van <= plek <= self.tot

    def is_vrij(self, kern: str) -> bool:
        if kern in self.los:
            return True
        deze = self.hier.get(kern, ())
        vrij = bool(deze) and all(g.naam in self.vrij for g in deze)
        if vrij:  # and so it stays
            self.los.add(kern)
        return vrij

    def kan(self, kern: str, d: int, tabel: Tabel) -> bool:
        if not tabel:
            ruimte = self.ruimte[kern][d < 0]
            return ruimte is None or abs(d) <= ruimte
        return all(_mag(g, d, tabel) for g in self.hier[kern]) and all(
            _mag(g, d * teken, tabel) for g, teken in self.over_de_rand.get(kern, ())
        )

    def _ruimte(self, kern: str) -> tuple[int | None, int | None]:
        """How far it can go up and down, None for without end."""
        op = [_tot_de_grens(g) for g, teken in self.over_de_rand.get(kern, ()) if teken < 0]
        neer = [_tot_de_grens(g) for g, teken in self.over_de_rand.get(kern, ()) if teken > 0]
        neer += [_tot_de_grens(g) for g in self.hier[kern]]
        return (
            min((n for n in op if n is not None), default=None),
            min((n for n in neer if n is not None), default=None),
        )

    def verschuif(self, delta: Mapping[str, int], tabel: Tabel) -> None:
        for kern, d in delta.items():
            for g in self.hier[kern]:
                tabel[g.naam] = tabel.get(g.naam, 0) + d
            for g, teken in self.over_de_rand.get(kern, ()):
                tabel[g.naam] = tabel.get(g.naam, 0) + d * teken


def _tot_de_grens(g: Grootheid) -> int | None:
    # A 0 is never hidden: what is hidden is 1 or more, and who knows that may use it.
    onder = max(g.ondergrens, 1) if g.soort == Soort.CEL and g.ondergrens is not None else g.ondergrens
    return None if onder is None else g.waarde - onder


def _mag(g: Grootheid, d: int, tabel: Tabel) -> bool:
    ruimte = _tot_de_grens(g)
    return ruimte is None or ruimte + tabel.get(g.naam, 0) + d >= 0


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
        for nummer in self.blok.in_vergelijking[kern]:
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
        return 0, len(self.blok.in_vergelijking[keuze[0]])

    def _van(self, nummer: int, rest: int) -> list[tuple[str, int]]:
        return [
            (kern, -rest * factor)
            for kern, factor in self.blok.vergelijkingen[nummer].items()
            if kern not in self.delta
            and self._doet_mee(kern)
            and self.blok.kan(kern, -rest * factor, self.tabel)
        ]

    def _doet_mee(self, kern: str) -> bool:
        return self.blok.is_vrij(kern)


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
        vast = [g.naam for g in self.blok.hier.get(kern, ()) if g.naam not in self.blok.vrij]
        if len(vast) == 1 and self.blok.alle[vast[0]].plek == self.nieuw and self.te_verbergen(vast[0]):
            return vast[0]
        return ""

    def _kost(self, kern: str) -> int:
        if self.blok.is_vrij(kern):
            return 0
        naam = self._koop(kern)
        return self.blok.alle[naam].prijs if naam else 0

    def _volgorde(self, keuze: tuple[str, int]) -> tuple[int, int]:
        return self._kost(keuze[0]), len(self.blok.in_vergelijking[keuze[0]])

    def _doet_mee(self, kern: str) -> bool:
        return self.blok.is_vrij(kern) or bool(self._koop(kern))
