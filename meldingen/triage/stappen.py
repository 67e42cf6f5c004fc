"""The steps of a compiled rule set: rules and modifiers with their conditions as functions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from .advies import NIET_NA
from .feiten import AFGELEIDE_FEITEN, FEITEN, Waarde
from .inhoud import Gevolg, Regel, Wijziging
from .voorwaarden import Toets, Voorwaarde, feiten_van, maak_toets, maak_toets_alle

# A set of facts is a bit mask while a melding is judged. Route and priority are outcomes and have no bit.
BITS: Mapping[str, int] = {naam: 1 << nr for nr, naam in enumerate((*FEITEN, *AFGELEIDE_FEITEN))}
# Read for every melding: validity and phase, and the domain.
ALTIJD = BITS["ontvangen_op"] | BITS["bevoegd"] | BITS["onderwerpen"] | BITS["domein"]

_T = TypeVar("_T")

_Rij = tuple[Toets, int, tuple[str, int]]
"""A condition as a test, the facts read up to and including it, and the entry in the trace when it stops."""


@dataclass(slots=True)
class Voorlopig:
    """What a rule found, while the modifiers work on it."""

    route: str
    prioriteit: str | None
    partners: list[str]
    redencode: str


@dataclass(frozen=True, slots=True)
class Regelstap:
    """A rule; `gelezen` are the facts in all its conditions, alternatives are (test, facts read, outcome)."""

    regel: Regel
    rijen: tuple[_Rij, ...]
    gelezen: int
    prioriteiten: tuple[tuple[Toets, int, str | None], ...]
    vlaggen: tuple[tuple[Toets, int, str], ...]


@dataclass(frozen=True, slots=True)
class Wijzigingstap:
    """A modifier, in the same shape."""

    wijziging: Wijziging
    rijen: tuple[_Rij, ...]
    gelezen: int
    gevolgen: tuple[tuple[Toets, int, Gevolg], ...]


def compileer_regel(regel: Regel) -> Regelstap:
    return Regelstap(
        regel,
        _compileer_rijen(regel.code, regel.als),
        _masker(regel.als),
        tuple((maak_toets_alle(k.als), _masker(k.als), k.prioriteit) for k in regel.prioriteiten),
        tuple((maak_toets_alle(vlag.als), _masker(vlag.als), vlag.code) for vlag in regel.vlaggen),
    )


def compileer_wijziging(wijziging: Wijziging) -> Wijzigingstap:
    return Wijzigingstap(
        wijziging,
        _compileer_rijen(wijziging.code, wijziging.als),
        _masker(wijziging.als),
        tuple((maak_toets_alle(g.als), _masker(g.als), g) for g in wijziging.gevolgen),
    )


def _compileer_rijen(code: str, als: tuple[Voorwaarde, ...]) -> tuple[_Rij, ...]:
    return tuple(
        (maak_toets(voorwaarde), _masker(als[: nr + 1]), (code, nr)) for nr, voorwaarde in enumerate(als)
    )


def _masker(voorwaarden: Iterable[Voorwaarde]) -> int:
    masker = 0
    for voorwaarde in voorwaarden:
        for feit in feiten_van(voorwaarde):
            masker |= BITS.get(feit, 0)
    return masker


def kies(keuzes: tuple[tuple[Toets, int, _T], ...], waarden: Mapping[str, Waarde]) -> tuple[_T, int]:
    """The first alternative that holds and the facts read for it; the last one always holds."""
    gelezen = 0
    for geldt, erbij, keuze in keuzes:
        gelezen |= erbij
        if geldt(waarden):
            return keuze, gelezen
    raise RuntimeError("geen van de keuzes geldt")


def wijzig(
    stap: Wijzigingstap,
    regel: str,
    uitkomst: Voorlopig,
    waarden: dict[str, Waarde],
    spoor: list[tuple[str, int]],
    toegepast: list[str],
) -> int:
    """Applies a modifier when its conditions hold, else adds what stopped it to the trace.

    Returns the facts it read.
    """
    if regel in stap.wijziging.niet_na:
        spoor.append((stap.wijziging.code, NIET_NA))
        return 0
    for voldoet, erbij, stop in stap.rijen:
        if not voldoet(waarden):
            spoor.append(stop)
            return erbij
    toegepast.append(stap.wijziging.code)
    gevolg, erbij = kies(stap.gevolgen, waarden)
    _pas_toe(gevolg, uitkomst, waarden)
    waarden["route"], waarden["prioriteit"] = uitkomst.route, uitkomst.prioriteit
    return stap.gelezen | erbij | (BITS["partner_onderwerp"] if gevolg.partner_van_onderwerp else 0)


def _pas_toe(gevolg: Gevolg, uitkomst: Voorlopig, waarden: Mapping[str, Waarde]) -> None:
    if gevolg.route:
        uitkomst.route = gevolg.route
    if gevolg.zet_prioriteit:
        uitkomst.prioriteit = gevolg.prioriteit
    elif uitkomst.prioriteit is not None:
        uitkomst.prioriteit = gevolg.prioriteit_van.get(uitkomst.prioriteit, uitkomst.prioriteit)
    if gevolg.redencode:
        uitkomst.redencode = gevolg.redencode
    uitkomst.partners.extend(gevolg.partners)
    if gevolg.partner_van_onderwerp:
        voeg_partner_toe(uitkomst, waarden["partner_onderwerp"])


def voeg_partner_toe(uitkomst: Voorlopig, partner: Waarde) -> None:
    if isinstance(partner, str):
        uitkomst.partners.append(partner)
