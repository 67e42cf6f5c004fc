"""What is missing in a melding: asking the reporter, and the answer. Each act: lock, refuse, change, save, log, in one
transaction."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker, VrijeDag
from inspectie.tijd import lokale_dag
from meldingen.acties import weiger_ingehaald
from meldingen.adviesopslag import uiterlijk
from meldingen.adviseren import Dossier, adviseer
from meldingen.attenderen import attendeer
from meldingen.bevestigingsplicht import geen_bevestiging_meer
from meldingen.models import Aanvulling, Melding, Prioriteit, Route, Status, Volgcode
from meldingen.regelsets import gecompileerd
from meldingen.statussen import vergrendel, wissel
from meldingen.vragen import CONTACT, stel_op
from meldingen.zoekwoorden import ververs


@transaction.atomic
def vraag_aanvulling(
    melding: Melding,
    *,
    vraag: str,
    vragen: Sequence[str] = (),
    door: Gebruiker,
    op: datetime,
    gezien: str = "",
) -> Aanvulling:
    """Ask the reporter for what is missing: `vragen` are codes of the ones we ask most, which a reporter with a receipt
    code reads in the language they reported in. Raises Regelfout when there is no way to reach one."""
    melding = vergrendel(melding)
    weiger_ingehaald(melding, gezien)
    if not melding.melder_bereikbaar:
        raise Regelfout(_("De melder is niet bereikbaar; een aanvulling vragen kan niet."))
    if not vraag.strip() and not vragen:
        raise Regelfout(_("Schrijf op wat er ontbreekt."))
    if melding.intrekverzoeken.open().exists():  # the code opens nothing until then, so nobody could answer
        raise Regelfout(
            _(
                "De melder vroeg deze melding in te trekken, en kan een vraag pas lezen als u daarover heeft besloten. "
                "Beslis eerst op dat verzoek."
            )
        )
    if melding.verzoek_24_7 and CONTACT in vragen:
        raise Regelfout(
            _(
                "Bij een verzoek om onderzoek kan de werkgever horen dat het er is. De vraag over contact zegt van "
                "niet: stel haar in eigen woorden."
            )
        )
    wissel(melding, Status.AANVULLING_GEVRAAGD, op=op, door=door)
    taal = Volgcode.objects.filter(melding=melding).values_list("taal", flat=True).first() or ""
    gesteld = stel_op(vragen, vraag, taal, lokale_dag(op))
    gevraagd = Aanvulling.objects.create(
        melding=melding,
        vraag=gesteld.tekst,
        voor_melder=gesteld.voor_melder,
        taal=gesteld.taal,
        gevraagd_op=op,
        gevraagd_door=door,
        uiterlijk=_klok_van_vraag(melding, op),
    )
    log(
        "aanvulling_gevraagd",
        op=op,
        door=door,
        onderwerp=f"melding:{melding.pk}",
        aanvulling=gevraagd.pk,
    )
    attendeer(gevraagd, op=op)
    return gevraagd


def _klok_van_vraag(melding: Melding, op: datetime) -> datetime | None:
    """The clock of asking, by the rules that advised and the priority of the melding, from the moment it is asked."""
    regelset = melding.besluiten.values_list("regelset", flat=True).last()
    if regelset is None:
        return None
    prioriteit = melding.prioriteit or Prioriteit.P3
    termijn = gecompileerd(regelset).inhoud.termijn(Route.AANVULLING, prioriteit)
    return uiterlijk(op, termijn, VrijeDag.objects.dagen())


@transaction.atomic
def ontvang_aanvulling(
    melding: Melding,
    *,
    antwoord: str,
    dossier: Dossier,
    door: Gebruiker | None,
    op: datetime,
    gezien: str = "",
    vraag: int | None = None,
) -> None:
    """The answer came: back to triage, with a new advice. Nobody in `door` means the reporter gave it in person; then
    `vraag` is the question that was read: on another one no answer was given."""
    melding = vergrendel(melding)
    weiger_ingehaald(melding, gezien)
    if not antwoord.strip():
        raise Regelfout(_("Schrijf op wat de melder heeft aangevuld."))
    if melding.status != Status.AANVULLING_GEVRAAGD:
        raise Ingehaald(_("Er staat geen vraag aan de melder open."))
    gevraagd = melding.aanvullingen.filter(ontvangen_op=None, herroepen_op=None).last()
    if vraag is not None and (gevraagd is None or gevraagd.pk != vraag):
        raise Ingehaald(_("Deze vraag staat niet meer open."))
    wissel(melding, Status.IN_TRIAGE, op=op, door=door)
    geen_bevestiging_meer(melding, op=op)
    if gevraagd is not None:
        gevraagd.antwoord, gevraagd.ontvangen_op, gevraagd.ontvangen_door = antwoord, op, door
        gevraagd.save(update_fields=["antwoord", "ontvangen_op", "ontvangen_door"])
        log(
            "aanvulling_ontvangen",
            op=op,
            door=door,
            onderwerp=f"melding:{melding.pk}",
            aanvulling=gevraagd.pk,
        )
        ververs([melding.pk])
    adviseer_opnieuw(melding, dossier=dossier, op=op)


def adviseer_opnieuw(melding: Melding, *, dossier: Dossier, op: datetime) -> None:
    """A (locked) melding in triage holds more than it did: a new advice, so that nobody decides on the one before."""
    melding.aangevuld_op = op
    melding.save(update_fields=["aangevuld_op"])
    adviseer([melding], dossier([melding]), op=op)
