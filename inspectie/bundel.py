"""Statements nobody waits for an answer to, kept and sent together: to PostgreSQL and back costs more than most do.

Only within `bundel()`, and only what comes by `inspectie.bulk`. Whatever else is asked of the database meanwhile finds
all of it: then it goes first. So nobody has to know whether there is a bundle, but that what the database refuses is
told later: at the end of the part that may fail (`poging`, or any savepoint), or of the bundle.

What comes by here are the same few statements every time, so a connection prepares each once: a quarter of PostgreSQL's
work is to find out how. In SQL: the protocol itself prepares only what goes alone.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from django.db import connection, transaction

if TYPE_CHECKING:
    from psycopg import Connection


VOORBEREID_MAX = 200
"""Statements of a connection: with another number of rows it is another, and PostgreSQL keeps each until the connection
ends."""
Rij = tuple[Any, ...]
Vraag = tuple[str, Sequence[Any]]


class Bundel:
    """What waits, in its order. Django calls it around every statement of the connection."""

    def __init__(self, verbinding: "Connection[Any]") -> None:
        from psycopg.adapt import Transformer

        self._literaal = Transformer(verbinding).as_literal
        self._bekend = _VOORBEREID.setdefault(verbinding, {})
        self._nieuw: dict[str, bytes] = {}
        self.wacht: list[bytes] = []
        self.sleutels: dict[str, list[int]] = {}
        """Primary keys in stock, by table."""

    def voeg_bij(self, sql: str, waarden: Sequence[Any]) -> None:
        literalen = [b"NULL" if waarde is None else self._literaal(waarde) for waarde in waarden]
        naam = self._bekend.get(sql) or self._nieuw.get(sql)
        if naam is None and len(self._bekend) + len(self._nieuw) < VOORBEREID_MAX:
            naam = self._nieuw[sql] = _naam(sql)
        if naam is None:
            self.wacht.append(sql.replace("%s", "%b").encode() % tuple(literalen))
        elif literalen:
            self.wacht.append(b"EXECUTE %b(%b)" % (naam, b", ".join(literalen)))
        else:
            self.wacht.append(b"EXECUTE " + naam)

    def stuur(self, vragen: int = 0) -> list[list[Rij]]:
        """Returns what the last so many of them answer."""
        if not self.wacht:
            return []
        delen, self.wacht = self.wacht, []
        nieuw, self._nieuw = self._nieuw, {}
        delen[:0] = [_bereid_voor(naam, sql) for sql, naam in nieuw.items()]
        with connection.cursor() as cursor:
            cursor.execute(b";\n".join(delen).decode())
            self._bekend |= nieuw  # what failed gets another name the next time
            for _ in delen[vragen:]:
                cursor.nextset()
            uit = []
            for _ in range(vragen):
                uit.append(cursor.fetchall())
                cursor.nextset()
        return uit

    def __call__(
        self, voer_uit: Callable[..., Any], sql: str, waarden: Any, veel: bool, context: dict[str, Any]
    ) -> Any:
        if sql.startswith("ROLLBACK TO SAVEPOINT "):
            self.wacht.clear()  # all of it came after that savepoint
        else:
            self.stuur()
        return voer_uit(sql, waarden, veel, context)


_VOORBEREID: "WeakKeyDictionary[Connection[Any], dict[str, bytes]]" = WeakKeyDictionary()
"""The name of each statement that a connection prepared."""
_NUMMERS = count()


def _naam(sql: str) -> bytes:
    """To be read in a log of PostgreSQL, where the statement itself does not stand any more; never given twice."""
    return f"{'_'.join(re.findall('[a-z]+', sql.lower()))[:48]}_{next(_NUMMERS)}".encode()


def _bereid_voor(naam: bytes, sql: str) -> bytes:
    plekken = [f"${plek}" for plek in range(1, sql.count("%s") + 1)]
    return b"PREPARE %b AS %b" % (naam, (sql % tuple(plekken)).encode())


def actief() -> Bundel | None:
    """The bundle of this connection."""
    return next((w for w in connection.execute_wrappers if isinstance(w, Bundel)), None)


def vraag(*vragen: Vraag) -> list[list[Rij]]:
    """The rows that each of these gives, asked in one go, after what waits. Each sees what was committed when it
    begins, as if it were asked by itself: also when the one before it had to wait."""
    if (samen := actief()) is not None:
        for sql, waarden in vragen:
            samen.voeg_bij(sql, waarden)
        return samen.stuur(len(vragen))
    uit = []
    with connection.cursor() as cursor:
        for sql, waarden in vragen:
            cursor.execute(sql, waarden)
            uit.append(cursor.fetchall())
    return uit


@contextmanager
def bundel() -> Iterator[None]:
    """In a transaction. One in another is part of it. SQLite is here itself, and waits for nothing."""
    if connection.vendor != "postgresql" or actief() is not None:
        yield
        return
    if not connection.in_atomic_block:
        raise RuntimeError("Een bundel hoort in een transactie.")
    eigen = Bundel(connection.connection)
    with connection.execute_wrapper(eigen):
        try:
            yield
            eigen.stuur()
        except BaseException:
            if eigen.wacht:  # what was said to be written is not: then nothing of it may stay
                transaction.set_rollback(True)
            raise


@contextmanager
def poging() -> Iterator[None]:
    """A part that may fail and leave the rest: a savepoint, which goes with the rest of the bundle."""
    if (bundel := actief()) is None:
        with transaction.atomic():
            yield
        return
    naam = b"SAVEPOINT poging_%d" % next(_NUMMERS)
    bundel.wacht.append(naam)
    try:
        yield
        if bundel.wacht[-1:] == [naam]:  # nothing was asked: then there is nothing to take back
            bundel.wacht.pop()
            return
        bundel.wacht.append(b"RELEASE " + naam)
        bundel.stuur()
    except Exception:
        if naam in bundel.wacht:  # the database knows nothing of it yet
            del bundel.wacht[bundel.wacht.index(naam) :]
        else:
            with connection.cursor() as cursor:
                cursor.execute(f"ROLLBACK TO {naam.decode()}")
        raise
