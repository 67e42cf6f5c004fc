"""What a PDF says beside its pages: its title and author, its bookmarks and notes, the names of what hangs in it. Who
looks at the pages does not see it, and who opens its properties does.

An aid: not read is what is locked, and what was made to be missed.
"""

import re
import zlib
from collections.abc import Iterator
from html import unescape

UITGEPAKT_MAX = 20_000_000
"""Bytes; a small file can unfold to a very large one."""
_LANG = 4_000  # a string that is longer is a signature, or no words
_STROOM = re.compile(rb"stream\r?\n")
_GENOEMD = re.compile(rb"/(?:Title|Author|Subject|Keywords|Contents|Desc|T|F|UF)\s*([(<])(?!<)")
_XMP = re.compile(rb"<((?:dc|pdf|xmpRights):\w+)\b[^>]*>(.*?)</\1>", re.DOTALL)
_ALS_ATTRIBUUT = re.compile(
    rb"\b(?:dc|pdf):(?:title|creator|description|subject|Keywords|Author)=\"([^\"]*)\""
)
_MERK = re.compile(r"<[^>]*>")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|(.))", re.DOTALL)
_TEKEN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def eigenschappen(inhoud: bytes) -> str:
    """A line for each; "" where there is nothing, or nothing can be read."""
    if b"/Encrypt" in inhoud:
        return ""
    regels = (regel for deel in (inhoud, *_uitgepakt(inhoud)) for regel in _in(deel))
    return "\n".join(dict.fromkeys(filter(None, (" ".join(regel.split()) for regel in regels))))


def _uitgepakt(inhoud: bytes) -> Iterator[bytes]:
    """The parts that are pressed together: many a program keeps the title in one."""
    rest = UITGEPAKT_MAX
    for begin in _STROOM.finditer(inhoud):
        if inhoud[begin.end() : begin.end() + 1] not in (b"x", b"h", b"H", b"X"):
            continue  # no deflate
        tot = inhoud.find(b"endstream", begin.end())
        try:
            los = zlib.decompressobj().decompress(inhoud[begin.end() : tot], rest)
        except zlib.error:
            continue
        rest -= len(los)
        if rest <= 0:
            return
        yield los


def _in(deel: bytes) -> Iterator[str]:
    for gevonden in _GENOEMD.finditer(deel):
        ruw = _haakjes(deel, gevonden.end()) if gevonden[1] == b"(" else _hexadecimaal(deel, gevonden.end())
        yield _als_tekst(ruw)
    for gevonden in _XMP.finditer(deel):
        yield unescape(_MERK.sub("\n", gevonden[2].decode("utf-8", "replace")))
    for gevonden in _ALS_ATTRIBUUT.finditer(deel):
        yield unescape(gevonden[1].decode("utf-8", "replace"))


def _haakjes(deel: bytes, van: int) -> bytes:
    """What stands up to the bracket that closes this one."""
    diepte, plek = 1, van
    while plek < min(len(deel), van + _LANG):
        teken = deel[plek : plek + 1]
        if teken == b"\\":
            plek += 1
        diepte += (teken == b"(") - (teken == b")")
        if not diepte:
            return _ESCAPE.sub(_ontsnapt, deel[van:plek])
        plek += 1
    return b""


def _ontsnapt(gevonden: re.Match[bytes]) -> bytes:
    if gevonden[1]:
        return bytes([int(gevonden[1], 8) & 0xFF])
    return b"" if gevonden[2] else _TEKEN.get(gevonden[3], gevonden[3])


def _hexadecimaal(deel: bytes, van: int) -> bytes:
    cijfers = re.sub(rb"\s", b"", deel[van : max(deel.find(b">", van, van + _LANG), van)])
    try:
        return bytes.fromhex((cijfers + b"0" * (len(cijfers) % 2)).decode("ascii"))
    except ValueError:
        return b""


def _als_tekst(ruw: bytes) -> str:
    for merk, taal in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if ruw.startswith(merk):
            return ruw.removeprefix(merk).decode(taal, "replace")
    return ruw.decode("latin-1")
