"""What a document tells of whoever made it, beside what stands in it: taken out, where nobody would see it.

Word, Excel, ODT and ODS are written again, part by part: without properties, without the names of who wrote, changed or
commented, without paths and printers, without its preview and signature (which are of the file as it was), and with
bare pictures (`inspectie.kalebeelden`). What stands on the pages stays as it was. Of a PDF see `inspectie.pdfsporen`.

What a part is, is seen by its content: what it is called differs by program. Not found is a name in the running text,
in a picture of a kind we do not take ourselves (TIFF, EMF), or in an object or a query of a program of its own.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import IO

from inspectie.kalebeelden import kaal, opnieuw

UITGEPAKT_MAX = 60_000_000
"""Bytes of all parts together: a small file can unfold to a very large one."""
DELEN_MAX = 5_000
OPNIEUW_MAX = 10
"""Damaged pictures that are made anew: it takes time."""
DIEPST = 2
"""A document in a document in a document is left as it is."""
_BLOK, _STUK_MAX, _BEGIN = 1 << 16, 1 << 20, 4_000
_UTF16_MAX = 5_000_000

ODF = "application/vnd.oasis."


class TeGroot(Exception):
    """Too much when unpacked."""


class Beveiligd(Exception):
    """Locked with a password: nobody here could read it either."""


# Possessive, or up to a length: a stranger wrote it, and each byte is looked at a few times at the most.
_IN_EEN_TAG = rb"(?:\s[^<>]{0,2000}+)?+(?<!/)>"
_WAARDE = rb"""\s*+=\s*+(?:"[^"]*"|'[^']*')"""
_HIER = rb"(?:file:|(?<![A-Za-z])[A-Za-z]:[\\/]|\\\\(?:\\\\)?\w[\w.$-]{0,100}+\\)"
_BOM = rb"(?:\xef\xbb\xbf)?+\s*+"
_XML = re.compile(_BOM + rb"<[?!A-Za-z]")
_UTF16 = re.compile(rb"\xff\xfe<\0|\xfe\xff\0<")
# Of these parts only the outermost element is left: properties, and the list of who wrote.
_LEEG = re.compile(
    _BOM + rb"(?:<[?!][^>]*+>\s*+)*+"
    rb"<((?:[\w.-]+:)?(?:document-meta|coreProperties|Properties|people))(?=[\s/>])[^>]*+>"
)
_TAG = re.compile(rb"""<(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>""")
_IN_EEN_WAARDE = [
    # Word and Excel: who wrote, changed, commented or last counted; where its data came from.
    (
        re.compile(rb"(\s(?:\w+:)?(?:author|initials|userName|refreshedBy|connection))" + _WAARDE),
        rb'\1=""',
    ),
    # Where something lies on the computer of whoever made it. What stands in a cell of a sheet is no such place.
    (
        re.compile(rb"""((?<!string-value)=\s*+)(?:"%(hier)b[^"]*+"|'%(hier)b[^']*+')""" % {b"hier": _HIER}),
        rb'\1"file:///"',
    ),
    # LibreOffice says so from the document on; within it nothing is written this way.
    (re.compile(rb"""(\sxlink:href\s*+=\s*+)(?:"\.\./[^"]*+"|'\.\./[^']*+')"""), rb'\1"file:///"'),
]
_NIEMAND = [
    # Word and Excel: who shares it in SharePoint; where it lay, and what it reads there by itself; its printer's part.
    (
        re.compile(rb"(<(?:\w+:)?(?:author|DisplayName|AccountId|AccountType)" + _IN_EEN_TAG + rb")[^<]+"),
        rb"\1",
    ),
    (
        re.compile(
            rb"(<(?:\w+:)?(?:absPath\b[^<>]*?\surl|scenario\b[^<>]*?\suser|userInfo\b[^<>]*?\sname"
            rb"|connectString\b[^<>]*?\s(?:\w+:)?val))" + _WAARDE
        ),
        rb'\1=""',
    ),
    (re.compile(rb"(<(?:\w+:)?instrText" + _IN_EEN_TAG + rb"[^<]*?)" + _HIER + rb'[^"<]*+'), rb"\1"),
    (re.compile(rb"(<(?:\w+:)?pageSetup\b[^<>]*?)\s\w+:id" + _WAARDE), rb"\1"),
    (re.compile(rb"<(?:\w+:)?printerSettings\s[^<>]*+/>"), b""),
    # ODT and ODS: who wrote, changed or commented, the fields that say so, and the printer.
    (
        re.compile(
            rb"(<(?:dc:creator|meta:(?:creator-initials|initial-creator|printed-by|user-defined)"
            rb"|loext:sender-initials|text:(?:initial-creator|creator|printed-by|author-\w+|sender-[\w-]+))"
            + _IN_EEN_TAG
            + rb")[^<]+"
        ),
        rb"\1",
    ),
    (
        re.compile(
            rb'(<config:config-item(?>\s[^<>]{0,2000}?"Printer(?:Name|Setup)")[^<>]{0,2000}+(?<!/)>)[^<]+'
        ),
        rb"\1",
    ),
]
_PERSONEN = re.compile(rb"<(?:\w+:)?personList\b")
_PERSOON = re.compile(rb"(\s(?:displayName|userId|providerId))" + _WAARDE)
_SCHRIJVER = re.compile(rb"<(?:\w+:)?author>([^<]{1,200})<")
_SCHRIJVERS_MAX = 50
_VALT_WEG = re.compile(
    r"meta-inf/[^/]*signatures?\.xml|_xmlsignatures/|(?:docprops/)?thumbnail\.|thumbnails/|(?:[^/]++/)*+printersettings"
)
"""A signature names who signed; a preview shows what may be changed since; a printer has a name and a place."""
_LIJST = re.compile(r".*\.rels|\[content_types\]\.xml|meta-inf/manifest\.xml")
_OP_DE_LIJST = re.compile(
    rb"<((?:\w+:)?(?:Relationship|Override|file-entry))\b([^<>]*+)(?:(?<=/)>|>\s*+</\1\s*+>)"
)
_SOORT_VALT_WEG = re.compile(rb"""\sType\s*+=\s*+["'][^"']*/(?:thumbnail|origin|printerSettings)["']""")
_BUITEN = re.compile(rb"""\sTargetMode\s*+=\s*+["']External["']""")
_OP_DE_BLADEN = re.compile(rb"""\sType\s*+=\s*+["'][^"']*/(?:hyperlink|image)["']""")
_DOEL = re.compile(rb"(\sTarget)" + _WAARDE)
_DEEL = re.compile(rb"""\s(?:PartName|(?:\w+:)?full-path)\s*+=\s*+["']/?([^"']*)["']""")


