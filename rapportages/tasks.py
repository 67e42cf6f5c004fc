"""Making what was asked for. Twice does no harm; what a lost message left behind is found by the clock."""

import logging

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from rapportages import opnemen, weekberichten
from rapportages.maken import maak
from rapportages.models import Rapport, Weekbericht

logger = logging.getLogger("inspectie")


@shared_task
def maak_rapport(pk: int) -> None:
    """Make one report, unless it is made already. The writing stands outside the transaction, which is short: on SQLite
    everybody who writes waits for it. Two workers at once both write, and the second one finds it done."""
    rapport = Rapport.objects.te_maken().filter(pk=pk).first()
    if rapport is None:
        return
    try:
        inhoud = maak(rapport.peildatum, rapport.stand_van, rapport.formaat)
    except Exception:
        # What went wrong is for the log: a message of the program means nothing to who asked, and could tell too much.
        logger.exception("rapport %s mislukt", pk)
        inhoud = None
    with transaction.atomic():
        wachtend = Rapport.objects.te_maken().select_for_update().filter(pk=pk).first()
        if wachtend is None:
            return
        wachtend.status = Rapport.Status.MISLUKT if inhoud is None else Rapport.Status.KLAAR
        wachtend.inhoud, wachtend.klaar_op = inhoud, timezone.now()
        wachtend.save(update_fields=["inhoud", "status", "klaar_op"])


@shared_task
def maak_wachtende() -> None:
    """The sweep: every report that still waits."""
    for pk in Rapport.objects.te_maken().values_list("pk", flat=True):
        maak_rapport.delay(pk)


@shared_task
def neem_cijfers_op() -> None:
    """The sweep: figures are counted ahead where that is needed."""
    opnemen.houd_bij(nu=timezone.now())


@shared_task
def verzend_weekbericht(pk: int) -> None:
    """One report of the week, if it still waits."""
    weekberichten.verzend(pk, nu=timezone.now())


@shared_task
def verzend_weekberichten() -> None:
    """The sweep: who has no report of this week yet gets one on the queue, and every one that waits is sent. A Monday
    on which nothing ran is so made up by the first run after it, once."""
    weekberichten.zet_klaar(nu=timezone.now())
    for pk in Weekbericht.objects.te_doen().values_list("pk", flat=True):
        verzend_weekbericht.delay(pk)
