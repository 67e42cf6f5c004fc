"""Locks that go by a name: held until the transaction ends, for which SQLite, having one writer, needs nothing; or for
as long as a piece of work takes (`beurt`)."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.db import connection

from inspectie.bundel import Vraag, vraag

_SLEUTEL = "hashtextextended(%s, 0)"
SLOT_SQL = f"SELECT pg_advisory_xact_lock({_SLEUTEL})"
BEURT_SQL = f"SELECT pg_try_advisory_lock({_SLEUTEL})"
_GEDEELD_SQL = SLOT_SQL.replace("lock(", "lock_shared(")


def slot(naam: str, *, gedeeld: bool = False) -> list[Vraag]:
    """What takes it, for who asks more in one go; nothing where there is nothing to hold. `gedeeld`: many can hold it
    at once, and nobody alone meanwhile."""
    if connection.vendor != "postgresql":
        return []
    return [(_GEDEELD_SQL if gedeeld else SLOT_SQL, [naam])]


def houd_vast(naam: str, *, gedeeld: bool = False) -> None:
    vraag(*slot(naam, gedeeld=gedeeld))


@contextmanager
def beurt(naam: str) -> Iterator[bool]:
    """Whether it is ours: one process at a time. Free again when the program ends, however it ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(BEURT_SQL, [naam])
            (vrij,) = cursor.fetchone()
        try:
            yield vrij
        finally:
            if vrij:
                with connection.cursor() as cursor:
                    cursor.execute(f"SELECT pg_advisory_unlock({_SLEUTEL})", [naam])
        return
    if connection.is_in_memory_db():  # type: ignore[attr-defined]  # of SQLite: nobody else has it
        yield True
        return
    pad = Path(f"{connection.settings_dict['NAME']}-{naam}")
    with pad.open("a") as bestand:
        if not _op_slot(bestand, pad):
            yield False
            return
        try:
            yield True
        finally:
            pad.unlink(missing_ok=True)  # before it is free: there is no file left of every report ever made


def _op_slot(bestand: IO[str], pad: Path) -> bool:
    """Whether the file is locked, and still the one of that name: who had it may have taken it away meanwhile."""
    try:
        fcntl.flock(bestand, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(bestand.fileno()), pad.stat())
    except (BlockingIOError, FileNotFoundError):
        return False
