"""Where messages lie: a folder, or a mailbox over IMAP. What was taken in is marked only afterwards, so what is cut off
in between is found again."""

import imaplib
import re
import ssl
from base64 import b64encode
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
NAAM_MAX = 50
"""Letters of a file name that stay where another is called the same: of four bytes each, and a name holds 255."""


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
    naam: str
    """Within which a key is of one message."""

    def sleutels(self) -> list[str]:
        """What lies there, the oldest first."""

    def lees(self, sleutel: str) -> Post | None:
        """None when it is gone: another run took it. Raises OSError when it cannot be read now."""

    def klaar(self, sleutel: str) -> None:
        """It is taken in."""


class Map:
    """A folder of `.eml` files. Whoever puts one there writes it elsewhere and then renames it."""

    naam = "Map"

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
            # Shorter: a name may be as long as a name can be already.
            nieuw = doel / f"{Path(sleutel).stem[:NAAM_MAX]}-{nummer}.eml"
        with suppress(FileNotFoundError):  # another run was first
            (self.pad / sleutel).rename(nieuw)


class Imap:
    """A mailbox, open. Its messages stay there, marked."""

    def __init__(self, verbinding: imaplib.IMAP4) -> None:
        self.verbinding = verbinding
        # A server that lost count numbers its messages anew, and says so by another one of these.
        geldig = verbinding.response("UIDVALIDITY")[1][0]
        self.naam = f"Imap:{geldig.decode('ascii', 'replace')}" if isinstance(geldig, bytes) else "Imap"

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
    Regelfout when the mailbox does not open, which says what to do; nothing of the address or the password is in it."""
    adres = _adres(url)
    verbinding = _verbind(adres)
    try:
        _meld_aan(verbinding, adres)
        _kies(verbinding, adres.box)
        yield Imap(verbinding)
    except (OSError, imaplib.IMAP4.error, Verbroken) as fout:
        raise Regelfout(_("De verbinding met de postbus is verbroken.")) from fout
    finally:
        # Its own `with` leaves the socket open where the server is gone.
        with suppress(OSError, imaplib.IMAP4.error):
            verbinding.logout()
        with suppress(OSError):
            verbinding.shutdown()


@dataclass(frozen=True, slots=True)
class _Adres:
    tls: bool
    gastheer: str
    poort: int
    naam: str
    wachtwoord: str
    box: str


TEKENS = "@ = %40, / = %2F, : = %3A, # = %23, % = %25"
HIER = ("127.0.0.1", "localhost", "::1")


def _adres(url: str) -> _Adres:
    with suppress(ValueError):  # what it says may hold a piece of a password with / in it
        delen = urlsplit(url)
        tls, gastheer, poort = delen.scheme == "imaps", delen.hostname or "", delen.port
        if gastheer and (tls or (delen.scheme == "imap" and gastheer in HIER)):
            return _Adres(
                tls=tls,
                gastheer=gastheer,
                poort=poort or (993 if tls else 143),
                naam=unquote(delen.username or ""),
                wachtwoord=unquote(delen.password or ""),
                box=unquote(delen.path.strip("/")) or "INBOX",
            )
    raise Regelfout(
        _(
            "POSTBUS_URL is geen adres van een postbus: verwacht imaps://naam:wachtwoord@server:993/INBOX. Schrijf in "
            "naam en wachtwoord %(tekens)s."
        )
        % {"tekens": TEKENS}
    )


def _verbind(adres: _Adres) -> imaplib.IMAP4:
    try:
        if not adres.tls:
            return imaplib.IMAP4(adres.gastheer, adres.poort, timeout=WACHTEN)
        return imaplib.IMAP4_SSL(
            adres.gastheer, adres.poort, ssl_context=ssl.create_default_context(), timeout=WACHTEN
        )
    except ssl.SSLCertVerificationError as fout:
        raise Regelfout(
            _(
                "Het certificaat van de mailserver wordt niet vertrouwd. Noem in POSTBUS_URL de naam van de server die "
                "in het certificaat staat. Is het van een eigen uitgever, zet dan SSL_CERT_FILE op zijn certificaat."
            )
        ) from fout
    except ssl.SSLError as fout:
        raise Regelfout(
            _("De mailserver antwoordt op deze poort niet met TLS. Noem in POSTBUS_URL die van imaps: 993.")
        ) from fout
    except (OSError, imaplib.IMAP4.error) as fout:
        raise Regelfout(
            _(
                "De postbus is niet te bereiken. Kijk of de naam van de server en de poort in POSTBUS_URL kloppen, en "
                "of de server er is."
            )
        ) from fout


def _meld_aan(verbinding: imaplib.IMAP4, adres: _Adres) -> None:
    try:
        if f"{adres.naam}{adres.wachtwoord}".isascii():
            # A name as DOMEIN\naam or with a space is no word by itself; the library only quotes the password.
            verbinding.login(_aanhalen(adres.naam), adres.wachtwoord)
        else:  # LOGIN knows no other letters
            geheim = f"\0{adres.naam}\0{adres.wachtwoord}".encode()
            verbinding.authenticate("PLAIN", lambda _vraag: geheim)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        # What the server said may hold the name that was tried.
        raise Regelfout(
            _(
                "De postbus gaat niet open: de mailserver weigert de naam of het wachtwoord van POSTBUS_URL. Tekens "
                "als deze schrijft men daarin anders: %(tekens)s."
            )
            % {"tekens": TEKENS}
        ) from None


def _kies(verbinding: imaplib.IMAP4, box: str) -> None:
    """Open the folder, which must keep our mark: else everything in it would be read again every minute, and what lies
    behind that never."""
    try:
        _goed(verbinding.select(_aanhalen(_utf7(box))))
    except imaplib.IMAP4.readonly:
        raise Regelfout(_alleen_lezen()) from None
    except (Busfout, imaplib.IMAP4.error) as fout:
        if isinstance(fout, imaplib.IMAP4.abort):
            raise
        raise Regelfout(
            _(
                "De postbus gaat niet open: de map van POSTBUS_URL is er niet, of deze gebruiker mag haar niet openen."
            )
        ) from None
    _soort, gegevens = verbinding.response("PERMANENTFLAGS")
    blijvend = b" ".join(deel for deel in gegevens if isinstance(deel, bytes)).strip(b"()").lower().split()
    if any(gegevens) and not {b"\\*", MERK.lower().encode()} & set(blijvend):
        raise Regelfout(_alleen_lezen())


def _alleen_lezen() -> str:
    return _(
        "De mailserver bewaart in deze map geen merken, zodat niet te zien zou zijn wat is ingelezen. Geef de "
        "gebruiker van POSTBUS_URL het recht om merken (keywords) te zetten, of lees uit een map met haal_post --map."
    )


def _aanhalen(naam: str) -> str:
    return '"' + naam.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _utf7(naam: str) -> str:
    """The name of a folder as IMAP writes it (RFC 3501, 5.1.3)."""

    def anders(letters: re.Match[str]) -> str:
        return f"&{b64encode(letters[0].encode('utf-16-be')).decode().rstrip('=').replace('/', ',')}-"

    return re.sub(r"[^\x20-\x7e]+", anders, naam.replace("&", "&-"))


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
