"""Why each rule did or did not apply, in words, for screens and for `regels toets`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .advies import NIET_NA, Advies
from .feiten import Waarde
from .inhoud import Inhoud, Regel, Wijziging
from .taal import Vertaal, nederlands, te_vertalen
from .voorwaarden import Voorwaarde, beschrijf, beschrijf_waarden, maak_toets

Momenten = list[Mapping[str, Waarde]]


class Oordeel(StrEnum):
    """What became of a rule or a modifier."""

    BESLIST = "beslist"
    TOEGEPAST = "toegepast"
    NIET = "niet"
    ZOU_OOK = "zou ook gelden"
    FOUT = "fout"


@dataclass(frozen=True, slots=True)
class Uitleg:
    """The explanation of one rule or modifier.

    `voorwaarde` is the condition that stopped it and `waarden` the values of the facts in it (after an error:
    the message); both are empty for what applied.
    """

    code: str
    titel: str
    oordeel: Oordeel
    voorwaarde: str = ""
    waarden: str = ""

    @property
    def tekst(self) -> str:
        match self.oordeel:
            case Oordeel.BESLIST:
                return f"{self.code} beslist: {self.titel}"
            case Oordeel.TOEGEPAST:
                return f"{self.code} toegepast: {self.titel}"
            case Oordeel.ZOU_OOK:
                return f"{self.code} zou ook gelden, maar een eerdere regel besliste: {self.titel}"
            case Oordeel.NIET:
                nodig = f"{self.code} niet: nodig is “{self.voorwaarde}”"
                return f"{nodig} ({self.waarden})" if self.waarden else nodig
            case Oordeel.FOUT:
                return f"{self.code} wegens een fout: {self.waarden}"


def leg_uit(
    inhoud: Inhoud,
    advies: Advies,
    waarden: Mapping[str, Waarde],
    momenten: Momenten,
    vertaal: Vertaal = nederlands,
) -> list[Uitleg]:
    """Every rule in order, then every modifier. `momenten` has the values each modifier was judged on."""
    gestopt = dict(advies.spoor)
    nummer = next(nr for nr, regel in enumerate(inhoud.regels) if regel.code == advies.regel)
    eerder = [_niet(regel, gestopt[regel.code], waarden, vertaal) for regel in inhoud.regels[:nummer]]
    besliste = inhoud.regels[nummer]
    later = [_niet_bereikt(regel, waarden, vertaal) for regel in inhoud.regels[nummer + 1 :]]
    wijzigingen = [
        _leg_wijziging_uit(wijziging, advies, gestopt.get(wijziging.code), moment, vertaal)
        for wijziging, moment in zip(inhoud.wijzigingen, momenten, strict=True)
    ]
    return [*eerder, Uitleg(besliste.code, besliste.titel, Oordeel.BESLIST), *later, *wijzigingen]


def _niet(stap: Regel | Wijziging, index: int, waarden: Mapping[str, Waarde], vertaal: Vertaal) -> Uitleg:
    voorwaarde: Voorwaarde = stap.als[index]
    return Uitleg(
        stap.code,
        stap.titel,
        Oordeel.NIET,
        beschrijf(voorwaarde, vertaal),
        beschrijf_waarden(voorwaarde, waarden, vertaal),
    )


def _niet_bereikt(regel: Regel, waarden: Mapping[str, Waarde], vertaal: Vertaal) -> Uitleg:
    """A rule after the one that decided: what would have stopped it, or that it would have applied."""
    if not regel.als:
        geen = vertaal(te_vertalen("geen enkele andere regel geldt"))
        return Uitleg(regel.code, regel.titel, Oordeel.NIET, geen)
    for index, voorwaarde in enumerate(regel.als):
        if not maak_toets(voorwaarde)(waarden):
            return _niet(regel, index, waarden, vertaal)
    return Uitleg(regel.code, regel.titel, Oordeel.ZOU_OOK)


def _leg_wijziging_uit(
    wijziging: Wijziging, advies: Advies, index: int | None, moment: Mapping[str, Waarde], vertaal: Vertaal
) -> Uitleg:
    if index is None:
        return Uitleg(wijziging.code, wijziging.titel, Oordeel.TOEGEPAST)
    if index == NIET_NA:
        return Uitleg(
            wijziging.code,
            wijziging.titel,
            Oordeel.NIET,
            vertaal(te_vertalen("regel is geen van %(regels)s"))
            % {"regels": ", ".join(sorted(wijziging.niet_na))},
            f"{vertaal(te_vertalen('regel'))}: {advies.regel}",
        )
    return _niet(wijziging, index, moment, vertaal)
