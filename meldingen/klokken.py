"""The clocks of triage: how long each priority gives. They stand in the rule set, so other clocks are a next version of
it that differs in nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from inspectie.models import Gebruiker
from meldingen.models import Regelset
from meldingen.models.triage import Prioriteit, Route
from meldingen.regelvoorstellen import stel_voor

Klok = tuple[int, str]
"""A number and its unit."""
SOORTEN = ("prioriteit", "route")


@dataclass(frozen=True, slots=True)
class Fase:
    fase: int
    vanaf: date
    titel: str


def klokken_van(inhoud: Mapping[str, Any]) -> dict[tuple[str, str], Klok]:
    """By ("prioriteit", "P1") or ("route", "OVERDRACHT")."""
    return {
        (soort, code): (klok["aantal"], klok["eenheid"])
        for soort in SOORTEN
        for code, klok in inhoud["termijnen"].get(soort, {}).items()
    }


def als_termijnen(klokken: Mapping[tuple[str, str], Klok]) -> dict[str, dict[str, object]]:
    """As a rule set has them."""
    termijnen: dict[str, dict[str, object]] = {soort: {} for soort in SOORTEN}
    for (soort, code), (aantal, eenheid) in klokken.items():
        termijnen[soort][code] = {"aantal": aantal, "eenheid": eenheid}
    return termijnen


def naam_van(soort: str, code: str) -> str:
    return str(Prioriteit(code).label if soort == "prioriteit" else Route(code).label)


def fasen_van(inhoud: Mapping[str, Any]) -> list[Fase]:
    return [Fase(f["fase"], date.fromisoformat(f["vanaf"]), f.get("titel", "")) for f in inhoud["fasen"]]


def stel_klokken_voor(
    klokken: Mapping[tuple[str, str], Klok],
    *,
    vanaf: date,
    reden: str,
    gezien: int,
    door: Gebruiker,
    op: datetime,
) -> Regelset:
    """Propose other clocks for what is received from a day on. Raises Regelfout."""
    delen = {"termijnen": als_termijnen(klokken)}
    return stel_voor(delen, vanaf=vanaf, reden=reden, gezien=gezien, door=door, op=op)
