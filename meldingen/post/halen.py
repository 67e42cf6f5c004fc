"""Every message that lies in a box, each in a transaction of its own: one that goes wrong stands in nobody's way."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError
from django.utils.translation import gettext as _

from inspectie.fouten import Regelfout
from inspectie.kluis import blinde_index
from inspectie.sloten import beurt
from meldingen.apart import leg_apart
from meldingen.models import Ontvangst
from meldingen.post.beurt import begin, gehoord, pogingen, ruim_op, vergeet
from meldingen.post.bussen import Bus, Post, Verbroken
from meldingen.post.lezen import Bericht, ongelezen
from meldingen.post.lezer import Gestopt, Lezer, lezer

logger = logging.getLogger("inspectie")
KANAAL = "EMAIL"
MEESTE_KEREN = 3
"""So often a program was killed over one message: from then on nobody tries to read it."""
POOS = 300
"""Seconds in which a run begins on yet another message; the rest is for the next."""


class Bezig(Regelfout):
    """Another run is at it."""


@dataclass(slots=True)
class Telling:
    """`gelezen` is the sum of the others."""

    gelezen: int = 0
    apart: int = 0
    ongewenst: int = 0
    eerder: int = 0
    mislukt: int = 0

    def __str__(self) -> str:
        return _(
            "%(gelezen)s gelezen: %(apart)s apart gelegd, %(ongewenst)s geweigerd als ongewenst, "
            "%(eerder)s al eerder ontvangen, %(mislukt)s mislukt."
        ) % {
            "gelezen": self.gelezen,
            "apart": self.apart,
            "ongewenst": self.ongewenst,
            "eerder": self.eerder,
            "mislukt": self.mislukt,
        }


def haal(bus: Bus, *, nu: Callable[[], datetime], eigen: str = "") -> Telling:
    """Take in what lies there. A message is marked only after it stands; cut off in between it is found again, and is
    the line it was. `eigen`: our own address. Raises Bezig when another run is at it."""
    telling = Telling()
    einde = time.monotonic() + POOS
    with beurt("post") as vrij, lezer() as kind:
        if not vrij:
            raise Bezig(_("De post wordt al ingelezen."))
        ruim_op(nu())
        for sleutel, keren in pogingen(bus).items():
            if time.monotonic() > einde:
                break
            try:
                begin(bus, sleutel, nu())
                post = bus.lees(sleutel)
                if post is not None:
                    telling.gelezen += 1
                    _neem(post, telling, nu(), eigen, kind if keren < MEESTE_KEREN else None)
                    bus.klaar(sleutel)
                vergeet(bus, sleutel)
            except Verbroken:
                with suppress(DatabaseError):
                    gehoord(bus, sleutel)
                raise
            except (OSError, DatabaseError) as fout:
                # Only its kind: the rest may hold a name, a file name or words of the message.
                logger.error("een bericht in de postbus is niet verwerkt (%s)", type(fout).__name__)
                telling.mislukt += 1
                with suppress(DatabaseError):
                    vergeet(bus, sleutel)  # it is heard of
    return telling


def _neem(post: Post, telling: Telling, op: datetime, eigen: str, kind: Lezer | None) -> None:
    nieuw = _leg(bericht := _lees(post, op, eigen, kind), op)
    if not nieuw:
        telling.eerder += 1
    elif bericht.ongewenst:
        telling.ongewenst += 1
    else:
        telling.apart += 1


def _lees(post: Post, op: datetime, eigen: str, kind: Lezer | None) -> Bericht:
    if kind is not None:
        try:
            return kind.lees(post, op=op, eigen=eigen)
        except Gestopt:
            logger.error("een bericht in de postbus is niet te lezen en is apart gelegd")
    return ongelezen(post.ruw, op=op, binnen=post.binnen)


def _leg(bericht: Bericht, op: datetime) -> bool:
    return leg_apart(
        KANAAL,
        f"mail:{blinde_index(bericht.afdruk, 'bericht')}",  # what it is made of often names its sender
        bericht.inhoud,
        uitkomst=Ontvangst.Uitkomst.ONGEWENST if bericht.ongewenst else Ontvangst.Uitkomst.WACHT,
        reden=bericht.reden,
        ontvangen_op=bericht.ontvangen_op,
        op=op,
        bestanden=bericht.bestanden,
    )[1]
