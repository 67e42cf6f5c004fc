"""What a partner sends and gets: the columns of a melding, each with the type it has in JSON."""

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, StrictBool, StrictInt, StrictStr
from pydantic.alias_generators import to_camel

GEEN_TEKST = ("onderwerpen", "werkgever", "taal")
Code = Annotated[str, Field(pattern=r"^[A-Z0-9_]{1,40}$")]
Tekst = Annotated[StrictStr, Field(max_length=200)]


class _Invoer(Schema):
    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", populate_by_name=False)


class WerkgeverIn(_Invoer):
    naam: Annotated[StrictStr, Field(min_length=1, max_length=200)]
    kvk_nummer: Annotated[str, Field(pattern=r"^[0-9]{8}$")] | None = None
    vestigingsnummer: Annotated[str, Field(pattern=r"^[0-9]{12}$")] | None = None
    sector: Code | None = None
    plaats: Annotated[StrictStr, Field(max_length=100)] | None = None
    provincie: Code | None = None


class MeldingIn(_Invoer):
    ontvangen_op: Annotated[
        StrictStr,
        Field(
            description="When it was reported to the partner, with an offset.",
            examples=["2021-01-10T23:59:59+01:00"],
            json_schema_extra={"format": "date-time"},
        ),
    ]
    melder_type: Code
    corona_relatie: Literal["DIRECT", "INDIRECT", "GEEN"]
    onderwerpen: Annotated[list[Code], Field(min_length=1, max_length=20, description="The main one first.")]
    omschrijving: Annotated[StrictStr, Field(max_length=100_000)] | None = None
    melder_naam: Tekst | None = None
    melder_email: Annotated[StrictStr, Field(max_length=254)] | None = None
    melder_telefoon: Annotated[StrictStr, Field(max_length=40)] | None = None
    toestemming_contact_werkgever: StrictBool | None = None
    bevoegd: Literal["eigen", "ander", "gemengd", "onbekend"] | None = None
    arbeidsmigranten: StrictBool | None = None
    melder_ziet_risico: StrictBool | None = None
    ernst: Literal["laag", "significant", "ernstig", "acuut"] | None = None
    aantal_blootgesteld: Annotated[StrictInt, Field(ge=0, le=1_000_000)] | None = None
    duurt_voort: StrictBool | None = None
    werkonderbreking: StrictBool | None = None
    bevestigde_besmettingen: Annotated[StrictInt, Field(ge=0, le=1_000_000)] | None = None
    verzoek_24_7: Annotated[StrictBool | None, Field(alias="verzoek247")] = None
    opsporing_indicatie: StrictBool | None = None
    personen_in_gevaar: StrictBool | None = None
    werkgever: WerkgeverIn | None = None
    taal: Annotated[
        Literal["nl", "en", "pl", "ro", "bg"],
        Field(description="The language in which the reporter is answered. Of the first time it was sent."),
    ] = "nl"


class MeldingUit(Schema):
    """The same each time it is sent. `volgcode` is for the reporter, who comes back with it; it is stored nowhere."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)
    nummer: int
    volgcode: str
    ontvangen_op: str


class StandUit(Schema):
    nummer: int
    stand: str


class Fout(Schema):
    """Where: `body`, `header`, `path`; of a body the JSON pointer of the field."""

    model_config = ConfigDict(populate_by_name=True)
    in_: Annotated[str, Field(alias="in")]
    location: str
    detail: str


class Probleem(Schema):
    """RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[Fout] = []


KOLOMMEN: dict[str, str] = {
    str(veld.alias): naam for naam, veld in MeldingIn.model_fields.items() if naam not in GEEN_TEKST
}
"""The column of each field that is one value."""
WERKGEVERKOLOMMEN: dict[str, str] = {str(v.alias): n for n, v in WerkgeverIn.model_fields.items()}


def cel(waarde: Any) -> str:
    """A JSON value as the cell of a file."""
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return ";".join(map(cel, waarde)) if isinstance(waarde, list) else str(waarde)


def cellen(inhoud: dict[str, Any]) -> dict[str, str]:
    uit = {kolom: cel(inhoud[naam]) for naam, kolom in KOLOMMEN.items() if naam in inhoud}
    return uit | ({"onderwerpen": cel(inhoud["onderwerpen"])} if "onderwerpen" in inhoud else {})


def werkgevercellen(inhoud: dict[str, Any]) -> dict[str, str] | None:
    werkgever = inhoud.get("werkgever")
    if not isinstance(werkgever, dict):
        return None
    return {kolom: cel(werkgever.get(naam)) for naam, kolom in WERKGEVERKOLOMMEN.items()}


def wijzer(kolom: str) -> str:
    """The JSON pointer of a column, as `registreren.Onjuist` names it."""
    if kolom.startswith("werkgever."):
        namen = {k: n for n, k in WERKGEVERKOLOMMEN.items()}
        kort = kolom.removeprefix("werkgever.")
        return f"/werkgever/{namen.get(kort, kort)}"
    return "/" + {k: n for n, k in KOLOMMEN.items()}.get(kolom, kolom)
