"""Locks that go by a name, held until the transaction ends. SQLite has one writer: there is nothing to hold."""

from django.db import connection

from inspectie.bundel import Vraag, vraag

SLOT_SQL = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
_GEDEELD_SQL = SLOT_SQL.replace("lock(", "lock_shared(")


def slot(naam: str, *, gedeeld: bool = False) -> list[Vraag]:
    """What takes it, for who asks more in one go; nothing where there is nothing to hold. `gedeeld`: many can hold it
    at once, and nobody alone meanwhile."""
    if connection.vendor != "postgresql":
        return []
    return [(_GEDEELD_SQL if gedeeld else SLOT_SQL, [naam])]


def houd_vast(naam: str, *, gedeeld: bool = False) -> None:
    vraag(*slot(naam, gedeeld=gedeeld))
