"""One melding as a worker made it on the public form, with its receipt code: so that somebody new sees /volgen/ too.

Received when the demo is filled, so after the report and in none of its figures. Its code is made here and now, of a
secret that stands nowhere: it is told once, by the command, and kept beside the password.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from inspectie.models import Gebruiker
from interventies.dossier import dossierfeiten
from meldingen import aanvullen
from meldingen.meldpunt.volgen import beantwoord
from meldingen.ontvangen import Weg, ontvang
from meldingen.volgcode import code_van, nieuw_geheim

CELLEN: Final[Mapping[str, str]] = {
    "kanaal": "WEBFORMULIER",
    "melder_type": "WERKNEMER",
    "toestemming_contact_werkgever": "nee",
    "corona_relatie": "DIRECT",
    "onderwerpen": "AFSTAND;VENTILATIE",
    "aantal_blootgesteld": "12",
    "duurt_voort": "ja",
    "omschrijving": (
        "Wij pakken met twaalf mensen in aan één tafel. Niemand kan afstand houden en de ramen gaan niet open."
    ),
}
WERKGEVER: Final[Mapping[str, str]] = {
    "naam": "Inpakkerij De Vlijt",
    "plaats": "Assen",
    "sector": "C",
    "provincie": "DR",
}
ANTWOORD: Final = "In de hal achter het kantoor, bij de tweede laaddeur. Wij werken er van zes tot twee uur."
NOG: Final = "Zijn er schermen tussen de plekken aan de tafel?"


def maak(triagist: Gebruiker, nu: datetime) -> tuple[int, str]:
    """(number, code) of a melding with a question that was answered, and one that waits. In the caller's
    transaction."""
    inzending, code = uuid4(), code_van(nieuw_geheim())
    cellen = {**CELLEN, "ontvangen_op": nu.isoformat()}
    melding = ontvang(
        cellen,
        Weg(f"web:{inzending}", code, "nl"),
        inzending=inzending,
        dossier=dossierfeiten,
        op=nu,
        werkgever=WERKGEVER,
    ).melding
    # One after the other, as its timeline tells it.
    gevraagd, geantwoord, nog_eens = (nu + timedelta(milliseconds=n) for n in (1, 2, 3))
    eerste = aanvullen.vraag_aanvulling(melding, vraag="", vragen=["WAAR"], door=triagist, op=gevraagd)
    beantwoord(melding, vraag=eerste.pk, antwoord=ANTWOORD, dossier=dossierfeiten, op=geantwoord)
    aanvullen.vraag_aanvulling(melding, vraag=NOG, door=triagist, op=nog_eens)
    return melding.nummer, code
