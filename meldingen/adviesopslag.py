"""Storing an advice: the row that keeps all that led to it, and what it makes of the melding itself.

Many at a time, by statements: an import advises on all it read.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from inspectie.bulk import onder, reserveer, voeg_toe
from inspectie.getuigen import Getuigenis, getuig_rijen
from inspectie.logboek import log
from inspectie.termijnen import einde_uren, werkdagen_na
from inspectie.tijd import einde_van, lokale_dag
from inspectie.versies import Wijziging, feiten
from meldingen import triage
from meldingen.models import Melding, MeldingVerleden, TriageBesluit
from meldingen.models.feiten import Domein
from meldingen.statussen import Aanleiding, volg_elk, volg_nieuw

Geadviseerd = tuple[int | None, triage.Advies]
"""With the id of the rules that gave it."""
Adviezen = Sequence[Geadviseerd]


def bewaar_besluiten(
    meldingen: Sequence[Melding], adviezen: Adviezen, vrij: frozenset[date], op: datetime
) -> None:
    voeg_toe(
        TriageBesluit,
        _VELDEN,
        (
            _rij(melding, pk, advies, vrij, op)
            for melding, (pk, advies) in zip(meldingen, adviezen, strict=True)
        ),
    )


def bewaar(meldingen: Sequence[Melding], adviezen: Adviezen, op: datetime, *, vrij: frozenset[date]) -> None:
    bewaar_besluiten(meldingen, adviezen, vrij, op)
    paren = [(melding, advies) for melding, (_, advies) in zip(meldingen, adviezen, strict=True)]
    if bepaald := [(m, a) for m, a in paren if nieuw_domein(m, a)]:
        _bewaar_verleden([melding for melding, _ in bepaald], op)
        schreef = bewaar_domein(bepaald, op)
        log("domein_bepaald", op=op, schreef=schreef, meldingen=len(bepaald))
    volg_elk(
        meldingen,
        Aanleiding.ADVIES,
        GEVOLG,
        (gevolg(melding, advies, vrij, op) for melding, advies in paren),
    )


def bewaar_nieuw_advies(
    melding: Melding, geadviseerd: Geadviseerd, vrij: frozenset[date], op: datetime
) -> Getuigenis:
    """The same of one that has no number yet and is not saved: that it is with its advice in it (`volg_advies`).
    Returns what the line in the log of its registration bears witness of as well."""
    bewaar_besluiten([melding], [geadviseerd], vrij, op)
    advies = geadviseerd[1]
    return bewaar_domein([(melding, advies)], op) if nieuw_domein(melding, advies) else Getuigenis()


def volg_advies(melding: Melding, geadviseerd: Geadviseerd, vrij: frozenset[date], op: datetime) -> None:
    """Save that one, which has its number now, with what the advice makes of it."""
    volg_nieuw(melding, Aanleiding.ADVIES, GEVOLG, gevolg(melding, geadviseerd[1], vrij, op))


GEVOLG = ["route", "prioriteit", "uiterlijk", "besloten_op", "domein", "stand_vanaf"]


def gevolg(melding: Melding, advies: triage.Advies, vrij: frozenset[date], op: datetime) -> tuple[Any, ...]:
    """What an advice makes of a melding, in the order of `GEVOLG`."""
    return (
        advies.route,
        advies.prioriteit or "",
        uiterlijk(melding.ontvangen_op, advies.termijn, vrij),
        None,  # nobody decided on this one yet
        *((advies.domein, op) if nieuw_domein(melding, advies) else (melding.domein, melding.stand_vanaf)),
    )


def nieuw_domein(melding: Melding, advies: triage.Advies) -> bool:
    return melding.domein == Domein.ONBEPAALD != advies.domein


def _bewaar_verleden(meldingen: Sequence[Melding], op: datetime) -> None:
    """Their domain is decided as of now: an earlier stand van keeps seeing ONBEPAALD."""
    velden = ", ".join(feiten(Melding))
    nu, toen = Melding._meta.db_table, MeldingVerleden._meta.db_table
    wie = onder([melding.pk for melding in meldingen])
    moment = Melding._meta.get_field("stand_vanaf").get_db_prep_save(op, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {toen} (van_id, stand_vanaf, stand_tot, {velden}) "
            f"SELECT id, stand_vanaf, %s, {velden} FROM {nu} WHERE id IN ({wie.sql}) AND stand_vanaf < %s",
            [moment, *wie.params, moment],
        )


def bewaar_domein(paren: Sequence[tuple[Melding, triage.Advies]], op: datetime) -> Getuigenis:
    kolommen = [
        "id",
        "soort",
        "object_id",
        "veld",
        "nieuw",
        "aard",
        "reden",
        "geregistreerd_op",
        "ingevoerd_op",
    ]
    rijen = [
        [
            pk,
            "melding",
            melding.pk,
            "domein",
            advies.domein,
            Wijziging.Aard.TRIAGE.value,
            f"regel {advies.regel_code}, regels {advies.versie}",
            op,
            op,
        ]
        for pk, (melding, advies) in zip(reserveer(Wijziging, len(paren)), paren, strict=True)
    ]
    voeg_toe(Wijziging, kolommen, rijen)
    return getuig_rijen(Wijziging, kolommen, rijen)


_VELDEN = [
    "melding_id",
    "regelset_id",
    "geadviseerd_op",
    "regel",
    "route",
    "prioriteit",
    "domein",
    "partners",
    "redencode",
    "uiterlijk",
    "feiten",
    "spoor",
    "vlaggen",
    "toelichting",
    "besluit_route",
    "besluit_prioriteit",
    "besluit_reden",
    "herroepen_reden",
]


def _rij(
    melding: Melding, regelset: int | None, advies: triage.Advies, vrij: frozenset[date], op: datetime
) -> list[Any]:
    return [
        melding.pk,
        regelset,
        op,
        advies.regel_code,
        advies.route,
        advies.prioriteit or "",
        advies.domein,
        "+".join(advies.partners),
        advies.redencode,
        uiterlijk(melding.ontvangen_op, advies.termijn, vrij),
        {
            naam: waarde.isoformat() if isinstance(waarde, date) else waarde
            for naam, waarde in advies.gelezen.items()
        },
        advies.spoor,
        advies.vlaggen,
        advies.toelichting,
        "",
        "",
        "",
        "",
    ]


def uiterlijk(
    ontvangen_op: datetime, termijn: triage.Termijn | None, vrije_dagen: frozenset[date]
) -> datetime | None:
    """When the clock of an advice runs out: hours to the minute, (working) days at the end of the last one."""
    if termijn is None:
        return None
    if termijn.eenheid == "uur":
        return einde_uren(ontvangen_op, termijn.aantal)
    dag = lokale_dag(ontvangen_op)
    if termijn.eenheid == "dagen":
        return einde_van(dag + timedelta(days=termijn.aantal))
    return einde_van(werkdagen_na(dag, termijn.aantal, vrije_dagen))
