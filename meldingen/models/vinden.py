"""How the register of free text is asked, so that a rare word and a common one are both quick in a list that has an
order of its own.

Few hits: they are looked up first, and the list is made of them alone. Many hits: a page walks the order of the list
and looks whether the words are there (`heeft_woorden`), so far and no further: that ends soon when they are everywhere,
and says so when they are not (a word of one month, words that never stand together).

Who needs all of them (a file, the neighbours of a melding, who asked to go on) has the database walk to the end or,
where the words are not everywhere, begin at the words. PostgreSQL cannot tell these apart: it takes every word to be
spread evenly, and one it has no statistics of to be in one melding out of three hundred.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import BooleanField, ExpressionWrapper, F, Func, OuterRef, Q, Subquery, Value
from django.db.models.expressions import RawSQL

from inspectie.bulk import onder
from meldingen import zoeken

WEINIG = 10_000
RUIM = 5 * WEINIG
"""So many by the statistics of PostgreSQL are certainly more than WEINIG: nothing needs counting then."""
RAND, GENOEG = 2500, 10
"""A word with so many hits among so many meldingen at either end of the list is everywhere."""

_HITS = {
    "postgresql": "SELECT melding_id FROM meldingen_zoekwoorden WHERE woorden @@ %s::tsquery",
    "sqlite": "SELECT rowid FROM meldingen_zoekregister WHERE meldingen_zoekregister MATCH %s",
}
_RAND = """
SELECT COUNT(*) FROM (SELECT id FROM meldingen_melding ORDER BY ontvangen_op {kant}, id {kant} LIMIT %s) m
JOIN meldingen_zoekwoorden z ON z.melding_id = m.id WHERE z.woorden @@ %s::tsquery
"""


def enkele_ids(delen: Sequence[zoeken.Deel], hoogstens: int) -> list[int]:
    """The ids of some meldingen that have all of this: all of them, or `hoogstens` in no order."""
    vraag, hits = zoeken.fts5(delen), _HITS[connection.vendor]
    if connection.vendor == "postgresql":
        # Apart, so that the limit does not make it read the whole table in the hope of finding enough soon.
        vraag, hits = zoeken.tsquery(delen), f"WITH hits AS MATERIALIZED ({hits}) SELECT melding_id FROM hits"
    with connection.cursor() as cursor:
        cursor.execute(f"{hits} LIMIT %s", [vraag, hoogstens])
        return [rij[0] for rij in cursor.fetchall()]


def enkele_met(keuzes: Iterable[Sequence[zoeken.Deel]], hoogstens: int) -> RawSQL:
    """The same for what meets one of these choices, to put behind `pk__in` inside another query."""
    if connection.vendor == "postgresql":
        vraag = " | ".join(f"({zoeken.tsquery(delen)})" for delen in keuzes)
    else:
        vraag = " OR ".join(f"({zoeken.fts5(delen)})" for delen in keuzes)
    return RawSQL(f"{_HITS[connection.vendor]} LIMIT %s", [vraag, hoogstens])  # noqa: S611


def enkele(delen: Sequence[zoeken.Deel]) -> list[int] | None:
    """All ids that have all of this; None when more than WEINIG have its words. Two queries, for a phrase three; one
    less on SQLite."""
    los = [deel for groep in delen for deel in groep.los()]
    if _geschat(los) > RUIM:
        return None
    pks = enkele_ids(los, WEINIG + 1)
    if len(pks) > WEINIG:
        return None  # to look for a phrase among all of these takes a second per million
    return pks if len(los) == len(delen) else enkele_ids(delen, WEINIG)


def _geschat(delen: Sequence[zoeken.Deel]) -> int:
    """How many meldingen have all of this, as far as PostgreSQL knows without looking: of a word that comes often it
    keeps how often, of others it takes that few have it. To fetch ten thousand ids of a word that a hundred thousand
    have reads ten thousand pages."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {_HITS['postgresql']}", [zoeken.tsquery(delen)])
        ((uitleg,),) = cursor.fetchall()
    return int(uitleg[0]["Plan"]["Plan Rows"])


def heeft_woorden(delen: Sequence[zoeken.Deel]) -> Subquery:
    """Whether one melding has all of this. A value by itself, which no database turns into a join: it is asked of the
    rows that are looked at, and of no others."""
    from meldingen.models.zoekwoorden import Zoekwoorden  # it stands below this

    if connection.vendor == "postgresql":
        heeft: Any = _Past(F("woorden"), Value(zoeken.tsquery(delen)))
    else:
        heeft = Q()
        for deel in delen:
            wijzen = [Q(_Staat(F("woorden"), Value(wijze))) for wijze in deel.schrijfwijzen()]
            heeft &= reduce(or_, wijzen)
        heeft = ExpressionWrapper(heeft, BooleanField())
    hier = Zoekwoorden.objects.filter(melding=OuterRef("pk")).annotate(heeft=heeft)
    return Subquery(hier.values("heeft"), output_field=BooleanField())


class _Past(Func):
    template = "%(expressions)s::tsquery"
    arg_joiner = " @@ "
    output_field = BooleanField()


class _Staat(Func):
    template = "INSTR(' ' || %(expressions)s) > 0"
    arg_joiner = " || ' ', "
    output_field = BooleanField()


def gevonden_ids(delen: Sequence[zoeken.Deel]) -> RawSQL:
    """The ids of the meldingen that have all of this, to put behind `pk__in`. One query now, at most five."""
    pks = enkele(delen)
    if pks is not None:
        return onder(pks)
    vraag = zoeken.tsquery(delen) if connection.vendor == "postgresql" else zoeken.fts5(delen)
    hits = _HITS[connection.vendor]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and not all(
            _overal(cursor, vraag, kant) for kant in ("DESC", "ASC")
        ):
            # OFFSET 0 keeps the planner from walking the list after all.
            hits += " OFFSET 0"
    return RawSQL(hits, [vraag])  # noqa: S611 (from the constants above)


def _overal(cursor: CursorWrapper, vraag: str, kant: str) -> bool:
    cursor.execute(_RAND.format(kant=kant), [RAND, vraag])
    rij = cursor.fetchone()
    return rij is not None and rij[0] >= GENOEG
