"""Somebody outside who wants to know a number that was left out: reads the CSV files, and solves.

It shares nothing with what is under test. It knows what the columns mean (`aanvalskennis`), which numbers only grew,
and that what was left out is at least 1. Two ways: bounds in whole numbers, tightened until nothing changes; and the
least and the most that linear equations allow, exactly (simplex on fractions).
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from tests.rapportages.aanvalskennis import EEN_ONDERWERP, ERBIJ, Kennis, Naam

Factoren = Mapping[Naam, int]
Getal = int | Fraction


def lees(inhoud: bytes) -> dict[Naam, int | None]:
    """Every number that the file has a place for, None where it was left out."""
    uit: dict[Naam, int | None] = {}
    for rij in csv.DictReader(io.StringIO(inhoud.decode())):
        waar = tuple(filter(None, (rij["code"], rij["deel"], rij["onderdeel"])))
        aandeel = rij["percentage"] != "" or rij["teller"] != "" or rij["noemer"] != ""
        is_breuk = not rij["deel"] and rij["code"] in ("KC-03", "KC-04", "KC-05", "KC-06", "KC-07", "KC-10")
        if is_breuk or (aandeel and not rij["deel"]):
            uit[(*waar, "teller")] = _getal(rij["teller"])
            uit[(*waar, "noemer")] = _getal(rij["noemer"])
        else:
            uit[waar] = _getal(rij["waarde"])
    return uit


def _getal(tekst: str) -> int | None:
    return int(tekst) if tekst else None


@dataclass
class Opgave:
    """`nul`: sums of factor times unknown, plus a number under (), that are 0. `minstens`: the same, 0 or more."""

    nul: list[dict[Naam, int]]
    minstens: list[dict[Naam, int]]
    onbekend: set[Naam]


def opgave(
    uitgaven: Sequence[Mapping[Naam, int | None]], waar: Sequence[Mapping[Naam, int]], kennis: Kennis
) -> Opgave:
    """All that follows from these files, the oldest first. A name begins with the number of its file. That a number
    grew is known of each that did: what a correction made less, nobody takes to be more."""
    uit = Opgave([], [], set())
    for nummer, uitgave in enumerate(uitgaven):
        for som in kennis.nul(uitgave):
            uit.nul.append(_vul_in({(str(nummer), *n): f for n, f in som.items()}, uitgaven))
        for som in (*kennis.resten, *kennis.minstens(uitgave)):
            uit.minstens.append(_vul_in({(str(nummer), *n): f for n, f in som.items()}, uitgaven))
        uit.onbekend |= {(str(nummer), *naam) for naam, n in uitgave.items() if n is None}
        if nummer:
            for naam in uitgave.keys() & uitgaven[nummer - 1].keys():
                if waar[nummer][naam] < waar[nummer - 1][naam]:
                    continue
                groei = {(str(nummer), *naam): 1, (str(nummer - 1), *naam): -1}
                uit.minstens.append(_vul_in(groei, uitgaven))
    uit.minstens += [{naam: 1, (): -1} for naam in uit.onbekend]
    erbij = {naam for som in (*uit.nul, *uit.minstens) for naam in som if naam[1:2] == (ERBIJ,)}
    uit.minstens += [{naam: 1} for naam in erbij]
    uit.onbekend |= erbij
    return uit


def _vul_in(som: Mapping[Naam, int], uitgaven: Sequence[Mapping[Naam, int | None]]) -> dict[Naam, int]:
    """With what is known as a number under ()."""
    uit: dict[Naam, int] = {(): 0}
    for naam, f in som.items():
        n = None if naam[1] == ERBIJ else uitgaven[int(naam[0])][naam[1:]]
        if n is None:
            uit[naam] = uit.get(naam, 0) + f
        else:
            uit[()] += f * n
    return uit


def bereik(o: Opgave, doelen: Sequence[Factoren], genoeg: int) -> list[tuple[Getal, Getal] | None]:
    """Of each target the least and the most that it can be, by the sharpest of both ways; None: `genoeg` or more lie
    between them."""
    laag, hoog = _vernauw(o)
    lp = Simplex(o)
    uit: list[tuple[Getal, Getal] | None] = []
    for doel in doelen:
        onder = _uiterste(doel, laag, hoog)
        boven = _uiterste(doel, hoog, laag)
        los = lp.bereik(doel, genoeg)
        grof = None if onder is None or boven is None or boven - onder >= genoeg else (onder, boven)
        uit.append((max(grof[0], los[0]), min(grof[1], los[1])) if grof and los else grof or los)
    return uit


def _uiterste(doel: Factoren, mee: Mapping[Naam, int | None], tegen: Mapping[Naam, int | None]) -> int | None:
    som = doel.get((), 0)
    for naam, f in doel.items():
        if naam:
            n = (mee if f > 0 else tegen)[naam]
            if n is None:
                return None
            som += f * n
    return som


def _vernauw(o: Opgave) -> tuple[dict[Naam, int | None], dict[Naam, int | None]]:
    """Bounds of every unknown in whole numbers: of a sum that is 0 or more each term is at least minus the most of the
    others."""
    laag: dict[Naam, int | None] = dict.fromkeys(o.onbekend)
    hoog: dict[Naam, int | None] = dict.fromkeys(o.onbekend)
    regels = [*o.minstens, *o.nul, *({n: -f for n, f in som.items()} for som in o.nul)]
    for _ronde in range(40):
        eerst = (dict(laag), dict(hoog))
        for som in regels:
            for naam, f in som.items():
                rest = _uiterste({n: g for n, g in som.items() if n != naam}, hoog, laag) if naam else None
                if rest is not None:
                    grens = Fraction(-rest, f)
                    kant, scherper = (laag, ceil(grens)) if f > 0 else (hoog, floor(grens))
                    nu = kant[naam]
                    kant[naam] = scherper if nu is None else max(nu, scherper) if f > 0 else min(nu, scherper)
        if eerst == (laag, hoog):
            break
    return laag, hoog


class Simplex:
    """Basic variables written in the others, exactly. Every variable is 0 or more; Bland's rule, so it ends."""

    def __init__(self, o: Opgave) -> None:
        self.namen = {naam: plek for plek, naam in enumerate(sorted(o.onbekend))}
        self.rijen: dict[int, dict[int, Getal]] = {}  # basic -> {-1: constant, other: factor}
        self.vol = len(self.namen)
        for som in o.nul:  # what is 0 gives one unknown away
            rij = self._in_niet_basis({(self.namen[n] if n else -1): f for n, f in som.items()})
            erin = next((v for v, f in rij.items() if v != -1 and f), None)
            if erin is None:
                assert not rij[-1], "wat is gepubliceerd spreekt zichzelf tegen"
                continue
            f = rij.pop(erin)
            self._schrijf(erin, {v: _deel(-g, f) for v, g in rij.items() if g or v == -1})
        for som in o.minstens:
            if len(som) > 1:
                self.rijen[self.vol] = self._in_niet_basis(
                    {(self.namen[n] if n else -1): f for n, f in som.items()}
                )
                self.vol += 1
        self._haalbaar()

    def _haalbaar(self) -> None:
        """Add one variable to every row, drive it out again."""
        hulp, self.vol = self.vol, self.vol + 1
        ergst = min(self.rijen, key=lambda b: (self.rijen[b][-1], b), default=None)
        if ergst is None or self.rijen[ergst][-1] >= 0:
            return
        for rij in self.rijen.values():
            rij[hulp] = 1
        self._wissel(ergst, hulp)
        for _stap in self._omhoog({hulp: -1}):
            pass
        assert not self._in_niet_basis({hulp: 1})[-1], "wat is gepubliceerd spreekt zichzelf tegen"
        if hulp in self.rijen:
            erin = next((v for v, f in self.rijen[hulp].items() if v != -1 and f), None)
            if erin is None:
                del self.rijen[hulp]
            else:
                self._wissel(hulp, erin)
        for rij in self.rijen.values():
            rij.pop(hulp, None)

    def _wissel(self, uit: int, erin: int) -> None:
        rij = self.rijen.pop(uit)
        f = rij.pop(erin)
        nieuw = {v: _deel(-g, f) for v, g in rij.items()}
        nieuw[uit] = _deel(1, f)
        self._schrijf(erin, nieuw)

    def _schrijf(self, basis: int, nieuw: dict[int, Getal]) -> None:
        """From now on it is this; where it stood, this stands instead."""
        for ander in self.rijen.values():
            if g := ander.pop(basis, 0):
                for v, h in nieuw.items():
                    som = ander.get(v, 0) + g * h
                    if type(som) is Fraction:
                        som = _net(som)
                    if som or v == -1:
                        ander[v] = som
                    else:
                        ander.pop(v, None)
        self.rijen[basis] = nieuw

    def _in_niet_basis(self, doel: Mapping[int, Getal]) -> dict[int, Getal]:
        uit: dict[int, Getal] = {-1: 0}
        for v, f in doel.items():
            for w, g in self.rijen.get(v, {v: 1}).items():
                uit[w] = _net(uit.get(w, 0) + f * g)
        return uit

    def _omhoog(self, doel: Mapping[int, Getal]) -> Iterator[Getal | None]:
        """The value at each corner on the way to the highest; None where there is no end."""
        while True:
            nu = self._in_niet_basis(doel)
            yield nu[-1]
            erin = min((v for v, f in nu.items() if v != -1 and f > 0), default=None)
            if erin is None:
                return
            krap = [(_deel(rij[-1], -rij[erin]), b) for b, rij in self.rijen.items() if rij.get(erin, 0) < 0]
            if not krap:
                yield None
                return
            self._wissel(min(krap)[1], erin)

    def bereik(self, doel: Factoren, genoeg: int) -> tuple[Getal, Getal] | None:
        laagst: Getal | None = None
        hoogst: Getal | None = None
        for richting in (1, -1):
            for waarde in self._omhoog({(self.namen[n] if n else -1): richting * f for n, f in doel.items()}):
                if waarde is None:
                    return None
                n = richting * waarde
                laagst = n if laagst is None else min(laagst, n)
                hoogst = n if hoogst is None else max(hoogst, n)
                if hoogst - laagst >= genoeg:
                    return None
        assert laagst is not None
        assert hoogst is not None
        return laagst, hoogst


