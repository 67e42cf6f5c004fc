"""Making what was asked for. Twice does no harm; what a lost message left behind is found by the clock."""

import logging
from time import monotonic

from celery import shared_task
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from inspectie.sloten import beurt
from rapportages import opnemen, telverzoeken, weekberichten
from rapportages.maken import maak
from rapportages.models import Rapport, Rapportage, Uitgaveplan, Weekbericht
from rapportages.uitgaveplan import als_tekst, reken, stuk_van

logger = logging.getLogger("inspectie")
KIJK = 1.0
"""Seconds."""


@shared_task
def maak_rapport(pk: int) -> None:
    """Make one report, unless it is made already or somebody is on it: it can take longer than a minute, and the sweep
    then finds it still waiting. The writing stands outside the transaction, which is short: on SQLite everybody who
    writes waits for it."""
    with beurt(f"rapport-{pk}") as vrij:
        rapport = Rapport.objects.te_maken().filter(pk=pk).first() if vrij else None
        if rapport is None:
            return
        try:
            inhoud = maak(rapport.peildatum, rapport.stand_van, rapport.formaat)
        except Exception:
            # What went wrong is for the log: a message of the program means nothing to who asked, and could tell too
            # much.
            logger.exception("rapport %s mislukt", pk)
            inhoud = None
        with transaction.atomic():
            wachtend = Rapport.objects.te_maken().select_for_update(no_key=True).filter(pk=pk).first()
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


class NietMeerGevraagd(Exception):
    pass


class _Nog:
    """Called in between: ends the work that nobody asks any more."""

    def __init__(self, gevraagd: "QuerySet[Uitgaveplan]") -> None:
        self.gevraagd, self.gekeken = gevraagd, monotonic()

    def __call__(self) -> None:
        if monotonic() - self.gekeken < KIJK:
            return
        if not self.gevraagd.exists():
            raise NietMeerGevraagd
        self.gekeken = monotonic()


@shared_task
def reken_uitgaveplan(pk: int) -> None:
    """Work out what the open data of one report would leave out, until that is done and unless somebody is on it. In
    no transaction, for it takes seconds. Once a second is looked whether it is still asked: somebody may have stopped
    it, or changed what it is of."""
    wachtend = Uitgaveplan.objects.te_maken().filter(pk=pk)
    with beurt(f"uitgaveplan-{pk}") as vrij:
        while vrij and (gevraagd := wachtend.values_list("sleutel", flat=True).first()):
            sleutel, status, inhoud = gevraagd, Uitgaveplan.Status.MISLUKT, ""
            try:
                nog = _Nog(wachtend.filter(sleutel=gevraagd))
                sleutel, plan = reken(stuk_van(Rapportage.objects.get(pk=pk)), nog)
                status, inhoud = Uitgaveplan.Status.KLAAR, als_tekst(plan)
            except NietMeerGevraagd:
                continue
            except Exception:
                logger.exception("uitgaveplan van rapportage R-%s mislukt", pk)
            # What was asked anew meanwhile, of something else, still waits.
            wachtend.filter(sleutel__in=(gevraagd, sleutel)).update(
                sleutel=sleutel, status=status, inhoud=inhoud
            )


@shared_task
def reken_wachtende_uitgaveplannen() -> None:
    """The sweep: everything that still waits to be worked out."""
    for pk in Uitgaveplan.objects.te_maken().values_list("pk", flat=True):
        reken_uitgaveplan.delay(pk)


@shared_task
def neem_cijfers_op() -> None:
    """The sweep: figures are counted ahead where that is needed."""
    opnemen.houd_bij(nu=timezone.now())


@shared_task
def tel_gevraagde() -> None:
    """Every count that somebody waits for, one at a time: also the sweep."""
    telverzoeken.tel_af(nu=timezone.now)


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
