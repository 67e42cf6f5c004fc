"""The e-mails to reporters that somebody had sent (`inspectie.post`)."""

from datetime import datetime

from inspectie import post
from inspectie.logboek import log
from inspectie.post import Brievenbus, Post
from interventies.models import Verzending
from meldingen.melders import adres_voor


def verzend(pk: int, *, nu: datetime) -> bool:
    """Send the e-mail of one bericht. Returns whether it went."""
    return post.verzend(BUS, pk, nu=nu)


def _adres(verzending: Verzending, nu: datetime) -> str:
    bericht = verzending.bericht
    return adres_voor(bericht.melding, "bericht", bericht.pk, door=bericht.door, op=nu)


def _post(verzending: Verzending) -> Post:
    bericht = verzending.bericht
    return Post(bericht.onderwerp, bericht.tekst, post.kenmerk("interventies.verzenden", bericht.pk))


def _noteer(verzending: Verzending, gelukt: bool, nu: datetime) -> None:
    log(
        "bericht_verzonden" if gelukt else "bericht_mislukt",
        op=nu,
        onderwerp=f"melding:{verzending.bericht.melding_id}",
        bericht=verzending.bericht_id,
    )


BUS = Brievenbus(
    "bericht",
    lambda: Verzending.objects.select_related("bericht__melding", "bericht__door"),
    _adres,
    _post,
    _noteer,
)
