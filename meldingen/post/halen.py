"""Every message that lies in a box, each in a transaction of its own: one that goes wrong stands in nobody's way."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError
from django.utils.translation import gettext as _

from meldingen.apart import Inhoud, leg_apart
from meldingen.models import Ontvangst
from meldingen.post.bussen import Bus, Post
from meldingen.post.lezen import Bericht, lees

logger = logging.getLogger("inspectie")
KANAAL = "EMAIL"


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
    the line it was. `eigen`: our own address."""
    telling = Telling()
    for sleutel in bus.sleutels():
        try:
            post = bus.lees(sleutel)
            if post is None:
                continue
            telling.gelezen += 1
            _neem(post, telling, nu(), eigen)
            bus.klaar(sleutel)
        except (OSError, DatabaseError) as fout:
            # Only its kind: the rest may hold a name, a file name or words of the message.
            logger.error("een bericht in de postbus is niet verwerkt (%s)", type(fout).__name__)
            telling.mislukt += 1
    return telling


def _neem(post: Post, telling: Telling, op: datetime, eigen: str) -> None:
    bericht = lees(post.ruw, op=op, binnen=post.binnen, eigen=eigen)
    nieuw = _leg(bericht, op)
    if not nieuw:
        telling.eerder += 1
    elif bericht.uitkomst == Ontvangst.Uitkomst.ONGEWENST:
        telling.ongewenst += 1
    else:
        telling.apart += 1


def _leg(bericht: Bericht, op: datetime) -> bool:
    inhoud: Inhoud = bericht.inhoud
    return leg_apart(
        KANAAL,
        bericht.kenmerk,
        inhoud,
        uitkomst=bericht.uitkomst,
        reden=bericht.reden,
        ontvangen_op=bericht.ontvangen_op,
        op=op,
        bestanden=bericht.bestanden,
    )[1]
