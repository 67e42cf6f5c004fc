"""How the register of free text is asked, so that a rare word and a common one are both quick in a list that has an
order of its own.

Few hits: they are looked up first, and the list is made of them alone. Many hits: the database walks the order of the
list and looks whether the word is there, which ends soon when the word is everywhere; where it is not (a word of one
month only) it is made to begin at the word after all. PostgreSQL cannot tell these apart: it takes every word to be
spread evenly, and one it has no statistics of to be in one melding out of three hundred.
"""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models.expressions import RawSQL

from inspectie.bulk import onder
from meldingen import zoeken

WEINIG = 10_000
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
    vraag = zoeken.tsquery(delen) if connection.vendor == "postgresql" else zoeken.fts5(delen)
    with connection.cursor() as cursor:
        cursor.execute(f"{_HITS[connection.vendor]} LIMIT %s", [vraag, hoogstens])
        return [rij[0] for rij in cursor.fetchall()]


def enkele_met(keuzes: Iterable[Sequence[zoeken.Deel]], hoogstens: int) -> RawSQL:
    """The same for what meets one of these choices, to put behind `pk__in` inside another query."""
    if connection.vendor == "postgresql":
        vraag = " | ".join(f"({zoeken.tsquery(delen)})" for delen in keuzes)
    else:
        vraag = " OR ".join(f"({zoeken.fts5(delen)})" for delen in keuzes)
    return RawSQL(f"{_HITS[connection.vendor]} LIMIT %s", [vraag, hoogstens])  # noqa: S611


def gevonden_ids(delen: Sequence[zoeken.Deel]) -> RawSQL:
    """The ids of the meldingen that have all of this, to put behind `pk__in`. One query now, at most three."""
    pks = enkele_ids(delen, WEINIG + 1)
    if len(pks) <= WEINIG:
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
