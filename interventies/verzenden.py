"""The e-mails to reporters that somebody had sent (`inspectie.post`)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspectie import post
from inspectie.fouten import Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.post import Brievenbus, Post
from inspectie.wachtrij import na_commit
from interventies.models import Bericht, Verzending
from meldingen.melders import adres_voor
from meldingen.werkadres import van_het_werk


def verzend(pk: int, *, nu: datetime) -> bool:
    """Send the e-mail of one bericht. Returns whether it went."""
    return post.verzend(BUS, pk, nu=nu)


@transaction.atomic
def verzend_opnieuw(bericht: Bericht, *, door: Gebruiker, op: datetime) -> None:
    """Have an e-mail that did not arrive sent once more, to the address as it is now. Raises Regelfout."""
    verzending = Verzending.objects.select_for_update(no_key=True).filter(bericht=bericht).first()
    if verzending is None or verzending.mislukt_op is None:
        raise Regelfout(
            _("Dit bericht kan niet opnieuw worden verzonden: er is geen e-mail die niet aankwam.")
        )
    verzending.mislukt_op = verzending.begonnen_op = None
    verzending.pogingen, verzending.reden = 0, ""
    verzending.save(update_fields=["mislukt_op", "begonnen_op", "pogingen", "reden"])
    log(
        "bericht_opnieuw",
        op=op,
        door=door,
        onderwerp=f"melding:{bericht.melding_id}",
        bericht=bericht.pk,
    )
    na_commit("interventies.tasks.verzend_bericht", bericht.pk)


def _adres(verzending: Verzending, nu: datetime) -> str:
    """ "" as well for an address at the employer's: there others read what it says."""
    bericht = verzending.bericht
    adres = adres_voor(bericht.melding, "bericht", bericht.pk, door=bericht.door, op=nu)
    return "" if van_het_werk(adres, bericht.melding.werkgever) else adres


def _post(verzending: Verzending) -> Post:
    bericht = verzending.bericht
    return Post(bericht.onderwerp, bericht.tekst, post.kenmerk("interventies.verzenden", bericht.pk))


def _noteer(verzending: Verzending, gelukt: bool, nu: datetime) -> None:
    log(
        "bericht_verzonden" if gelukt else "bericht_mislukt",
        op=nu,
        onderwerp=f"melding:{verzending.bericht.melding_id}",
        bericht=verzending.bericht_id,
        **post.voor_het_logboek(verzending),
    )


BUS = Brievenbus(
    "bericht",
    lambda: Verzending.objects.select_related("bericht__melding", "bericht__door"),
    _adres,
    _post,
    _noteer,
)
