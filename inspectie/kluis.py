"""The vault: AES-256-GCM for what only a few may read, and a blind index to find it without reading.

A sealed value is `<key id>.<base64 of nonce and ciphertext>`. The associated data is `table:pk:field`, so a value that
is moved to another row or column cannot be opened. Keys come from KLUIS_SLEUTELS: `id:base64`, comma separated; the
first one seals, all of them open, and the one called `zoek` makes the blind index and never changes.
"""

import hmac
import os
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

ZOEK = "zoek"


class Kluisfout(Exception):
    """A sealed value that cannot be opened: another row's, an unknown key, or damaged."""


NIET_TE_OPENEN = _("Deze gegevens zijn nu niet te openen. Vraag beheer naar de sleutels van de kluis.")
"""What a page says of it."""


def _ontleed(tekst: str) -> bytes:
    if re.fullmatch(r"[0-9a-fA-F]{64}", tekst):
        return bytes.fromhex(tekst)
    ruw = tekst.replace("+", "-").replace("/", "_").rstrip("=")
    sleutel = urlsafe_b64decode(ruw + "=" * (-len(ruw) % 4))
    if len(sleutel) != 32:
        raise ValueError
    return sleutel


def _fout(reden: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"KLUIS_SLEUTELS {reden} (zie .env.example).")


@cache
def lees_sleutels(instelling: str) -> tuple[str, dict[str, AESGCM], bytes]:
    """(id of the sealing key, all keys by id, key of the blind index).

    Raises ImproperlyConfigured for what would lose or weaken something later: a key without a name of its own, whose
    seals no longer open when another one comes before it; an index that hangs on a key which will be removed one day.
    """
    ruw: dict[str, bytes] = {}
    for deel in instelling.split(","):
        naam, _, tekst = deel.strip().rpartition(":")
        if not re.fullmatch(r"[A-Za-z0-9_-]+", naam):
            raise _fout("is niet leesbaar: verwacht `id:sleutel`, met komma's ertussen")
        if naam in ruw:
            raise _fout(f"heeft twee sleutels met de naam “{naam}”")
        try:
            ruw[naam] = _ontleed(tekst)
        except ValueError:
            raise _fout(f"is niet leesbaar: sleutel “{naam}” is geen 32 bytes in base64") from None
    zoek = ruw.pop(ZOEK, None)
    if zoek is None:
        raise _fout(
            f"heeft geen sleutel met de naam “{ZOEK}”; die maakt de zoekindex en blijft altijd dezelfde"
        )
    if not ruw:
        raise _fout("heeft geen sleutel om mee te versleutelen")
    if zoek in ruw.values():
        raise _fout(f"gebruikt de sleutel “{ZOEK}” ook om te versleutelen")
    return next(iter(ruw)), {naam: AESGCM(sleutel) for naam, sleutel in ruw.items()}, zoek


def verzegel(tekst: str, plaats: str) -> str:
    """Seal `tekst` for one place (`table:pk:field`). An empty text stays empty."""
    if not tekst:
        return ""
    naam, zegel = _sluit(tekst.encode(), plaats)
    return f"{naam}.{urlsafe_b64encode(zegel).decode()}"


def verzegel_bestand(inhoud: bytes, plaats: str) -> bytes:
    """The same of a file: `<key id>.` and then nonce and ciphertext as they are."""
    naam, zegel = _sluit(inhoud, plaats)
    return naam.encode() + b"." + zegel


def open_zegel(zegel: str, plaats: str) -> str:
    """The text of a sealed value. Raises Kluisfout when it was not sealed for this place with a known key."""
    if not zegel:
        return ""
    naam, _, rest = zegel.partition(".")
    try:
        return _open(naam, urlsafe_b64decode(rest), plaats).decode()
    except ValueError:
        raise Kluisfout("De waarde hoort hier niet of is beschadigd.") from None


def open_bestand(zegel: bytes, plaats: str) -> bytes:
    """What `verzegel_bestand` sealed. Raises Kluisfout as `open_zegel` does."""
    naam, _, rest = zegel.partition(b".")
    return _open(naam.decode("ascii", "replace"), rest, plaats)


def eerste_sleutel() -> str:
    """The name of the key that seals."""
    return lees_sleutels(settings.KLUIS_SLEUTELS)[0]


def sleutelnamen() -> list[str]:
    """The names of all keys that open, the one that seals first."""
    return list(lees_sleutels(settings.KLUIS_SLEUTELS)[1])


def _sluit(inhoud: bytes, plaats: str) -> tuple[str, bytes]:
    actief, sleutels, _ = lees_sleutels(settings.KLUIS_SLEUTELS)
    nonce = os.urandom(12)
    return actief, nonce + sleutels[actief].encrypt(nonce, inhoud, plaats.encode())


def _open(naam: str, ruw: bytes, plaats: str) -> bytes:
    _, sleutels, _ = lees_sleutels(settings.KLUIS_SLEUTELS)
    try:
        return sleutels[naam].decrypt(ruw[:12], ruw[12:], plaats.encode())
    except KeyError:
        raise Kluisfout(f"Sleutel “{naam}” is er niet meer.") from None
    except (InvalidTag, ValueError):
        raise Kluisfout("De waarde hoort hier niet of is beschadigd.") from None


def blinde_index(tekst: str, doel: str) -> str:
    """A keyed fingerprint of 128 bits to look a value up without opening it; '' for an empty text.

    `doel` (for instance "email") keeps equal texts of different kinds apart.
    """
    if not tekst:
        return ""
    _, _, zoek = lees_sleutels(settings.KLUIS_SLEUTELS)
    return hmac.digest(zoek, f"{doel}\x00{tekst}".encode(), "sha256")[:16].hex()
