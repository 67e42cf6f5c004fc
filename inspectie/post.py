"""Sending the e-mails that wait, of whatever kind. Twice does no harm: a row is taken, sent, and marked.

Between sending and marking a machine may fall. Then it is sent again, under the same Message-ID, so that a mail program
shows it once. An address goes from the vault to the mail server and is kept nowhere.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from inspectie.fouten import Regelfout
from inspectie.kluis import Kluisfout

POGINGEN = 5
BEZIG = timedelta(minutes=10)
"""Who took a row and did not come back in this time fell."""
LANGER = 4
"""So many times longer is waited after each try: the last is made after fourteen hours, so that a server that is away
for a night loses nothing."""
VOORGOED = 500
"""From this answer on a server refuses for good; below it, it takes it later."""
AANMELDEN = (530, 534, 535, 538)
"""About how we log in there [RFC 4954]: that is mended here, and the e-mail goes later."""
_SOORTEN = {
    "adres": _("De mailserver weigert dit adres (%(antwoord)s)."),
    "afzender": _("De mailserver neemt van deze afzender niets aan (%(antwoord)s)."),
    "bericht": _("De mailserver weigert dit bericht (%(antwoord)s)."),
    "vervallen": _("Dat hoefde niet meer."),
}

logger = logging.getLogger("inspectie")


class Vervallen(Exception):
    """What an e-mail is about is not there any more: it goes to nobody."""


def kan_mailen() -> bool:
    """Whether this place has a mail server. Without one an e-mail would be printed, with the reporter's address."""
    return settings.EMAIL_BACKEND != "django.core.mail.backends.console.EmailBackend"


@dataclass(frozen=True, slots=True)
class Post:
    """What goes out. `kenmerk` is one for this e-mail, also when it is sent again."""

    onderwerp: str
    tekst: str
    kenmerk: str


@dataclass(frozen=True, slots=True)
class Brievenbus:
    """A kind of e-mail: its rows (`inspectie.models.Postrij`), and what of a row is different for each kind.

    `adres` opens the address in the vault ("" for none; raises Vervallen, Regelfout and Kluisfout), `noteer` writes in
    the log what became of it (whether it went), in the transaction that marks it."""

    naam: str
    rijen: Callable[[], "QuerySet[Any]"]
    adres: Callable[[Any, datetime], str]
    post: Callable[[Any], Post]
    noteer: Callable[[Any, bool, datetime], None]


def verzend(bus: Brievenbus, pk: int, *, nu: datetime) -> bool:
    """Send one e-mail, unless it is sent already or somebody is at it. The sending stands outside the transactions: on
    SQLite everybody who writes waits for one. Returns whether it went."""
    rij = _neem(bus, pk, nu)
    if rij is None:
        return False
    try:
        adres = bus.adres(rij, nu)
    except Vervallen:
        return _klaar(bus, rij, nu, gelukt=False, reden="vervallen")
    except (Regelfout, Kluisfout):
        logger.exception("%s %s: het adres is niet te openen", bus.naam, pk)
        adres = ""
    if not adres:
        return _klaar(bus, rij, nu, gelukt=False)
    try:
        validate_email(adres)
        _bouw(bus.post(rij), adres).send()
    except ValidationError:
        return _klaar(bus, rij, nu, gelukt=False)
    except OSError as fout:  # also what smtplib raises
        # Without the words of the server: they may hold the address.
        logger.warning("%s %s is niet verzonden: %s", bus.naam, pk, type(fout).__name__)
        if rij.pogingen >= POGINGEN or weigering(fout):
            return _klaar(bus, rij, nu, gelukt=False, reden=weigering(fout))
        return False  # the sweep finds it; `begonnen_op` stays, so that a server that is away is left alone for a while
    except Exception as fout:  # noqa: BLE001 (what it says may hold the address, and trying again would not help)
        logger.error("%s %s is niet te versturen: %s", bus.naam, pk, type(fout).__name__)
        return _klaar(bus, rij, nu, gelukt=False)
    return _klaar(bus, rij, nu, gelukt=True)


def weigering(fout: OSError) -> str:
    """What a server refused for good, and its answer: "bericht 554 5.7.1". Of its words only the code that may begin
    them [RFC 3463]: they may hold the address. "" where it is worth trying again: a server that asks to come back (a
    greylist, a full mailbox), that is away, or that does not let us in."""
    antwoorden: list[tuple[int, Any]]  # of smtplib bytes, of another that sends maybe text
    match fout:
        case SMTPRecipientsRefused():
            wat, antwoorden = "adres", list(fout.recipients.values())
        case SMTPSenderRefused():
            wat, antwoorden = "afzender", [(fout.smtp_code, fout.smtp_error)]
        case SMTPDataError():
            wat, antwoorden = "bericht", [(fout.smtp_code, fout.smtp_error)]
        case _:
            return ""
    if not antwoorden or any(code < VOORGOED or code in AANMELDEN for code, _woorden in antwoorden):
        return ""
    code, woorden = antwoorden[0]
    tekst = woorden.decode(errors="replace") if isinstance(woorden, bytes) else str(woorden)
    nader = re.match(r"5\.\d{1,3}\.\d{1,3}\b", tekst)
    return " ".join((wat, str(code), *([nader[0]] if nader else [])))


def in_woorden(reden: str) -> str:
    """Why an e-mail did not go, for who keeps it; "" where nothing is known of that."""
    soort, _spatie, antwoord = reden.partition(" ")
    return str(_SOORTEN[soort]) % {"antwoord": antwoord} if soort in _SOORTEN else ""


def wacht_na(poging: int) -> timedelta:
    """How long a row is left alone after so many tries."""
    keer: int = LANGER ** (min(poging, POGINGEN - 1) - 1)
    return BEZIG * keer


@transaction.atomic
def _neem(bus: Brievenbus, pk: int, nu: datetime) -> Any:
    vrij = Q(begonnen_op=None)
    for poging in range(1, POGINGEN):
        vrij |= Q(pogingen=poging, begonnen_op__lt=nu - wacht_na(poging))
    vrij |= Q(pogingen__gte=POGINGEN, begonnen_op__lt=nu - wacht_na(POGINGEN))  # who fell at the last try
    genomen = bus.rijen().filter(vrij, pk=pk, verzonden_op=None, mislukt_op=None)
    if not genomen.update(begonnen_op=nu, pogingen=F("pogingen") + 1):
        return None
    return bus.rijen().get(pk=pk)


@transaction.atomic
def _klaar(bus: Brievenbus, rij: Any, nu: datetime, *, gelukt: bool, reden: str = "") -> bool:
    veld, rij.reden = "verzonden_op" if gelukt else "mislukt_op", reden
    if bus.rijen().filter(pk=rij.pk, verzonden_op=None, mislukt_op=None).update(**{veld: nu}, reden=reden):
        bus.noteer(rij, gelukt, nu)
    return gelukt


def _bouw(post: Post, adres: str) -> EmailMessage:
    return EmailMessage(
        post.onderwerp,
        post.tekst,
        to=[adres],
        headers={"Message-ID": f"<{post.kenmerk}@bericht.invalid>", "Auto-Submitted": "auto-generated"},
    )


def kenmerk(soort: str, pk: int) -> str:
    """For a Message-ID: the same for the same row, and telling nothing."""
    return salted_hmac(soort, str(pk)).hexdigest()


def voor_het_logboek(rij: Any) -> dict[str, Any]:
    """What the log keeps of why it did not go."""
    return {"reden": rij.reden} if rij.reden else {}
