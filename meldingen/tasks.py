"""Work that runs by itself. Twice does no harm; what a lost message left behind is found by the clock."""

from contextlib import suppress

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from inspectie.wachtrij import POOS
from meldingen import balansdagen
from meldingen.aanwezig import ruim_op
from meldingen.attenderen import verzend
from meldingen.meldpunt import concepten
from meldingen.models import Attendering, VerzamelItem
from meldingen.post.bussen import open_imap
from meldingen.post.halen import Bezig, haal
from meldingen.verzamelen import doe_een_poos


@shared_task
def werk_verzameling_af(pk: int) -> None:
    """Do, or undo, what waits in one verzameling, an item per transaction; what is left goes to the next go. Without a
    worker that is the page of the verzameling, which goes on where this stopped."""
    if doe_een_poos(pk, seconden=POOS, nu=timezone.now) and not settings.CELERY_TASK_ALWAYS_EAGER:
        werk_verzameling_af.delay(pk)


@shared_task
def werk_verzamelingen_af() -> None:
    """The sweep: every verzameling in which something still waits."""
    for pk in VerzamelItem.objects.te_doen().order_by().values_list("verzameling", flat=True).distinct():
        werk_verzameling_af.delay(pk)


@shared_task
def verzend_attendering(pk: int) -> None:
    """One e-mail that says there is something, if it still waits."""
    verzend(pk, nu=timezone.now())


@shared_task
def verzend_attenderingen() -> None:
    """The sweep: every one that still waits."""
    for pk in Attendering.objects.te_doen().values_list("pk", flat=True):
        verzend_attendering.delay(pk)


@shared_task
def tel_balansdagen() -> None:
    """The sweep: the ledger is counted ahead for the days on which something changed."""
    balansdagen.houd_bij()


@shared_task
def ruim_aanwezigheid_op() -> int:
    """Who left a melding without a word."""
    return ruim_op(timezone.now())


@shared_task
def ruim_concepten_op() -> int:
    """What somebody began on the public form and left."""
    return concepten.ruim_op(timezone.now())


@shared_task(time_limit=900)
def haal_post() -> None:
    """What lies in the mailbox, when there is one. The message says nothing: what it is about lies there. A run that
    takes longer than a minute is found at it by the next, which leaves it."""
    if not settings.POSTBUS_URL:
        return
    with suppress(Bezig), open_imap(settings.POSTBUS_URL) as bus:
        haal(bus, nu=timezone.now, eigen=settings.POSTBUS_ADRES)
