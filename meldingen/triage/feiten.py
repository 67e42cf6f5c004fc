"""The facts a rule may read: what each is called, its type, and which code list its values come from.

The 24 columns of the scenario file are the fields of `Feiten`; what follows from them and from the rule set
is in `AFGELEIDE_FEITEN`; what exists only once a rule has decided is in `UITKOMST_FEITEN`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Annotated, get_args

from .taal import Vertaal, Zin, nederlands, te_vertalen

Waarde = date | str | bool | int | tuple[str, ...] | None
"""A value of a fact. None is unknown: it equals no "ja", no "nee", no code and reaches no threshold."""

THUISWERKEN = "THUISWERKEN"
VEILIG_GEZOND = "VEILIG_GEZOND"
EERLIJK = "EERLIJK"
BUITEN = "BUITEN"
ONBEPAALD = "ONBEPAALD"
DOMEINEN = frozenset({VEILIG_GEZOND, EERLIJK, BUITEN})
ANDER = "ander"

_ISO_DATUM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Soort(StrEnum):
    """Type of a fact; decides which operators and values a condition on it may have."""

    DATUM = "datum"
    CODE = "code"
    JANEE = "ja/nee"
    GETAL = "getal"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class Feit:
    """Declaration of a fact: `titel` is its Dutch name, `lijst` the code list of a CODE or CODES fact."""

    soort: Soort
    titel: str
    lijst: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """The facts of one melding as they stood when it was received; `onderwerpen` has the main topic first."""

    ontvangen_op: Annotated[date, Feit(Soort.DATUM, te_vertalen("ontvangen op"))]
    bevoegd: Annotated[str | None, Feit(Soort.CODE, te_vertalen("bevoegd"), "bevoegd")] = None
    corona_relatie: Annotated[
        str | None, Feit(Soort.CODE, te_vertalen("coronarelatie"), "corona_relatie")
    ] = None
    werkgever_bekend: Annotated[bool | None, Feit(Soort.JANEE, te_vertalen("werkgever bekend"))] = None
    melder_bereikbaar: Annotated[bool | None, Feit(Soort.JANEE, te_vertalen("melder bereikbaar"))] = None
    melder_type: Annotated[str | None, Feit(Soort.CODE, te_vertalen("type melder"), "melder_type")] = None
    verzoek_24_7: Annotated[
        bool | None, Feit(Soort.JANEE, te_vertalen("verzoek op grond van Arbowet 24 lid 7"))
    ] = None
    anoniem: Annotated[bool | None, Feit(Soort.JANEE, te_vertalen("anoniem"))] = None
    toestemming_contact_werkgever: Annotated[
        bool | None, Feit(Soort.JANEE, te_vertalen("toestemming voor contact met de werkgever"))
    ] = None
    onderwerpen: Annotated[tuple[str, ...], Feit(Soort.CODES, te_vertalen("onderwerpen"), "onderwerp")] = ()
    ernst: Annotated[str | None, Feit(Soort.CODE, te_vertalen("ernst"), "ernst")] = None
    aantal_blootgesteld: Annotated[int | None, Feit(Soort.GETAL, te_vertalen("aantal blootgesteld"))] = None
    duurt_voort: Annotated[bool | None, Feit(Soort.JANEE, te_vertalen("situatie duurt voort"))] = None
    werkonderbreking: Annotated[
        bool | None, Feit(Soort.JANEE, te_vertalen("werk onderbroken door werknemers"))
    ] = None
    bevestigde_besmettingen: Annotated[
        int | None, Feit(Soort.GETAL, te_vertalen("bevestigde besmettingen"))
    ] = None
    arbeidsmigranten: Annotated[bool | None, Feit(Soort.JANEE, te_vertalen("arbeidsmigranten"))] = None
    melder_ziet_risico: Annotated[bool | None, Feit(Soort.JANEE, te_vertalen("melder ziet risico"))] = None
    lopende_zaak: Annotated[bool | None, Feit(Soort.JANEE, te_vertalen("lopende zaak bij de werkgever"))] = (
        None
    )
    eerdere_meldingen: Annotated[
        int | None, Feit(Soort.GETAL, te_vertalen("eerdere meldingen van anderen"))
    ] = None
    instrument_termijn_verlopen: Annotated[
        bool | None, Feit(Soort.JANEE, te_vertalen("termijn van een instrument verlopen"))
    ] = None
    toezegging_niet_nagekomen: Annotated[
        bool | None, Feit(Soort.JANEE, te_vertalen("toezegging niet nagekomen"))
    ] = None
    opsporing_indicatie: Annotated[
        bool | None, Feit(Soort.JANEE, te_vertalen("indicatie voor opsporing"))
    ] = None
    personen_in_gevaar: Annotated[bool | None, Feit(Soort.JANEE, te_vertalen("personen in gevaar"))] = None
    dubbel: Annotated[bool | None, Feit(Soort.JANEE, te_vertalen("dubbel"))] = None


def _declaratie(annotatie: object) -> Feit:
    return next(deel for deel in get_args(annotatie) if isinstance(deel, Feit))


FEITEN: Mapping[str, Feit] = {veld.name: _declaratie(veld.type) for veld in fields(Feiten)}

AFGELEIDE_FEITEN: Mapping[str, Feit] = {
    "domein": Feit(Soort.CODE, te_vertalen("domein"), "domein"),
    "fase": Feit(Soort.GETAL, te_vertalen("fase van het thuiswerken")),
    "alleen_thuiswerken": Feit(Soort.JANEE, te_vertalen("alleen thuiswerken")),
    "partner_onderwerp": Feit(Soort.CODE, te_vertalen("partner bij het onderwerp"), "partner"),
}

UITKOMST_FEITEN: Mapping[str, Feit] = {
    "route": Feit(Soort.CODE, te_vertalen("route"), "route"),
    "prioriteit": Feit(Soort.CODE, te_vertalen("prioriteit"), "prioriteit"),
}

ALLE_FEITEN: Mapping[str, Feit] = {**FEITEN, **AFGELEIDE_FEITEN, **UITKOMST_FEITEN}


def bepaal_domein(bevoegd: str | None, onderwerpen: Iterable[str], thuisdomein: Mapping[str, str]) -> str:
    """BUITEN when another authority is competent, else the home of the first V&G or Eerlijk topic or BUITEN.

    Raises KeyError for a topic that has no home domain.
    """
    thuis = [thuisdomein[onderwerp] for onderwerp in onderwerpen]
    if bevoegd == ANDER:
        return BUITEN
    return next((domein for domein in thuis if domein != BUITEN), BUITEN)


def is_alleen_thuiswerken(domein: str, onderwerpen: Iterable[str], thuisdomein: Mapping[str, str]) -> bool:
    """Domain V&G and THUISWERKEN is the only V&G topic; topics of other domains do not matter."""
    if domein != VEILIG_GEZOND:
        return False
    return all(
        onderwerp == THUISWERKEN for onderwerp in onderwerpen if thuisdomein[onderwerp] == VEILIG_GEZOND
    )


def lees_datum(tekst: str) -> date:
    """An ISO date, only as YYYY-MM-DD. Raises ValueError for anything else ("20210126", "2021-W04-2")."""
    if not _ISO_DATUM.fullmatch(tekst):
        raise ValueError(Zin("“%(ruw)s” is geen datum als 2021-01-26", ruw=tekst))
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise ValueError(Zin("“%(ruw)s” is geen bestaande datum", ruw=tekst)) from None


# The codes that stand in an explanation as they are; the other lists have words of their own.
_WAARDEN = (
    te_vertalen("eigen"),
    te_vertalen("ander"),
    te_vertalen("gemengd"),
    te_vertalen("onbekend"),
    te_vertalen("laag"),
    te_vertalen("significant"),
    te_vertalen("ernstig"),
    te_vertalen("acuut"),
)


def toon(waarde: Waarde, vertaal: Vertaal = nederlands) -> str:
    """A value in words, for explanations."""
    if waarde is None or waarde == ():
        return vertaal(te_vertalen("onbekend"))
    if isinstance(waarde, bool):
        return vertaal(te_vertalen("ja")) if waarde else vertaal(te_vertalen("nee"))
    if isinstance(waarde, tuple):
        return ", ".join(waarde)
    if isinstance(waarde, date):
        return waarde.strftime("%d-%m-%Y")
    return vertaal(waarde) if waarde in _WAARDEN else str(waarde)
