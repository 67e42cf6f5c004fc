"""What came in from outside and is no melding (yet): put aside, read for a stated reason, decided on.

It may tell who sent it, so it is sealed, and every look at it is logged, as with a reporter.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from inspectie.bestanden import Bestand
from inspectie.bulk import reserveer
from inspectie.fouten import Ingehaald, Regelfout, zegt_iets
from inspectie.getuigen import Getuigenis, getuig
from inspectie.kluis import Kluisfout, open_bestand, open_zegel, verzegel, verzegel_bestand
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.velden import plaats
from meldingen.melders import zonder_melder
from meldingen.models import Melding, Ontvangst, OntvangstBestand, OntvangstInzage
from meldingen.post.inhoud import HEEL, Inhoud

Uitkomst = Ontvangst.Uitkomst
REDEN_MAX = 300


@dataclass(frozen=True, slots=True)
class Bijgevoegd:
    pk: int
    bestand: Bestand


@transaction.atomic
def leg_apart(
    kanaal: str,
    kenmerk: str,
    inhoud: Inhoud,
    *,
    uitkomst: Ontvangst.Uitkomst,
    reden: str,
    ontvangen_op: datetime,
    op: datetime,
    bestanden: Sequence[Bestand] = (),
) -> tuple[Ontvangst, bool]:
    """Keep what came and is no melding, with why not. Came it before, then that is its line; else it is new (True)."""
    (pk,) = reserveer(Ontvangst, 1)
    ontvangst, nieuw = Ontvangst.objects.get_or_create(
        kenmerk=kenmerk,
        defaults={
            "pk": pk,
            "kanaal": kanaal,
            "ontvangen_op": ontvangen_op,
            "uitkomst": uitkomst,
            "reden": reden[:REDEN_MAX],
            "inhoud": verzegel(json.dumps(asdict(inhoud)), plaats(Ontvangst, pk, "inhoud")),
        },
    )
    if not nieuw:
        return ontvangst, False
    for bestand in bestanden:
        _bewaar(ontvangst, bestand)
    log(
        "ontvangst_apart",
        op=op,
        onderwerp=f"ontvangst:{ontvangst.pk}",
        schreef=[ontvangst],
        uitkomst=str(uitkomst),
        bestanden=len(bestanden),
    )
    return ontvangst, True


@transaction.atomic
def lees_apart(
    ontvangst: Ontvangst, *, door: Gebruiker, reden: str, op: datetime
) -> tuple[Inhoud, list[Bijgevoegd]]:
    """Open what was put aside, for a stated reason. Raises Regelfout, and Kluisfout when it cannot be opened."""
    if not zegt_iets(reden):
        raise Regelfout(_("Geef een reden van minstens vijf tekens."))
    ontvangst = _op_slot(ontvangst)
    if ontvangst.uitkomst == Uitkomst.MELDING:
        raise Ingehaald(_al_een_melding(ontvangst))
    inhoud = _inhoud(ontvangst)
    inzage = OntvangstInzage.objects.create(
        ontvangst=ontvangst, door=door, op=op, reden=_zonder_afzender(reden, inhoud)
    )
    log(
        "ontvangst_gelezen",
        op=op,
        door=door,
        onderwerp=f"ontvangst:{ontvangst.pk}",
        schreef=[inzage],
        inzage=inzage.pk,
    )
    return inhoud, [Bijgevoegd(rij.pk, _open(rij)) for rij in ontvangst.bestanden.all()]


def eerdere_reden(ontvangst: Ontvangst, door: Gebruiker) -> str:
    """Why this person read it before; "" when they did not."""
    eerder = ontvangst.inzagen.filter(door=door).order_by("op", "pk").last()
    return eerder.reden if eerder else ""


@transaction.atomic
def geen_melding(ontvangst: Ontvangst, *, reden: str, door: Gebruiker, op: datetime) -> None:
    """Decide that it will be no melding. It stays as it is, so that somebody can come back on that."""
    if not zegt_iets(reden):
        raise Regelfout(_("Schrijf op waarom dit geen melding is."))
    ontvangst = _op_slot(ontvangst)
    if ontvangst.uitkomst == Uitkomst.MELDING:
        raise Ingehaald(_al_een_melding(ontvangst))
    if ontvangst.uitkomst == Uitkomst.GEEN_MELDING:
        raise Ingehaald(_("Iemand anders besloot al dat dit geen melding is."))
    eerder = getuig([ontvangst])
    with suppress(Kluisfout):  # what cannot be opened nobody has read
        reden = _zonder_afzender(reden, _inhoud(ontvangst))
    ontvangst.uitkomst, ontvangst.reden = Uitkomst.GEEN_MELDING, reden.strip()[:REDEN_MAX]
    ontvangst.beslist_op, ontvangst.beslist_door = op, door
    ontvangst.save()
    log(
        "ontvangst_geen_melding",
        op=op,
        door=door,
        onderwerp=f"ontvangst:{ontvangst.pk}",
        schreef=getuig([ontvangst]).zonder(eerder),
    )


def word_melding(
    ontvangst: Ontvangst, melding: Melding, *, door: Gebruiker | None, op: datetime
) -> Getuigenis:
    """In the transaction that makes a melding of it: what was sealed here stands there now. Raises Regelfout."""
    ontvangst = _op_slot(ontvangst)
    if ontvangst.uitkomst == Uitkomst.MELDING:
        raise Ingehaald(_al_een_melding(ontvangst))
    eerder = getuig([ontvangst])
    ontvangst.uitkomst, ontvangst.melding = Uitkomst.MELDING, melding
    ontvangst.inhoud = ontvangst.reden = ""
    ontvangst.beslist_op, ontvangst.beslist_door = op, door
    ontvangst.save()
    meegaand(ontvangst).delete()
    return getuig([ontvangst]).zonder(eerder)


def afzender_van(ontvangst: Ontvangst) -> tuple[str, str]:
    """(name, address) of who sent it, to go into the vault; for the program, nobody sees it."""
    inhoud = _inhoud(ontvangst)
    return inhoud.naam, inhoud.email


def meegaand(ontvangst: Ontvangst) -> QuerySet[OntvangstBestand]:
    """What goes along with the melding that is made of it; the message itself does not."""
    return ontvangst.bestanden.exclude(mediatype=HEEL)


def bestanden_van(ontvangst: Ontvangst) -> list[Bestand]:
    """The same, opened. For the program: nobody has seen them yet."""
    return [_open(rij) for rij in meegaand(ontvangst)]


def _inhoud(ontvangst: Ontvangst) -> Inhoud:
    return Inhoud(**json.loads(open_zegel(ontvangst.inhoud, plaats(Ontvangst, ontvangst.pk, "inhoud"))))


def _zonder_afzender(reden: str, inhoud: Inhoud) -> str:
    """A reason stands outside the vault, for others to read."""
    return zonder_melder(reden, {"naam": inhoud.naam, "email": inhoud.email, "telefoon": ""}).strip()


def _op_slot(ontvangst: Ontvangst) -> Ontvangst:
    return Ontvangst.objects.select_for_update(no_key=True, of=("self",)).get(pk=ontvangst.pk)


def _al_een_melding(ontvangst: Ontvangst) -> str:
    nummer = ontvangst.melding.nummer if ontvangst.melding else ""
    return _("Hier is al melding %(nummer)s van gemaakt.") % {"nummer": nummer}


def _bewaar(ontvangst: Ontvangst, bestand: Bestand) -> None:
    (pk,) = reserveer(OntvangstBestand, 1)
    OntvangstBestand.objects.create(
        pk=pk,
        ontvangst=ontvangst,
        naam=verzegel(bestand.naam, plaats(OntvangstBestand, pk, "naam")),
        mediatype=bestand.mediatype,
        grootte=len(bestand.inhoud),
        inhoud=verzegel_bestand(bestand.inhoud, plaats(OntvangstBestand, pk, "inhoud")),
    )


def _open(rij: OntvangstBestand) -> Bestand:
    return Bestand(
        open_zegel(rij.naam, plaats(OntvangstBestand, rij.pk, "naam")),
        rij.mediatype,
        open_bestand(bytes(rij.inhoud), plaats(OntvangstBestand, rij.pk, "inhoud")),
    )
