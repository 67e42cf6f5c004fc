"""Whether a PDF opens only with a password. Many a one is locked only against printing or changing, and opens for
anybody: with the password that is empty (ISO 32000-2, 7.6.4)."""

import hashlib
import re
from contextlib import suppress

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from inspectie.pdfeigenschappen import lees_bytes

_SLOT = re.compile(rb"/Encrypt\s{0,20}(?:(\d{1,10})\s{1,20}\d{1,5}\s{1,20}R\b|<<)")
_OPVULLING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_DIEPER = re.compile(rb"/CF\s{0,20}<<.*?>>\s*>>", re.DOTALL)
_LANG = 10_000  # bytes that say how it is locked
_RC4, _MET_METADATA, _SHA256, _SHA2 = 3, 4, 5, 6
"""The revisions of the lock in which something became different."""


def vraagt_wachtwoord(inhoud: bytes) -> bool:
    """Only where that is certain; what cannot be understood may open for somebody else."""
    with suppress(Exception):
        return not _opent(inhoud)
    return False


def _opent(inhoud: bytes) -> bool:
    """Whether the empty password opens it. Raises whatever is not as it should be."""
    *_, slot = _SLOT.finditer(inhoud)
    van = slot.end()
    if slot[1]:
        *_, begin = re.finditer(rb"(?<!\d)%b\s{1,20}\d{1,5}\s{1,20}obj\b" % slot[1], inhoud)
        van = begin.end()
    zegt = inhoud[van : van + _LANG]
    herziening, gebruiker = _getal(zegt, b"R"), _bytes(zegt, b"U")
    if herziening >= _SHA256:
        maak = _sha2 if herziening >= _SHA2 else lambda zout: hashlib.sha256(zout).digest()
        return maak(gebruiker[32:40]) == gebruiker[:32]
    eerste = _bytes(inhoud, rb"ID\s{0,20}\[")
    los = herziening >= _MET_METADATA and re.search(rb"/EncryptMetadata\s{1,20}false\b", zegt)
    recht = (_getal(zegt, b"P") & 0xFFFFFFFF).to_bytes(4, "little")
    sleutel = _md5(
        _OPVULLING + _bytes(zegt, b"O")[:32] + recht + eerste + (b"\xff\xff\xff\xff" if los else b"")
    )
    if herziening < _RC4:
        return _rc4(sleutel[:5], _OPVULLING) == gebruiker[:32]
    # How long the key is some do not say, and some say wrongly.
    lengtes = {_getal(zegt, b"Length", 40) // 8, 5, 16}
    return any(_proef(sleutel, lengte, eerste) == gebruiker[:16] for lengte in lengtes if 5 <= lengte <= 16)


def _proef(sleutel: bytes, lengte: int, eerste: bytes) -> bytes:
    for _ronde in range(50):
        sleutel = _md5(sleutel[:lengte])
    uit = _md5(_OPVULLING + eerste)
    for ronde in range(20):
        uit = _rc4(bytes(teken ^ ronde for teken in sleutel[:lengte]), uit)
    return uit


def _getal(zegt: bytes, naam: bytes, anders: int | None = None) -> int:
    """Not that of a part of the file, which stands deeper."""
    gevonden = re.findall(rb"/%b\s{1,20}(-?\d{1,10})\b" % naam, _DIEPER.sub(b"", zegt))
    if not gevonden and anders is not None:
        return anders
    return int(gevonden[0])


def _bytes(zegt: bytes, naam: bytes) -> bytes:
    *_, begin = re.finditer(rb"/%b\s{0,20}(?=[(<](?!<))" % naam, zegt)
    return lees_bytes(zegt, begin.end())[0]


def _md5(wat: bytes) -> bytes:
    return hashlib.md5(wat, usedforsecurity=False).digest()


def _rc4(sleutel: bytes, wat: bytes) -> bytes:
    staat, j = list(range(256)), 0
    for i in range(256):
        j = (j + staat[i] + sleutel[i % len(sleutel)]) % 256
        staat[i], staat[j] = staat[j], staat[i]
    uit, i, j = bytearray(), 0, 0
    for teken in wat:
        i = (i + 1) % 256
        j = (j + staat[i]) % 256
        staat[i], staat[j] = staat[j], staat[i]
        uit.append(teken ^ staat[(staat[i] + staat[j]) % 256])
    return bytes(uit)


def _sha2(zout: bytes) -> bytes:
    """Algorithm 2.B, of a password that is empty."""
    sleutel, ronde, laatste = hashlib.sha256(zout).digest(), 0, 0
    while ronde < 64 or laatste > ronde - 32:
        perser = Cipher(AES(sleutel[:16]), CBC(sleutel[16:32])).encryptor()
        geperst = perser.update(sleutel * 64)
        soort = (hashlib.sha256, hashlib.sha384, hashlib.sha512)[sum(geperst[:16]) % 3]
        sleutel, laatste, ronde = soort(geperst).digest(), geperst[-1], ronde + 1
    return sleutel[:32]
