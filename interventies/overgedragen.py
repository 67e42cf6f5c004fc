"""Once a melding is with a partner: what that partner answers, and reading what it got.

Each act: lock, refuse, change, save, log, in one transaction.
"""

import json
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout, Veldfout, zegt_iets
from inspectie.kluis import open_zegel
from inspectie.logboek import log
from inspectie.models import Gebruiker, Logregel
from inspectie.velden import plaats
from interventies import pakket
from interventies.dossier import dossierfeiten
from interventies.models import Overdracht, Overdrachtspakket, Verzending
from interventies.zaken import weiger_later
from meldingen.acties import heropen
from meldingen.melders import lees_melder
from meldingen.models import Melding, Status
from meldingen.statussen import vergrendel

MEEGENOMEN = "overdracht_meegenomen"


@transaction.atomic
def neem_mee(overdracht: Overdracht, *, formaat: str, door: Gebruiker, op: datetime) -> None:
    """Somebody takes the document along: from then on it may be with the partner. One that was taken back is not given
    any more. Raises Regelfout."""
    _weiger_herroepen(overdracht)
    log(
        MEEGENOMEN,
        op=op,
        door=door,
        onderwerp=f"melding:{overdracht.melding_id}",
        overdracht=overdracht.pk,
        formaat=formaat,
    )


def _weiger_herroepen(overdracht: Overdracht) -> None:
    """Holds it: what is taken along now cannot be taken back meanwhile. Raises Ingehaald."""
    nu = Overdracht.objects.select_for_update(no_key=True).get(pk=overdracht.pk)
    if nu.herroepen_op is not None:
        raise Ingehaald(_("Deze overdracht is herroepen: het stuk gaat niet meer mee."))


@transaction.atomic
def lees_pakket(
    overdracht: Overdracht, *, reden: str, formaat: str, door: Gebruiker, op: datetime
) -> pakket.Inhoud:
    """What the partner got, the reporter among it: a read of the vault, with a reason. Raises Regelfout."""
    gegeven = overdracht.pakket
    if not gegeven.melder:
        raise Regelfout(_("In deze overdracht is de melder niet gedeeld."))
    _weiger_herroepen(overdracht)  # held before the read is logged
    # The read is of the reporter as that was given then; it is asked and logged at the one door all the same.
    lees_melder(overdracht.melding, door=door, reden=reden, op=op)
    deel = pakket.melder(
        json.loads(open_zegel(gegeven.melder, plaats(Overdrachtspakket, overdracht.pk, "melder")))
    )
    neem_mee(overdracht, formaat=formaat, door=door, op=op)
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
    _weer_hier(melding, reden=reden, door=door, op=op)


def _weer_hier(melding: Melding, *, reden: str, door: Gebruiker, op: datetime) -> None:
    """A melding that had left is in triage again, unless another partner still has it."""
    if melding.status == Status.OVERGEDRAGEN and not melding.overdrachten.bij_partner().exists():
        heropen(melding, reden=reden, dossier=dossierfeiten, door=door, op=op)


@transaction.atomic
def herroep(overdracht: Overdracht, *, reden: str, melder: str, door: Gebruiker, op: datetime) -> None:
    """Take back what was recorded by mistake, while nothing of it can have reached the partner. What stood there stays,
    with the reason; an e-mail to the reporter that had not gone yet does not go any more. `melder`: how a reporter who
    was told hears that it is not so. Raises Regelfout."""
    melding = vergrendel(overdracht.melding)
    overdracht = _vergrendel(overdracht)
    if bezwaar := waarom_niet_te_herroepen(overdracht):
        raise Regelfout(bezwaar)
    verteld = not _houd_tegen(overdracht, op)
    redenen = []
    if not zegt_iets(reden):
        redenen.append(_("Schrijf op wat er bij vergissing was vastgelegd."))
    if verteld and not zegt_iets(melder):
        redenen.append(
            _(
                "De melder heeft bericht gekregen van deze overdracht. Schrijf op hoe de melder hoort dat zij niet "
                "doorgaat, of waarom dat niet kan."
            )
        )
    if redenen:
        raise Regelfout(*redenen)
    overdracht.herroepen_op, overdracht.herroepen_door = op, door
    overdracht.herroepen_reden = reden.strip()
    overdracht.herroepen_melder = melder.strip() if verteld else ""
    overdracht.save(update_fields=["herroepen_op", "herroepen_door", "herroepen_reden", "herroepen_melder"])
    log(
        "overdracht_herroepen",
        op=op,
        door=door,
        onderwerp=f"melding:{overdracht.melding_id}",
        overdracht=overdracht.pk,
        melder_wist_ervan=verteld,
    )
    _weer_hier(melding, reden=overdracht.herroepen_reden, door=door, op=op)


def waarom_niet_te_herroepen(overdracht: Overdracht) -> str:
    """Why this is a matter between us and the partner by now; "" when it is not."""
    if overdracht.ontvangst_bevestigd_op is not None:
        return _(
            "De partner heeft de ontvangst bevestigd. Vraag de melding terug, en leg vast dat zij is teruggestuurd."
        )
    if is_meegenomen(overdracht):
        return _(
            "Het stuk is opgehaald en kan bij de partner zijn. Vraag de melding terug, en leg vast dat zij is "
            "teruggestuurd."
        )
    return ""


def is_meegenomen(overdracht: Overdracht) -> bool:
    """Whether somebody took the document along, and so it may have left. Of one with the reporter in it every look at
    the reporter since counts: that it was for this document is in the log only of late."""
    regels = Logregel.objects.filter(
        onderwerp=f"melding:{overdracht.melding_id}",
        actie=MEEGENOMEN,
        gegevens__overdracht=overdracht.pk,
    )
    if regels.exists():
        return True
    gegeven = getattr(overdracht, "pakket", None)
    if gegeven is None or not gegeven.melder:
        return False
    return overdracht.melding.inzagen.filter(op__gt=overdracht.geregistreerd_op).exists()


def is_verteld(overdracht: Overdracht) -> bool:
    """Whether the reporter was told, or the e-mail is on its way."""
    if overdracht.melder_bericht_op is None:
        return False
    verzending = getattr(overdracht.bericht, "verzending", None)
    if verzending is None or verzending.verzonden_op is not None:
        return True
    return verzending.begonnen_op is not None and verzending.mislukt_op is None


def _houd_tegen(overdracht: Overdracht, op: datetime) -> bool:
    """An e-mail that did not go yet does not go any more. Returns whether the reporter knows nothing."""
    if overdracht.bericht_id is not None:
        Verzending.objects.select_for_update(no_key=True).filter(bericht=overdracht.bericht_id).first()
    if is_verteld(overdracht):
        return False
    Verzending.objects.filter(bericht=overdracht.bericht_id, mislukt_op=None).update(mislukt_op=op)
    return True


def _vergrendel(overdracht: Overdracht) -> Overdracht:
    """The handover as it is now, while the partner still has it. Raises Ingehaald."""
    overdracht = Overdracht.objects.select_for_update(no_key=True).get(pk=overdracht.pk)
    if overdracht.teruggestuurd_op is not None:
        raise Ingehaald(_("De partner heeft deze melding al teruggestuurd."))
    if overdracht.herroepen_op is not None:
        raise Ingehaald(_("Deze overdracht is al herroepen."))
    return overdracht


def _weiger_dag(overdracht: Overdracht, dag: date, op: datetime) -> None:
    weiger_later(dag, op)
    if dag < overdracht.overgedragen_op:
        raise Veldfout("dag", _("Dat kan niet voor de dag van de overdracht zijn."))
