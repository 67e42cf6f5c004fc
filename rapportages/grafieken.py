"""Lines and bars drawn in SVG: their points and widths. Plain values, no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from inspectie.schermgetal import getal
from rapportages.schermgetallen import procent

SCHAAL = 1000
"""The width of a drawing, as a number of its own: a bar is a part of it. As text, because a template would write 1000
as 1.000."""
HOOG = 100
"""The height of a line's drawing. Both are stretched to their place."""


@dataclass(frozen=True, slots=True)
class Lijn:
    """One line of a drawing: its points, its pattern (0, 1 or 2), and what it is."""

    naam: str
    soort: int
    punten: str


@dataclass(frozen=True, slots=True)
class Grafiek:
    naam: str
    beschrijving: str
    lijnen: Sequence[Lijn]
    laatste: str
    """Of the first line."""
    hoogste: str
    begin: str
    eind: str

    @property
    def laatste_is_woord(self) -> bool:
        """There is nothing to work out."""
        return not self.laatste[:1].isdigit()


def breedte(n: int, hoogste: int) -> str:
    """Of a bar. What is not 0 is never invisible."""
    return str(max(4, SCHAAL * n // hoogste)) if n and hoogste else "0"


def punten(waarden: Sequence[int | None], hoogste: int) -> str:
    """The points of a polyline; what cannot be computed is left out, and of a single one a line is made."""
    stap = SCHAAL / (len(waarden) - 1) if len(waarden) > 1 else 2 * SCHAAL
    bekend = [(nummer * stap, n) for nummer, n in enumerate(waarden) if n is not None]
    if len(bekend) == 1:  # up to halfway to what stands beside it: a point is not drawn
        ((x, n),) = bekend
        bekend = [(max(0, x - stap / 2), n), (min(SCHAAL, x + stap / 2), n)]
    return " ".join(f"{round(x)},{HOOG - (HOOG * n // hoogste if hoogste else 0)}" for x, n in bekend)


def grafiek(
    naam: str,
    reeksen: Mapping[str, Sequence[int | None]],
    begin: str,
    eind: str,
    *,
    aandeel: bool = False,
) -> Grafiek:
    """`reeksen` by what they are; of shares the height is all of it."""
    hoogste = 100 if aandeel else max((n or 0 for reeks in reeksen.values() for n in reeks), default=0)
    in_woorden = procent if aandeel else _in_woorden
    zin = gettext("Van %(eerste)s naar %(laatste)s; het hoogst was %(hoogste)s.")
    zinnen = [
        (
            f"{soort}: " if len(reeksen) > 1 else "",
            zin
            % {
                "eerste": in_woorden(reeks[0]),
                "laatste": in_woorden(reeks[-1]),
                "hoogste": in_woorden(max((n for n in reeks if n is not None), default=None)),
            },
        )
        for soort, reeks in reeksen.items()
    ]
    return Grafiek(
        naam,
        " ".join(f"{voor}{tekst}" for voor, tekst in zinnen),
        [
            Lijn(soort, nummer, punten(reeks, hoogste))
            for nummer, (soort, reeks) in enumerate(reeksen.items())
        ],
        in_woorden(next(iter(reeksen.values()))[-1]),
        in_woorden(hoogste),
        begin,
        eind,
    )


def _in_woorden(n: int | None) -> str:
    return getal(n or 0)
