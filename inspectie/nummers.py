"""Numbers without gaps."""

from inspectie.bundel import Vraag, vraag
from inspectie.models import Teller

_TABEL = Teller._meta.db_table
# One statement: everything that is numbered waits for the one before it, so what is done meanwhile counts double.
_NEEM = f"""INSERT INTO {_TABEL} (naam, waarde) VALUES (%s, %s)
ON CONFLICT (naam) DO UPDATE SET waarde = {_TABEL}.waarde + excluded.waarde RETURNING waarde"""


def volgende(naam: str, aantal: int = 1) -> int:
    """Take `aantal` numbers; returns the first. Holds the counter until the transaction ends, so that a rollback gives
    the numbers back and nobody else can have taken the ones after it."""
    (((laatste,),),) = vraag(neem(naam, aantal))
    return int(laatste) - aantal + 1


def neem(naam: str, aantal: int = 1) -> Vraag:
    """The question that takes them, for who asks more in one go: it answers the last."""
    return _NEEM, [naam, aantal]
