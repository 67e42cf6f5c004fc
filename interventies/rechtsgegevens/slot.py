"""One change of the law at a time, and none while somebody acts on the law as it is.

Who records a violation or issues an instrument holds the law from reading it until the commit; who changes it waits for
them, and then sees what they did. On SQLite there is one writer at a time anyway.
"""

from django.db import connection

_SLEUTEL = 7_305_101  # of this lock, among the advisory locks of the database


def houd_vast() -> None:
    """Many can do this at once. Before anything that writes the log: who changes the law does that last too."""
    _vraag("pg_advisory_xact_lock_shared")


def houd_tegen() -> None:
    """Alone: for a change of the law."""
    _vraag("pg_advisory_xact_lock")


def _vraag(functie: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {functie}(%s)", [_SLEUTEL])
