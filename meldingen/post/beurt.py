"""One run at a time takes in the post, and it remembers what it began on, for the run after one that was killed."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.db import connection
from django.db.models import F

from inspectie.kluis import blinde_index
from meldingen.models import Postpoging
from meldingen.post.bussen import Bus

_SLOT = 7_305_102  # of this lock, among the advisory locks of the database


@contextmanager
def beurt() -> Iterator[bool]:
    """Whether it is ours. Free again when the program ends, however it ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_SLOT])
            (vrij,) = cursor.fetchone()
        try:
            yield vrij
        finally:
            if vrij:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [_SLOT])
        return
    if connection.is_in_memory_db():  # type: ignore[attr-defined]  # of SQLite: nobody else has it
        yield True
        return
    with Path(f"{connection.settings_dict['NAME']}-post").open("a") as bestand:
        try:
            fcntl.flock(bestand, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def pogingen(bus: Bus) -> dict[str, int]:
    """What lies there, and how often it was begun on and nobody heard of it again: what never was goes first."""
    afdrukken = {sleutel: _afdruk(bus, sleutel) for sleutel in bus.sleutels()}
    geteld = dict(Postpoging.objects.values_list("bericht", "aantal"))
    keren = {sleutel: geteld.get(afdruk, 0) for sleutel, afdruk in afdrukken.items()}
    return dict(sorted(keren.items(), key=lambda paar: paar[1]))


def begin(bus: Bus, sleutel: str, op: datetime) -> None:
    """To be written before it is looked at: whoever is killed writes nothing after."""
    rij, _nieuw = Postpoging.objects.get_or_create(bericht=_afdruk(bus, sleutel), defaults={"op": op})
    Postpoging.objects.filter(pk=rij.pk).update(aantal=F("aantal") + 1, op=op)


def vergeet(bus: Bus, sleutel: str) -> None:
    Postpoging.objects.filter(bericht=_afdruk(bus, sleutel)).delete()


def _afdruk(bus: Bus, sleutel: str) -> str:
    """A file may be called after its sender."""
    return blinde_index(f"{type(bus).__name__}:{sleutel}", "postpoging")
