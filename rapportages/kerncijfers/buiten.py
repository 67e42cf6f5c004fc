"""What no figure counts, and why."""

from dataclasses import replace
from datetime import date, datetime

from django.db import connection

from inspectie.versies import stand_sql
from meldingen.models import Melding
from rapportages.cijfers import Kerncijfers
from rapportages.kerncijfers.berekening import argumenten
from rapportages.kerncijfers.bronnen import FEITEN, relaties, samen
from rapportages.kerncijfers.snede import ALLES, Snede

VASTE_REDENEN = ("dubbel", "geen_corona")
"""Those that stay as they are at one stand van."""


def met_uitgesloten(cijfers: Kerncijfers) -> Kerncijfers:
    """With what they do not count, as it stays. One query."""
    buiten = uitgesloten(cijfers.peildatum, cijfers.stand_van)
    return replace(cijfers, uitgesloten={reden: buiten[reden] for reden in VASTE_REDENEN})


def uitgesloten(peildatum: date, stand_van: datetime, snede: Snede = ALLES) -> dict[str, int]:
    """What was received by then and is not counted, by reason, and how many that are counted have no domain yet; of a
    slice only what lies in it, as what is counted does. Each melding has one reason: a duplicate is only that. What was
    registered later is told of all of them together: where it belongs was not known yet. One query."""
    kolommen = [*FEITEN["melding"], "corona_relatie", "dubbel_van_id", "ontvangen_op", "werkgever_id"]
    # The same slice, of all that was received instead of what counts.
    alle = {"geteld": stand_sql(Melding, kolommen, "(ontvangen_op <= %(tot)s) IS TRUE")}
    vraag = (
        f"{samen(relaties(snede.voorwaarden) | alle)} SELECT CASE WHEN g.dubbel_van_id IS NOT NULL THEN 'dubbel'"
        " WHEN g.corona_relatie NOT IN ('DIRECT', 'INDIRECT') THEN 'geen_corona'"
        " WHEN g.domein = 'ONBEPAALD' THEN 'onbepaald' ELSE '' END AS waarom, COUNT(*) FROM geteld AS g"
    )
    if snede == ALLES:
        vraag += (
            f" GROUP BY waarom UNION ALL SELECT 'later', COUNT(*) FROM {Melding._meta.db_table}"
            " WHERE (ontvangen_op <= %(tot)s) IS TRUE AND geregistreerd_op > %(stand_van)s"
        )
    else:
        waar = " AND ".join(snede.voorwaarden)
        vraag += f" WHERE g.id IN (SELECT id FROM breed WHERE {waar}) GROUP BY waarom"
    with connection.cursor() as cursor:
        cursor.execute(vraag, argumenten(peildatum, stand_van, snede))
        gevonden = {sleutel: int(n) for sleutel, n in cursor.fetchall()}
    redenen = (*VASTE_REDENEN, *(("later",) if snede == ALLES else ()), "onbepaald")
    return {sleutel: gevonden.get(sleutel, 0) for sleutel in redenen}