def zonder_sporen(mediatype: str, inhoud: bytes) -> bytes:
    """The document as it may go on. Raises TeGroot, Beveiligd, and whatever is wrong with it."""
    return _Uitpakken(mediatype).maak(inhoud, 0)


class _Uitpakken:
    def __init__(self, mediatype: str) -> None:
        self.rest, self.rest_opnieuw = UITGEPAKT_MAX, OPNIEUW_MAX
        self.odf = mediatype.startswith(ODF)

    def maak(self, inhoud: bytes, diepte: int) -> bytes:
        uit = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(inhoud)) as van, zipfile.ZipFile(uit, "w") as naar:
            delen = van.infolist()
            if len(delen) > DELEN_MAX:
                raise TeGroot
            if len({deel.filename for deel in delen}) < len(delen):
                raise ValueError("een deel staat er tweemaal in")
            for deel in delen:
                if not _VALT_WEG.match(deel.filename.casefold()):
                    with van.open(deel) as lezen, naar.open(_als_nieuw(deel.filename), "w") as schrijven:
                        for stuk in self._deel(deel.filename.casefold(), lezen, diepte):
                            schrijven.write(stuk)
        return uit.getvalue()

    def _deel(self, naam: str, lezen: IO[bytes], diepte: int) -> Iterator[bytes]:
        begin = self._lees(lezen, _BLOK)
        if begin.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF")):
            yield self._foto(begin + self._lees(lezen, self.rest + 1))
        elif _XML.match(begin) or _UTF16.match(begin):
            yield from self._xml(naam, begin, lezen)
        elif begin.startswith(b"PK\x03\x04") and diepte < DIEPST:
            yield self.maak(begin + self._lees(lezen, self.rest + 1), diepte + 1)
        else:
            while begin:
                yield begin
                begin = self._lees(lezen, _BLOK)

    def _foto(self, ruw: bytes) -> bytes:
        try:
            return kaal(ruw)
        except ValueError:  # cameras write strange things between the pieces, and Word shows it all the same
            self.rest_opnieuw -= 1
            if self.rest_opnieuw < 0:
                raise
            return opnieuw(ruw)

    def _lees(self, lezen: IO[bytes], hoogstens: int) -> bytes:
        ruw = lezen.read(min(hoogstens, self.rest + 1))
        self.rest -= len(ruw)
        if self.rest < 0:
            raise TeGroot
        return ruw

    def _lees_xml(self, begin: bytes, lezen: IO[bytes]) -> Iterator[bytes]:
        """In pieces, each from a `<` to before another: what is looked for stands in one of them."""
        rest = b""
        while begin:
            rest += begin
            tot = rest.rfind(b"<")
            if tot > 0 or len(rest) > _STUK_MAX:
                tot = tot if tot > 0 else len(rest)
                yield rest[:tot]
                rest = rest[tot:]
            begin = self._lees(lezen, _BLOK)
        yield rest

    def _xml(self, naam: str, begin: bytes, lezen: IO[bytes]) -> Iterator[bytes]:
        if _UTF16.match(begin):
            heel = (begin + self._lees(lezen, _UTF16_MAX)).decode("utf-16")
            if lezen.read(1):
                raise TeGroot
            begin = re.sub(r"^<\?xml[^>]*\?>", "", heel).encode()
        if wortel := _LEEG.match(begin):
            yield begin[: wortel.end()] + (b"" if wortel[0].endswith(b"/>") else b"</%b>" % wortel[1])
            return
        personen = _PERSONEN.search(begin, 0, _BEGIN)
        lijst = _LIJST.fullmatch(naam)
        schrijvers: dict[bytes, None] = {}
        for stuk in self._lees_xml(begin, lezen):
            if self.odf and b"encryption-data" in stuk:
                raise Beveiligd
            for gevonden in islice(_SCHRIJVER.finditer(stuk), _SCHRIJVERS_MAX - len(schrijvers)):
                schrijvers[gevonden[1]] = None
            nieuw = _PERSOON.sub(rb'\1=""', stuk) if personen else stuk
            for schrijver in schrijvers:  # Excel writes the name above the words of a comment
                nieuw = nieuw.replace(b">%b:" % schrijver, b">")
            for wat, waarmee in _IN_EEN_WAARDE:
                nieuw = _in_tags(wat, waarmee, nieuw)
            for wat, waarmee in _NIEMAND:
                nieuw = wat.sub(waarmee, nieuw)
            yield _OP_DE_LIJST.sub(_wat_blijft, nieuw) if lijst else nieuw


