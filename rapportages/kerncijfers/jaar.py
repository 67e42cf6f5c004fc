"""The figures of a year, for the annual report of a labour inspectorate: visits, violations and what was imposed
[ILO convention 81, article 21 (d) and (e)]; and the relations they count, beside those of `bronnen`.

Of all zaken, with or without a melding. The year runs from 1 January (`%(begin)s`) to the peildatum; what was
registered by the stand van counts, as with the core figures.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext_noop as _

from inspectie.versies import stand_sql
from interventies.models import INSTRUMENTEN, Interventie, Overtreding, Zaak
from meldingen.models import Werkgever
from meldingen.models.feiten import Domein
from rapportages.kerncijfers.berekening import argumenten
from rapportages.kerncijfers.definities import Definitie, Telling

VERSIES = ("1.0", "1.1")
"""Of these definitions. 1.1: a visit is a day in a zaak, before that each intervention on location was one; and who was
visited counts whether or not the zaak of it was on record by then."""
VERSIE = VERSIES[-1]


@dataclass(frozen=True, slots=True)
class Jaardefinitie(Definitie):
    """A figure of the year of the peildatum (`%(jaar)s` in its text). It has no slice: a zaak without a melding is in
    none."""

    versie: str = VERSIE


FEITEN: dict[str, tuple[str, ...]] = {
    "bezoek": ("domein",),
    "locatie_in_zaak": ("domein",),
    "bezochte_in_zaak": (),
    "bezochte": (),
    "jaarovertreding": ("voorschrift",),
    "jaarovertreder": (),
    "jaarinstrument": ("soort",),
}
_SOORTEN = tuple(soort.value for soort in INSTRUMENTEN)
_TOT = "<= %(peildatum)s AND NOT vervallen"
_RELATIES = {
    "samen": stand_sql(Werkgever, ["hoofd_id"], "hoofd_id IS NOT NULL"),
    "zaak": stand_sql(Zaak, ["domein"]),
    "jaaringreep": stand_sql(
        Interventie,
        ["zaak_id", "werkgever_id", "soort", "wijze", "uitgereikt_op"],
        f"uitgereikt_op >= %(begin)s AND uitgereikt_op {_TOT}",
    ),
    "jaarvondst": stand_sql(
        Overtreding,
        ["werkgever_id", "voorschrift"],
        f"geconstateerd_op >= %(begin)s AND geconstateerd_op {_TOT}",
    ),
    # A visit is a day in a zaak: what was imposed on it, at one employer or at more, makes it no other visit. The first
    # of its interventions stands for it.
    "bezoek": (
        "SELECT MIN(i.id) AS id, zaak.domein, i.zaak_id, i.uitgereikt_op AS dag FROM jaaringreep AS i"
        " JOIN zaak ON zaak.id = i.zaak_id WHERE i.wijze = 'LOCATIE'"
        " GROUP BY zaak.domein, i.zaak_id, i.uitgereikt_op"
    ),
    "locatie_in_zaak": (
        "SELECT i.id, zaak.domein, COALESCE(samen.hoofd_id, i.werkgever_id) AS werkgever FROM jaaringreep AS i"
        " JOIN zaak ON zaak.id = i.zaak_id LEFT JOIN samen ON samen.id = i.werkgever_id WHERE i.wijze = 'LOCATIE'"
    ),
    "bezochte_in_zaak": "SELECT DISTINCT werkgever AS id FROM locatie_in_zaak",
    "locatie": (
        "SELECT i.id, COALESCE(samen.hoofd_id, i.werkgever_id) AS werkgever FROM jaaringreep AS i"
        " LEFT JOIN samen ON samen.id = i.werkgever_id WHERE i.wijze = 'LOCATIE'"
    ),
    "bezochte": "SELECT DISTINCT werkgever AS id FROM locatie",
    "jaarovertreding": (
        "SELECT o.id, o.voorschrift, COALESCE(samen.hoofd_id, o.werkgever_id) AS werkgever FROM jaarvondst AS o"
        " LEFT JOIN samen ON samen.id = o.werkgever_id"
    ),
    "jaarovertreder": "SELECT DISTINCT werkgever AS id FROM jaarovertreding",
    "jaarinstrument": f"SELECT id, soort FROM jaaringreep WHERE soort IN {_SOORTEN}",
}


def _groepen(naam: str, feiten: tuple[str, ...]) -> str:
    groep = "".join(f"{feit}, " for feit in feiten)
    per = f" GROUP BY {', '.join(feiten)}" if feiten else ""
    return f"SELECT {groep}COUNT(*) AS n FROM {naam}{per}"


JAARRELATIES = _RELATIES | {f"tel_{naam}": _groepen(naam, feiten) for naam, feiten in FEITEN.items()}

JAARDEFINITIES: tuple[Jaardefinitie, ...] = (
    Jaardefinitie(
        "JV-01",
        _("Inspectiebezoeken"),
        "bezoek",
        _(
            "Dagen waarop in een zaak een interventie op locatie is uitgevoerd, van 1 januari %(jaar)s tot en met de"
            " peildatum, met of zonder melding, naar het domein van de zaak. Wat op die dag is opgelegd, telt niet als"
            " nog een bezoek."
        ),
        waarde=Telling("bezoek"),
        delen=Telling("bezoek", per=("domein",)),
        deelcodes=tuple(Domein.values),
        eerder=(
            Jaardefinitie(
                "JV-01",
                _("Inspectiebezoeken"),
                "bezoek",
                _(
                    "Interventies op locatie, uitgevoerd van 1 januari %(jaar)s tot en met de peildatum, met of zonder"
                    " melding, naar het domein van de zaak."
                ),
                waarde=Telling("locatie_in_zaak"),
                delen=Telling("locatie_in_zaak", per=("domein",)),
                deelcodes=tuple(Domein.values),
                versie="1.0",
            ),
        ),
    ),
    Jaardefinitie(
        "JV-02",
        _("Bezochte werkgevers"),
        "werkgever",
        _(
            "Verschillende werkgevers bij wie van 1 januari %(jaar)s tot en met de peildatum een interventie op locatie"
            " is uitgevoerd."
        ),
        waarde=Telling("bezochte"),
        eerder=(
            Jaardefinitie(
                "JV-02",
                _("Bezochte werkgevers"),
                "werkgever",
                _(
                    "Verschillende werkgevers bij wie van 1 januari %(jaar)s tot en met de peildatum een interventie op"
                    " locatie is uitgevoerd, in een zaak die toen was geregistreerd."
                ),
                waarde=Telling("bezochte_in_zaak"),
                versie="1.0",
            ),
        ),
    ),
    Jaardefinitie(
        "JV-03",
        _("Overtredingen"),
        "overtreding",
        _(
            "Overtredingen, geconstateerd van 1 januari %(jaar)s tot en met de peildatum, naar het voorschrift dat is"
            " overtreden."
        ),
        waarde=Telling("jaarovertreding"),
        delen=Telling("jaarovertreding", per=("voorschrift",)),
    ),
    Jaardefinitie(
        "JV-04",
        _("Werkgevers met een overtreding"),
        "werkgever",
        _(
            "Verschillende werkgevers bij wie van 1 januari %(jaar)s tot en met de peildatum een overtreding is"
            " geconstateerd."
        ),
        waarde=Telling("jaarovertreder"),
    ),
    Jaardefinitie(
        "JV-05",
        _("Handhavingsinstrumenten"),
        "instrument",
        _(
            "Waarschuwingen, eisen, stilleggingen en boeterapporten, uitgereikt van 1 januari %(jaar)s tot en met de"
            " peildatum. Later opgeheven of ingetrokken blijft geteld."
        ),
        waarde=Telling("jaarinstrument"),
        delen=Telling("jaarinstrument", per=("soort",)),
        deelcodes=_SOORTEN,
    ),
)


def begin_van_het_jaar(peildatum: date) -> date:
    return peildatum.replace(month=1, day=1)


def jaarargumenten(peildatum: date, stand_van: datetime) -> dict[str, Any]:
    begin = connection.ops.adapt_datefield_value(begin_van_het_jaar(peildatum))
    return argumenten(peildatum, stand_van) | {"begin": begin}


# What is not counted, of the records that a figure goes by.
_OP_LOCATIE, _IS_INSTRUMENT = "wijze = 'LOCATIE'", f"soort IN {_SOORTEN}"
_BUITEN = {
    "JV-01": (Interventie, "uitgereikt_op", _OP_LOCATIE),
    "JV-02": (Interventie, "uitgereikt_op", _OP_LOCATIE),
    "JV-03": (Overtreding, "geconstateerd_op", "TRUE"),
    "JV-04": (Overtreding, "geconstateerd_op", "TRUE"),
    "JV-05": (Interventie, "uitgereikt_op", _IS_INSTRUMENT),
}


def buiten_het_jaarcijfer(code: str, peildatum: date, stand_van: datetime) -> dict[str, int]:
    """What lies in the year and is not counted, by why: taken back by then, or registered later. One query."""
    model, dag, waar = _BUITEN[code]
    waar = f"{dag} >= %(begin)s AND {dag} <= %(peildatum)s AND {waar}"
    toen = stand_sql(model, [dag], f"vervallen AND {waar}")
    later = f"SELECT id FROM {model._meta.db_table} WHERE geregistreerd_op > %(stand_van)s AND {waar}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT (SELECT COUNT(*) FROM ({toen}) AS toen), (SELECT COUNT(*) FROM ({later}) AS later)",
            jaarargumenten(peildatum, stand_van),
        )
        vervallen, na = cursor.fetchone()
    return {"vervallen": int(vervallen), "later_vastgelegd": int(na)}
