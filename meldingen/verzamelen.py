"""The same act on many meldingen: what would happen to each, doing it, and undoing it.

Each item in a transaction of its own, so that a process that dies half-way leaves every one of them whole, and the next
finds the rest.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from inspectie.fouten import Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.wachtrij import een_poos, na_commit
from meldingen import aanvullen, acties
from meldingen.besluitregels import bezwaren, zonder_advies
from meldingen.models import Melding, Route, Samen, Status, TriageBesluit, Uitkomst, Verzameling, VerzamelItem

logger = logging.getLogger("inspectie")

HOOGSTENS = 500


@dataclass(frozen=True, slots=True)
class Opdracht:
    """What to do with all of them. `tekst` is the reason, or the question to the reporter."""

    handeling: Samen
    route: str = ""
    prioriteit: str = ""
    tekst: str = ""

    def voor(self, advies: TriageBesluit) -> tuple[str, str, str]:
        """Route, priority and reason of the decision on this advice."""
        if self.handeling == Samen.OVERNEMEN:
            return advies.route, advies.prioriteit, ""
        return self.route, self.prioriteit, self.tekst


@dataclass(frozen=True, slots=True)
class Vooruitzicht:
    """What would happen to one melding: `wat` in words, or nothing when `bezwaren` say why not."""

    melding: Melding
    stand: str
    wat: str = ""
    bezwaren: Sequence[str] = ()


def laatste_adviezen(meldingen: Iterable[Melding]) -> Mapping[int, TriageBesluit]:
    """The latest advice per melding, without what its explanation needs. One query."""
    reeks = TriageBesluit.objects.filter(melding__in=[m.pk for m in meldingen])
    return {b.melding_id: b for b in reeks.order_by("geadviseerd_op", "id").defer("feiten", "spoor")}


def vooruitzicht(meldingen: Sequence[Melding], opdracht: Opdracht, *, door: Gebruiker) -> list[Vooruitzicht]:
    """What would happen to each of these, as they stand now."""
    adviezen = laatste_adviezen(meldingen)
    uit = []
    for melding in meldingen:
        advies = adviezen.get(melding.pk)
        stand = melding.stand(advies.pk if advies else None)
        if tegen := list(_bezwaren(melding, advies, opdracht, door)):
            uit.append(Vooruitzicht(melding, stand, bezwaren=tegen))
        else:
            uit.append(Vooruitzicht(melding, stand, _in_woorden(opdracht, advies)))
    return uit


def geweigerd(meldingen: Sequence[Melding], opdracht: Opdracht, *, door: Gebruiker) -> list[Vooruitzicht]:
    """Those that the preview showed as impossible, each with its reasons as they are now. What has become possible
    since was not agreed to: that is its reason."""
    return [
        regel
        if regel.bezwaren
        else replace(regel, wat="", bezwaren=[_("Kon niet toen u het bekeek, en nu wel.")])
        for regel in vooruitzicht(meldingen, opdracht, door=door)
    ]


def _bezwaren(
    melding: Melding, advies: TriageBesluit | None, opdracht: Opdracht, door: Gebruiker
) -> Iterable[str]:
    if melding.status != Status.IN_TRIAGE:
        return [_("Is niet in triage, maar “%(status)s”.") % {"status": melding.get_status_display()}]
    if opdracht.handeling in (Samen.OVERNEMEN, Samen.ROUTE):
        if melding.besloten_op is not None:
            return [_("Er is al over besloten.")]
        if advies is None:
            return [zonder_advies()]
        if opdracht.handeling == Samen.OVERNEMEN and advies.route == Route.HANDMATIG:
            return [_("Het advies noemt geen route; kies er zelf een.")]
        route, prioriteit, reden = opdracht.voor(advies)
        return bezwaren(melding, advies, route, prioriteit, reden=reden, door=door)
    if opdracht.handeling == Samen.AANVULLING and not melding.melder_bereikbaar:
        return [_("De melder is niet bereikbaar.")]
    return [] if opdracht.tekst.strip() else [_("Schrijf eerst de reden of de vraag op.")]


def _in_woorden(opdracht: Opdracht, advies: TriageBesluit | None) -> str:
    if opdracht.handeling == Samen.AANVULLING:
        return _("De vraag gaat naar de melder; de melding wacht op antwoord.")
    if opdracht.handeling == Samen.INTREKKEN or advies is None:
        return _("De melding wordt ingetrokken.")
    route, prioriteit, _reden = opdracht.voor(advies)
    if route == Route.OPSPORING:
        return _("Naar Opsporing; daarna is zij hier niet meer te zien, en niet ongedaan te maken.")
    return ", ".join(deel for deel in (str(Route(route).label), prioriteit) if deel)


@transaction.atomic
def begin(
    opdracht: Opdracht,
    items: Sequence[tuple[Melding, str]],
    *,
    sleutel: UUID,
    door: Gebruiker,
    op: datetime,
    kan_niet: Sequence[Vooruitzicht] = (),
) -> Verzameling:
    """Put the act on record for each (melding, stand as it was seen), and have it done. Those of the choice that the
    preview refused (`kan_niet`) get their result at once, with the reasons. With a `sleutel` that was used already it
    is the same one: nothing is done twice. Raises Regelfout for none, or for too many."""
    if not items:
        raise Regelfout(_("Kies minstens één melding."))
    if len(items) + len(kan_niet) > HOOGSTENS:
        raise Regelfout(_("Kies hoogstens %(aantal)s meldingen tegelijk.") % {"aantal": HOOGSTENS})
    verzameling, nieuw = Verzameling.objects.get_or_create(
        sleutel=sleutel,
        gemaakt_door=door,
        defaults={
            "handeling": opdracht.handeling,
            "route": opdracht.route,
            "prioriteit": opdracht.prioriteit,
            "tekst": opdracht.tekst,
            "gemaakt_op": op,
        },
    )
    if not nieuw:
        return verzameling
    rijen = [VerzamelItem(verzameling=verzameling, melding=melding, gezien=stand) for melding, stand in items]
    rijen += [
        VerzamelItem(
            verzameling=verzameling,
            melding=regel.melding,
            gezien=regel.stand,
            uitkomst=Uitkomst.GEWEIGERD,
            reden=" ".join(regel.bezwaren),
        )
        for regel in kan_niet
    ]
    for n, rij in enumerate(rijen, 1):
        rij.volgnummer = n
    VerzamelItem.objects.bulk_create(rijen)
    log(
        "verzameling",
        op=op,
        door=door,
        onderwerp=f"verzameling:{verzameling.pk}",
        handeling=opdracht.handeling.value,
        aantal=len(items),
        geweigerd=len(kan_niet),
    )
    na_commit("meldingen.tasks.werk_verzameling_af", verzameling.pk)
    return verzameling


@transaction.atomic
def maak_ongedaan(verzameling: Verzameling, *, door: Gebruiker, op: datetime) -> None:
    """Put back every item that has not moved since. Nothing is erased: what was decided stays on record as taken back.

    By who did it, or a teamleider. Raises Regelfout.
    """
    verzameling = Verzameling.objects.select_for_update(no_key=True).get(pk=verzameling.pk)
    if verzameling.gemaakt_door_id != door.pk and not heeft(door, Recht.TRIAGE_BEVESTIGEN):
        raise Regelfout(_("Alleen wie dit deed of een teamleider maakt het ongedaan."))
    if verzameling.ongedaan_op is not None:
        raise Regelfout(_("Dit is al ongedaan gemaakt."))
    if verzameling.items.te_doen().exists():
        raise Regelfout(_("Nog niet alles is gedaan. Wacht tot het klaar is."))
    terug = verzameling.items.filter(uitkomst=Uitkomst.GEDAAN).update(uitkomst=Uitkomst.TERUG_WACHT)
    if not terug:
        raise Regelfout(_("Er is niets gedaan dat ongedaan kan worden gemaakt."))
    verzameling.ongedaan_door, verzameling.ongedaan_op = door, op
    verzameling.save(update_fields=["ongedaan_door", "ongedaan_op"])
    log(
        "verzameling_ongedaan",
        op=op,
        door=door,
        onderwerp=f"verzameling:{verzameling.pk}",
        aantal=terug,
    )
    na_commit("meldingen.tasks.werk_verzameling_af", verzameling.pk)


def doe_een_poos(pk: int, *, seconden: float, nu: Callable[[], datetime]) -> bool:
    """Items of a verzameling until none can be had or the time is up; returns whether there may be more."""
    return een_poos(lambda: doe_volgende(pk, op=nu()), seconden)


@transaction.atomic
def doe_volgende(pk: int, *, op: datetime) -> int:
    """Do, or undo, the next item of a verzameling; returns how many were done (0: none waits, or others hold them)."""
    wachtend = VerzamelItem.objects.te_doen().filter(verzameling=pk).order_by("volgnummer")
    item = wachtend.select_for_update(no_key=True, skip_locked=True).first()
    if item is None:
        return 0
    verzameling = Verzameling.objects.select_related("gemaakt_door", "ongedaan_door").get(pk=pk)
    terug = item.uitkomst == Uitkomst.TERUG_WACHT
    door = verzameling.ongedaan_door if terug and verzameling.ongedaan_door else verzameling.gemaakt_door
    try:
        with transaction.atomic():
            # What this person may do and see is asked now, not when it was chosen.
            melding = Melding.objects.zichtbaar_voor(door).filter(pk=item.melding_id).first()
            if melding is None or not heeft(door, Recht.TRIAGE_BESLISSEN):
                raise Regelfout(_("U heeft op deze melding geen recht meer."))
            if terug:
                _zet_terug(verzameling, item, melding, door, op)
            else:
                _doe(verzameling, item, melding, door, op)
        item.uitkomst = Uitkomst.TERUG if terug else Uitkomst.GEDAAN
    except Regelfout as fout:
        item.uitkomst = Uitkomst.GEBLEVEN if terug else Uitkomst.GEWEIGERD
        item.reden = str(fout)
    except Exception:
        # One that goes wrong must not keep the rest waiting for ever.
        logger.exception("verzameling %s, item %s mislukt", pk, item.volgnummer)
        item.uitkomst = Uitkomst.GEBLEVEN if terug else Uitkomst.GEWEIGERD
        item.reden = _("Er ging iets mis. De melding is niet veranderd.")
    item.save(update_fields=["uitkomst", "reden", "daarna"])
    return 1


def _doe(
    verzameling: Verzameling, item: VerzamelItem, melding: Melding, door: Gebruiker, op: datetime
) -> None:
    if verzameling.handeling in (Samen.OVERNEMEN, Samen.ROUTE):
        opdracht = Opdracht(
            Samen(verzameling.handeling), verzameling.route, verzameling.prioriteit, verzameling.tekst
        )
        # The advice that was seen is in the stand; the act refuses when it is no longer the latest.
        gezien = item.gezien.split(".")[1]
        advies = TriageBesluit.objects.get(pk=int(gezien), melding=melding) if gezien.isdecimal() else None
        if advies is None:
            raise Regelfout(zonder_advies())
        route, prioriteit, reden = opdracht.voor(advies)
        acties.beslis(
            melding, advies=advies.pk, route=route, prioriteit=prioriteit, reden=reden, door=door, op=op
        )
    elif verzameling.handeling == Samen.AANVULLING:
        aanvullen.vraag_aanvulling(melding, vraag=verzameling.tekst, door=door, op=op, gezien=item.gezien)
    else:
        acties.trek_in(melding, reden=verzameling.tekst, door=door, op=op, gezien=item.gezien)
    na = Melding.objects.get(pk=melding.pk)
    item.daarna = na.stand(acties.laatste_advies(na).pk)


def _zet_terug(
    verzameling: Verzameling, item: VerzamelItem, melding: Melding, door: Gebruiker, op: datetime
) -> None:
    reden = f"Ongedaan gemaakt, met alles van verzameling {verzameling.pk}."
    if verzameling.handeling in (Samen.OVERNEMEN, Samen.ROUTE):
        besluit = int(item.daarna.split(".")[1])
        acties.herroep(melding, besluit=besluit, reden=reden, door=door, op=op, gezien=item.daarna)
    else:
        acties.terug_in_triage(melding, reden=reden, door=door, op=op, gezien=item.daarna)
