"""Which records stand for which employers, moment after moment. Pure: from the states of the records to the same with
`hoofd`."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from inspectie.versies import Stand


def verdeel(reeksen: Mapping[int, Sequence[Stand]]) -> dict[int, list[Stand]]:
    """The states of these records (all that hang together) with `hoofd` as it follows from the other columns.

    A merge only moves the records of one of two groups, and what takes a group apart only the smaller part of it: a row
    of either costs as much as what changes by it.
    """
    nu = _Verdeling({pk: reeks[0] for pk, reeks in reeksen.items()})
    nieuw = {pk: [nu.stand(pk, stand.vanaf)] for pk, stand in nu.op.items()}
    later = sorted(
        ((stand.vanaf, pk, stand) for pk, reeks in reeksen.items() for stand in reeks[1:]),
        key=lambda verandering: verandering[:2],
    )
    for moment, samen in groupby(later, key=lambda verandering: verandering[0]):
        for pk in nu.verander({pk: stand for _, pk, stand in samen}):
            stand = nu.stand(pk, moment)
            if stand.velden != nieuw[pk][-1].velden:
                nieuw[pk].append(stand)
    return nieuw


Knoop = int | str
"""A record, or a KvK number."""
_BANDEN = ("kvk_nummer", "samengevoegd_in_id")


class _Verdeling:
    """Who stands for whom at one moment, which goes on in time.

    A record is bound to its KvK number and to the record it was merged into.
    """

    def __init__(self, op: dict[int, Stand]) -> None:
        self.op = op
        self.hoofd = hoofden(op)
        self._leden: dict[int, set[int]] = {}
        self._buren: dict[Knoop, dict[Knoop, int]] = {}
        """Bound to whom, and how often: two records may have been merged into each other."""
        for pk, hoofd in self.hoofd.items():
            self._leden.setdefault(hoofd, set()).add(pk)
            for ander in _banden(op[pk]):
                self._bind(pk, ander)

    def stand(self, pk: int, vanaf: datetime) -> Stand:
        hoofd = self.hoofd[pk]
        return Stand(vanaf, {**self.op[pk].velden, "hoofd_id": hoofd if hoofd != pk else None})

    def verander(self, nieuw: Mapping[int, Stand]) -> set[int]:
        """These records change; returns them and those for whom another stands now."""
        weg: list[tuple[int, Knoop]] = []
        erbij: list[tuple[int, Knoop]] = []
        for pk, stand in nieuw.items():
            eerder, self.op[pk] = self.op[pk], stand
            toen, nu = _banden(eerder), _banden(stand)
            weg += [(pk, ander) for ander in toen if ander not in nu]
            erbij += [(pk, ander) for ander in nu if ander not in toen]
        geraakt = set(nieuw)
        for pk, ander in erbij:  # first: what is replaced then takes nothing apart
            self._bind(pk, ander)
            geraakt |= self._voeg_samen(pk, ander)
        for pk, ander in weg:
            self._maak_los(pk, ander)
            geraakt |= self._deel(pk, ander)
        return geraakt

    def _bind(self, een: Knoop, ander: Knoop) -> None:
        for van, naar in ((een, ander), (ander, een)):
            buren = self._buren.setdefault(van, {})
            buren[naar] = buren.get(naar, 0) + 1

    def _maak_los(self, een: Knoop, ander: Knoop) -> None:
        for van, naar in ((een, ander), (ander, een)):
            buren = self._buren[van]
            buren[naar] -= 1
            if not buren[naar]:
                del buren[naar]

    def _voeg_samen(self, een: int, ander: Knoop) -> set[int]:
        """Returns who moved."""
        wie = ander if isinstance(ander, int) else self._eerste_met(ander)
        laag, hoog = sorted((self.hoofd[een], self.hoofd[wie]))
        if laag == hoog:
            return set()
        verhuisd = self._leden.pop(hoog)
        self._leden[laag] |= verhuisd
        self.hoofd.update(dict.fromkeys(verhuisd, laag))
        return verhuisd

    def _eerste_met(self, nummer: str) -> int:
        return next(knoop for knoop in self._buren[nummer] if isinstance(knoop, int))

    def _deel(self, een: int, ander: Knoop) -> set[int]:
        """A tie between these two is gone. Returns who got another that stands for them."""
        los = self._kleinste_deel(een, ander)
        if not los:
            return set()
        toen = self.hoofd[een]
        rest = self._leden.pop(toen)
        rest -= los
        geraakt: set[int] = set()
        for deel in (los, rest):
            if not deel:
                continue
            hoofd = toen if toen in deel else min(deel)
            self._leden[hoofd] = deel
            if hoofd != toen:
                self.hoofd.update(dict.fromkeys(deel, hoofd))
                geraakt |= deel
        return geraakt

    def _kleinste_deel(self, een: Knoop, ander: Knoop) -> set[int]:
        """The records of the smaller of two parts; none when the two hang together still. It is looked for from both in
        turn, so that this costs as much as the smaller one is large."""
        gezien: tuple[set[Knoop], set[Knoop]] = ({een}, {ander})
        paden = (self._langs(gezien[0]), self._langs(gezien[1]))
        while True:
            for kant, pad in enumerate(paden):
                knoop = next(pad, None)
                if knoop is None:
                    return {pk for pk in gezien[kant] if isinstance(pk, int)}
                if knoop in gezien[1 - kant]:
                    return set()

    def _langs(self, gezien: set[Knoop]) -> Iterator[Knoop]:
        """All that hangs together with what was seen, one tie at a time; each is added to that."""
        rand = list(gezien)
        while rand:
            for buur in self._buren.get(rand.pop(), ()):
                if buur not in gezien:
                    gezien.add(buur)
                    rand.append(buur)
                    yield buur


def _banden(stand: Stand) -> list[Knoop]:
    return [stand.velden[veld] for veld in _BANDEN if stand.velden[veld]]


def hoofden(op: dict[int, Stand]) -> dict[int, int]:
    """The lowest id of each connected group (union-find)."""
    ouder = {pk: pk for pk in op}

    def wortel(pk: int) -> int:
        while ouder[pk] != pk:
            ouder[pk] = ouder[ouder[pk]]
            pk = ouder[pk]
        return pk

    def voeg_samen(een: int, ander: int) -> None:
        laag, hoog = sorted((wortel(een), wortel(ander)))
        ouder[hoog] = laag

    per_kvk: dict[str, int] = {}
    for pk, stand in op.items():
        if nummer := stand.velden["kvk_nummer"]:
            voeg_samen(pk, per_kvk.setdefault(nummer, pk))
        if doel := stand.velden["samengevoegd_in_id"]:
            voeg_samen(pk, doel)
    return {pk: wortel(pk) for pk in op}
