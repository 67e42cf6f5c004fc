"""Who else is looking at a melding. Not logged and not kept: it only says to two people that they are two."""

from datetime import datetime, timedelta

from inspectie.models import Gebruiker
from meldingen.models import Aanwezigheid, Melding

POLS = timedelta(seconds=30)  # how often a page lets hear of itself
ZUINIG = timedelta(minutes=1)  # how often that is written down at most
WEG = timedelta(minutes=2)  # after this silence somebody has left


def meld_aanwezig(melding: Melding, *, wie: Gebruiker, op: datetime) -> list[Aanwezigheid]:
    """Note that this person has the melding open; returns the others who do, who came first first.

    One query, and once a minute a second one that writes.
    """
    rijen = list(melding.aanwezigen.select_related("gebruiker").order_by("sinds", "pk"))
    zelf = next((rij for rij in rijen if rij.gebruiker_id == wie.pk), None)
    if zelf is None or op - zelf.gezien_op >= ZUINIG:
        terug = zelf is None or op - zelf.gezien_op >= WEG
        velden = ["gezien_op", "sinds"] if terug else ["gezien_op"]
        Aanwezigheid.objects.bulk_create(
            [Aanwezigheid(melding=melding, gebruiker=wie, sinds=op, gezien_op=op)],
            update_conflicts=True,
            unique_fields=["melding", "gebruiker"],
            update_fields=velden,
        )
    return [rij for rij in rijen if rij.gebruiker_id != wie.pk and op - rij.gezien_op < WEG]


def ruim_op(op: datetime) -> int:
    """Remove who left; returns how many."""
    aantal, _ = Aanwezigheid.objects.filter(gezien_op__lt=op - WEG).delete()
    return aantal
