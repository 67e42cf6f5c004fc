"""Which numbers stay hidden in what is published, so that nobody works a small count out. Pure.

All that is known outside is a system of whole numbers with equations between them: sums, parts, remainders, and the
differences with what was published before. A number that must stay secret is safe when there are two tables that
agree with all that is published and in which that number differs by `breedte`: whoever solves the equations, by
whatever method, cannot pin it closer than that. Such a table is looked for in whole steps and found is proof; where
none is found one more number is hidden. Hiding more takes no proof away.

A step moves the same numbers of some publications in a row (`Blok`): then what they differ among each other stays as
it is, and one step tells of all of them.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapportages.openbaar.bewijs import Bewijs
from rapportages.openbaar.blokken import Blok, Tabel
from rapportages.openbaar.stappen import Aankoop
from rapportages.openbaar.stelsel import Grootheid, Reden, Soort, Stelsel


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What to hide and why; or what cannot be protected, and so keeps all of it back (not every such number)."""

    verborgen: Mapping[str, Reden]
    onbeschermd: Sequence[str] = ()


def onderdruk(
    stelsel: Stelsel,
    *,
    secundair: bool = True,
    begin: Mapping[str, Reden] | None = None,
    wat_kan: bool = False,
    tussendoor: Callable[[], None] = lambda: None,
) -> Uitkomst:
    """Hide until everything that needs it is safe. Without `secundair` only what is small itself is hidden: what that
    gives away, the proofs show. `begin` are names to hide anyway. `wat_kan`: what cannot be protected holds nothing up,
    when all that is to be published beside it is hidden; then it is known by what is out. `tussendoor` is called all
    the time, and may raise what ends it."""
    return _Werk(stelsel, begin or {}, tussendoor, wat_kan=wat_kan).uitkomst(secundair=secundair)


class _Werk(Bewijs):
    def __init__(
        self, stelsel: Stelsel, begin: Mapping[str, Reden], tussendoor: Callable[[], None], *, wat_kan: bool
    ) -> None:
        super().__init__(stelsel)
        self.wat_kan, self.tussendoor = wat_kan, tussendoor
        self.redenen: dict[str, Reden] = {}
        self.nieuw = next((g.plek for g in self.alle.values() if g.soort == Soort.CEL and not g.eerder), 0)
        for naam, reden in begin.items():
            if self.te_verbergen(naam):
                self._verberg(naam, reden)

    def uitkomst(self, *, secundair: bool) -> Uitkomst:
        for g in self.alle.values():
            if g.soort == Soort.CEL and g.is_klein and self.te_verbergen(g.naam):
                self._verberg(g.naam, Reden.KLEIN)
        if not secundair:
            return Uitkomst(self.redenen)
        self.veilig = self._al_bekend()
        volgt = self._volgt(self.vrij | {naam for naam in self.alle if self.te_verbergen(naam)})
        hopeloos = [
            naam
            for naam in self._behoefte()
            if naam not in self.veilig and (naam not in self.vrij or naam in volgt)
        ]
        if hopeloos and not self.wat_kan:  # out, or it follows from what is out and stays out
            return Uitkomst(self.redenen, hopeloos)
        self.veilig |= set(hopeloos)
        while te_doen := [naam for naam in self._behoefte() if naam not in self.veilig]:
            for naam in te_doen:
                self.tussendoor()
                if not (
                    naam in self.veilig or self._is_veilig(naam) or self._scherm_af(naam) or self.wat_kan
                ):
                    return Uitkomst(self.redenen, [naam])
                self.veilig.add(naam)
        return Uitkomst(self.redenen)

    def _al_bekend(self) -> set[str]:
        """What was published before gives these away by itself: nothing that is hidden now takes that back."""
        volgt = self._volgt(self.vrij)
        return {naam for naam in self._behoefte() if naam in volgt and self.alle[naam].eerder}

    def _volgt(self, los: Collection[str]) -> set[str]:
        """What follows when all but `los` is known: of an equation the last one that is not, and so on."""
        open_ = [{naam for naam in vergelijking if naam in los} for vergelijking in self.vergelijkingen]
        rand, uit = [leden for leden in open_ if len(leden) == 1], set[str]()
        while rand:
            for naam in rand.pop() - uit:
                uit.add(naam)
                for nummer in self.in_vergelijking[naam]:
                    open_[nummer].discard(naam)
                    if len(open_[nummer]) == 1:
                        rand.append(open_[nummer])
        return uit

    def _behoefte(self) -> Iterator[str]:
        """What must not be worked out: what is small, and all that is hidden."""
        for g in self.alle.values():
            if (
                g.breedte
                and (g.is_klein or (g.soort == Soort.CEL and g.naam in self.vrij))
                and not self._volgt_vanzelf(g)
            ):
                yield g.naam

    def _volgt_vanzelf(self, g: Grootheid) -> bool:
        """A difference with a number that is known is as safe as the other number is."""
        if g.soort != Soort.VERSCHIL:
            return False
        (nummer,) = self.in_vergelijking[g.naam]
        geheim = [self.alle[n] for n in self.vergelijkingen[nummer] if n != g.naam and n in self.vrij]
        return len(geheim) == 1 and geheim[0].soort == Soort.CEL and geheim[0].breedte >= g.breedte

    def te_verbergen(self, naam: str) -> bool:
        g = self.alle[naam]
        return g.soort == Soort.CEL and not g.vast and g.waarde != 0 and naam not in self.vrij

    def _verberg(self, naam: str, reden: Reden) -> None:
        self.vrij.add(naam)
        self.redenen[naam] = reden

    # Hiding more

    def _scherm_af(self, naam: str) -> bool:
        """Hide what costs least of all that makes it safe; False when nothing does."""
        g = self.alle[naam]
        beste: tuple[int, list[str], Blok, Mapping[str, int]] | None = None
        for van, tot in self._met_nieuw(g):
            blok = self.blok(van, tot)
            for richting in (1, -1):
                d = richting * g.breedte * (1 if g.soort != Soort.VERSCHIL or blok.heeft(g.plek) else -1)
                aankoop = Aankoop(blok, self.te_verbergen, self.nieuw, None if beste is None else beste[0])
                if gevonden := aankoop.zoek_vanaf(g.kern, d):
                    beste = (aankoop.prijs_van_beste, *gevonden)
        if beste is not None:
            _prijs, weg, blok, delta = beste
            reden = self._reden(naam)
            for ander in weg:
                self._verberg(ander, reden)
            tabel: Tabel = {}
            blok.verschuif(delta, tabel)
            self._bewezen(tabel)
            return True
        aantal = 1
        while kandidaten := self._kandidaten(naam):
            for ander in kandidaten[:aantal]:
                self._verberg(ander, self._reden(naam))
            if self._is_veilig(naam):
                return True
            aantal *= 2
        return self._is_toch_veilig(naam)

    def _met_nieuw(self, g: Grootheid) -> list[tuple[int, int]]:
        """Of those rows of publications the ones with what is to be published."""
        return [(van, tot) for van, tot in self._bij(g) if van <= self.nieuw <= tot][:4]

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
