"""Asking for a report, and taking it along."""

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspectie.fouten import Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.tijd import lokale_dag
from inspectie.wachtrij import na_commit
from rapportages.models import Rapport
from rapportages.uitvoer import FORMATEN


@transaction.atomic
def vraag_rapport(
    peildatum: date, stand_van: datetime, formaat: str, *, door: Gebruiker, op: datetime
) -> Rapport:
    """Put a report on the queue. Asked again while it waits it is the same one (a double click), and whoever makes
    reports is woken once more: without a clock nothing else finds what a lost run left behind.

    Raises Regelfout for another format, and as `weiger_toekomst`.
    """
    if formaat not in FORMATEN:
        raise Regelfout(_("“%(formaat)s” is geen formaat van een rapport.") % {"formaat": formaat})
    weiger_toekomst(peildatum, stand_van, op)
    rapport, nieuw = Rapport.objects.get_or_create(
        peildatum=peildatum,
        stand_van=stand_van,
        formaat=formaat,
        aangevraagd_door=door,
        status=Rapport.Status.AANGEVRAAGD,
        defaults={"aangevraagd_op": op},
    )
    na_commit("rapportages.tasks.maak_rapport", rapport.pk)
    if nieuw:
        log(
            "rapport_gevraagd",
            op=op,
            door=door,
            onderwerp=f"rapport:{rapport.pk}",
            peildatum=peildatum.isoformat(),
            stand_van=stand_van.isoformat(),
            formaat=formaat,
        )
    return rapport


def weiger_toekomst(peildatum: date, stand_van: datetime, op: datetime) -> None:
    """Raises Regelfout for moments that lie in the future: what is not over yet cannot be worked out again."""
    if peildatum > lokale_dag(op) or stand_van > op:
        raise Regelfout(_("De peildatum en de stand van mogen niet in de toekomst liggen."))


@transaction.atomic
def leg_meenemen_vast(rapport: Rapport, reden: str, *, door: Gebruiker, op: datetime) -> None:
    """The line in the log: who took which file, and for what."""
    log(
        "rapport_meegenomen",
        op=op,
        door=door,
        onderwerp=f"rapport:{rapport.pk}",
        formaat=rapport.formaat,
        reden=reden,
        sha256=hashlib.sha256(bytes(rapport.inhoud or b"")).hexdigest(),
    )