def _in_tags(wat: re.Pattern[bytes], waarmee: bytes, stuk: bytes) -> bytes:
    """The same words in the running text stay."""
    return _TAG.sub(lambda tag: wat.sub(waarmee, tag[0]), stuk) if wat.search(stuk) else stuk


def _wat_blijft(regel: re.Match[bytes]) -> bytes:
    """What is said of a part goes with it: a program calls a document damaged that lacks one."""
    deel = _DEEL.search(regel[2])
    weg = _SOORT_VALT_WEG.search(regel[2]) or (
        deel and _VALT_WEG.match(deel[1].decode("utf-8", "replace").casefold())
    )
    if weg:
        return b""
    # A template or a source in somebody's own cloud is called after that person.
    los = _BUITEN.search(regel[2]) and not _OP_DE_BLADEN.search(regel[2])
    return _DOEL.sub(rb'\1="file:///"', regel[0]) if los else regel[0]


def _als_nieuw(naam: str) -> zipfile.ZipInfo:
    """Without the moment, the computer and what else a part says of itself."""
    deel = zipfile.ZipInfo(naam)
    deel.compress_type = (
        zipfile.ZIP_STORED if naam == "mimetype" or naam.endswith("/") else zipfile.ZIP_DEFLATED
    )
    deel.create_system = 0
    return deel
