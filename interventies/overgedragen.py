"""Once a melding is with a partner: what that partner answers, and reading what it got.

Each act: lock, refuse, change, save, log, in one transaction.
"""

import json
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.kluis import open_zegel
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.velden import plaats
from interventies import pakket
from interventies.dossier import dossierfeiten
from interventies.models import Overdracht, Overdrachtspakket
from interventies.zaken import weiger_later
from meldingen.acties import heropen
from meldingen.melders import lees_melder
from meldingen.models import Status
from meldingen.statussen import vergrendel


@transaction.atomic
def lees_pakket(overdracht: Overdracht, *, reden: str, door: Gebruiker, op: datetime) -> pakket.Inhoud:
    """What the partner got, the reporter among it: a read of the vault, with a reason. Raises Regelfout."""
    gegeven = overdracht.pakket
    if not gegeven.melder:
        raise Regelfout(_("In deze overdracht is de melder niet gedeeld."))
    # The read is of the reporter as that was given then; it is asked and logged at the one door all the same.
    lees_melder(overdracht.melding, door=door, reden=reden, op=op)
    deel = pakket.melder(
        json.loads(open_zegel(gegeven.melder, plaats(Overdrachtspakket, overdracht.pk, "melder")))
    )
    return pakket.met_melder(gegeven.inhoud, deel)


@transaction.atomic
def bevestig_ontvangst(overdracht: Overdracht, *, dag: date, door: Gebruiker, op: datetime) -> None:
    """The partner has it. Raises Regelfout."""
    overdracht = _vergrendel(overdracht)
    if overdracht.ontvangst_bevestigd_op is not None:
        raise Ingehaald(_("De ontvangst is al bevestigd."))
    _weiger_dag(overdracht, dag, op)
    overdracht.ontvangst_bevestigd_op = dag
    overdracht.save(update_fields=["ontvangst_bevestigd_op"])
    log(
        "ontvangst_bevestigd",
        op=op,
        door=door,
        onderwerp=f"melding:{overdracht.melding_id}",
        overdracht=overdracht.pk,
    )


@transaction.atomic
def neem_terug(overdracht: Overdracht, *, dag: date, reden: str, door: Gebruiker, op: datetime) -> None:
    """The partner sends it back: a melding that had left comes back into triage, with the reason and a new advice,
    unless another partner still has it. Raises Regelfout."""
    melding = vergrendel(overdracht.melding)
    overdracht = _vergrendel(overdracht)
    _weiger_dag(overdracht, dag, op)
    if not reden.strip():
        raise Regelfout(_("Schrijf op waarom de partner de melding terugstuurt."))
    overdracht.teruggestuurd_op, overdracht.teruggestuurd_reden = dag, reden
    overdracht.save(update_fields=["teruggestuurd_op", "teruggestuurd_reden"])
    log(
        "overdracht_teruggestuurd",
        op=op,
        door=door,
        onderwerp=f"melding:{overdracht.melding_id}",
        overdracht=overdracht.pk,
    )
    if (
        melding.status == Status.OVERGEDRAGEN
        and not melding.overdrachten.filter(teruggestuurd_op=None).exists()
    ):
        heropen(melding, reden=reden, dossier=dossierfeiten, door=door, op=op)


def _vergrendel(overdracht: Overdracht) -> Overdracht:
    """The handover as it is now, while the partner still has it. Raises Ingehaald."""
    overdracht = Overdracht.objects.select_for_update(no_key=True).get(pk=overdracht.pk)
    if overdracht.teruggestuurd_op is not None:
        raise Ingehaald(_("De partner heeft deze melding al teruggestuurd."))
    return overdracht


def _weiger_dag(overdracht: Overdracht, dag: date, op: datetime) -> None:
    weiger_later(dag, op)
    if dag < overdracht.overgedragen_op:
        raise Regelfout(_("Dat kan niet voor de dag van de overdracht zijn."))
