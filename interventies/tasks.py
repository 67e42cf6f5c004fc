"""Work that runs by itself. Twice does no harm; what a lost message left behind is found by the clock."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from inspectie.wachtrij import POOS, tot_klaar
from interventies import eenmaal
from interventies.dossier import dossierfeiten
from interventies.models import Verzending
from interventies.verzenden import verzend
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Regelproef
from meldingen.regelproef import doe_een_poos


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


@shared_task
def probeer_regels(pk: int) -> None:
    """Lay rules over what came in before, for a while; what is left goes to the next go. Without a worker that is the
    page, which goes on where this stopped."""
    verder = doe_een_poos(pk, dossierfeiten, seconden=POOS, nu=timezone.now)
    if verder and not settings.CELERY_TASK_ALWAYS_EAGER:
        probeer_regels.delay(pk)


@shared_task
def probeer_wachtende_regels() -> None:
    """The sweep: every proef that still runs."""
    for pk in Regelproef.objects.te_doen().values_list("pk", flat=True):
        probeer_regels.delay(pk)


@shared_task
def ruim_verzonden_op() -> int:
    """The keys of forms that did their act."""
    return eenmaal.ruim_op(timezone.now())
