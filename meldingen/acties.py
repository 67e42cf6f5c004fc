"""What people do with a melding until it has a route; asking for what is missing stands in `aanvullen`.

Each act: lock, refuse, change, save, log, in one transaction.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker, VrijeDag
from inspectie.versies import Wijziging, herleid, wijzig
from meldingen.adviesopslag import uiterlijk
from meldingen.adviseren import Dossier, adviseer
from meldingen.besluitregels import EINDIGT, bezwaren, waarom_gesloten, zonder_advies
from meldingen.models import Melding, Route, Status, TriageBesluit
from meldingen.regelsets import gecompileerd
from meldingen.statussen import OPEN, vergrendel, wissel


def laatste_advies(melding: Melding) -> TriageBesluit:
    """The advice that stands. Raises Regelfout when triage has not looked at the melding yet."""
    besluit = melding.besluiten.select_related("besloten_door").last()
    if besluit is None:
        raise Regelfout(zonder_advies())
    return besluit


@transaction.atomic
def beslis(
    melding: Melding,
    *,
    advies: int,
    route: str,
    prioriteit: str,
    reden: str = "",
    door: Gebruiker,
    op: datetime,
) -> TriageBesluit:
    """Decide the route of a melding in triage: the one advised, or another for a stated reason. Both are kept.

    `advies` is the id of the advice that the person saw: on another one they did not decide. REGISTREREN,
    GEEN_OPVOLGING, ALGEMEEN and DUBBEL end it here, OPSPORING sends it there; the other routes wait for the zaak, the
    handover or the answer they ask for.
    Raises Regelfout where a rule forbids it.
    """
    melding = vergrendel(melding)
    besluit = laatste_advies(melding)
    if besluit.besloten_op is not None:
        raise Ingehaald(_al_besloten(besluit))
    if melding.status != Status.IN_TRIAGE:
        raise Ingehaald(
            _("De melding is niet in triage, maar “%(status)s”.") % {"status": melding.get_status_display()}
        )
    if besluit.pk != advies:
        raise Ingehaald(_("Er is intussen een ander advies over deze melding. Bekijk het en beslis opnieuw."))
    if tegen := list(bezwaren(melding, besluit, route, prioriteit, reden=reden, door=door)):
        raise Regelfout(*tegen)
    besluit.besluit_route, besluit.besluit_prioriteit, besluit.besluit_reden = route, prioriteit, reden
    besluit.besloten_door, besluit.besloten_op = door, op
    besluit.save(
        update_fields=["besluit_route", "besluit_prioriteit", "besluit_reden", "besloten_door", "besloten_op"]
    )
    melding.route, melding.prioriteit, melding.besloten_op = route, prioriteit, op
    melding.uiterlijk = _uiterlijk(melding, besluit)
    melding.save(update_fields=["route", "prioriteit", "besloten_op", "uiterlijk"])
    # First: its duplicates go to Opsporing with it, and are held before anything is logged.
    if naar := EINDIGT.get(Route(route)):
        wissel(melding, naar, op=op, door=door, toelichting=waarom_gesloten(route, reden))
    log(
        "triage_besloten",
        op=op,
        door=door,
        onderwerp=f"melding:{melding.pk}",
        besluit=besluit.pk,
        advies=besluit.route,
        route=route,
    )
    return besluit


def _al_besloten(besluit: TriageBesluit) -> str:
    return _(
        "Over deze melding is al besloten: %(uitkomst)s, door %(wie)s op %(moment)s. "
        "Herroep dat besluit of heropen haar om opnieuw te beslissen."
    ) % {
        "uitkomst": ", ".join(
            deel for deel in (besluit.get_besluit_route_display(), besluit.besluit_prioriteit) if deel
        ),
        "wie": besluit.besloten_door.naam if besluit.besloten_door else _("het systeem"),
        "moment": date_format(timezone.localtime(besluit.besloten_op), "SHORT_DATETIME_FORMAT"),
    }


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
    vrij = VrijeDag.objects.dagen()
    return uiterlijk(melding.ontvangen_op, termijn, vrij)


def weiger_ingehaald(melding: Melding, gezien: str) -> None:
    """Refuse an act on a (locked) melding that is no longer as it was seen: `gezien` is its `stand()` then, empty for
    an act that nobody's page stands behind. Raises Ingehaald."""
    if not gezien:
        return
    advies = melding.besluiten.values_list("pk", flat=True).last()
    if melding.stand(advies) != gezien:
        raise Ingehaald(
            _("Er is intussen iets met deze melding gebeurd. Bekijk haar en probeer het opnieuw.")
        )


