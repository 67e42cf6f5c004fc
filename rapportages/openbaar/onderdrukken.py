"""Which numbers stay hidden in what is published, so that nobody works a small count out. Pure.

All that is known outside is a system of whole numbers with equations between them: sums, parts, remainders, and the
differences with what was published before. A number that must stay secret is safe when there are two tables that
agree with all that is published and in which that number differs by `breedte`: whoever solves the equations, by
whatever method, cannot pin it closer than that. Such a table is looked for in whole steps and found is proof; where
none is found one more number is hidden. Hiding more takes no proof away.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapportages.openbaar.stelsel import Reden, Soort, Stelsel

STAPPEN = 600
"""How many branches the search for one step may try. Giving up is safe: then more is hidden."""
AANKOPEN = 3000
"""The same for the search of what to hide. Giving up hides more than is needed."""


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What to hide and why; or what cannot be protected, and so keeps all of it back (not every such number)."""

    verborgen: Mapping[str, Reden]
    onbeschermd: Sequence[str] = ()


def onderdruk(stelsel: Stelsel, *, secundair: bool = True) -> Uitkomst:
    """Hide until everything that needs it is safe. Without `secundair` only what is small itself is hidden: what that
    gives away, the proofs show."""
    return _Werk(stelsel).uitkomst(secundair=secundair)


class _Werk:
    def __init__(self, stelsel: Stelsel) -> None:
        self.alle = stelsel.grootheden
        self.vergelijkingen = stelsel.vergelijkingen
        self.in_vergelijking: dict[str, list[int]] = defaultdict(list)
        for nummer, vergelijking in enumerate(stelsel.vergelijkingen):
            for naam in vergelijking:
                self.in_vergelijking[naam].append(nummer)
        los = (Soort.REST, Soort.VERSCHIL, Soort.RUIMTE)
        self.vrij = {g.naam for g in self.alle.values() if g.soort in los} | stelsel.verborgen
        self.redenen: dict[str, Reden] = {}

    def uitkomst(self, *, secundair: bool) -> Uitkomst:
        for g in self.alle.values():
            if g.soort == Soort.CEL and g.is_klein and self.te_verbergen(g.naam):
                self._verberg(g.naam, Reden.KLEIN)
        if not secundair:
            return Uitkomst(self.redenen)
        veilig = self._al_bekend()
        kan_weg = self.vrij | {naam for naam in self.alle if self.te_verbergen(naam)}
        hopeloos = [
            naam
            for naam in self._behoefte()
            if naam not in veilig and (naam not in self.vrij or self._volgt(naam, kan_weg))
        ]
        if hopeloos:  # out, or it follows from what is out and stays out
            return Uitkomst(self.redenen, hopeloos)
        while te_doen := [naam for naam in self._behoefte() if naam not in veilig]:
            for naam in te_doen:
                if not self._is_veilig(naam) and not self._scherm_af(naam):
                    return Uitkomst(self.redenen, [naam])
                veilig.add(naam)
        return Uitkomst(self.redenen)

    def _al_bekend(self) -> set[str]:
        """What was published before gives these away by itself: nothing that is hidden now takes that back."""
        return {n for n in self._behoefte() if self.alle[n].eerder and self._volgt(n, self.vrij)}

    def _volgt(self, naam: str, los: Collection[str]) -> bool:
        """Whether an equation has it and nothing else that is not known."""
        return any(
            all(ander == naam or ander not in los for ander in self.vergelijkingen[nummer])
            for nummer in self.in_vergelijking[naam]
        )

    def _behoefte(self) -> Iterator[str]:
        """What must not be worked out: what is small, and all that is hidden."""
        for g in self.alle.values():
            if g.breedte and (g.is_klein or (g.soort == Soort.CEL and g.naam in self.vrij)):
                yield g.naam

    def te_verbergen(self, naam: str) -> bool:
        g = self.alle[naam]
        return g.soort == Soort.CEL and not g.vast and g.waarde != 0 and naam not in self.vrij

    def _verberg(self, naam: str, reden: Reden) -> None:
        self.vrij.add(naam)
        self.redenen[naam] = reden

    def _scherm_af(self, naam: str) -> bool:
        """Hide what costs least of all that makes it safe; False when nothing does."""
        aankoop = _Aankoop(self)
        for richting in (1, -1):
            aankoop.zoek_vanaf(naam, richting * self.alle[naam].breedte)
        if aankoop.beste is not None:
            reden = self._reden(naam)
            for ander in aankoop.beste:
                self._verberg(ander, reden)
            return True
        while kandidaten := self._kandidaten(naam):
            self._verberg(kandidaten[0], self._reden(naam))
            if self._is_veilig(naam):
                return True
        return False

    def _reden(self, naam: str) -> Reden:
        g = self.alle[naam]
        alleen = all(
            ander == naam or ander not in self.vrij
            for nummer in self.in_vergelijking[naam]
            for ander in self.vergelijkingen[nummer]
        )
        if g.soort == Soort.VERSCHIL and alleen:
            return Reden.VERSCHIL
        return Reden.REST if g.soort == Soort.REST and alleen else Reden.MEE

    def _kandidaten(self, naam: str) -> list[str]:
        """What can be hidden and has to do with it, through what is hidden already."""
        gezien, rand, uit = {naam}, [naam], set()
        while rand:
            for nummer in self.in_vergelijking[rand.pop()]:
                for ander in self.vergelijkingen[nummer]:
                    if ander in gezien:
                        continue
                    gezien.add(ander)
                    if ander in self.vrij:
                        rand.append(ander)
                    elif self.te_verbergen(ander):
                        uit.add(ander)
        return sorted(uit, key=lambda n: (self.alle[n].prijs, n))

    # The search for another table

    def _is_veilig(self, naam: str) -> bool:
        if naam not in self.vrij:
            return False
        nodig, ruimte = self.alle[naam].breedte, 0
        for richting in (1, -1):
            tabel: dict[str, int] = {}  # how far each number is from what it is
            while ruimte < nodig and self._stap(naam, richting, tabel):
                ruimte += 1
        return ruimte >= nodig

    def _stap(self, naam: str, richting: int, tabel: dict[str, int]) -> bool:
        """One further, with all that has to change with it; False when no such table is found."""
        if not self.kan(naam, richting, tabel):
            return False
        stap = _Stap(self, tabel)
        stap.zet(naam, richting)
        if not stap.sluit():
            return False
        for ander, d in stap.delta.items():
            tabel[ander] = tabel.get(ander, 0) + d
        return True

    def kan(self, naam: str, d: int, tabel: Mapping[str, int]) -> bool:
        g = self.alle[naam]
        # A 0 is never hidden: what is hidden is 1 or more, and who knows that may use it.
        onder = max(g.ondergrens, 1) if g.soort == Soort.CEL and g.ondergrens is not None else g.ondergrens
        return onder is None or g.waarde + tabel.get(naam, 0) + d >= onder


