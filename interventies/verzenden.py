"""Sending the e-mails that wait. Twice does no harm: a row is taken, sent, and marked.

Between sending and marking a machine may fall. Then it is sent again, under the same Message-ID, so that a mail program
shows it once. The address goes from the vault to the mail server and is kept nowhere.
"""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from inspectie.fouten import Regelfout
from inspectie.kluis import Kluisfout
from inspectie.logboek import log
from interventies.models import Bericht, Verzending
from meldingen.melders import adres_voor

POGINGEN = 5
BEZIG = timedelta(minutes=10)
"""Who took a row and did not come back in this time fell."""

logger = logging.getLogger("inspectie")


def verzend(pk: int, *, nu: datetime) -> bool:
    """Send one e-mail, unless it is sent already or somebody is at it. The sending stands outside the transactions: on
    SQLite everybody who writes waits for one. Returns whether it went."""
    bericht = _neem(pk, nu)
    if bericht is None:
        return False
    try:
        adres = adres_voor(bericht.melding, bericht=bericht.pk, door=bericht.door, op=nu)
    except (Regelfout, Kluisfout):
        logger.exception("bericht %s: het adres is niet te openen", pk)
        adres = ""
    if not adres:
        return _klaar(bericht, nu, gelukt=False)
    try:
        _bouw(bericht, adres).send()
    except SMTPRecipientsRefused:
        return _klaar(bericht, nu, gelukt=False)
    except OSError as fout:  # also what smtplib raises
        # Without the words of the server: they may hold the address.
        logger.warning("bericht %s is niet verzonden: %s", pk, type(fout).__name__)
        if bericht.verzending.pogingen >= POGINGEN:
            return _klaar(bericht, nu, gelukt=False)
        return False  # the sweep finds it; `begonnen_op` stays, so that a server that is away is left alone for a while
    return _klaar(bericht, nu, gelukt=True)


@transaction.atomic
def _neem(pk: int, nu: datetime) -> Bericht | None:
    vrij = Q(begonnen_op=None) | Q(begonnen_op__lt=nu - BEZIG)
    genomen = Verzending.objects.te_doen().filter(vrij, pk=pk)
    if not genomen.update(begonnen_op=nu, pogingen=F("pogingen") + 1):
        return None
    return Bericht.objects.select_related("melding", "door", "verzending").get(pk=pk)


@transaction.atomic
def _klaar(bericht: Bericht, nu: datetime, *, gelukt: bool) -> bool:
    veld = "verzonden_op" if gelukt else "mislukt_op"
    if Verzending.objects.te_doen().filter(pk=bericht.pk).update(**{veld: nu}):
        log(
            "bericht_verzonden" if gelukt else "bericht_mislukt",
            op=nu,
            onderwerp=f"melding:{bericht.melding_id}",
            bericht=bericht.pk,
        )
    return gelukt


def _bouw(bericht: Bericht, adres: str) -> EmailMessage:
    kenmerk = salted_hmac("interventies.verzenden", str(bericht.pk)).hexdigest()
    return EmailMessage(
        bericht.onderwerp,
        bericht.tekst,
        to=[adres],
        headers={"Message-ID": f"<{kenmerk}@bericht.invalid>", "Auto-Submitted": "auto-generated"},
    )
