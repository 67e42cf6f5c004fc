"""A PDF without what it tells of whoever made it: its properties, who wrote a note, and what the camera wrote in a
picture on its pages, and where a link goes on their own computer. And without what runs by itself when somebody opens
it.

Each is overwritten where it stands, in as many bytes: so nothing moves, and a file that opened before opens still. Of
one that is locked with a password only its properties are put out of sight. Not found is what hangs in it as a file of
its own, a digital signature, and what was made to be missed. Bookmarks and notes stay: they are what
somebody wrote for others to read (`inspectie.pdfeigenschappen` looks at them).
"""

import re
import zlib
from collections.abc import Callable, Iterator
from itertools import islice, pairwise

from inspectie.kalebeelden import sporen_in_jpeg
from inspectie.pdfeigenschappen import LETTERLIJK, UITGEPAKT_MAX, lees_string

_STROOM, _EINDE = re.compile(rb"stream\r?\n"), b"endstream"
_KOP_MAX = 4_000
_INFO = re.compile(rb"/Info\s{1,20}(\d{1,10})\s{1,20}\d{1,5}\s{1,20}R")
_HAAK = ord("(")
_INFO_MAX = 20  # a file that was changed often has more than one
_OBJECT_MAX, _CIJFERS_MAX, _NAMEN_MAX = 20_000, 12, 100_000
_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s{1,20}\d{1,5}\s{1,20}obj\b")
_NOOT = re.compile(
    rb"/Subtype\s{0,20}/(?:Text|FreeText|Highlight|Underline|StrikeOut|Squiggly|Square|Circle|Line|Ink|Stamp|Caret"
    rb"|Polygon|PolyLine|FileAttachment|Redact|Popup)\b"
)
_VAN_WIE = re.compile(rb"/T\s{0,20}(?=[(<](?!<))")  # of a field on a form it is the name of that field
_STRING = re.compile(rb"(?<![<\\])[(<](?!<)")
_XMP = re.compile(rb"<(?:x:xmpmeta|rdf:RDF)\b[^<>]{0,2000}>")
_XMP_EINDE = re.compile(rb"</(?:x:xmpmeta|rdf:RDF)>")
_VERWIJST = re.compile(rb"(?<!\d)(\d{1,10})\s{1,20}\d{1,5}\s{1,20}R\b")
_OBJSTM, _METADATA = (re.compile(rb"/Type\s{0,20}/" + soort) for soort in (rb"ObjStm\b", rb"Metadata\b"))
_GEEN_NAAM = rb"\s/<>\[\](){}%"
_NAAM = re.compile(
    rb"/((?:JavaScript|JS|Launch|(?=[^%b#]{0,60}#)[^%b]{1,60}))(?=[%b]|$)" % ((_GEEN_NAAM,) * 3)
)
_LOOPT_VANZELF = {b"JavaScript": b"/xavaScript", b"JS": b"/xS", b"Launch": b"/xaunch"}
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")


_OP_SLOT = re.compile(rb"/(Info|Metadata)(?=\s{1,20}\d{1,10}\s{1,20}\d{1,5}\s{1,20}R\b)")
# Where a link goes, and what a file is called: of what lies with whoever made it that is a place on their computer.
_WAARHEEN = re.compile(rb"/(?:URI|F|UF)\s{0,20}(?=[(<](?!<))")
_PLEK = re.compile(r"\s*(?:file:|[A-Za-z]:[\\/](?!/)|/[A-Za-z]/|\\\\|/home/|/Users/)")


def zonder_sporen(inhoud: bytes) -> bytes:
    if b"/Encrypt" in inhoud:
        return _op_slot(inhoud)
    info = {int(nummer) for nummer in _INFO.findall(inhoud)[-_INFO_MAX:]}
    eerst = _Ronde(inhoud, info)
    # A property may stand in an object of its own.
    return _Ronde(eerst.uit, eerst.verwijst).uit if eerst.verwijst - info else eerst.uit


def _op_slot(inhoud: bytes) -> bytes:
    """Of one that is locked, often only against printing, nothing can be read here; but where its properties are is
    said in the open, and a program that does not find them shows none."""
    return _OP_SLOT.sub(lambda waar: b"/X" + waar[1][1:], inhoud)


