"""Work that runs by itself. Twice does no harm; what a lost message left behind is found by the clock."""

from celery import shared_task
from django.utils import timezone

from inspectie.wachtrij import tot_klaar
from interventies.dossier import dossierfeiten
from interventies.models import Verzending
from interventies.verzenden import verzend
from meldingen.adviseren import adviseer_stuk


@shared_task
def trieer_wachtende() -> int:
    """Advise on every melding that waits for it, a portion per transaction."""
    return tot_klaar(lambda: adviseer_stuk(dossierfeiten, op=timezone.now()))


@shared_task
def verzend_bericht(pk: int) -> None:
    """One e-mail to a reporter, if it still waits."""
    verzend(pk, nu=timezone.now())


@shared_task
def verzend_wachtende() -> None:
    """The sweep: every e-mail that still waits."""
    for pk in Verzending.objects.te_doen().values_list("pk", flat=True):
        verzend_bericht.delay(pk)
