"""The head of a message: who sent it, when it came in, and whether it was sent by a machine."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any, TypeVar

from django.utils.translation import gettext_noop

EIGEN_RONDES = 50
"""So many servers on its way: it goes around."""
ADRES_MAX, NAAM_MAX, ONDERWERP_MAX = 254, 200, 500
KOPREGEL_MAX, DEELKOP_MAX = 4_000, 1_000
"""Characters of one header, and of one `Content-…`, that are parsed: of a long one the standard parser takes the square
of its length."""
# Not noreply@: the web form of a union sends from that too.
_MACHINE = re.compile(r"^(mailer-daemon|postmaster)[@+]", re.IGNORECASE)
_NIET_LEESBAAR = re.compile("[\0-\x08\x0b-\x1f\x7f\ud800-\udfff]")

BERICHT_VAN_EEN_SERVER = gettext_noop(
    "Een bericht van een mailserver, bijvoorbeeld dat iets niet is bezorgd."
)
AUTOMATISCH = gettext_noop("Een automatisch antwoord.")
VEEL_TEGELIJK = gettext_noop("Verstuurd aan velen tegelijk, of door een mailinglijst.")
RONDGAAND = gettext_noop("Dit bericht kwam van ons zelf, of gaat in een kring rond.")

T = TypeVar("T")


class Kort(EmailPolicy):
    """Headers as the standard reads them, so far; as they came they are still all there."""

    def header_fetch_parse(self, name: str, value: Any) -> Any:
        hoever = DEELKOP_MAX if name.casefold().startswith("content-") else KOPREGEL_MAX
        return super().header_fetch_parse(name, value[:hoever])


BELEID = Kort()


def schoon(tekst: str) -> str:
    """Without what no column holds and no screen shows; line ends as one kind."""
    return _NIET_LEESBAAR.sub("", tekst.replace("\r\n", "\n").replace("\r", "\n"))


def probeer(doe: Callable[[], T], anders: T) -> T:
    """What a stranger sends may break the parser at any place, in any way; then there is the other thing."""
    try:
        return doe()
    except Exception:  # noqa: BLE001 (each is a message that cannot be read, and is told as that)
        return anders


def kop(bericht: EmailMessage, naam: str) -> str:
    """One header as text; "" when there is none or it cannot be read."""
    return schoon(probeer(lambda: str(bericht.get(naam, "")), "")).strip()


def is_heel(bericht: EmailMessage, naam: str) -> bool:
    """Whether this header, as far as it is there, says what it was meant to say."""

    def kijk() -> bool:
        if any(len(ruw) > KOPREGEL_MAX for kop_, ruw in bericht.raw_items() if kop_.casefold() == naam):
            return False
        waarde = bericht.get(naam)
        tekst = "" if waarde is None else str(waarde)
        return not getattr(waarde, "defects", ()) and "\ufffd" not in tekst and schoon(tekst) == tekst

    return probeer(kijk, False)


def afzender(bericht: EmailMessage) -> tuple[str, str]:
    """(name, address); empty as far as it does not say."""

    def ontleed() -> tuple[str, str]:
        adressen = bericht["from"].addresses
        return adressen[0].display_name, adressen[0].addr_spec

    naam, adres = probeer(ontleed, ("", ""))
    if "@" not in adres:
        naam, adres = probeer(lambda: parseaddr(kop(bericht, "from")), ("", ""))
    naam, adres = (" ".join(schoon(deel).split()) for deel in (naam, adres))
    return naam[:NAAM_MAX], adres if "@" in adres and " " not in adres and len(adres) <= ADRES_MAX else ""


def onderwerp(bericht: EmailMessage) -> str:
    return " ".join(kop(bericht, "subject").split())[:ONDERWERP_MAX]


def ontvangen(bericht: EmailMessage, binnen: datetime | None, op: datetime) -> datetime:
    """When it came in: as the mailbox says, else as the last server that had it wrote, else now. What its sender wrote
    as the date is no proof of that."""

    def laatste() -> datetime | None:
        stempel = str(bericht["received"]).rpartition(";")[2]
        moment = parsedate_to_datetime(stempel.strip())
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    moment = binnen or probeer(laatste, None)
    return moment if moment is not None and moment.year >= EERSTE_JAAR and moment <= op else op


EERSTE_JAAR = 2000


def waarom_ongewenst(bericht: EmailMessage, adres: str, eigen: str) -> str:
    """Why a machine sent it, and not somebody who reports; "" when it does not look so. `eigen` is our own address."""
    automatisch = kop(bericht, "auto-submitted").casefold().partition(";")[0].strip()
    soort = probeer(bericht.get_content_type, "")
    if (
        soort == "multipart/report"
        or kop(bericht, "return-path").replace(" ", "") == "<>"
        or _MACHINE.match(adres)
    ):
        return BERICHT_VAN_EEN_SERVER
    if adres and adres.casefold() == eigen.casefold():
        return RONDGAAND
    if sum(naam.casefold() == "received" for naam, _ in bericht.raw_items()) > EIGEN_RONDES:
        return RONDGAAND
    if automatisch not in ("", "no") or any(kop(bericht, k) for k in ("x-autoreply", "x-autorespond")):
        return AUTOMATISCH
    voorrang = kop(bericht, "precedence").casefold()
    if voorrang == "auto_reply":
        return AUTOMATISCH
    return VEEL_TEGELIJK if voorrang in ("bulk", "junk", "list") or kop(bericht, "list-id") else ""
