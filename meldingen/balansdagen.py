"""The ledger counted ahead per day: a page that tells of months does not count every melding of them.

Whatever writes meldingen, the database itself notes on which days something changed (`Balansspoor`), in the same
transaction. Such a day is counted as it is; of any other the count is kept (`Balansdag`). Counting a day anew takes
away what was noted of it, both of one state of the database: what is committed meanwhile stays noted. Only on
PostgreSQL: what stands in a file of SQLite is counted whenever somebody asks.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models.functions import TruncDate

from inspectie.beeld import een_beeld
from inspectie.bulk import voeg_toe
from inspectie.sloten import beurt
from inspectie.tijd import AMSTERDAM, begin_van
from meldingen.models import Balansdag, Balansspoor, Melding


class Dagstand(NamedTuple):
    """A row of Balansdag, or what it would be now."""

    dag: date
    status: str
    aantal: int
    laagste: int
    hoogste: int
    stand_vanaf: datetime


def dagstanden(van: date, tot: date) -> list[Dagstand]:
    """Of all meldingen received on these days, as they are now. Three queries at most, which tell of one moment only
    where who asks sees to that (`een_beeld`)."""
    dagen = {"dag__gte": van, "dag__lte": tot}
    anders = Balansspoor.objects.filter(**dagen).order_by().values_list("dag", flat=True).distinct()
    te_tellen = list(anders)
    bewaard = Balansdag.objects.filter(**dagen).exclude(dag__in=te_tellen).order_by()
    return [*map(Dagstand._make, bewaard.values_list(*Dagstand._fields)), *_tel(te_tellen)]


def houd_bij() -> int:
    """Count the days of which something was noted; returns how many."""
    if connection.vendor != "postgresql":
        return 0
    with beurt("balansdagen") as vrij:
        if not vrij:
            return 0
        genest = connection.in_atomic_block
        with transaction.atomic():
            if not genest:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            dagen = list(Balansspoor.objects.order_by().values_list("dag", flat=True).distinct())
            if dagen:
                Balansspoor.objects.all().delete()
                Balansdag.objects.filter(dag__in=dagen).delete()
                voeg_toe(Balansdag, Dagstand._fields, _tel(dagen))
    return len(dagen)


def gebreken() -> Iterator[str]:
    """Where what is kept differs from what there is, in Dutch."""
    if connection.vendor != "postgresql":
        return
    with een_beeld():
        yield from _verschillen()


def _verschillen() -> Iterator[str]:
    bewaard = set(map(Dagstand._make, Balansdag.objects.order_by().values_list(*Dagstand._fields)))
    dag = TruncDate("ontvangen_op", tzinfo=AMSTERDAM)
    er_zijn = Melding.objects.order_by().annotate(dag=dag).values_list("dag", flat=True).distinct()
    nu = set(_tel({stand.dag for stand in bewaard} | set(er_zijn)))
    anders = set(Balansspoor.objects.order_by().values_list("dag", flat=True).distinct())
    for fout in sorted({stand.dag for stand in bewaard ^ nu} - anders):
        yield f"de ontvangstbalans van {fout:%d-%m-%Y} is vooruit geteld en klopt niet meer."


def reeksen(dagen: Collection[date]) -> list[tuple[datetime, datetime]]:
    """The moments between which these days are: days after each other together."""
    op_volgorde = enumerate(sorted(dagen))
    groepen = groupby(op_volgorde, key=lambda paar: paar[1].toordinal() - paar[0])
    delen = [[dag for _, dag in groep] for _, groep in groepen]
    return [(begin_van(deel[0]), begin_van(deel[-1] + timedelta(days=1))) for deel in delen]


# Along an index that holds all of it, a day at a time.
_TEL = f"""SELECT d.dag, m.status, COUNT(*), MIN(m.id), MAX(m.id), MAX(m.stand_vanaf)
FROM unnest(%s::date[], %s::timestamptz[], %s::timestamptz[]) AS d (dag, begin, eind)
JOIN {Melding._meta.db_table} AS m ON m.ontvangen_op >= d.begin AND m.ontvangen_op < d.eind GROUP BY d.dag, m.status"""


def _tel(dagen: Collection[date]) -> Sequence[Dagstand]:
    if not dagen:
        return []
    reeks = sorted(dagen)
    begin, eind = [begin_van(dag) for dag in reeks], [begin_van(dag + timedelta(days=1)) for dag in reeks]
    with connection.cursor() as cursor:
        cursor.execute(_TEL, [reeks, begin, eind])
        return [Dagstand(*rij) for rij in cursor.fetchall()]