class _Ronde:
    """Once through the file: what is in the objects of `info` is gone from `uit`; `verwijst`: to what they refer."""

    def __init__(self, inhoud: bytes, info: set[int]) -> None:
        self.info, self.verwijst, self.rest = info, set[int](), UITGEPAKT_MAX
        uit, plek = bytearray(inhoud), 0
        for van, tot in _stromen(inhoud):
            self._tekst(uit, plek, van)
            kop = bytes(uit[max(plek, van - _KOP_MAX) : van]).rpartition(b"endobj")[2]
            if _OBJSTM.search(kop):
                self._stroom(uit, van, tot, self._objecten)
            elif _METADATA.search(kop):
                self._stroom(uit, van, tot, _wis_xmp)
            elif inhoud.startswith(b"\xff\xd8", van):
                _wis_in_foto(uit, van, tot)
            plek = tot
        self._tekst(uit, plek, len(uit))
        self.uit = bytes(uit)

    def _tekst(self, uit: bytearray, van: int, tot: int) -> None:
        stuk = uit[van:tot]
        plek = 0
        while begin := _OBJECT.search(stuk, plek):
            plek = begin.end()
            if int(begin[1]) in self.info:
                grens = min(len(stuk), plek + _OBJECT_MAX)
                einde = stuk.find(b"endobj", plek, grens)
                einde = einde if einde >= 0 else grens
                self._wis(stuk, plek, einde)
                plek = einde
        _wis_schrijvers(stuk)
        _wis_plekken(stuk)
        _zet_stil(stuk)
        uit[van:tot] = stuk

    def _stroom(self, uit: bytearray, van: int, tot: int, wis: Callable[[bytearray], None]) -> None:
        """What may be pressed together; in as many bytes again, or else it stays."""
        ruw = bytes(uit[van:tot])
        geperst = ruw[:1] in (b"x", b"h", b"H", b"X")
        try:
            los = bytearray(zlib.decompressobj().decompress(ruw, max(1, self.rest)) if geperst else ruw)
        except zlib.error:
            return
        if geperst:
            self.rest = max(0, self.rest - len(los))
        eerst = bytes(los)
        wis(los)
        if los != eerst:
            nieuw = zlib.compress(los, 9) if geperst else bytes(los)
            if len(nieuw) <= len(ruw):  # what was emptied presses to less
                uit[van:tot] = nieuw.ljust(len(ruw), b"\n")

    def _objecten(self, los: bytearray) -> None:
        """It begins with (number, place) of each object, places counted from the first."""
        kop = re.match(rb"[\d\s]{1,100000}", los)
        getallen = [int(g) for g in kop[0].split() if len(g) < _CIJFERS_MAX] if kop else []
        plaatsen = list(zip(getallen[::2], getallen[1::2], strict=False))
        eerste = len(kop[0]) if kop else 0
        paren = pairwise([*plaatsen, (0, len(los))])
        gevonden = {nummer: (plek, tot) for (nummer, plek), (_, tot) in paren if nummer in self.info}
        for plek, tot in gevonden.values():
            van = eerste + plek
            self._wis(los, van, min(len(los), eerste + tot, van + _OBJECT_MAX))
        tot = eerste
        for (_, van), (_, volgende) in pairwise([*plaatsen, (0, len(los) - eerste)]):
            van, tot = max(tot, eerste + van), min(len(los), max(tot, eerste + volgende))
            if _NOOT.search(los, van, tot := min(tot, van + _OBJECT_MAX)):
                _wis_van_wie(los, van, tot)
        _wis_plekken(los)
        _zet_stil(los)

    def _wis(self, stuk: bytearray, van: int, tot: int) -> None:
        """Empty every string between these places."""
        ruimte = _INFO_MAX - len(self.verwijst)
        self.verwijst |= {int(verwijst[1]) for verwijst in islice(_VERWIJST.finditer(stuk, van, tot), ruimte)}
        plek = van
        while gevonden := _STRING.search(stuk, plek, tot):
            plek = _wis_string(stuk, gevonden.start(), tot)


def _wis_string(stuk: bytearray, van: int, tot: int) -> int:
    """Empty the string that begins there, and tell where it ends."""
    begin = van + 1
    if stuk[van] == _HAAK:
        heel = LETTERLIJK.match(stuk, begin, tot)
        einde = begin + len(heel[1]) if heel else tot
    else:
        einde = stuk.find(b">", begin, tot)
        einde = einde if einde >= 0 else tot
    stuk[begin:einde] = b" " * (einde - begin)
    return einde + 1


def _wis_schrijvers(stuk: bytearray) -> None:
    """Of every note, the name of who wrote it."""
    plek = 0
    while noot := _NOOT.search(stuk, plek):
        van = stuk.rfind(b"obj", max(plek, noot.start() - _OBJECT_MAX), noot.start())
        grens = min(len(stuk), noot.end() + _OBJECT_MAX)
        einde = stuk.find(b"endobj", noot.end(), grens)
        plek = einde if einde >= 0 else grens
        _wis_van_wie(stuk, van if van >= 0 else noot.end(), plek)


def _wis_van_wie(stuk: bytearray, van: int, tot: int) -> None:
    while wie := _VAN_WIE.search(stuk, van, tot):
        van = _wis_string(stuk, wie.end(), tot)


def _wis_plekken(stuk: bytearray) -> None:
    plek = 0
    while waar := _WAARHEEN.search(stuk, plek):
        tekst, plek = lees_string(stuk, waar.end())
        if _PLEK.match(tekst):
            _wis_string(stuk, waar.end(), plek)


def _stromen(inhoud: bytes) -> Iterator[tuple[int, int]]:
    """From where to where something stands that is not text."""
    plek = 0
    while begin := _STROOM.search(inhoud, plek):
        tot = inhoud.find(_EINDE, begin.end())
        if tot < 0:
            return
        yield begin.end(), tot
        plek = tot + len(_EINDE)


def _wis_in_foto(uit: bytearray, van: int, tot: int) -> None:
    foto = bytes(uit[van:tot])
    try:
        for begin, einde in sporen_in_jpeg(foto):
            uit[van + begin + 4 : van + einde] = bytes(max(0, einde - begin - 4))
    except (ValueError, IndexError):
        return  # what was found is gone; the rest is no picture


def _wis_xmp(stuk: bytearray) -> None:
    """From the first that opens to the last that closes."""
    begin = _XMP.search(stuk)
    einden = [einde.start() for einde in _XMP_EINDE.finditer(stuk)]
    if begin is not None:
        tot = max(begin.end(), einden[-1] if einden else len(stuk))
        stuk[begin.end() : tot] = b" " * (tot - begin.end())


def _zet_stil(stuk: bytearray) -> None:
    for naam in islice(_NAAM.finditer(bytes(stuk)), _NAMEN_MAX):
        leesbaar = _HEX.sub(lambda hex_: bytes([int(hex_[1], 16)]), naam[1])
        if stil := _LOOPT_VANZELF.get(leesbaar):
            stuk[naam.start() : naam.end()] = stil.ljust(naam.end() - naam.start(), b"x")
