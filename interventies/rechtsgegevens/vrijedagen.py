"""The days off, with what they were on the day that something was issued: what was issued keeps the end it had."""

from datetime import UTC, date, datetime

from django.db import connection

from inspectie.models import VrijeDag
from inspectie.termijnen import VrijeDagen
from inspectie.tijd import lokale_dag
from interventies.models import Rechtsact, Rechtsbesluit, Rechtstabel, Rechtsvoorstel

# Asked by every page with a term on it: written out it takes a quarter of the time.
_DAGEN = f"""
SELECT CAST(datum AS text), '', NULL FROM {VrijeDag._meta.db_table}
UNION ALL
SELECT v.sleutel, v.act, b.op
FROM {Rechtsvoorstel._meta.db_table} v JOIN {Rechtsbesluit._meta.db_table} b ON b.voorstel_id = v.id
WHERE b.uitkomst = %s AND v.tabel = %s AND v.act IN (%s, %s)
"""


def lees_vrije_dagen() -> VrijeDagen:
    """One query."""
    with connection.cursor() as cursor:
        aanvaard = Rechtsbesluit.Uitkomst.AANVAARD
        cursor.execute(_DAGEN, [aanvaard, Rechtstabel.VRIJE_DAG, Rechtsact.NIEUW, Rechtsact.VERVALT])
        rijen: list[tuple[str, str, datetime | str | None]] = cursor.fetchall()
    dagen = frozenset(date.fromisoformat(dag) for dag, wat, _toen in rijen if not wat)
    wijzigingen = sorted((_moment(toen), wat, dag) for dag, wat, toen in rijen if wat and toen is not None)
    eerder, stond = [], dagen
    for toen, wat, dag in reversed(wijzigingen):
        stond = (
            stond - {date.fromisoformat(dag)} if wat == Rechtsact.NIEUW else stond | {date.fromisoformat(dag)}
        )
        eerder.append((lokale_dag(toen), stond))
    return VrijeDagen(dagen, reversed(eerder))


def _moment(toen: datetime | str) -> datetime:
    """SQLite keeps a moment as text, in UTC."""
    return toen if isinstance(toen, datetime) else datetime.fromisoformat(toen).replace(tzinfo=UTC)
