"""Numbers without gaps."""

from django.db import connection

from inspectie.bundel import Vraag, vraag
from inspectie.models import Teller

_TABEL = Teller._meta.db_table
# One statement: everything that is numbered waits for the one before it, so what is done meanwhile counts double.
_NEEM = f"""INSERT INTO {_TABEL} (naam, waarde) {{}}
ON CONFLICT (naam) DO UPDATE SET waarde = {_TABEL}.waarde + excluded.waarde RETURNING waarde"""


_ZO = _NEEM.format("VALUES (%s, %s)")
_ACHTER_SLOT = _NEEM.format("SELECT %s, %s FROM (SELECT pg_advisory_xact_lock(hashtext(%s))) slot")


def volgende(naam: str, aantal: int = 1, *, slot: str = "") -> int:
    """Take `aantal` numbers; returns the first. Holds the counter until the transaction ends, so that a rollback gives
    the numbers back and nobody else can have taken the ones after it. `slot`: a lock to be held before it."""
    (((laatste,),),) = vraag(neem(naam, aantal, slot=slot))
    return int(laatste) - aantal + 1


def neem(naam: str, aantal: int = 1, *, slot: str = "") -> Vraag:
    """The question that takes them, for who asks more in one go: it answers the last."""
    if slot and connection.vendor == "postgresql":
        return _ACHTER_SLOT, [naam, aantal, slot]
    return _ZO, [naam, aantal]


def geef_terug(naam: str) -> None:
    """The one that this transaction took last, and holds since: nobody can have taken one after it."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {_TABEL} SET waarde = waarde - 1 WHERE naam = %s", [naam])
