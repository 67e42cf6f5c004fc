"""The questions that the meldpunt asks most, in every language a reporter can read (`gegevens/vragen.json`, dated)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import get_language

from inspectie.sjablonen import TALEN, lees, sjabloon_op

_BESTAND = Path(__file__).parent / "gegevens" / "vragen.json"
CONTACT = "CONTACT"
"""Whether we may ask the employer; it says that they do not hear of a report. Of a request for an investigation
(Arbowet, article 24(7)) they may."""


@dataclass(frozen=True, slots=True)
class Vraag:
    """As it stands on record in Dutch, and as the reporter reads it."""

    tekst: str
    voor_melder: str
    taal: str


def keuzes() -> list[tuple[str, str]]:
    """(code, what it is about), for a form, in the language of who asks: Dutch or English."""
    taal = "en" if get_language() == "en" else "nl"
    return list({s.code: s.onderwerp for s in lees(_BESTAND) if s.taal == taal}.items())


def stel_op(codes: Sequence[str], eigen: str, taal: str, dag: date) -> Vraag:
    """One question of the ones chosen and of own words, which go along as they are. `taal` "" is not known: Dutch."""
    leest = taal if taal in TALEN else "nl"

    def in_taal(welke: str) -> str:
        delen = [sjabloon_op(_BESTAND, code, welke, dag).tekst for code in codes]
        return "\n\n".join(deel for deel in (*delen, eigen.strip()) if deel)

    nl = in_taal("nl")
    return Vraag(nl, in_taal(leest) if leest != "nl" else "", leest if taal else "")
