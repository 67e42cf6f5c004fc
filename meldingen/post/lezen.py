"""A message as it came becomes what can be kept of it. Whatever it is, there is always an answer, and it says what of
the message could not be read."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage, Message
from email.parser import BytesParser
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from inspectie.bestanden import BIJLAGEN_MAX, Bestand, keur
from inspectie.fouten import Regelfout
from meldingen.post.html import GROOTST as HTML_MAX
from meldingen.post.html import zonder_opmaak
from meldingen.post.inhoud import HEEL, Inhoud
from meldingen.post.koppen import (
    BELEID,
    afzender,
    is_heel,
    onderwerp,
    ontvangen,
    probeer,
    schoon,
    waarom_ongewenst,
)

GROOTST = 25_000_000
"""Bytes. Of what is larger the head is read."""
HEEL_MAX = 50_000_000
"""Bytes of a message that is kept as it came, where not all of it could be read."""
KOP_MAX = 100_000
TEKST_MAX = 100_000
DIEPST, MEESTE_DELEN = 20, 200
EIGEN = frozenset("message-id date from to subject content-type content-transfer-encoding".split())
"""The headers that are the sender's: the others may be written on its way."""

_ENKEL = re.compile(r"(iso[-_]?8859|windows-?125|cp125|latin)", re.IGNORECASE)
"""Alphabets of one byte a sign, in which anything can be read, also what is written in another."""
_LATIJN = re.compile(r"(iso[-_]?8859[-_]?15?|windows-?1252|cp1252|latin-?1)$", re.IGNORECASE)
"""Those that a program names without looking."""
_HOOG, _WOORD = re.compile(rb"[\xc0-\xff]"), re.compile(rb"[\xc0-\xff]{4,}")

TE_LEZEN = gettext_noop("Per e-mail gekomen: iemand moet lezen waarover het gaat.")
DEELS_TE_LEZEN = gettext_noop("Per e-mail gekomen; niet alles was te lezen.")
ONLEESBAAR = gettext_noop("Per e-mail gekomen; er was niets van te lezen.")


@dataclass(frozen=True, slots=True)
class Bericht:
    """`afdruk` is the same for what comes twice; `reden` says why a person reads it, or what makes it `ongewenst`."""

    afdruk: str
    inhoud: Inhoud
    ontvangen_op: datetime
    ongewenst: bool
    reden: str
    bestanden: list[Bestand]


@dataclass(slots=True)
class _Gelezen:
    plat: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    bestanden: list[Bestand] = field(default_factory=list)
    ongelezen: list[str] = field(default_factory=list)
    delen: int = 0

    @property
    def tekst(self) -> str:
        """Plain text where there is any, else what the HTML says. Both where the HTML says something else: the plain
        text may be no more than that one cannot read the HTML, or a line that a mail server wrote under it."""
        plat, html = ("\n\n".join(filter(None, map(str.strip, d))) for d in (self.plat, self.html))
        return "\n\n".join(filter(None, (plat, html if _zegt_meer(html, plat) else "")))


def _zegt_meer(html: str, plat: str) -> bool:
    """Whether of its words more than a third are not in the plain text. Of the same text some always are not: what a
    link or a picture is called."""
    woorden, bekend = re.findall(r"\w+", html.casefold()), set(re.findall(r"\w+", plat.casefold()))
    return sum(woord not in bekend for woord in woorden) * 3 > len(woorden)


