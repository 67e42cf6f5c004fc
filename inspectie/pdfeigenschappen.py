"""What a PDF says beside its pages: its title and author, its bookmarks and notes, the names of what hangs in it. Who
looks at the pages does not see it, and who opens its properties does.

An aid: not read is what is locked, and what was made to be missed. Every byte is looked at a few times at the most,
whatever somebody made of the file: it is read while somebody waits for the page.
"""

import re
import zlib
from collections.abc import Iterator
from html import unescape
from itertools import chain, islice

UITGEPAKT_MAX = 20_000_000
"""Bytes; a small file can unfold to a very large one."""
_LANG = 4_000  # bytes; a string that is longer is a signature, or no words
_XMP_LANG = 20_000
_MEEST = 10_000  # lines
_STROOM, _EINDE = re.compile(rb"stream\r?\n"), b"endstream"
_GENOEMD = re.compile(rb"/(?:Title|Author|Subject|Keywords|Contents|Desc|T|F|UF)\s*([(<])(?!<)")
# Up to the bracket that closes this one; with brackets in brackets in it, and no deeper.
LETTERLIJK = re.compile(
    rb"((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+)\)", re.DOTALL
)
_XMP = re.compile(rb"<((?:dc|pdf|xmpRights):\w{1,40})\b[^<>]{0,400}>")
_ALS_ATTRIBUUT = re.compile(
    rb"\b(?:dc|pdf):(?:title|creator|description|subject|Keywords|Author)=\"([^\"]*)\""
)
_MERK = re.compile(r"<[^<>]*>")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|(.))", re.DOTALL)
_TEKEN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def eigenschappen(inhoud: bytes) -> str:
    """A line for each, the first ten thousand; "" where there is nothing, or nothing can be read."""
    if b"/Encrypt" in inhoud:
        return ""
    regels = islice((regel for deel in chain([inhoud], _uitgepakt(inhoud)) for regel in _in(deel)), _MEEST)
    return "\n".join(dict.fromkeys(filter(None, (" ".join(regel.split()) for regel in regels))))


def _uitgepakt(inhoud: bytes) -> Iterator[bytes]:
    """The parts that are pressed together: many a program keeps the title in one."""
    rest, plek = UITGEPAKT_MAX, 0
    while rest > 0 and (begin := _STROOM.search(inhoud, plek)):
        tot = inhoud.find(_EINDE, begin.end())
        if tot < 0:
            return
        plek = tot + len(_EINDE)
        if inhoud[begin.end() : begin.end() + 1] not in (b"x", b"h", b"H", b"X"):
            continue  # no deflate
        try:
            los = zlib.decompressobj().decompress(inhoud[begin.end() : tot], rest)
        except zlib.error:
            continue
        rest -= len(los)
        yield los


def _in(deel: bytes) -> Iterator[str]:
    yield from _strings(deel)
    yield from _xmp(deel)
    for gevonden in _ALS_ATTRIBUUT.finditer(deel):
        yield unescape(gevonden[1].decode("utf-8", "replace"))


def _strings(deel: bytes) -> Iterator[str]:
    plek = 0
    while gevonden := _GENOEMD.search(deel, plek):
        tekst, plek = lees_string(deel, gevonden.start(1))
        yield tekst


def lees_string(deel: bytes | bytearray, van: int) -> tuple[str, int]:
    """What the string that begins there says, and where it ends."""
    ruw, einde = lees_bytes(deel, van)
    return _als_tekst(ruw), einde


def lees_bytes(deel: bytes | bytearray, van: int) -> tuple[bytes, int]:
    """The same, as it stands there. Of one that does not end, nothing; and what was looked at for its end is passed
    over."""
    begin = van + 1
    plek = begin + _LANG
    if deel[van:begin] == b"(":
        if heel := LETTERLIJK.match(deel, begin, plek):
            return _ESCAPE.sub(_ontsnapt, heel[1]), heel.end()
    elif (tot := deel.find(b">", begin, plek)) >= 0:
        return _hexadecimaal(bytes(deel[begin:tot])), tot
    return b"", plek


def _xmp(deel: bytes) -> Iterator[str]:
    plek = 0
    while begin := _XMP.search(deel, plek):
        plek = begin.end() + _XMP_LANG
        tot = deel.find(b"</%b>" % begin[1], begin.end(), plek)
        if tot >= 0:
            plek = tot
            yield unescape(_MERK.sub("\n", deel[begin.end() : tot].decode("utf-8", "replace")))


def _ontsnapt(gevonden: re.Match[bytes]) -> bytes:
    if gevonden[1]:
        return bytes([int(gevonden[1], 8) & 0xFF])
    return b"" if gevonden[2] else _TEKEN.get(gevonden[3], gevonden[3])


def _hexadecimaal(ruw: bytes) -> bytes:
    cijfers = re.sub(rb"\s", b"", ruw)
    try:
        return bytes.fromhex((cijfers + b"0" * (len(cijfers) % 2)).decode("ascii"))
    except ValueError:
        return b""


def _als_tekst(ruw: bytes) -> str:
    for merk, taal in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if ruw.startswith(merk):
            return ruw.removeprefix(merk).decode(taal, "replace")
    return ruw.decode("latin-1")
