"""The figures of a report as numbers with equations between them: all that can be worked out from what is published.
Pure.

The names are those of the fields of a text (`rapportages.velden`): "KC-14.AFSTAND.BUITEN". A number that two figures
share has one name. Other names begin with a sign: "~" is not printed and follows (a remainder, an overlap), "<" keeps
another within bounds, "=" is taken as known.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from rapportages.cijfers import Kerncijfers
from rapportages.openbaar.stelsel import Grootheid, Soort, Stelsel
from rapportages.openbaar.verbanden import TOTAAL, VG, Verband, gekozen, verbanden

# What hiding a number costs, beside its size: a cell goes before a sum of cells, and the total last of all.
CEL, RIJ, DEEL, WAARDE, DOMEIN, ALLES = 100, 200, 300, 500, 2000, 20000
GELIJK = {
    "KC-03.noemer": TOTAAL,
    "KC-04.noemer": f"KC-02.{VG}",
    "KC-05.noemer": TOTAAL,
    "KC-06.noemer": f"KC-02.{VG}",
    "KC-06.teller": f"KC-14.THUISWERKEN.{VG}",
    "KC-07.noemer": TOTAAL,
    "KC-07.teller": "KC-14.THUISWERKEN",
}
_SOORTEN = {"~": Soort.REST, "<": Soort.RUIMTE, "=": Soort.BEKEND}


@dataclass(frozen=True, slots=True)
class Vrijgave:
    """The figures of one report as they went, or are to go, outside. `verborgen` are the names that its open data hide,
    None for a report without open data: of that only `getoond` is known, what its text shows."""

    naam: str
    cijfers: Kerncijfers
    drempel: int
    getoond: frozenset[str] = frozenset()
    verborgen: frozenset[str] | None = frozenset()


def echte_naam(naam: str) -> str:
    return GELIJK.get(naam, naam)


def cellen(cijfers: Kerncijfers) -> dict[str, tuple[int, int]]:
    """What is printed: by name its number and what hiding it costs."""
    uit: dict[str, tuple[int, int]] = {}
    for cijfer in cijfers.cijfers:
        eigen: list[tuple[str, int | None, int]] = [
            ("waarde", cijfer.waarde, WAARDE),
            ("teller", cijfer.teller, DEEL),
            ("noemer", cijfer.noemer, WAARDE),
            ("overlap", cijfer.overlap, DEEL),
            ("zonder_locatie", cijfer.zonder_locatie, DEEL),
        ]
        if cijfer.dubbel_verdeeld:
            for onderwerp, per in cijfer.kruistabel.items():
                eigen.append((onderwerp, sum(per.values()), RIJ))
                eigen += [(f"{onderwerp}.{domein}", n, CEL) for domein, n in per.items()]
        else:
            rang = DOMEIN if cijfer.code == "KC-02" else DEEL
            eigen += [(deel, n, rang) for deel, n in cijfer.aantallen.items()]
        for achter, n, rang in eigen:
            naam = f"{cijfer.code}.{achter}"
            if n is not None and naam not in GELIJK:
                uit[naam] = (n, (ALLES if naam == TOTAAL else rang) + 10 * n.bit_length())
    return uit


class Kennis(StrEnum):
    """What one outside has read."""

    BESTANDEN = "BESTANDEN"  # the open data
    TEKSTEN = "TEKSTEN"  # and the text of each report that was published


def bouw(
    nieuw: Vrijgave,
    eerdere: Sequence[Vrijgave],
    kennis: Kennis = Kennis.TEKSTEN,
    *,
    met_editie: bool = True,
) -> Stelsel:
    """All of it: the new one, what went before, and the differences. `met_editie`: the text goes out with the open
    data, so what it shows and the total stay; else that text is out already. ValueError for figures that do not add
    up."""
    stelsel = Stelsel()
    if kennis == Kennis.BESTANDEN:
        eerdere = [replace(v, getoond=frozenset()) for v in eerdere if v.verborgen is not None]
    vast = nieuw.getoond | {TOTAAL} if met_editie else frozenset()
    deze = replace(nieuw, getoond=frozenset() if met_editie or kennis == Kennis.BESTANDEN else nieuw.getoond)
    op_tijd = sorted([*eerdere, deze], key=_op_tijd)
    waarden = {
        v.naam: _voeg_toe(stelsel, v, plek, vast if v is deze else None) for plek, v in enumerate(op_tijd)
    }
    for plek, later in enumerate(op_tijd):
        for afstand, eerder in enumerate(reversed(op_tijd[:plek])):
            breedte = max(eerder.drempel, later.drempel) - 1
            hier, daar = waarden[eerder.naam], waarden[later.naam]
            for naam in sorted(hier.keys() & daar.keys()):  # the same order in every process
                verschil = daar[naam] - hier[naam]
                klein = 0 < abs(verschil) <= breedte
                # Between neighbours also what is not small: numbers that only grow are bounds to one another.
                if klein or afstand == 0:
                    plekken = (plek, plek - 1 - afstand)
                    _verschil(stelsel, eerder.naam, later.naam, naam, verschil, breedte, nieuw.naam, plekken)
    return stelsel


def _op_tijd(v: Vrijgave) -> tuple[date, datetime, int, str]:
    """Of one moment by number, and so R-9 before R-10: what follows on what decides which differences are bounds."""
    return v.cijfers.peildatum, v.cijfers.stand_van, len(v.naam), v.naam


def volle_naam(vrijgave: str, naam: str) -> str:
    return f"{vrijgave}|{naam}"


def _voeg_toe(stelsel: Stelsel, v: Vrijgave, plek: int, vast: Collection[str] | None) -> dict[str, int]:
    """The numbers of one report, and its equations; back come those of which a difference tells something. `vast` is
    what cannot be hidden, None where all that is done already."""
    gedrukt = cellen(v.cijfers)
    waarden = {naam: n for naam, (n, _) in gedrukt.items()}
    waarden |= gekozen(waarden)
    sommen = []
    for geheel, delen in verbanden(waarden):
        if geheel not in waarden:  # a sum that is not printed, of parts that are known by now
            waarden[geheel] = sum(waarden[deel] for deel in delen)
        for deel in delen:
            if deel not in waarden:
                waarden[deel] = waarden[geheel] - sum(waarden[d] for d in delen if d != deel)
        sommen.append((geheel, delen))
    if v.verborgen is None:
        return _alleen_tekst(stelsel, v, plek, waarden, sommen)
    eerder = vast is None
    for naam, n in waarden.items():
        soort = _SOORTEN.get(naam[0], Soort.CEL)
        if soort == Soort.CEL and naam in v.getoond and (not eerder or naam in v.verborgen):
            soort = Soort.BEKEND  # hidden or to be hidden, and in the text all the same
        _n, prijs = gedrukt.get(naam, (0, 0))
        stelsel.voeg(
            Grootheid(
                volle_naam(v.naam, naam),
                n,
                soort,
                prijs,
                vast=vast is None or naam in vast,
                ondergrens=0,
                breedte=v.drempel - 1 if soort in (Soort.CEL, Soort.REST) else 0,
                eerder=eerder,
                plek=plek,
                eigen_kern=naam,
            )
        )
    for geheel, delen in sommen:
        stelsel.gelijk(volle_naam(v.naam, geheel), (volle_naam(v.naam, deel) for deel in delen))
    if eerder:
        stelsel.verborgen |= {
            volle_naam(v.naam, naam) for naam in v.verborgen if naam in gedrukt and naam not in v.getoond
        }
    return {naam: n for naam, n in waarden.items() if naam[0] not in "=<"}


def _alleen_tekst(
    stelsel: Stelsel, v: Vrijgave, plek: int, waarden: Mapping[str, int], sommen: Sequence[Verband]
) -> dict[str, int]:
    """Of a report without open data: what its text shows, and what follows from that."""
    bekend = v.getoond & waarden.keys()
    while True:
        volgt = {
            open_[0]
            for geheel, delen in sommen
            if len(open_ := [naam for naam in (geheel, *delen) if naam not in bekend]) == 1
        }
        if not volgt:
            break
        bekend |= volgt
    uit = {naam: waarden[naam] for naam in waarden if naam in bekend and naam[0] not in "=<"}
    for naam, n in uit.items():
        stelsel.voeg(
            Grootheid(volle_naam(v.naam, naam), n, Soort.BEKEND, eerder=True, plek=plek, eigen_kern=naam)
        )
    return uit


def _verschil(
    stelsel: Stelsel,
    eerder: str,
    later: str,
    naam: str,
    n: int,
    breedte: int,
    nieuw: str,
    plekken: tuple[int, int],
) -> None:
    """Who knows that a number only grows may use it, where it did."""
    oud, jong = volle_naam(eerder, naam), volle_naam(later, naam)
    eigen = f"{later}−{eerder}|{naam}"
    stelsel.voeg(
        Grootheid(
            eigen,
            n,
            Soort.VERSCHIL,
            ondergrens=0 if n >= 0 else None,
            breedte=breedte,
            eerder=nieuw not in (eerder, later),
            plek=plekken[0],
            vorige=plekken[1],
            eigen_kern=naam,
        )
    )
    stelsel.gelijk(jong, (oud, eigen))
