"""Locks that go by a name, held until the transaction ends. SQLite has one writer: there is nothing to hold."""

from django.db import connection

from inspectie.bundel import Vraag, vraag


def slot(naam: str, *, gedeeld: bool = False) -> list[Vraag]:
    """What takes it, for who asks more in one go; nothing where there is nothing to hold. `gedeeld`: many can hold it
    at once, and nobody alone meanwhile."""
    if connection.vendor != "postgresql":
        return []
    functie = "pg_advisory_xact_lock_shared" if gedeeld else "pg_advisory_xact_lock"
    return [(f"SELECT {functie}(hashtextextended(%s, 0))", [naam])]


def houd_vast(naam: str, *, gedeeld: bool = False) -> None:
    vraag(*slot(naam, gedeeld=gedeeld))
