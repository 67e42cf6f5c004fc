"""Numbers without gaps."""

from django.db import connection

from inspectie.models import Teller

_TABEL = Teller._meta.db_table
# One statement: everything that is numbered waits for the one before it, so what is done meanwhile counts double.
_NEEM = f"""INSERT INTO {_TABEL} (naam, waarde) VALUES (%s, %s)
ON CONFLICT (naam) DO UPDATE SET waarde = {_TABEL}.waarde + excluded.waarde RETURNING waarde"""


def volgende(naam: str, aantal: int = 1) -> int:
    """Take `aantal` numbers; returns the first. Holds the counter until the transaction ends, so that a rollback gives
    the numbers back and nobody else can have taken the ones after it."""
    with connection.cursor() as cursor:
        cursor.execute(_NEEM, [naam, aantal])
        laatste: int = cursor.fetchone()[0]
    return laatste - aantal + 1


def geef_terug(naam: str) -> None:
    """The one that this transaction took last, and holds since: nobody can have taken one after it."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {_TABEL} SET waarde = waarde - 1 WHERE naam = %s", [naam])
