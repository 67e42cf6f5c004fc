"""Where messages lie: a folder, or a mailbox over IMAP. What was taken in is marked only afterwards, so what is cut off
in between is found again."""

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from inspectie.fouten import Regelfout
from meldingen.post.koppen import probeer
from meldingen.post.lezen import HEEL_MAX

VERWERKT = "verwerkt"
MERK = "Ingelezen"
"""The keyword of a message in the mailbox that was taken in. That a person looked at it (\\Seen) says nothing."""
WACHTEN = 20  # seconds


class Busfout(OSError):
    """The mail server refused this one thing; it can be asked the next."""


class Verbroken(Exception):
    """The connection is lost, or not to be trusted: what it says may answer an earlier question."""


@dataclass(frozen=True, slots=True)
class Post:
    """`binnen`: when the mailbox took it in, as far as it knows. Of `ruw` no more than is kept, and a byte to tell."""

    ruw: bytes
    binnen: datetime | None = None


class Bus(Protocol):
    def sleutels(self) -> list[str]:
        """What lies there, the oldest first."""

    def lees(self, sleutel: str) -> Post | None:
        """None when it is gone: another run took it. Raises OSError when it cannot be read now."""

    def klaar(self, sleutel: str) -> None:
        """It is taken in."""


class Map:
    """A folder of `.eml` files. Whoever puts one there writes it elsewhere and then renames it."""

    def __init__(self, pad: Path) -> None:
        if not pad.is_dir():
            raise Regelfout(_("De map bestaat niet."))
        self.pad = pad

    def sleutels(self) -> list[str]:
        bestanden = [p for p in self.pad.iterdir() if p.suffix.casefold() == ".eml" and p.is_file()]
        return [p.name for p in sorted(bestanden, key=lambda p: p.name)]

    def lees(self, sleutel: str) -> Post | None:
        try:
            with (self.pad / sleutel).open("rb") as bestand:
                return Post(bestand.read(HEEL_MAX + 1))
        except FileNotFoundError:
            return None

    def klaar(self, sleutel: str) -> None:
        doel = self.pad / VERWERKT
        doel.mkdir(mode=0o700, exist_ok=True)
        nieuw, nummer = doel / sleutel, 1
        while nieuw.exists():
            nummer += 1
            nieuw = doel / f"{Path(sleutel).stem}-{nummer}.eml"
        with suppress(FileNotFoundError):  # another run was first
            (self.pad / sleutel).rename(nieuw)


class Imap:
    """A mailbox, open. Its messages stay there, marked."""

    def __init__(self, verbinding: imaplib.IMAP4) -> None:
        self.verbinding = verbinding

    def sleutels(self) -> list[str]:
        gevonden = [d for d in self._vraag("SEARCH", "UNKEYWORD", MERK) if isinstance(d, bytes)]
        return sorted((nummer.decode("ascii") for nummer in b" ".join(gevonden).split()), key=int)

    def lees(self, sleutel: str) -> Post | None:
        for deel in self._vraag("FETCH", sleutel, f"(INTERNALDATE BODY.PEEK[]<0.{HEEL_MAX + 1}>)"):
            if isinstance(deel, tuple):
                return Post(deel[1], _moment(deel[0]))
        return None

    def klaar(self, sleutel: str) -> None:
        self._vraag("STORE", sleutel, "+FLAGS.SILENT", f"({MERK})")

    def _vraag(self, *opdracht: str) -> Sequence[Any]:
        """Raises Busfout for a NO, and for a BAD (which imaplib raises); Verbroken when the rest goes unheard too."""
        try:
            return _goed(self.verbinding.uid(*opdracht))
        except Busfout:
            raise
        except (OSError, imaplib.IMAP4.abort) as fout:
            raise Verbroken from fout
        except imaplib.IMAP4.error as fout:
            raise Busfout("BAD") from fout


@contextmanager
def open_imap(url: str) -> Iterator[Imap]:
    """`imaps://name:password@host[:port]/INBOX`; `imap://` without TLS is for a server on this machine. Raises
    Regelfout when the mailbox does not open; nothing of the address or the password is in it."""
    delen = urlsplit(url)
    gastheer, box = delen.hostname or "", unquote(delen.path.strip("/")) or "INBOX"
    try:
        verbinding: imaplib.IMAP4
        if delen.scheme == "imaps":
            verbinding = imaplib.IMAP4_SSL(
                gastheer, delen.port or 993, ssl_context=ssl.create_default_context(), timeout=WACHTEN
            )
        elif delen.scheme == "imap" and gastheer in ("127.0.0.1", "localhost", "::1"):
            verbinding = imaplib.IMAP4(gastheer, delen.port or 143, timeout=WACHTEN)
        else:
            raise Regelfout(_("POSTBUS_URL is geen adres van een postbus: verwacht imaps://…"))
    except (OSError, imaplib.IMAP4.error) as fout:
        raise Regelfout(_("De postbus is niet te bereiken.")) from fout
    try:
        try:
            verbinding.login(unquote(delen.username or ""), unquote(delen.password or ""))
            _goed(verbinding.select(_aanhalen(box)))
        except (Busfout, imaplib.IMAP4.error):
            # What the server said may hold the name that was tried.
            raise Regelfout(_("De postbus gaat niet open: naam, wachtwoord of map klopt niet.")) from None
        yield Imap(verbinding)
    except (OSError, imaplib.IMAP4.error, Verbroken) as fout:
        raise Regelfout(_("De verbinding met de postbus is verbroken.")) from fout
    finally:
        # Its own `with` leaves the socket open where the server is gone.
        with suppress(OSError, imaplib.IMAP4.error):
            verbinding.logout()
        with suppress(OSError):
            verbinding.shutdown()


def _aanhalen(naam: str) -> str:
    return '"' + naam.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _goed(antwoord: tuple[str, Sequence[Any]]) -> Sequence[Any]:
    soort, gegevens = antwoord
    if soort != "OK":
        raise Busfout(soort)
    return gegevens


def _moment(regel: bytes) -> datetime | None:
    gevonden = re.search(rb'INTERNALDATE "([^"]+)"', regel)
    if gevonden is None:
        return None
    tekst = gevonden[1].decode("ascii", "replace").strip().replace("-", " ", 2)
    return probeer(lambda: parsedate_to_datetime(tekst).astimezone(UTC), None)
