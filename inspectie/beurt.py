"""One process at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

_SLOTEN = {  # among the advisory locks of the database
    "post": 7_305_102,
    "opname": 7_305_103,
    "uitgaveplan": 7_305_104_000_000_000,
}


@contextmanager
def beurt(naam: str, nummer: int = 0) -> Iterator[bool]:
    """Whether it is ours, of each `nummer` apart. Free again when the program ends, however it ends."""
    if connection.vendor == "postgresql":
        slot = _SLOTEN[naam] + nummer
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [slot])
            (vrij,) = cursor.fetchone()
        try:
            yield vrij
        finally:
            if vrij:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [slot])
        return
    if connection.is_in_memory_db():  # type: ignore[attr-defined]  # of SQLite: nobody else has it
        yield True
        return
    with Path(f"{connection.settings_dict['NAME']}-{naam}{nummer or ''}").open("a") as bestand:
        try:
            fcntl.flock(bestand, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
