"""Reading more than once of one and the same state of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

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