class _Stap:
    """Numbers that change together so that every equation holds again."""

    def __init__(self, werk: _Werk, tabel: Mapping[str, int]) -> None:
        self.werk, self.tabel = werk, tabel
        self.delta: dict[str, int] = {}
        self.scheef: dict[int, int] = {}
        self.over = STAPPEN

    def zet(self, naam: str, d: int) -> None:
        self.delta[naam] = d
        self._verschuif(naam, d)

    def neem_terug(self, naam: str) -> None:
        self._verschuif(naam, -self.delta.pop(naam))

    def _verschuif(self, naam: str, d: int) -> None:
        for nummer in self.werk.in_vergelijking[naam]:
            rest = self.scheef.get(nummer, 0) + d * self.werk.vergelijkingen[nummer][naam]
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
        for naam, d in self._keuzes():
            self.zet(naam, d)
            if self.sluit():
                return True
            self.neem_terug(naam)
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
        return 0, len(self.werk.in_vergelijking[keuze[0]])

    def _van(self, nummer: int, rest: int) -> list[tuple[str, int]]:
        return [
            (naam, -rest * factor)
            for naam, factor in self.werk.vergelijkingen[nummer].items()
            if self._doet_mee(naam)
            and naam not in self.delta
            and self.werk.kan(naam, -rest * factor, self.tabel)
        ]

    def _doet_mee(self, naam: str) -> bool:
        return naam in self.werk.vrij


class _Aankoop(_Stap):
    """The same with numbers that are still to be hidden, for the least that is lost."""

    def __init__(self, werk: _Werk) -> None:
        super().__init__(werk, {})
        self.prijs, self.laagste = 0, 0
        self.beste: list[str] | None = None

    def zoek_vanaf(self, naam: str, d: int) -> None:
        if self.werk.kan(naam, d, self.tabel):
            self.over = AANKOPEN
            self.zet(naam, d)
            self._zoek()
            self.neem_terug(naam)

    def _zoek(self) -> None:
        self.over -= 1
        if self.over < 0 or (self.beste is not None and self.prijs >= self.laagste):
            return
        if not self.scheef:
            self.beste, self.laagste = [n for n in self.delta if n not in self.werk.vrij], self.prijs
            return
        for naam, d in self._keuzes():
            kost = self._kost(naam)
            self.zet(naam, d)
            self.prijs += kost
            self._zoek()
            self.prijs -= kost
            self.neem_terug(naam)

    def _kost(self, naam: str) -> int:
        return 0 if naam in self.werk.vrij else self.werk.alle[naam].prijs

    def _volgorde(self, keuze: tuple[str, int]) -> tuple[int, int]:
        return self._kost(keuze[0]), len(self.werk.in_vergelijking[keuze[0]])

    def _doet_mee(self, naam: str) -> bool:
        return naam in self.werk.vrij or self.werk.te_verbergen(naam)
