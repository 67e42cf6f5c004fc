"""The texts to reporters about a handover or an outcome. Pure: plain values in, a text out.

What a text may hold is what stands between the braces: of the reporter's own melding its number and days, and the name
of a partner. Nothing of another melding, of an employer or of what was done there goes in, so nothing comes out.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from inspectie.sjablonen import TALEN, Tekst, voluit
from interventies.briefteksten import ingevuld

__all__ = ["TALEN", "Tekst", "in_delen", "van_overdracht", "van_uitkomst", "voluit"]

Teksten: TypeAlias = Mapping[tuple[str, str], tuple[date, str]]
"""By kind and language: the day from which it holds, and the text as it is written."""

ONDERWERP = "Onderwerp:"
_OVERDRACHT = frozenset({"ontvangen", "nummer", "partner", "dag", "gedeeld"})
_UITKOMST = frozenset({"ontvangen", "nummer"})
VELDEN: Mapping[str, frozenset[str]] = {
    "OVERDRACHT": _OVERDRACHT,
    # The sentence that comes in place of {gedeeld}.
    "OVERDRACHT_ZONDER_GEGEVENS": frozenset(),
    "OVERDRACHT_MET_GEGEVENS": frozenset(),
    "UITKOMST_MAATREGEL": _UITKOMST,
    "UITKOMST_GEEN_MAATREGEL": _UITKOMST,
    "UITKOMST_REEDS_IN_ORDE": _UITKOMST,
    "UITKOMST_NIET_TOETSBAAR": _UITKOMST,
}
"""What each kind of text tells, all of it."""


def is_zin(soort: str) -> bool:
    """Whether it is a sentence in another text, and has no subject."""
    return not VELDEN[soort]


def in_delen(soort: str, tekst: str) -> tuple[str, str]:
    """The subject ("" of a sentence, or where it was forgotten) and what stands below it."""
    kop, _, rest = ("", "", tekst) if is_zin(soort) else tekst.strip().partition("\n")
    if kop and not kop.startswith(ONDERWERP):
        kop, rest = "", tekst
    return kop.removeprefix(ONDERWERP).strip(), re.sub(r"\n\s*\n", "\n\n", rest.strip())


def van_overdracht(
    teksten: Teksten, taal: str, *, nummer: int, ontvangen: date, partner: str, dag: date, met_gegevens: bool
) -> Tekst:
    """The notice that a melding was handed over [Awb 2:3]. `partner` is its name in that language."""
    zin = "OVERDRACHT_MET_GEGEVENS" if met_gegevens else "OVERDRACHT_ZONDER_GEGEVENS"
    waarden = {
        "nummer": str(nummer),
        "ontvangen": voluit(ontvangen, taal),
        "partner": partner,
        "dag": voluit(dag, taal),
        "gedeeld": in_delen(zin, teksten[zin, taal][1])[1],
    }
    return _vul(teksten, "OVERDRACHT", taal, waarden)


# By the outcome of the latest test: whether it was at once or in the end is nothing to the reporter.
UITKOMSTEN = {
    "MAATREGEL_DIRECT": "UITKOMST_MAATREGEL",
    "MAATREGEL_UITEINDELIJK": "UITKOMST_MAATREGEL",
    "GEEN_MAATREGEL": "UITKOMST_GEEN_MAATREGEL",
    "REEDS_IN_ORDE": "UITKOMST_REEDS_IN_ORDE",
    "NIET_TOETSBAAR": "UITKOMST_NIET_TOETSBAAR",
}


def van_uitkomst(teksten: Teksten, taal: str, resultaat: str, *, nummer: int, ontvangen: date) -> Tekst:
    """What came of a melding. Raises KeyError for what is no outcome."""
    waarden = {"nummer": str(nummer), "ontvangen": voluit(ontvangen, taal)}
    return _vul(teksten, UITKOMSTEN[resultaat], taal, waarden)


def _vul(teksten: Teksten, soort: str, taal: str, waarden: Mapping[str, str]) -> Tekst:
    van, geschreven = teksten[soort, taal]
    onderwerp, tekst = in_delen(soort, geschreven)
    return Tekst(soort, van, taal, onderwerp, ingevuld(tekst, waarden))
