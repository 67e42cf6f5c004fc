"""What is safe: two tables that agree with all that is published, and differ enough. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from rapportages.openbaar.blokken import Blok, Plekken, Tabel
from rapportages.openbaar.stappen import LAATSTE_STAPPEN, STAPPEN, Groei, Stap
from rapportages.openbaar.stelsel import Grootheid, Soort, Stelsel

LOS = (Soort.REST, Soort.VERSCHIL, Soort.RUIMTE)


class Bewijs:
    """What is hidden (`vrij`), and what of that is known to be safe."""

    def __init__(self, stelsel: Stelsel) -> None:
        self.stappen = STAPPEN
        self.alle = stelsel.grootheden
        self.vergelijkingen = stelsel.vergelijkingen
        self.in_vergelijking: dict[str, list[int]] = defaultdict(list)
        for nummer, vergelijking in enumerate(stelsel.vergelijkingen):
            for naam in vergelijking:
                self.in_vergelijking[naam].append(nummer)
        self.vrij = {g.naam for g in self.alle.values() if g.soort in LOS} | stelsel.verborgen
        self.veilig: set[str] = set()
        self.laatste = max((g.plek for g in self.alle.values()), default=0)
        self.plekken = Plekken(self.alle, self.vergelijkingen)
        self.blokken: dict[tuple[int, int], Blok] = {}
        self.meer_later: dict[tuple[int, int], Tabel] = {}

    def blok(self, van: int, tot: int) -> Blok:
        if (van, tot) not in self.blokken:
            self.blokken[van, tot] = Blok(self.plekken, self.vrij, van, tot)
        return self.blokken[van, tot]

    def _bij(self, g: Grootheid) -> Iterable[tuple[int, int]]:
        """The rows of publications that can move to tell of this number, the most telling first."""
        n, r = self.laatste, g.plek
        if g.soort != Soort.VERSCHIL:
            keuzes = [(0, n), (r, n), (r, r), (0, r)]
            keuzes += [(s, n) for s in range(r - 1, 0, -1)] + [(r, e) for e in range(r + 1, n)]
            keuzes += [(s, r) for s in range(r - 1, 0, -1)] + [(0, e) for e in range(r + 1, n)]
        else:
            eerder = g.vorige
            keuzes = [(r, n), (r, r), (0, eerder), (eerder, eerder), (eerder + 1, n), (0, r - 1)]
            keuzes += [(s, n) for s in range(r - 1, eerder, -1)] + [(s, r) for s in range(r - 1, eerder, -1)]
            keuzes += [(r, e) for e in range(r + 1, n)] + [(eerder, e) for e in range(eerder + 1, r)]
        return dict.fromkeys(keuzes)

    def _is_veilig(self, naam: str) -> bool:
        g = self.alle[naam]
        if naam not in self.vrij:
            return False
        for van, tot in islice(self._bij(g), None if self.stappen == STAPPEN else 4):
            for richting in (1, -1):
                tabel: Tabel = {}
                if self._stap(g, richting * g.breedte, self.blok(van, tot), tabel):
                    self._bewezen(tabel)
                    return True
        return self.stappen == STAPPEN and (self._naar_twee_kanten(g) or self._in_stapjes(g, {}))

    def _naar_twee_kanten(self, g: Grootheid) -> bool:
        """Less far than its breadth each way, and so far in all."""
        op, neer = self._verste(g, 1), self._verste(g, -1)
        if abs(op.get(g.naam, 0) - neer.get(g.naam, 0)) < g.breedte:
            return False
        self._bewezen(op, neer)
        return True

    def _verste(self, g: Grootheid, richting: int) -> Tabel:
        for ver in range(g.breedte - 1, 0, -1):
            for van, tot in self._bij(g):
                tabel: Tabel = {}
                if self._stap(g, richting * ver, self.blok(van, tot), tabel):
                    return tabel
        return {}

    def _in_stapjes(self, g: Grootheid, begin: Tabel) -> bool:
        """From the table `begin` as far as it goes, both ways."""
        ruimte, tabellen = 0, []
        for richting in (1, -1):
            tabel = dict(begin)  # how far each number is from what it is
            while ruimte < g.breedte and any(
                self._stap(g, richting, self.blok(van, tot), tabel) for van, tot in self._bij(g)
            ):
                ruimte += 1
            tabellen.append(tabel)
        if ruimte < g.breedte:
            return False
        op, neer = tabellen
        self._bewezen(op, neer)
        return True

    def _stap(self, g: Grootheid, d: int, blok: Blok, tabel: Tabel) -> bool:
        """One further, with all that has to change with it; False when no such table is found."""
        if g.soort == Soort.VERSCHIL and not blok.heeft(g.plek):
            d = -d
        if not (blok.is_vrij(g.kern) and blok.kan(g.kern, d, tabel)):
            return False
        # Asked of every publication anew, and as long as nothing more is hidden the answer is the same.
        vraag = (g.kern, d, self.stappen)
        if not tabel and blok.vergeefs.get(vraag) == len(self.vrij):
            return False
        stap = Stap(blok, tabel, self.stappen)
        stap.zet(g.kern, d)
        if not stap.sluit():
            if not tabel:
                blok.vergeefs[vraag] = len(self.vrij)
            return False
        blok.verschuif(stap.delta, tabel)
        return True

    def _bewezen(self, een: Tabel, ander: Tabel | None = None) -> None:
        """All that differs enough between two tables is safe. The other one is what is true, unless it is given."""
        anders = ander or {}
        for naam in een.keys() | anders.keys():
            if abs(een.get(naam, 0) - anders.get(naam, 0)) >= self.alle[naam].breedte > 0:
                self.veilig.add(naam)

    def _is_toch_veilig(self, naam: str) -> bool:
        """With more patience, where else all of it would be held back."""
        self.stappen = LAATSTE_STAPPEN
        try:
            if self._is_veilig(naam):
                return True
        finally:
            self.stappen = STAPPEN
        return self._in_stapjes(self.alle[naam], self._met_meer_later(self.alle[naam].plek))

    def _met_meer_later(self, plek: int) -> Tabel:
        """A table in which what is hidden of later publications is more than it was, as far as that can be. That a
        number only grew holds an earlier one below it; here there is room, whatever else the later one hides."""
        if plek >= self.laatste:
            return {}
        sleutel = (plek, len(self.vrij))
        if sleutel not in self.meer_later:
            tabel = dict(self._met_meer_later(plek + 1))
            for tot in dict.fromkeys((self.laatste, plek + 1)):
                self._groei(self.blok(plek + 1, tot), tabel)
            self.meer_later[sleutel] = tabel
        return self.meer_later[sleutel]

    def _groei(self, blok: Blok, tabel: Tabel) -> None:
        def mag(kern: str, d: int) -> bool:
            return d > 0 and self._blijft_onder(blok, kern, d, tabel)

        for kern in self.plekken.getallen:
            reeks = blok.hier(kern)
            nodig = max((g.breedte - tabel.get(g.naam, 0) for g in reeks), default=0)
            for n in range(nodig if blok.is_vrij(kern) else 0, 0, -1):
                if mag(kern, n) and blok.kan(kern, n, tabel):
                    stap = Groei(blok, tabel, mag)
                    stap.zet(kern, n)
                    if stap.sluit():
                        blok.verschuif(stap.delta, tabel)
                        break

    def _blijft_onder(self, blok: Blok, kern: str, d: int, tabel: Tabel) -> bool:
        """Whether what grew a lot after these publications is still a whole breadth larger. Only a difference that is
        small, or between neighbours, is a number itself, with its own bound (`grootheden.bouw`)."""
        return all(
            over + tabel.get(later, 0) - tabel.get(hier, 0) >= d
            for hier, later, over in blok.veel_later(kern)
        )
