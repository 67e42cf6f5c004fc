"""Whoever takes in the post remembers what it began on, for the run after one that was killed."""

from datetime import datetime, timedelta

from django.db.models import F

from inspectie.kluis import blinde_index
from meldingen.models import Postpoging
from meldingen.post.bussen import Bus

BEWAARD = timedelta(days=30)


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


def gehoord(bus: Bus, sleutel: str) -> None:
    """It broke off the connection, and nobody was killed: it still goes last, and is not one try nearer to being put
    aside unread."""
    Postpoging.objects.filter(bericht=_afdruk(bus, sleutel), aantal__gt=1).update(aantal=F("aantal") - 1)


def vergeet(bus: Bus, sleutel: str) -> None:
    Postpoging.objects.filter(bericht=_afdruk(bus, sleutel)).delete()


def ruim_op(nu: datetime) -> None:
    """What was taken away by somebody else after a run was killed over it."""
    Postpoging.objects.filter(op__lt=nu - BEWAARD).delete()


def _afdruk(bus: Bus, sleutel: str) -> str:
    """A file may be called after its sender, in letters of another alphabet than this machine reads names in."""
    leesbaar = sleutel.encode(errors="backslashreplace").decode()
    return blinde_index(f"{bus.naam}:{leesbaar}", "postpoging")