def _net(n: Getal) -> Getal:
    """Whole where it is: whole numbers are quicker. So is `type`: a Fraction is a Number, and that is looked up."""
    return n.numerator if type(n) is Fraction and n.denominator == 1 else n


def _deel(n: Getal, door: Getal) -> Getal:
    return n * door if door in (1, -1) else _net(Fraction(n) / Fraction(door))


def treffers(
    uitgaven: Sequence[bytes],
    drempel: int,
    waar: Sequence[Mapping[Naam, int]],
    kennis: Kennis = EEN_ONDERWERP,
) -> list[str]:
    """Each secret that is known to fewer than `drempel` values. `waar` is only for knowing what is a small count,
    and what grew."""
    gelezen = [lees(inhoud) for inhoud in uitgaven]
    o = opgave(gelezen, waar, kennis)
    doelen: list[tuple[str, dict[Naam, int]]] = [
        (str(naam), {naam: 1}) for naam in sorted(o.onbekend) if naam[1] != ERBIJ
    ]
    for nummer, uitgave in enumerate(gelezen):
        doelen += [(f"rest {nummer} {rest}", _in(nummer, rest)) for rest in kennis.resten]
        for som in (*kennis.resten, *({naam: 1} for naam in uitgave)):
            for eerder in range(nummer):
                if som.keys() <= gelezen[eerder].keys():
                    eraf = {naam: -f for naam, f in som.items()}
                    doelen.append((f"verschil {eerder} {som}", _in(nummer, som) | _in(eerder, eraf)))
    geheim = []
    for wat, doel in doelen:
        echt = sum(f * waar[int(n[0])][n[1:]] for n, f in doel.items())
        hele_cel = len(doel) == 1
        if hele_cel or 0 < abs(echt) < drempel:
            geheim.append((wat, _vul_in(doel, gelezen)))
    uit = []
    for (wat, _), gevonden in zip(geheim, bereik(o, [d for _, d in geheim], drempel - 1), strict=True):
        if gevonden is not None:
            uit.append(f"{wat}: {gevonden[0]} tot {gevonden[1]}")
    return uit


def _in(nummer: int, som: Mapping[Naam, int]) -> dict[Naam, int]:
    return {(str(nummer), *naam): f for naam, f in som.items()}
