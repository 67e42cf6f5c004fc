"""A picture without what its camera or its maker wrote in it (place, time, device, name), in the same signs: its dots
are not read, so it costs little and nothing is lost of it. For pictures in a document, of which there can be many; one
that is handed in by itself is made anew (`inspectie.bestanden`).

How the camera was held stays: else it would lie on its side.
"""

import io
import re
from collections.abc import Iterator

from PIL import Image

_NA_DE_PUNTEN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_STAND = 0x0112
_JFIF = 18
BEELDPUNTEN = 30_000_000
_PNG = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP bKGD pHYs sBIT hIST sPLT acTL fcTL fdAT".split()
)
_WEBP = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_VLAGGEN = 0x08 | 0x04


def kaal(ruw: bytes) -> bytes:
    """The same picture, bare; what is no JPEG, PNG or WebP stays as it is. Raises ValueError when it is damaged."""
    try:
        if ruw.startswith(b"\xff\xd8"):
            return b"".join(_jpeg(ruw))
        if ruw.startswith(b"\x89PNG\r\n\x1a\n"):
            return b"".join(_png(ruw))
        if ruw.startswith(b"RIFF") and ruw[8:12] == b"WEBP":
            return _webp(ruw)
    except IndexError as fout:
        raise ValueError("de afbeelding is beschadigd") from fout
    return ruw


def opnieuw(ruw: bytes) -> bytes:
    """Of one that is damaged, what there is to see of it. Raises whatever is wrong with it."""
    with Image.open(io.BytesIO(ruw), formats=["JPEG", "PNG", "WEBP"]) as beeld:
        if beeld.width * beeld.height > BEELDPUNTEN:
            raise ValueError("de afbeelding is te groot om opnieuw te maken")
        nieuw = beeld.convert("RGB" if beeld.format == "JPEG" else "RGBA")
        nieuw.info = {}
        uit = io.BytesIO()
        nieuw.save(uit, beeld.format)
    return uit.getvalue()


def sporen_in_jpeg(ruw: bytes) -> Iterator[tuple[int, int]]:
    """From where to where stands what is no part of the picture. Raises ValueError or IndexError when it is damaged."""
    for soort, van, tot in _stukken(ruw):
        if not _blijft(soort, ruw[van:tot]):
            yield van, tot


def _jpeg(ruw: bytes) -> Iterator[bytes]:
    yield ruw[:2]
    stand = b""
    for soort, van, tot in _stukken(ruw):
        stuk = ruw[van:tot]
        if not stand and soort == 0xE1 and (stand := _stand(stuk)):
            yield stand
        if _blijft(soort, stuk):
            yield stuk


def _stukken(ruw: bytes) -> Iterator[tuple[int, int, int]]:
    """(kind, from, to) of each piece after the first mark; what stands behind the end is in none."""
    plek = 2
    while plek < len(ruw):
        if ruw[plek] != 0xFF:
            raise ValueError("de afbeelding is beschadigd")
        soort = ruw[plek + 1]
        if soort == 0xFF:
            plek += 1
            continue
        los = soort == 0xD9 or soort == 0x01 or 0xD0 <= soort <= 0xD7
        tot = plek + 2 if los else plek + 2 + int.from_bytes(ruw[plek + 2 : plek + 4])
        if not los and not plek + 4 <= tot <= len(ruw):
            raise ValueError("de afbeelding is beschadigd")
        if soort == 0xDA:  # the dots themselves, up to the next mark
            einde = _NA_DE_PUNTEN.search(ruw, tot)
            tot = einde.start() if einde else len(ruw)
        yield soort, plek, tot
        if soort == 0xD9:
            return
        plek = tot


def _blijft(soort: int, stuk: bytes) -> bool:
    if soort == 0xE0:
        # A longer one shows the picture in small as well, maybe as it was before something was made unreadable in it.
        return stuk[4:9] == b"JFIF\0" and len(stuk) == _JFIF
    if soort == 0xE2:
        return stuk[4:16] == b"ICC_PROFILE\0"
    return soort == 0xEE or not (0xE1 <= soort <= 0xEF or soort == 0xFE)


def _stand(stuk: bytes) -> bytes:
    """How the camera was held, as the one thing that is said; b"" when upright or unreadable."""
    try:
        exif = Image.Exif()
        exif.load(stuk[4:])
        stand = int(exif.get(_STAND, 1))
    except Exception:  # noqa: BLE001 (cameras write this badly; the picture is not less of one)
        return b""
    if not 2 <= stand <= 8:
        return b""
    nieuw = Image.Exif()
    nieuw[_STAND] = stand
    inhoud = nieuw.tobytes()
    return b"\xff\xe1" + (len(inhoud) + 2).to_bytes(2) + inhoud


def _png(ruw: bytes) -> Iterator[bytes]:
    yield ruw[:8]
    plek, soort = 8, b""
    while soort != b"IEND":
        soort, tot = ruw[plek + 4 : plek + 8], plek + 12 + int.from_bytes(ruw[plek : plek + 4])
        if len(soort) < 4 or tot > len(ruw):
            raise ValueError("de afbeelding is beschadigd")
        if soort in _PNG:
            yield ruw[plek:tot]
        plek = tot


def _webp(ruw: bytes) -> bytes:
    uit, plek = bytearray(b"WEBP"), 12
    einde = min(len(ruw), 8 + int.from_bytes(ruw[4:8], "little"))
    while plek + 8 <= einde:
        soort, lengte = ruw[plek : plek + 4], int.from_bytes(ruw[plek + 4 : plek + 8], "little")
        tot = plek + 8 + lengte + lengte % 2
        if plek + 8 + lengte > len(ruw):
            raise ValueError("de afbeelding is beschadigd")
        if soort == b"VP8X":
            uit += ruw[plek : plek + 8] + bytes([ruw[plek + 8] & ~_WEBP_VLAGGEN]) + ruw[plek + 9 : tot]
        elif soort in _WEBP:
            uit += ruw[plek:tot]
        plek = tot
    return b"RIFF" + len(uit).to_bytes(4, "little") + bytes(uit)
