"""Numbers without gaps."""

from django.db import connection

from inspectie.bundel import Vraag, vraag
from inspectie.models import Teller
from inspectie.sloten import SLOT_SQL

_TABEL = Teller._meta.db_table
# One statement: everything that is numbered waits for the one before it, so what is done meanwhile counts double.
_NEEM = f"""INSERT INTO {_TABEL} (naam, waarde) {{}}
ON CONFLICT (naam) DO UPDATE SET waarde = {_TABEL}.waarde + excluded.waarde RETURNING waarde"""
_ZO = _NEEM.format("VALUES (%s, %s)")
# Who waits for a row that others change all the time is not served in turn, and looks for it anew each time.
_IN_DE_RIJ = _NEEM.format(f"SELECT %s, %s FROM ({SLOT_SQL}) AS rij")


def volgende(naam: str, aantal: int = 1) -> int:
    """Take `aantal` numbers; returns the first. Holds the counter until the transaction ends, so that a rollback gives
    the numbers back and nobody else can have taken the ones after it."""
    (((laatste,),),) = vraag(neem(naam, aantal))
    return int(laatste) - aantal + 1


def neem(naam: str, aantal: int = 1) -> Vraag:
    """The question that takes them, for who asks more in one go: it answers the last."""
    if connection.vendor != "postgresql":
        return _ZO, [naam, aantal]
    return _IN_DE_RIJ, [naam, aantal, f"teller:{naam}"]
