"""A handover that somebody proposes who may not decide on it, and refusing it.

Each act: lock, refuse, change, save, log, in one transaction. What is handed over is no longer open (`overdragen`).
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from interventies.eenmaal import eenmaal
from interventies.models import Deel, Overdrachtsvoorstel
from interventies.overdrachtstukken import te_delen
from interventies.overdragen import OVER_TE_DRAGEN, Opzet, bezwaren_van_inhoud, weiger_genoemd
from meldingen.models import Melding, Status
from meldingen.statussen import vergrendel

VOOR_TE_STELLEN = OVER_TE_DRAGEN | {Status.ONTVANGEN, Status.AANVULLING_GEVRAAGD}


def stel_overdracht_voor(
    melding: Melding,
    opzet: Opzet,
    *,
    reden: str,
    door: Gebruiker,
    op: datetime,
    sleutel: UUID | None = None,
) -> Overdrachtsvoorstel:
    """Put before who decides that this is for a partner, and what would go there. Raises Regelfout, and AlGedaan for a
    form (`sleutel`) that did it before.

    Who may not read the reporter does not hear whether the words name her: they are looked at when it is decided.
    """
    if heeft(door, Recht.MELDER_ZIEN_EIGEN) and melding.status in VOOR_TE_STELLEN:
        weiger_genoemd(melding, opzet, door=door, op=op)
    with transaction.atomic() if sleutel is None else eenmaal(sleutel, op):
        return _stel_voor(melding, opzet, reden, door, op)


def _stel_voor(
    melding: Melding, opzet: Opzet, reden: str, door: Gebruiker, op: datetime
) -> Overdrachtsvoorstel:
    melding = vergrendel(melding)
    stukken = te_delen(melding, door) if opzet.bestanden else []
    redenen = bezwaren_van_inhoud(melding, opzet, stukken)
    if melding.status not in VOOR_TE_STELLEN:
        redenen.append(_("De melding is gesloten; zij kan niet meer worden overgedragen."))
    if not reden.strip():
        redenen.append(_("Schrijf op waarom dit bij een ander hoort."))
    if redenen:
        raise Regelfout(*redenen)
    if melding.overdrachtsvoorstellen.te_beslissen().exists():
        raise Ingehaald(_("Er wacht al een voorstel tot overdracht van deze melding."))
    voorstel = Overdrachtsvoorstel.objects.create(
        melding=melding,
        partner=opzet.partner,
        delen=list(opzet.delen),
        omschrijving=opzet.omschrijving if Deel.OMSCHRIJVING in opzet.delen else "",
        bestanden=list(opzet.bestanden),
        reden=reden,
        voorgesteld_door=door,
        voorgesteld_op=op,
    )
    log(
        "overdracht_voorgesteld",
        op=op,
        door=door,
        onderwerp=f"melding:{melding.pk}",
        voorstel=voorstel.pk,
        partner=opzet.partner,
        bestanden=len(voorstel.bestanden),
    )
    return voorstel


@transaction.atomic
def wijs_voorstel_af(voorstel: Overdrachtsvoorstel, *, reden: str, door: Gebruiker, op: datetime) -> None:
    """It is not for that partner. Raises Regelfout."""
    vergrendel(voorstel.melding)
    voorstel = Overdrachtsvoorstel.objects.select_for_update(no_key=True).get(pk=voorstel.pk)
    if voorstel.besloten_op is not None:
        raise Ingehaald(_("Over dit voorstel is al beslist."))
    if not reden.strip():
        raise Regelfout(_("Schrijf op waarom de melding niet wordt overgedragen."))
    voorstel.besluit_reden, voorstel.besloten_door, voorstel.besloten_op = reden, door, op
    voorstel.save(update_fields=["besluit_reden", "besloten_door", "besloten_op"])
    log(
        "overdracht_afgewezen",
        op=op,
        door=door,
        onderwerp=f"melding:{voorstel.melding_id}",
        voorstel=voorstel.pk,
    )
