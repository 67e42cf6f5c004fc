"""Answering only what is on the disk, without keeping others waiting for it.

A commit holds its locks until the disk has it: three milliseconds in which nobody else gets a number. So the commit
itself does not wait, and who answers waits afterwards: for all that was committed before, by whomever, so that the
waits of many are one. What is lost with the power are the last commits, and nobody was told of those.
"""

from django.db import connection, transaction

from inspectie.bulk import zend


def wacht_na_commit() -> None:
    """In the transaction of PostgreSQL that somebody waits for. Before anything else that is to be done after its
    commit: that tells others too."""
    if connection.vendor == "postgresql":
        zend("SELECT set_config('synchronous_commit', 'off', true)", ())
        transaction.on_commit(wacht)


def wacht() -> None:
    """Outside a transaction. A commit of its own, of a message to nobody; of less PostgreSQL waits for no disk."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_logical_emit_message(true, 'inspectie', '')")