@transaction.atomic
def herroep(
    melding: Melding, *, besluit: int, reden: str, door: Gebruiker, op: datetime, gezien: str = ""
) -> TriageBesluit:
    """Take back a decision while nothing followed from it: the advice waits again, what was decided stays on record.

    Returns the advice that waits. Raises Regelfout when the melding went on since, or nothing was decided.
    """
    melding = vergrendel(melding)
    weiger_ingehaald(melding, gezien)
    genomen = laatste_advies(melding)
    if genomen.pk != besluit or genomen.besloten_op is None:
        raise Ingehaald(_("Dit besluit staat niet meer."))
    if not reden.strip():
        raise Regelfout(_("Een besluit herroepen vraagt een reden."))
    if melding.status not in (Status.IN_TRIAGE, EINDIGT.get(Route(genomen.besluit_route))):
        raise Regelfout(
            _("Op het besluit is al iets gevolgd: de melding is “%(status)s”.")
            % {"status": melding.get_status_display()}
        )
    genomen.herroepen_door, genomen.herroepen_op, genomen.herroepen_reden = door, op, reden
    genomen.save(update_fields=["herroepen_door", "herroepen_op", "herroepen_reden"])
    wacht = _herhaal(genomen)
    gewijzigd = _neem_aanwijzing_terug(melding, genomen, reden, door, op)
    if melding.status != Status.IN_TRIAGE:
        wissel(melding, Status.IN_TRIAGE, op=op, door=door)
    melding.route, melding.prioriteit = wacht.route, wacht.prioriteit
    melding.uiterlijk, melding.besloten_op = wacht.uiterlijk, None
    melding.save(update_fields=["route", "prioriteit", "uiterlijk", "besloten_op"])
    log(
        "triage_herroepen",
        op=op,
        door=door,
        onderwerp=f"melding:{melding.pk}",
        schreef=gewijzigd,
        besluit=genomen.pk,
    )
    return wacht


def _neem_aanwijzing_terug(
    melding: Melding, genomen: TriageBesluit, reden: str, door: Gebruiker, op: datetime
) -> list[Wijziging]:
    """A duplicate that was pointed out with this decision is none any more: a later registration, as the pointing out
    was. What was a duplicate before (an import said so) stays one; that was not decided here."""
    if genomen.besluit_route != Route.DUBBEL or genomen.besloten_op is None or melding.dubbel_van_id is None:
        return []
    aangewezen = Wijziging.objects.filter(
        soort="melding",
        object_id=melding.pk,
        veld="dubbel_van_id",
        nieuw=melding.dubbel_van_id,
        geregistreerd_op=genomen.besloten_op,
        door=genomen.besloten_door,
    )
    if not aangewezen.exists():
        return []
    gewijzigd = wijzig(
        "melding", melding.pk, "dubbel_van_id", None, reden=reden, op=op, ingevoerd_op=op, door=door
    )
    herleid(Melding, "melding", [melding.pk])
    melding.refresh_from_db()
    return [gewijzigd]


def _herhaal(genomen: TriageBesluit) -> TriageBesluit:
    """The same advice once more, not decided on."""
    wacht = TriageBesluit.objects.get(pk=genomen.pk)
    wacht.pk, wacht.herhaalt = None, genomen
    wacht.besluit_route = wacht.besluit_prioriteit = wacht.besluit_reden = ""
    wacht.besloten_door = wacht.besloten_op = None
    wacht.herroepen_door, wacht.herroepen_op, wacht.herroepen_reden = None, None, ""
    wacht.save()
    return wacht


@transaction.atomic
def trek_in(melding: Melding, *, reden: str, door: Gebruiker | None, op: datetime, gezien: str = "") -> None:
    """The reporter takes the melding back. It stays counted: it was received."""
    melding = vergrendel(melding)
    weiger_ingehaald(melding, gezien)
    if Status(melding.status) not in OPEN:
        raise Regelfout(_("De melding is al gesloten."))
    if not reden.strip():
        raise Regelfout(_("Intrekken vraagt een reden."))
    wissel(melding, Status.INGETROKKEN, op=op, door=door, toelichting=reden)
    if door is not None:  # the reporter may have asked for it
        melding.intrekverzoeken.open().update(besloten_op=op, besloten_door=door, ingewilligd=True)
    _neem_vraag_terug(melding, door, op)


@transaction.atomic
def terug_in_triage(melding: Melding, *, reden: str, door: Gebruiker, op: datetime, gezien: str) -> None:
    """Undo asking for a supplement, or withdrawing, while nothing followed from it: the advice stands as it stood.

    Raises Regelfout when it moved since.
    """
    melding = vergrendel(melding)
    weiger_ingehaald(melding, gezien)
    wissel(melding, Status.IN_TRIAGE, op=op, door=door, toelichting=reden)
    _neem_vraag_terug(melding, door, op)


def _neem_vraag_terug(melding: Melding, door: Gebruiker | None, op: datetime) -> None:
    """What was asked need not be answered any more. Else nothing could be asked when it opens again."""
    open_vraag = melding.aanvullingen.filter(ontvangen_op=None, herroepen_op=None)
    open_vraag.update(herroepen_op=op, herroepen_door=door)


@transaction.atomic
def heropen(
    melding: Melding, *, reden: str, dossier: Dossier, door: Gebruiker, op: datetime, gezien: str = ""
) -> None:
    """A closed melding goes back into triage, with a new advice; when it was received does not change."""
    melding = vergrendel(melding)
    weiger_ingehaald(melding, gezien)
    if Status(melding.status) in OPEN:
        raise Regelfout(_("De melding is nog open."))
    if melding.dubbel_van_id is not None:
        raise Regelfout(_("Een dubbele melding kan pas weer open als zij geen dubbele meer is."))
    if not reden.strip():
        raise Regelfout(_("Heropenen vraagt een reden."))
    wissel(melding, Status.IN_TRIAGE, op=op, door=door, toelichting=reden)
    adviseer([melding], dossier([melding]), op=op)
