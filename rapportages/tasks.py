"""Making what was asked for. Twice does no harm; what a lost message left behind is found by the clock."""

import logging

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from rapportages.maken import maak
from rapportages.models import Rapport

logger = logging.getLogger("inspectie")


@shared_task
@transaction.atomic
def maak_rapport(pk: int) -> None:
    """Make one report, unless it is made already or another worker is making it."""
    rapport = Rapport.objects.te_maken().select_for_update(skip_locked=True).filter(pk=pk).first()
    if rapport is None:
        return
    try:
        with transaction.atomic():
            rapport.inhoud = maak(rapport.peildatum, rapport.stand_van, rapport.formaat)
            rapport.status = Rapport.Status.KLAAR
    except Exception as fout:
        logger.exception("rapport %s mislukt", pk)
        rapport.status, rapport.fout = Rapport.Status.MISLUKT, f"{type(fout).__name__}: {fout}"
    rapport.klaar_op = timezone.now()
    rapport.save(update_fields=["inhoud", "status", "fout", "klaar_op"])


@shared_task
def maak_wachtende() -> None:
    """The sweep: every report that still waits."""
    for pk in Rapport.objects.te_maken().values_list("pk", flat=True):
        maak_rapport.delay(pk)
