"""From a record in a file to a row: its values, and everything that is wrong with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from inspectie.kolommen import Kolom, lees_cellen, plan, vingerafdruk
from interventies.invoer.lezen import MB, VERVANGEN, Lezer, Regel

STUK = 2000  # rows at a time, or fewer:
STUK_BYTES = 4 * MB  # no row more once this much of the file is in it
ONBEKENDE_KOLOM, NAAMLOZE_KOLOM = "deze kolom bestaat niet", "deze kolom heeft geen naam"
OVERBODIG = frozenset({ONBEKENDE_KOLOM, NAAMLOZE_KOLOM})
"""What can be wrong with a header while every line can still be read whole: a column that is left out."""
ONTBREKENDE_KOLOM = "deze verplichte kolom ontbreekt"
"""So can what is there; but no line is good by itself."""


@dataclass(slots=True)
class Rij:
    nummer: int
    vorm: "Vorm"
    cellen: list[str]
    waarden: dict[str, Any]  # by column; of a cell that is empty or wrong: what empty stands for
    fouten: list[tuple[str, str, str]]  # (column, value, reason)
    geregistreerd_op: datetime  # the moment of the import where the cell is empty
    sleutel: str = ""
    vingerafdruk: str = ""
    ids: dict[str, Any] = field(default_factory=dict)  # by column that refers: an id, None, or a tuple of ids
    # The columns that refer to what cannot be known, or are not in the file at all.
    zwevend: set[str] = field(default_factory=set)
    in_beraad: bool = False  # the law does not allow it so far
    pk: int = 0

    @property
    def heel(self) -> bool:
        """As wide as the header. Of another row the values say nothing: they were never read."""
        return len(self.cellen) == self.vorm.breedte

    def cel(self, kolom: str) -> str:
        """A cell as it came, fit for a message: a confidential one only by its length."""
        plek = self.vorm.plekken.get(kolom)
        cel = self.cellen[plek] if plek is not None and plek < len(self.cellen) else ""
        return f"(vertrouwelijk, {len(cel)} tekens)" if cel and kolom in self.vorm.vertrouwelijk else cel

    def gebrek(self, kolom: str, reden: str, waarde: str | None = None) -> None:
        self.fouten.append((kolom, self.cel(kolom) if waarde is None else waarde, reden))

    def mis(self) -> set[str]:
        """The columns with something wrong in them."""
        return {kolom for kolom, _, _ in self.fouten}


class Vorm:
    """How the records of one file are read, by the order of its header. `sleutel`: the columns that are its key."""

    def __init__(
        self,
        kolommen: Sequence[Kolom],
        koppen: Sequence[str],
        *,
        sleutel: Sequence[str],
        soort: str,
        nu: datetime,
    ) -> None:
        self.breedte = len(koppen)
        self.plekken = {kop: plek for plek, kop in enumerate(koppen)}
        self.vertrouwelijk = frozenset(k.naam for k in kolommen if k.vertrouwelijk or k.verborgen)
        self.ontbrekend = frozenset(k.naam for k in kolommen if k.verplicht and k.naam not in self.plekken)
        self._plan = list(plan(kolommen, self.plekken))
        self._leeg = {k.naam: k.leeg for k in kolommen}
        self._sleutel = tuple(sleutel)
        self._soort = soort
        self._nu = nu

    def lees(self, regel: Regel) -> Rij:
        cellen, waarden = regel.cellen, dict(self._leeg)
        rij = Rij(regel.nummer, self, cellen, waarden, [], self._nu)
        if regel.fouten:
            waar = (
                kop
                for kop, plek in self.plekken.items()
                if plek == regel.te_groot or VERVANGEN in "".join(cellen[plek : plek + 1])
            )
            kolom = next(waar, "")
            rij.fouten = [(kolom, waarde, reden) for waarde, reden in regel.fouten]
        if not rij.heel:
            plekken = [self.plekken[naam] for naam in self._sleutel]
            if 1 < len(cellen) > max(plekken, default=0):  # half a row can still say whose it is
                rij.sleutel = ";".join(cellen[plek][:64] for plek in plekken)
            return rij
        gebreken, inhoud = lees_cellen(self._plan, cellen, waarden)
        for naam, reden in gebreken:
            rij.gebrek(naam, reden)
        rij.vingerafdruk = vingerafdruk(inhoud, self._soort)
        rij.geregistreerd_op = waarden["geregistreerd_op"] or self._nu
        rij.zwevend |= self.ontbrekend
        delen = [waarden[naam] for naam in self._sleutel]
        rij.sleutel = ";".join(delen) if all(delen) else ""
        return rij


def gebreken(kolommen: Sequence[Kolom], koppen: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Everything that is wrong with a header: (column, value, reason)."""
    bekend = {kolom.naam for kolom in kolommen}
    # A file without a header begins with a record, and that may name a reporter.
    if len(koppen) == 1 and ";" in koppen[0]:
        kop = koppen[0] if bekend.intersection(koppen[0].split(";")) else ""
        yield "", kop, "de kolommen horen met komma's gescheiden te zijn, niet met puntkomma's"
        return
    if not bekend.intersection(koppen):
        yield "", "", "de eerste regel bevat geen enkele kolomnaam; daar horen de kolomnamen te staan"
        return
    for plek, kop in enumerate(koppen):
        if not kop:
            yield "", f"kolom {plek + 1}", NAAMLOZE_KOLOM
        elif kop in koppen[:plek]:
            yield kop, "", "deze kolom staat er twee keer in"
        elif kop not in bekend:
            yield kop, "", ONBEKENDE_KOLOM
    for kolom in kolommen:
        if (kolom.verplicht or kolom.altijd) and kolom.naam not in koppen:
            yield kolom.naam, "", ONTBREKENDE_KOLOM


def stukken(lezer: Lezer, vorm: Vorm) -> Iterator[list[Rij]]:
    """All rows of a file, in portions: a row can be short, or as long as a field may be."""
    stuk: list[Rij] = []
    begin = 0
    for regel in lezer.regels():
        if stuk and (len(stuk) == STUK or regel.plek - begin >= STUK_BYTES):
            yield stuk
            stuk = []
        if not stuk:
            begin = regel.plek
        stuk.append(vorm.lees(regel))
    if stuk:
        yield stuk
