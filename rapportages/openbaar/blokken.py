"""Some publications in a row, in which a number changes by the same: what of it can move, and how far. Pure."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapportages.openbaar.stelsel import Grootheid, Soort, Vergelijking

Tabel = dict[str, int]
"""How far each number is from what it is, by name."""
Grenzen = list[tuple[int, str]]
"""How far off it is, and of which number."""


class Plekken:
    """The numbers and the equations by publication, by kern: the name that a number has in each of them."""

    def __init__(self, alle: Mapping[str, Grootheid], vergelijkingen: Sequence[Vergelijking]) -> None:
        self.alle = alle
        self.getallen: dict[str, list[Grootheid]] = defaultdict(list)
        self.verschillen: dict[str, list[Grootheid]] = defaultdict(list)
        for g in alle.values():
            (self.verschillen if g.soort == Soort.VERSCHIL else self.getallen)[g.kern].append(g)
        for reeks in self.getallen.values():
            reeks.sort(key=_plek)
        self.plek_van = {kern: [g.plek for g in reeks] for kern, reeks in self.getallen.items()}
        self.grenzen = {kern: list(_eigen_grenzen(reeks)) for kern, reeks in self.verschillen.items()}
        nummers: dict[tuple[tuple[str, int], ...], int] = {}
        self.regels: dict[int, set[int]] = defaultdict(set)
        for vergelijking in vergelijkingen:
            delen = [(alle[naam], factor) for naam, factor in vergelijking.items()]
            if all(g.soort != Soort.VERSCHIL for g, _ in delen):
                regel = tuple(sorted((g.kern, factor) for g, factor in delen))
                self.regels[delen[0][0].plek].add(nummers.setdefault(regel, len(nummers)))
        self.vergelijkingen = [dict(regel) for regel in nummers]
        self.in_vergelijking: dict[str, list[int]] = defaultdict(list)
        for nummer, vergelijking in enumerate(self.vergelijkingen):
            for kern in vergelijking:
                self.in_vergelijking[kern].append(nummer)


def _plek(g: Grootheid) -> int:
    return g.plek


def _eigen_grenzen(verschillen: Sequence[Grootheid]) -> Iterator[Grootheid]:
    """The differences with a bound of their own. Where a number grew twice it grew from the first to the last too."""
    groei: dict[int, set[int]] = defaultdict(set)  # from which, to which
    for g in sorted(verschillen, key=lambda g: g.plek - g.vorige):
        if g.ondergrens == 0:
            if not any(g.plek in groei[tussen] for tussen in groei[g.vorige]):
                yield g
            groei[g.vorige].add(g.plek)
        elif g.ondergrens is not None:
            yield g


class Blok:
    """The publications `van` to `tot`. A number moves in all of these or in none. Of each number is only looked up what
    is asked: there are as many blocks as pairs of publications."""

    def __init__(self, plekken: Plekken, vrij: set[str], van: int, tot: int) -> None:
        self.plekken, self.alle, self.vrij, self.van, self.tot = plekken, plekken.alle, vrij, van, tot
        self.nummers = set().union(*(plekken.regels[plek] for plek in range(van, tot + 1)))
        self.vergelijkingen = plekken.vergelijkingen
        self.vergeefs: dict[tuple[str, int, int], int] = {}
        self.getuige: dict[str, str] = {}
        self.los: set[str] = set()
        self._in_vergelijking: dict[str, list[int]] = {}
        self._leden: dict[int, tuple[int, list[tuple[str, int]]]] = {}
        self._bekend: dict[str, tuple[Grenzen, Grenzen]] = {}
        self._veel_later: dict[str, list[tuple[str, str, int]]] = {}

    def heeft(self, plek: int) -> bool:
        return self.van <= plek <= self.tot

    def hier(self, kern: str) -> list[Grootheid]:
        plekken = self.plekken.plek_van.get(kern, [])
        return self.plekken.getallen[kern][bisect_left(plekken, self.van) : bisect_right(plekken, self.tot)]

    def in_vergelijking(self, kern: str) -> list[int]:
        if kern not in self._in_vergelijking:
            self._in_vergelijking[kern] = [
                nummer for nummer in self.plekken.in_vergelijking[kern] if nummer in self.nummers
            ]
        return self._in_vergelijking[kern]

    def is_vrij(self, kern: str) -> bool:
        if kern in self.los:
            return True
        if self.getuige.get(kern, kern) not in self.vrij and kern in self.getuige:
            return False
        hier = self.hier(kern)
        for g in hier:
            if g.naam not in self.vrij:
                self.getuige[kern] = g.naam  # as long as that one is not
                return False
        if hier:  # and so it stays
            self.los.add(kern)
        return bool(hier)

    def vrije_leden(self, nummer: int) -> list[tuple[str, int]]:
        """What of an equation is free to move here, and its factor."""
        toen, leden = self._leden.get(nummer, (-1, []))
        if toen != len(self.vrij):
            leden = [
                (kern, factor) for kern, factor in self.vergelijkingen[nummer].items() if self.is_vrij(kern)
            ]
            self._leden[nummer] = len(self.vrij), leden
        return leden

    def kan(self, kern: str, d: int, tabel: Tabel) -> bool:
        """Whether it can go so far from `tabel`, which keeps all bounds itself."""
        ver = abs(d)
        for ruimte, naam in self._grenzen(kern)[d < 0]:
            if ruimte + tabel.get(naam, 0) < ver:
                return False
            if not tabel:  # the next ones are further off
                break
        return True

    def _grenzen(self, kern: str) -> tuple[Grenzen, Grenzen]:
        """What bounds it on the way up and on the way down, the nearest first."""
        if kern not in self._bekend:
            over = self._over(self.plekken.grenzen.get(kern, ()))
            op = [g for g, teken in over if teken < 0]
            neer = [*self.hier(kern), *(g for g, teken in over if teken > 0)]
            self._bekend[kern] = _nabij(op), _nabij(neer)
        return self._bekend[kern]

    def veel_later(self, kern: str) -> list[tuple[str, str, int]]:
        """Of a number here what is more than a breadth larger, later than the next: which two, and how much more."""
        if kern not in self._veel_later:
            later = self.plekken.getallen[kern][bisect_right(self.plekken.plek_van[kern], self.tot) :]
            self._veel_later[kern] = [
                (g.naam, dan.naam, over)
                for g in self.hier(kern)
                for dan in later
                if dan.plek > g.plek + 1 and (over := dan.waarde - g.waarde - g.breedte) > 0
            ]
        return self._veel_later[kern]

    def _over(self, verschillen: Iterable[Grootheid]) -> list[tuple[Grootheid, int]]:
        """Which of these move with it, and which way."""
        van, tot = self.van, self.tot
        return [
            (g, 1 if hier else -1)
            for g in verschillen
            if (hier := van <= g.plek <= tot) != (van <= g.vorige <= tot)
        ]

    def verschuif(self, delta: Mapping[str, int], tabel: Tabel) -> None:
        for kern, d in delta.items():
            for g in self.hier(kern):
                tabel[g.naam] = tabel.get(g.naam, 0) + d
            for g, teken in self._over(self.plekken.verschillen.get(kern, ())):
                tabel[g.naam] = tabel.get(g.naam, 0) + d * teken


def _tot_de_grens(g: Grootheid) -> int | None:
    # A 0 is never hidden: what is hidden is 1 or more, and who knows that may use it.
    onder = max(g.ondergrens, 1) if g.soort == Soort.CEL and g.ondergrens is not None else g.ondergrens
    return None if onder is None else g.waarde - onder


def _nabij(reeks: Iterable[Grootheid]) -> Grenzen:
    return sorted((ruimte, g.naam) for g in reeks if (ruimte := _tot_de_grens(g)) is not None)
