"""The core figures at the end of every piece of a period, arranged for a screen. Plain values, no database.

What stands there is what the figures are on that day at this stand van: a number leads to its list on that day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from inspectie.schermgetal import Getal
from rapportages.cijfers import Cijfer, Labels, label, zonder_leeg_onbepaald
from rapportages.grafieken import Grafiek, grafiek, punten
from rapportages.kerncijfers import DEFINITIES
from rapportages.kerncijfers.berekening import als_cijfer
from rapportages.kerncijfers.stroomtelling import Vakcijfers
from rapportages.kerncijfers.verwijzing import Verwijzing
from rapportages.reeksen import Reeksrij, Reekstabel, vaknaam
from rapportages.schermgetallen import procent
from rapportages.verdelingen import Adres


@dataclass(frozen=True, slots=True)
class Aandeelcel:
    """A share with the two numbers it is made of, each with its list."""

    percentage: str
    teller: Getal
    noemer: Getal

    def __str__(self) -> SafeString:
        return format_html("{} <small>{}/{}</small>", self.percentage, self.teller, self.noemer)

    __html__ = __str__


@dataclass(frozen=True, slots=True)
class Verloopblad:
    grafieken: Sequence[Grafiek]
    tabellen: Sequence[Reekstabel]


@dataclass(frozen=True, slots=True)
class _Lijn:
    """One number or share through time."""

    naam: str
    waarden: Sequence[int | None]
    cellen: Sequence[Getal | Aandeelcel]
    aandeel: bool = False


class _Reeks:
    """One figure, at the end of each piece."""

    def __init__(self, cijfers: Sequence[Cijfer], dagen: Sequence[str], labels: Labels, adres: Adres) -> None:
        self.cijfers, self.dagen, self.labels, self.adres = cijfers, dagen, labels, adres
        self.naam = f"{cijfers[0].code} {gettext(cijfers[0].naam)}"

    def lijnen(self) -> Iterator[_Lijn]:
        """Itself; of a figure that is only divided its parts."""
        eerste = self.cijfers[0]
        if eerste.teller is not None:
            yield self._aandeel()
        elif eerste.waarde is not None:
            yield self._aantal(self.naam, [cijfer.waarde or 0 for cijfer in self.cijfers], "waarde")
        elif not eerste.dubbel_verdeeld:
            for code in dict.fromkeys(deel for cijfer in self.cijfers for deel in _delen(cijfer)):
                yield self._aantal(
                    f"{eerste.code} {label(self.labels, code).kort}",
                    [cijfer.aantallen.get(code, 0) for cijfer in self.cijfers],
                    "delen",
                    code,
                )

    def per_onderwerp(self) -> Iterator[_Lijn]:
        for code in self.cijfers[0].kruistabel:
            aantallen = [sum(cijfer.kruistabel[code].values()) for cijfer in self.cijfers]
            if any(aantallen):
                yield self._aantal(label(self.labels, code).tabel, aantallen, "delen", code)

    def _aantal(self, naam: str, aantallen: Sequence[int], rol: str, *delen: str) -> _Lijn:
        return _Lijn(naam, aantallen, self._cellen(aantallen, rol, *delen))

    def _aandeel(self) -> _Lijn:
        tellers = self._cellen([cijfer.teller or 0 for cijfer in self.cijfers], "teller")
        noemers = self._cellen([cijfer.noemer or 0 for cijfer in self.cijfers], "noemer")
        aandelen = [cijfer.percentage for cijfer in self.cijfers]
        cellen = [Aandeelcel(procent(p), t, n) for p, t, n in zip(aandelen, tellers, noemers, strict=True)]
        return _Lijn(self.naam, aandelen, cellen, aandeel=True)

    def _cellen(self, aantallen: Sequence[int], rol: str, *delen: str) -> list[Getal]:
        verwijzing = Verwijzing(self.cijfers[0].code, rol, delen)
        return [
            Getal.van(n, self.adres(verwijzing, peildatum=dag))
            for n, dag in zip(aantallen, self.dagen, strict=True)
        ]


def maak_verloopblad(
    vakken: Sequence[Vakcijfers], per: str, labels: Labels, onderwerpen: Sequence[str], adres: Adres
) -> Verloopblad:
    """`onderwerpen` are the codes of the topics, in their order."""
    namen = [vaknaam(vak.vak, per) for vak in vakken]
    dagen = [f"{vak.vak.tot:%d-%m-%Y}" for vak in vakken]
    reeksen = [
        _Reeks([als_cijfer(d, vak.kern, tuple(onderwerpen)) for vak in vakken], dagen, labels, adres)
        for d in DEFINITIES
    ]
    lijnen = [lijn for reeks in reeksen for lijn in reeks.lijnen()]
    aantallen = [lijn for lijn in lijnen if not lijn.aandeel]
    aandelen = [lijn for lijn in lijnen if lijn.aandeel]
    periode = gettext("Periode")
    return Verloopblad(
        [
            grafiek(lijn.naam, {"": lijn.waarden}, namen[0], namen[-1], aandeel=lijn.aandeel)
            for lijn in lijnen
        ],
        [
            Reekstabel("aantallen", gettext("Aantallen"), periode, *_naast_elkaar(namen, aantallen)),
            Reekstabel("aandelen", gettext("Aandelen"), periode, *_naast_elkaar(namen, aandelen)),
            *(
                Reekstabel(
                    "onderwerpen",
                    reeks.naam,
                    gettext("Onderwerp"),
                    namen,
                    [Reeksrij(lijn.naam, lijn.cellen) for lijn in reeks.per_onderwerp()],
                )
                for reeks in reeksen
                if reeks.cijfers[0].dubbel_verdeeld
            ),
        ],
    )


def vonken(vakken: Sequence[Vakcijfers]) -> dict[str, str]:
    """By code of a figure with one number: how it came to be what it is, as the points of a line."""
    uit = {}
    for d in DEFINITIES:
        cijfers = [als_cijfer(d, vak.kern, ()) for vak in vakken]
        if d.teller is not None:
            uit[d.code] = punten([cijfer.percentage for cijfer in cijfers], 100)
        elif d.waarde is not None:
            aantallen = [cijfer.waarde or 0 for cijfer in cijfers]
            uit[d.code] = punten(aantallen, max(aantallen))
    return uit


def _delen(cijfer: Cijfer) -> dict[str, int]:
    return zonder_leeg_onbepaald(cijfer.aantallen)


def _naast_elkaar(namen: Sequence[str], lijnen: Sequence[_Lijn]) -> tuple[list[str], list[Reeksrij]]:
    return [lijn.naam for lijn in lijnen], [
        Reeksrij(naam, [lijn.cellen[nummer] for lijn in lijnen]) for nummer, naam in enumerate(namen)
    ]
