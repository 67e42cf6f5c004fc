"""What each column of the figures as long rows is (`rapportages.uitvoer.rijen`), for the metadata beside the CSV."""

from datetime import date, datetime

from inspectie.tijd import AMSTERDAM
from inspectie.uitvoer.csvw import Csvkolom, metadata

CODE = Csvkolom("code", "code van het kerncijfer", verplicht=True, sleutel=True)
NAAM = Csvkolom("naam", "naam van het kerncijfer", verplicht=True)
DEEL = Csvkolom("deel", "code van het deel; leeg is het cijfer zelf", sleutel=True)
ONDERDEEL = Csvkolom("onderdeel", "code binnen het deel; leeg is het hele deel", sleutel=True)
EENHEID = Csvkolom("eenheid", "wat er wordt geteld", verplicht=True)
TELLER = Csvkolom("teller", "teller van het aandeel", "integer")
NOEMER = Csvkolom("noemer", "noemer van het aandeel", "integer")
WAARDE = Csvkolom("waarde", "aantal", "integer")
PERCENTAGE = Csvkolom(
    "percentage", "teller van noemer in hele procenten, vanaf een half naar boven", "integer"
)
MOMENT = (
    Csvkolom("peildatum", "laatste dag waarvan feiten tellen", "date", verplicht=True),
    Csvkolom("stand_van", "moment waarop zij geregistreerd moesten zijn", "dateTimeStamp", verplicht=True),
    Csvkolom("definitieversie", "versie van de definities", verplicht=True),
    Csvkolom("synthetisch", "of de gegevens verzonnen zijn", "boolean", verplicht=True),
)
DEFINITIE = (
    Csvkolom("definitie", "definitie van het kerncijfer", verplicht=True),
    Csvkolom("teller_omschrijving", "wat de teller telt"),
    Csvkolom("noemer_omschrijving", "wat de noemer telt"),
)
KAART = (
    Csvkolom("programma", "wat het cijfer berekent", verplicht=True),
    Csvkolom(
        "berekend_op",
        "wanneer; leeg is bij het maken van het bestand, waaruit op elk later moment hetzelfde komt",
        "dateTimeStamp",
    ),
    Csvkolom("niet_meegeteld_dubbel", "dubbele meldingen die geen cijfer telt", "integer"),
    Csvkolom(
        "niet_meegeteld_geen_corona", "meldingen zonder verband met corona die geen cijfer telt", "integer"
    ),
)
GETALLEN = (TELLER, NOEMER, WAARDE, PERCENTAGE)
RAPPORT = (CODE, NAAM, DEEL, ONDERDEEL, EENHEID, *GETALLEN, *MOMENT, *DEFINITIE, *KAART)


def rapportmetadata(
    bestand: str, titel: str, peildatum: date, stand_van: datetime, inhoud: bytes | None = None
) -> bytes:
    """What is in the CSV of a report, by the name that it is saved with. `inhoud`: that file, where it was kept; one of
    before has fewer columns."""
    kop = None if inhoud is None else inhoud.partition(b"\r\n")[0].decode().split(",")
    return metadata(
        bestand,
        [kolom for kolom in RAPPORT if kop is None or kolom.naam in kop],
        title=titel,
        description=f"Kerncijfers met peildatum {peildatum:%d-%m-%Y}, een per rij, met hun definities.",
        language="nl",
        modified=stand_van.astimezone(AMSTERDAM).isoformat(),
    )
