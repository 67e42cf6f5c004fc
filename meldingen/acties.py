"""What people do with a melding until it has a route. Each act: lock, refuse, change, save, log, in one transaction."""

from datetime import datetime

from django.db import transaction

from inspectie.fouten import Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker, Rol, VrijeDag
from meldingen.adviseren import Dossier, adviseer, uiterlijk
from meldingen.models import Melding, Status, TriageBesluit
from meldingen.regelsets import ROUTES, gecompileerd
from meldingen.statussen import OPEN, vergrendel, wissel

PRIORITEITEN = ("P1", "P2", "P3", "P4")


def laatste_advies(melding: Melding) -> TriageBesluit:
    """The advice that stands. Raises Regelfout when triage has not looked at the melding yet."""
    besluit = melding.besluiten.order_by("geadviseerd_op", "id").last()
    if besluit is None:
        raise Regelfout("Er is nog geen advies over deze melding.")
    return besluit


@transaction.atomic
def beslis(
    melding: Melding, *, route: str, prioriteit: str, reden: str = "", door: Gebruiker, op: datetime
) -> TriageBesluit:
    """Decide the route of a melding in triage: the one advised, or another for a stated reason. Both are kept.

    REGISTREREN and GEEN_OPVOLGING end it here; the other routes wait for the zaak, the handover or the answer they
    ask for. Raises Regelfout where a rule forbids it.
    """
    melding = vergrendel(melding)
    if melding.status != Status.IN_TRIAGE:
        raise Regelfout(f"De melding is niet in triage, maar “{Status(melding.status).label}”.")
    besluit = TriageBesluit.objects.select_for_update().get(pk=laatste_advies(melding).pk)
    if besluit.besloten_op is not None:
        raise Regelfout("Over deze melding is al besloten; heropen haar om opnieuw te beslissen.")
    _weiger_besluit(melding, besluit, route, prioriteit, reden, door)
    besluit.besluit_route, besluit.besluit_prioriteit, besluit.besluit_reden = route, prioriteit, reden
    besluit.besloten_door, besluit.besloten_op = door, op
    besluit.save(
        update_fields=["besluit_route", "besluit_prioriteit", "besluit_reden", "besloten_door", "besloten_op"]
    )
    melding.route, melding.prioriteit, melding.besloten_op = route, prioriteit, op
    melding.uiterlijk = _uiterlijk(melding, besluit)
    melding.save(update_fields=["route", "prioriteit", "besloten_op", "uiterlijk"])
    log(
        "triage_besloten",
        op=op,
        door=door,
        onderwerp=f"melding:{melding.pk}",
        advies=besluit.route,
        besluit=route,
    )
    if route == "REGISTREREN":
        wissel(melding, Status.GEREGISTREERD, op=op, door=door, toelichting=reden)
    elif route == "GEEN_OPVOLGING":
        wissel(melding, Status.AFGESLOTEN, op=op, door=door, toelichting=reden or besluit.redencode)
    return besluit


def _uiterlijk(melding: Melding, besluit: TriageBesluit) -> datetime | None:
    """Another route or priority has another clock, by the rules that advised; it runs from the receipt."""
    if besluit.regelset_id is None or (besluit.besluit_route, besluit.besluit_prioriteit) == (
        besluit.route,
        besluit.prioriteit,
    ):
        return besluit.uiterlijk
    termijn = gecompileerd(besluit.regelset_id).inhoud.termijn(
        besluit.besluit_route, besluit.besluit_prioriteit or None
    )
    vrij = frozenset(VrijeDag.objects.values_list("datum", flat=True))
    return uiterlijk(melding.ontvangen_op, termijn, vrij)


def _weiger_besluit(
    melding: Melding, besluit: TriageBesluit, route: str, prioriteit: str, reden: str, door: Gebruiker
) -> None:
    if route not in ROUTES or route == "HANDMATIG":
        raise Regelfout("Kies een route.")
    if prioriteit and prioriteit not in PRIORITEITEN:
        raise Regelfout("Kies een prioriteit van P1 tot en met P4.")
    anders = route != besluit.route or prioriteit != besluit.prioriteit
    if anders and not reden.strip():
        raise Regelfout("U wijkt af van het advies; geef daar een reden voor.")
    if route == "GEEN_OPVOLGING":
        # The facts of the melding decide, not what a rule happened to say of it [law: Arbowet 24(7)].
        if melding.verzoek_24_7:
            raise Regelfout(
                "Bij een verzoek op grond van Arbowet 24 lid 7 is “geen opvolging” niet mogelijk."
            )
        if "bevestiging_teamleider" in besluit.vlaggen and door.rol != Rol.TEAMLEIDER:
            raise Regelfout("Een teamleider bevestigt dat deze melding geen opvolging krijgt.")
        if not (reden.strip() or besluit.redencode):
            raise Regelfout("Geen opvolging vraagt een reden.")
    if route == "DUBBEL" and melding.dubbel_van_id is None:
        raise Regelfout("Wijs eerst aan van welke melding deze een dubbele is.")


@transaction.atomic
def vraag_aanvulling(melding: Melding, *, vraag: str, door: Gebruiker, op: datetime) -> None:
    """Ask the reporter for what is missing. Raises Regelfout when there is no way to reach one."""
    melding = vergrendel(melding)
    if not melding.melder_bereikbaar:
        raise Regelfout("De melder is niet bereikbaar; een aanvulling vragen kan niet.")
    if not vraag.strip():
        raise Regelfout("Schrijf op wat er ontbreekt.")
    wissel(melding, Status.AANVULLING_GEVRAAGD, op=op, door=door)


@transaction.atomic
def ontvang_aanvulling(melding: Melding, *, door: Gebruiker | None, op: datetime) -> None:
    """The answer came: back to triage."""
    wissel(vergrendel(melding), Status.IN_TRIAGE, op=op, door=door, toelichting="aanvulling ontvangen")


@transaction.atomic
def trek_in(melding: Melding, *, reden: str, door: Gebruiker | None, op: datetime) -> None:
    """The reporter takes the melding back. It stays counted: it was received."""
    melding = vergrendel(melding)
    if Status(melding.status) not in OPEN:
        raise Regelfout("De melding is al gesloten.")
    wissel(melding, Status.INGETROKKEN, op=op, door=door, toelichting=reden)


@transaction.atomic
def heropen(melding: Melding, *, reden: str, dossier: Dossier, door: Gebruiker, op: datetime) -> None:
    """A closed melding goes back into triage, with a new advice; when it was received does not change."""
    melding = vergrendel(melding)
    if Status(melding.status) in OPEN:
        raise Regelfout("De melding is nog open.")
    if not reden.strip():
        raise Regelfout("Heropenen vraagt een reden.")
    wissel(melding, Status.IN_TRIAGE, op=op, door=door, toelichting=reden)
    adviseer([melding], dossier([melding]), op=op)
