"""What no figure counts, and why."""

from datetime import date, datetime

from django.db import connection

from inspectie.versies import stand_sql
from meldingen.models import Melding
from rapportages.kerncijfers.berekening import argumenten
from rapportages.kerncijfers.bronnen import met

VASTE_REDENEN = ("dubbel", "geen_corona")
"""Those that stay as they are at one stand van."""


def uitgesloten(peildatum: date, stand_van: datetime) -> dict[str, int]:
    """What was received by then and is not counted, by reason, and how many that are counted have no domain yet. Each
    melding has one reason: a duplicate is only that. One query."""
    alle = stand_sql(Melding, ["corona_relatie", "dubbel_van_id"], "(ontvangen_op <= %(tot)s) IS TRUE")
    tabel = Melding._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"{met()} SELECT 'dubbel', COUNT(*) FROM ({alle}) AS a WHERE dubbel_van_id IS NOT NULL"
            f" UNION ALL SELECT 'geen_corona', COUNT(*) FROM ({alle}) AS a"
            " WHERE dubbel_van_id IS NULL AND corona_relatie NOT IN ('DIRECT', 'INDIRECT')"
            f" UNION ALL SELECT 'later', COUNT(*) FROM {tabel}"
            " WHERE (ontvangen_op <= %(tot)s) IS TRUE AND geregistreerd_op > %(stand_van)s"
            " UNION ALL SELECT 'onbepaald', COUNT(*) FROM melding WHERE domein = 'ONBEPAALD'",
            argumenten(peildatum, stand_van),
        )
        return {sleutel: int(n) for sleutel, n in cursor.fetchall()}
