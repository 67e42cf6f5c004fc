"""The columns of a melding and of an employer (contract section 1): one table for what comes by file, on screen or by
another system, so that all of them take and refuse the same."""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from inspectie.kolommen import Kolom, cijfers, code, codes, getal, in_utc, janee, moment, sleutel, tekst
from inspectie.models import Code
from meldingen.models.feiten import Bevoegd, CoronaRelatie, Domein, Ernst

Lijsten = Mapping[str, Collection[str]]
GEREGISTREERD = Kolom("geregistreerd_op", moment, notatie=in_utc)


def codes_per_lijst() -> Lijsten:
    """The code lists as they are now, in their order. One query."""
    lijsten: dict[str, dict[str, None]] = {}
    for lijst, waarde in Code.objects.order_by("lijst", "volgorde").values_list("lijst", "code"):
        lijsten.setdefault(lijst, {})[waarde] = None
    return lijsten


def _uit(lijsten: Lijsten, lijst: str) -> Callable[[str], Any]:
    return code(lijsten[lijst], lijst)


def werkgever_kolommen(lijsten: Lijsten) -> tuple[Kolom, ...]:
    return (
        Kolom("werkgever", sleutel, verplicht=True),
        Kolom("naam", tekst(200), verplicht=True, leeg=""),
        Kolom("kvk_nummer", cijfers(8), leeg=""),
        Kolom("vestigingsnummer", cijfers(12), leeg=""),
        Kolom("sector", _uit(lijsten, "sector"), leeg=""),
        Kolom("plaats", tekst(100), leeg=""),
        Kolom("provincie", _uit(lijsten, "provincie"), leeg=""),
        Kolom("rechtsopvolger_van", sleutel, naar="rechtsopvolger_van_id", verwijst="werkgevers"),
        GEREGISTREERD,
    )


def melding_kolommen(lijsten: Lijsten) -> tuple[Kolom, ...]:
    return (
        Kolom("melding", sleutel, verplicht=True),
        Kolom("ontvangen_op", moment, verplicht=True, notatie=in_utc),
        GEREGISTREERD,
        Kolom("kanaal", _uit(lijsten, "kanaal"), verplicht=True),
        Kolom("melder_type", _uit(lijsten, "melder_type"), verplicht=True),
        Kolom("melder_naam", tekst(200), leeg="", vertrouwelijk=True),
        Kolom("melder_email", tekst(254), leeg="", vertrouwelijk=True),
        Kolom("melder_telefoon", tekst(40), leeg="", vertrouwelijk=True),
        Kolom("toestemming_contact_werkgever", janee),
        Kolom("corona_relatie", code(CoronaRelatie.values, "corona_relatie"), verplicht=True),
        Kolom("bevoegd", code(Bevoegd.values, "bevoegd"), leeg=""),
        Kolom("domein", code(Domein.values, "domein"), leeg=Domein.ONBEPAALD.value),
        Kolom("onderwerpen", codes(lijsten["onderwerp"], "onderwerp"), verplicht=True),
        Kolom("arbeidsmigranten", janee),
        Kolom("melder_ziet_risico", janee),
        Kolom("ernst", code(Ernst.values, "ernst"), leeg=""),
        Kolom("aantal_blootgesteld", getal, notatie=str),
        Kolom("duurt_voort", janee),
        Kolom("werkonderbreking", janee),
        Kolom("bevestigde_besmettingen", getal, notatie=str),
        Kolom("verzoek_24_7", janee),
        Kolom("opsporing_indicatie", janee),
        Kolom("personen_in_gevaar", janee),
        Kolom("werkgever", sleutel, naar="werkgever_id", verwijst="werkgevers"),
        Kolom("omschrijving", tekst(), leeg="", verborgen=True),
        Kolom("dubbel_van", sleutel, naar="dubbel_van_id", verwijst="meldingen"),
    )


def als_cel(waarde: object) -> str:
    """A value as the text of its cell: one text for one value."""
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return waarde.astimezone(UTC).isoformat() if isinstance(waarde, datetime) else str(waarde)


# What a melding has in columns of its own, the references apart.
MELDING_VELDEN = [
    "ontvangen_op",
    "kanaal",
    "melder_type",
    "toestemming_contact_werkgever",
    "corona_relatie",
    "bevoegd",
    "domein",
    "onderwerpen",
    "arbeidsmigranten",
    "melder_ziet_risico",
    "ernst",
    "aantal_blootgesteld",
    "duurt_voort",
    "werkonderbreking",
    "bevestigde_besmettingen",
    "verzoek_24_7",
    "opsporing_indicatie",
    "personen_in_gevaar",
]
WERKGEVER_VELDEN = ["naam", "kvk_nummer", "vestigingsnummer", "sector", "plaats", "provincie"]