def lees(ruw: bytes, *, op: datetime, binnen: datetime | None = None, eigen: str = "") -> Bericht:
    """Never raises for what is in the message. `binnen`: when the mailbox took it in; `eigen`: our own address."""
    te_groot = len(ruw) > GROOTST
    bericht = probeer(lambda: _ontleed(_kop_van(ruw) if te_groot else ruw), EmailMessage(policy=BELEID))
    gelezen = _Gelezen()
    if len(ruw) > HEEL_MAX:
        gelezen.ongelezen.append(
            _("Het bericht is groter dan 50 MB: het staat alleen nog in de postbus zelf.")
        )
    elif te_groot:
        gelezen.ongelezen.append(_("Het bericht is groter dan 25 MB: alleen de kop is gelezen."))
    elif not probeer(lambda: _lees_delen(bericht, gelezen), False):
        gelezen.ongelezen.append(_("Het bericht is beschadigd: niet alle delen zijn te vinden."))
    naam, adres = afzender(bericht)
    if not adres:
        gelezen.ongelezen.append(_("Er staat geen adres van een afzender in."))
    if not (is_heel(bericht, "from") and is_heel(bericht, "subject")):
        gelezen.ongelezen.append(_("De afzender of het onderwerp is niet helemaal te lezen."))
    tekst = _kort(gelezen)
    inhoud = Inhoud(tekst, onderwerp(bericht), naam, adres, list(dict.fromkeys(gelezen.ongelezen)))
    ongewenst = waarom_ongewenst(bericht, adres, eigen)
    bestanden = list(gelezen.bestanden)
    if inhoud.ongelezen and len(ruw) <= HEEL_MAX:
        bestanden.append(Bestand("bericht.eml", HEEL, ruw))
    return Bericht(
        afdruk=_afdruk(ruw, bericht),
        inhoud=inhoud,
        ontvangen_op=ontvangen(bericht, binnen, op),
        ongewenst=bool(ongewenst),
        reden=ongewenst or _te_lezen(inhoud, gelezen),
        bestanden=bestanden,
    )


def ongelezen(ruw: bytes, *, op: datetime, binnen: datetime | None) -> Bericht:
    """What stands for a message that cannot be read without stopping the program: itself, for a person."""
    inhoud = Inhoud(ongelezen=[_("Het programma kwam niet door dit bericht heen; het is niet gelezen.")])
    return Bericht(
        afdruk=hashlib.sha256(ruw).hexdigest(),
        inhoud=inhoud,
        ontvangen_op=ontvangen(EmailMessage(policy=BELEID), binnen, op),
        ongewenst=False,
        reden=ONLEESBAAR,
        bestanden=[Bestand("bericht.eml", HEEL, ruw)] if len(ruw) <= HEEL_MAX else [],
    )


def _afdruk(ruw: bytes, bericht: EmailMessage) -> str:
    """By its Message-ID and what it says, whatever servers wrote above it on its way. By the id alone one message could
    push aside another that has the same."""
    koppen = [
        f"{naam.casefold()}:{waarde.strip()}"
        for naam, waarde in bericht.raw_items()
        if naam.casefold() in EIGEN
    ]
    kaal = re.sub(rb"\r\n?", b"\n", ruw)
    inhoud = kaal.partition(b"\n\n")[2].strip() if koppen else kaal
    kop = re.sub(r"\s+", " ", "\0".join(koppen)).encode(errors="surrogatepass")
    return hashlib.sha256(kop + b"\0\0" + inhoud).hexdigest()


def _ontleed(ruw: bytes) -> EmailMessage:
    return cast("EmailMessage", BytesParser(_class=EmailMessage, policy=BELEID).parsebytes(ruw))


def _kop_van(ruw: bytes) -> bytes:
    begin = ruw[:KOP_MAX]
    gevonden = re.search(rb"\r?\n\r?\n", begin)
    return begin[: gevonden.start()] if gevonden else begin


def _te_lezen(inhoud: Inhoud, gelezen: _Gelezen) -> str:
    if not inhoud.tekst and not inhoud.onderwerp and not gelezen.bestanden:
        return ONLEESBAAR
    return DEELS_TE_LEZEN if inhoud.ongelezen else TE_LEZEN


def _kort(gelezen: _Gelezen) -> str:
    tekst = gelezen.tekst
    if len(tekst) > TEKST_MAX:
        gelezen.ongelezen.append(_te_lang())
    return tekst[:TEKST_MAX]


def _te_lang() -> str:
    return _("De tekst is langer dan 100.000 tekens: de rest staat in het bericht zelf.")


def _lees_delen(bericht: EmailMessage, gelezen: _Gelezen) -> bool:
    heel = True
    for deel, te_diep in _delen(bericht, 0):
        gelezen.delen += 1
        if te_diep:
            gelezen.ongelezen.append(_("Een deel zit te diep verpakt."))
        elif gelezen.delen > MEESTE_DELEN:
            gelezen.ongelezen.append(_("Het bericht heeft meer dan 200 delen; de rest is niet gelezen."))
            break
        else:
            _lees_deel(deel, gelezen)
        heel = heel and not deel.defects
    return heel and not bericht.defects


