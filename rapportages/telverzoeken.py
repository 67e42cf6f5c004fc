"""Figures that take too long for a page and are not counted ahead: those at a past peildatum or stand van, or of
another part than the clock counts. Somebody asks, it is counted in the background, and kept for a day as an `Opname`.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import transaction

from inspectie.afbreken import af_te_breken, breek_af
from inspectie.sloten import beurt
from inspectie.wachtrij import na_commit
from rapportages.kerncijfers.opname import is_vlug, neem_op, sleutel, snede_van, zoek_verzoek
from rapportages.kerncijfers.verwijzing import Moment
from rapportages.models import Opname, Telverzoek

logger = logging.getLogger("inspectie")

NIET_GEVRAAGD, LOOPT, MISLUKT, GETELD = "NIET_GEVRAAGD", "LOOPT", "MISLUKT", "GETELD"
GESTOPT = "GESTOPT"
"""As a page says it to who stopped it; to anybody else it was never asked."""


def stand(moment: Moment) -> str:
    """How far it is: GETELD where a page would show it at once."""
    if verzoek := zoek_verzoek(moment):
        return MISLUKT if verzoek.mislukt else LOOPT
    return GETELD if is_vlug(moment) else NIET_GEVRAAGD


@transaction.atomic
def vraag(moment: Moment, *, op: datetime) -> None:
    """Have it counted, unless it is, or waits already. Asked again it wakes a worker once more: without a clock nothing
    else finds what a lost run left behind."""
    if verzoek := zoek_verzoek(moment):
        Telverzoek.objects.filter(pk=verzoek.pk, mislukt=True).update(mislukt=False)
    elif is_vlug(moment):
        return
    else:
        Telverzoek.objects.get_or_create(
            snede=sleutel(moment.snede),
            peildatum=moment.peildatum,
            stand_van=moment.stand_van,
            defaults={"gevraagd_op": op},
        )
    na_commit("rapportages.tasks.tel_gevraagde")


def tel_af(*, nu: Callable[[], datetime]) -> None:
    """All that wait, the longest waiting first. One process does it: a second would take from the first what the
    database can do."""
    wachtend = Telverzoek.objects.filter(mislukt=False)
    with beurt("telverzoeken") as vrij:
        while vrij and (verzoek := wachtend.first()):
            try:
                _tel(verzoek, nu())
            except Exception:
                if Telverzoek.objects.filter(pk=verzoek.pk).update(mislukt=True):
                    logger.exception("telverzoek %s mislukt", verzoek.pk)


@transaction.atomic
def stop(moment: Moment) -> None:
    """Nobody need count it any more, nor go on with it. Who else waits for the same asks anew."""
    if verzoek := zoek_verzoek(moment):
        transaction.on_commit(partial(breek_af, _naam(verzoek)))
        verzoek.delete()


def _naam(verzoek: Telverzoek) -> str:
    """What the database calls the work on it; longer than 63 bytes it would be cut off."""
    return f"telverzoek {verzoek.pk}"


def _tel(verzoek: Telverzoek, op: datetime) -> None:
    with af_te_breken(_naam(verzoek)):
        opname = neem_op(verzoek.stand_van, snede_van(verzoek.snede), verzoek.peildatum, gevraagd_op=op)
    with transaction.atomic():
        Opname.objects.filter(
            snede=opname.snede, peildatum=opname.peildatum, stand_van=opname.stand_van
        ).delete()
        opname.save()
        Telverzoek.objects.filter(pk=verzoek.pk).delete()
