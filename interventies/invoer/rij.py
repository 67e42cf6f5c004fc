"""From a record in a file to a row: every cell read, every reference found, everything wrong with it gathered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from inspectie.kluis import blinde_index
from interventies.invoer.bestanden import Bestand
from interventies.invoer.fouten import Afkeur, Fout
from interventies.invoer.kolommen import Kolom
from interventies.invoer.lezen import Bestandsfout, Lezer, Regel

STUK = 2000  # rows at a time


@dataclass(slots=True)
class Rij:
    nummer: int
    sleutel: str
    vingerafdruk: str
    waarden: dict[str, Any]  # by column
    cellen: dict[str, str]  # by column, only where something refers or is wrong
    fouten: list[tuple[str, str, str]]  # (column, value, reason)
    feiten: dict[str, Any] = field(default_factory=dict)  # by attribute of the record
    geregistreerd_op: datetime | None = None
    pk: int = 0


class Vorm:
    """How the records of this file are read, by the order of its header."""

    def __init__(self, kolommen: Iterable[Kolom], koppen: list[str], sleutel: str, soort: str) -> None:
        kolommen = tuple(kolommen)
        bekend = {kolom.naam for kolom in kolommen}
        for kop in koppen:
            if kop not in bekend:
                raise Bestandsfout("deze kolom bestaat niet", kolom=kop, waarde=kop)
        if len(set(koppen)) < len(koppen):
            raise Bestandsfout("een kolom staat er twee keer in")
        for kolom in kolommen:
            if kolom.verplicht and kolom.naam not in koppen:
                raise Bestandsfout("deze verplichte kolom ontbreekt", kolom=kolom.naam)
        self._plan = [(k, koppen.index(k.naam)) for k in kolommen if k.naam in koppen]
        self._leeg = {k.naam: k.leeg for k in kolommen}
        self._sleutel = sleutel
        self._plekken = [koppen.index(k.naam) if k.naam in koppen else None for k in kolommen]
        self._doel = f"regel:{soort}"

    def lees(self, regel: Regel) -> Rij:
        cellen = regel.cellen
        waarden = dict(self._leeg)
        ruw: dict[str, str] = {}
        fouten = [("", waarde, reden) for waarde, reden in regel.fouten]
        if len(cellen) != len(self._plan):
            return Rij(regel.nummer, "", "", waarden, ruw, fouten or [("", "", "de regel is niet te lezen")])
        for kolom, plek in self._plan:
            cel = cellen[plek]
            if cel:
                if kolom.verwijst:
                    ruw[kolom.naam] = cel
                try:
                    waarden[kolom.naam] = kolom.ontleed(cel)
                except ValueError as fout:
                    getoond = f"(vertrouwelijk, {len(cel)} tekens)" if kolom.vertrouwelijk else cel
                    fouten.append((kolom.naam, getoond, str(fout)))
            elif kolom.verplicht:
                fouten.append((kolom.naam, "", "is verplicht en is leeg"))
        afdruk = blinde_index(
            "\x1f".join([cellen[p] if p is not None else "" for p in self._plekken]), self._doel
        )
        return Rij(regel.nummer, waarden.get(self._sleutel) or "", afdruk, waarden, ruw, fouten)


def stukken(lezer: Lezer, vorm: Vorm) -> Iterator[list[Rij]]:
    """All rows of a file, `STUK` at a time."""
    bron = lezer.regels()
    while stuk := [vorm.lees(regel) for regel in islice(bron, STUK)]:
        yield stuk


def keur(afkeur: Afkeur, bestand: Bestand, rijen: Iterable[Rij]) -> list[Rij]:
    """The rows nothing is wrong with; the others are refused, with their reasons."""
    goed = []
    for rij in rijen:
        if rij.fouten:
            fouten = [
                Fout(bestand.csv, rij.nummer, kolom, waarde, reden) for kolom, waarde, reden in rij.fouten
            ]
            afkeur.keur_af(bestand.naam, rij.nummer, rij.sleutel, fouten)
        else:
            goed.append(rij)
    return goed