def _delen(deel: Message, diepte: int) -> Iterator[tuple[Message, bool]]:
    """The parts that hold something, and whether they lie deeper than we look. A message in the message is one."""
    if not deel.is_multipart() or deel.get_content_maintype() != "multipart":
        yield deel, False
    elif diepte >= DIEPST:
        yield deel, True
    else:
        for kind in deel.get_payload():
            if isinstance(kind, Message):
                yield from _delen(kind, diepte + 1)


def _lees_deel(deel: Message, gelezen: _Gelezen) -> None:
    soort = probeer(deel.get_content_type, "application/octet-stream")
    bijlage = probeer(lambda: _is_bijlage(deel), True)
    if soort in ("text/plain", "text/html") and not bijlage:
        tekst = _tekst(deel, gelezen)
        if soort == "text/plain":
            gelezen.plat.append(tekst)
            return
        if len(tekst) > HTML_MAX:
            gelezen.ongelezen.append(_te_lang())
        gelezen.html.append(zonder_opmaak(tekst))
    elif soort == "message/rfc822":
        gelezen.ongelezen.append(_("Een bijgevoegd bericht is niet gelezen."))
    else:
        _bijlage(deel, soort, gelezen)


def _is_bijlage(deel: Message) -> bool:
    """What is shown in the message itself may have a name all the same."""
    hoe = deel.get_content_disposition()
    return hoe == "attachment" or (hoe != "inline" and bool(deel.get_filename()))


def _tekst(deel: Message, gelezen: _Gelezen) -> str:
    ruw = _bytes(deel)
    tekenset = probeer(lambda: str(deel.get_content_charset() or "utf-8"), "utf-8")
    als_utf8 = probeer(lambda: ruw.decode("utf-8"), None)
    tekst = probeer(lambda: ruw.decode(tekenset), None)
    if tekst is None or (als_utf8 is not None and _ENKEL.match(tekenset) and not ruw.isascii()):
        tekst = als_utf8  # no words in another alphabet come out as that by chance
    if (tekst is None or _LATIJN.match(tekenset)) and als_utf8 is None and _is_cyrillisch(ruw):
        tekst = ruw.decode("cp1251", "replace")
        gelezen.ongelezen.append(_("De tekenset van de tekst klopte niet; zij is gelezen als Cyrillisch."))
    if tekst is None:
        tekst = ruw.decode("cp1252", "replace")
        gelezen.ongelezen.append(_("Van de tekst is niet elk teken te lezen: de tekenset klopt niet."))
    if "\0" in tekst:
        gelezen.ongelezen.append(
            _("In de tekst stonden tekens die er niet in horen (NUL); die zijn weggelaten.")
        )
    return schoon(tekst)


def _is_cyrillisch(ruw: bytes) -> bool:
    """Whether it is Bulgarian in Windows' own alphabet, whatever it says: words of letters that are nearly all above
    ASCII. Where the letters are Latin those stand alone, or two together."""
    return 10 <= sum(map(len, _WOORD.findall(ruw))) > len(_HOOG.findall(ruw)) / 2


def _bijlage(deel: Message, soort: str, gelezen: _Gelezen) -> None:
    nummer = len(gelezen.bestanden) + 1
    if nummer > BIJLAGEN_MAX:
        gelezen.ongelezen.append(_("Er zijn meer dan 10 bijlagen; de rest staat in het bericht zelf."))
        return
    naam = schoon(probeer(lambda: str(deel.get_filename() or ""), ""))
    genoemd = {"naam": (naam or schoon(soort))[:100]}
    try:
        gelezen.bestanden.append(keur(naam, _bytes(deel)))
    except Regelfout as fout:
        gelezen.ongelezen.append(_("Bijlage “%(naam)s”: %(reden)s") % (genoemd | {"reden": str(fout)}))
    except Exception:  # noqa: BLE001 (a file of a stranger may break its reader in any way)
        gelezen.ongelezen.append(_("Bijlage “%(naam)s” is niet te lezen.") % genoemd)


def _bytes(deel: Message) -> bytes:
    ruw: object = probeer(lambda: deel.get_payload(decode=True), None)
    return ruw if isinstance(ruw, bytes) else b""
