"""Reading more than once of one and the same state of the database; and up to when that state is known whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection, transaction


@contextmanager
def een_beeld() -> Iterator[None]:
    """Whatever is committed meanwhile, every query inside sees what was there at the first. Only for reading: on SQLite
    nobody waits for it. Inside a transaction that is there already, or another of these, it changes nothing."""
    connection.ensure_connection()
    if connection.in_atomic_block or (connection.vendor == "sqlite" and connection.connection.in_transaction):
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # an `atomic` of ours would begin as one that writes
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


AANLOOP = timedelta(seconds=1)
"""Who registers takes the moment of it first, and begins to write within this time."""
# Who waits for a lock has a moment already, and may have written nothing yet.
_SINDS = """
SELECT MIN(xact_start) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
AND (backend_xid IS NOT NULL OR wait_event_type = 'Lock')
"""


def laatste_stand(nu: datetime) -> datetime:
    """The last whole second of which everything is on record: what somebody is still writing has its moment already,
    and would be counted at that moment only later. So a figure of now is one that nothing changes any more. On SQLite,
    where nobody can see that another writes, the second that it is."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_SINDS)
            (sinds,) = cursor.fetchone()
        nu = min(nu, sinds or nu) - AANLOOP
    return nu.replace(microsecond=0)
