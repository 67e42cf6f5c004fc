"""Plain values for the tests of the triage: code lists, the shipped rule set, facts of an ordinary melding."""

import csv
import json
from datetime import date
from functools import cache
from pathlib import Path

from meldingen.triage import Feiten, Regelset, Waarde, compileer

HIER = Path(__file__).resolve().parent
REGELBESTAND = HIER.parents[1] / "meldingen" / "regels" / "2020-03-01.json"
SCENARIOS = HIER.parent / "scenarios"

VG = (
    "AFSTAND ZIEK_AAN_WERK THUISWERKEN HYGIENE PBM VENTILATIE VOORLICHTING TOEZICHT_NALEVING RIE_PVA "
    "QUARANTAINE WERKDRUK VERVOER_WERK OVERIG_VG"
).split()
EERLIJK = (
    "LOON ARBEIDSTIJD UITZEND_WAADI ILLEGALE_TEWERKSTELLING SUBSIDIEREGELING UITBUITING ARBEIDSVOORWAARDEN "
    "OVERIG_E"
).split()
BUITEN = (
    "KLANT_WINKEL GROEPSVORMING ZORGKWALITEIT VOEDSEL OPENBAAR_VERVOER HUISVESTING UITKERING_FRAUDE PRIVACY "
    "VRAAG_INFORMATIE OVERIG_B"
).split()
THUISDOMEIN = {
    **dict.fromkeys(VG, "VEILIG_GEZOND"),
    **dict.fromkeys(EERLIJK, "EERLIJK"),
    **dict.fromkeys(BUITEN, "BUITEN"),
}
ROUTES = (
    "DIRECT_LOCATIE LOCATIE_GEPLAND TELEFONISCH AANSPREKEN AANVULLING BUNDELEN ONDERZOEK_VERPLICHT EERLIJK "
    "OVERDRACHT OPSPORING REGISTREREN GEEN_OPVOLGING DUBBEL ALGEMEEN HANDMATIG"
).split()
MELDERTYPEN = (
    "WERKNEMER ONDERNEMINGSRAAD PERSONEELSVERTEGENWOORDIGING VAKBOND EX_WERKNEMER UITZENDKRACHT_ZZP DERDE "
    "BURGER_KLANT TOEZICHTHOUDER GGD WERKGEVER ANONIEM"
).split()
CODELIJSTEN = {
    "ernst": {"laag", "significant", "ernstig", "acuut"},
    "bevoegd": {"eigen", "ander", "gemengd", "onbekend"},
    "corona_relatie": {"DIRECT", "INDIRECT", "GEEN"},
    "melder_type": set(MELDERTYPEN),
    "onderwerp": set(THUISDOMEIN),
    "route": set(ROUTES),
    "prioriteit": {"P1", "P2", "P3", "P4"},
    "partner": set("GGD OPSPORING GEMEENTE VEILIGHEIDSREGIO NVWA IGJ ILT POLITIE UWV AP SNCU".split()),
    "domein": {"VEILIG_GEZOND", "EERLIJK", "BUITEN"},
}


def lees_inhoud() -> dict[str, object]:
    """The shipped rule set, fresh, so that a test may change it."""
    inhoud = json.loads(REGELBESTAND.read_text(encoding="utf-8"))
    assert isinstance(inhoud, dict)
    return inhoud


@cache
def regelset() -> Regelset:
    return compileer(lees_inhoud(), THUISDOMEIN)


def lees_rijen(bestand: str) -> list[dict[str, str]]:
    with (SCENARIOS / bestand).open(encoding="utf-8-sig", newline="") as stroom:
        return list(csv.DictReader(stroom))


GEWOON: dict[str, Waarde] = {
    "ontvangen_op": date(2020, 11, 3),
    "bevoegd": "eigen",
    "corona_relatie": "DIRECT",
    "werkgever_bekend": True,
    "melder_bereikbaar": True,
    "melder_type": "WERKNEMER",
    "verzoek_24_7": False,
    "anoniem": False,
    "toestemming_contact_werkgever": True,
    "onderwerpen": ("AFSTAND",),
    "ernst": "significant",
    "aantal_blootgesteld": 5,
    "duurt_voort": True,
    "werkonderbreking": False,
    "bevestigde_besmettingen": 0,
    "arbeidsmigranten": False,
    "melder_ziet_risico": True,
    "lopende_zaak": False,
    "eerdere_meldingen": 0,
    "instrument_termijn_verlopen": False,
    "toezegging_niet_nagekomen": False,
    "opsporing_indicatie": False,
    "personen_in_gevaar": False,
    "dubbel": False,
}
"""An ordinary melding, which rule F3 decides."""


def feiten(**anders: Waarde) -> Feiten:
    """The ordinary melding with some facts different."""
    return Feiten(**{**GEWOON, **anders})  # type: ignore[arg-type]
