"""Statements nobody waits for an answer to, kept and sent together: to PostgreSQL and back costs more than most do.

Only within `bundel()`, and only what comes by `inspectie.bulk`. Whatever else is asked of the database meanwhile finds
all of it: then it goes first. So nobody has to know whether there is a bundle, but that what the database refuses is
told later: at the end of the part that may fail (`poging`, or any savepoint), or of the bundle.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

if TYPE_CHECKING:
    from psycopg import ClientCursor


Rij = tuple[Any, ...]
Vraag = tuple[str, Sequence[Any]]


class Bundel:
    """What waits, in its order. Django calls it around every statement of the connection."""

    def __init__(self, schrijver: "ClientCursor[Any]") -> None:
        self._schrijver = schrijver
        self.wacht: list[str] = []
        self.sleutels: dict[str, list[int]] = {}
        """Primary keys in stock, by table."""

    def voeg_bij(self, sql: str, waarden: Sequence[Any]) -> None:
        self.wacht.append(self._schrijver.mogrify(sql.encode(), waarden))

    def stuur(self, vragen: int = 0) -> list[list[Rij]]:
        """Returns what the last so many of them answer."""
        if not self.wacht:
            return []
        delen, self.wacht = self.wacht, []
        with connection.cursor() as cursor:
            cursor.execute(";\n".join(delen))
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
    from psycopg import ClientCursor

    if not connection.in_atomic_block:
        raise RuntimeError("Een bundel hoort in een transactie.")
    eigen = Bundel(ClientCursor(connection.connection))
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
    naam = f"SAVEPOINT poging_{next(_NUMMERS)}"
    bundel.wacht.append(naam)
    try:
        yield
        if bundel.wacht[-1:] == [naam]:  # nothing was asked: then there is nothing to take back
            bundel.wacht.pop()
            return
        bundel.wacht.append(f"RELEASE {naam}")
        bundel.stuur()
    except Exception:
        if naam in bundel.wacht:  # the database knows nothing of it yet
            del bundel.wacht[bundel.wacht.index(naam) :]
        else:
            with connection.cursor() as cursor:
                cursor.execute(f"ROLLBACK TO {naam}")
        raise


_NUMMERS = count()
