"""The texts to reporters about a handover or an outcome (`gegevens/berichten.json`). Pure: plain values in, a text out.

What a text may hold is what stands between the braces here: of the reporter's own melding its number and days, and the
name of a partner. Nothing of another melding, of an employer or of what was done there goes in, so nothing comes out.
"""

from datetime import date
from pathlib import Path

from inspectie import sjablonen
from inspectie.sjablonen import TALEN, Tekst, voluit

__all__ = ["TALEN", "Tekst", "van_overdracht", "van_uitkomst", "voluit"]
_BESTAND = Path(__file__).parent / "gegevens" / "berichten.json"


def van_overdracht(
    taal: str, *, nummer: int, ontvangen: date, partner: str, dag: date, met_gegevens: bool
) -> Tekst:
    """The notice that a melding was handed over [Awb 2:3]. `partner` is its name in that language."""
    soort = "OVERDRACHT_MET_GEGEVENS" if met_gegevens else "OVERDRACHT_ZONDER_GEGEVENS"
    waarden = {
        "nummer": str(nummer),
        "ontvangen": voluit(ontvangen, taal),
        "partner": partner,
        "dag": voluit(dag, taal),
        "gedeeld": sjablonen.sjabloon_op(_BESTAND, soort, taal, dag).tekst,
    }
    return sjablonen.vul(_BESTAND, "OVERDRACHT", taal, dag, waarden)


# By the outcome of the latest test: whether it was at once or in the end is nothing to the reporter.
_UITKOMSTEN = {
    "MAATREGEL_DIRECT": "UITKOMST_MAATREGEL",
    "MAATREGEL_UITEINDELIJK": "UITKOMST_MAATREGEL",
    "GEEN_MAATREGEL": "UITKOMST_GEEN_MAATREGEL",
    "REEDS_IN_ORDE": "UITKOMST_REEDS_IN_ORDE",
    "NIET_TOETSBAAR": "UITKOMST_NIET_TOETSBAAR",
}


def van_uitkomst(taal: str, resultaat: str, *, nummer: int, ontvangen: date, dag: date) -> Tekst:
    """What came of a melding. Raises KeyError for what is no outcome."""
    waarden = {"nummer": str(nummer), "ontvangen": voluit(ontvangen, taal)}
    return sjablonen.vul(_BESTAND, _UITKOMSTEN[resultaat], taal, dag, waarden)
