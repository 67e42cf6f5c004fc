"""What a document tells of whoever made it, beside what stands in it: taken out, where nobody would see it.

Word, Excel, ODT and ODS are written again, part by part: without properties, without the names of who wrote, changed or
commented, without paths and printers, and with bare pictures (`inspectie.kalebeelden`). What stands on the pages stays
as it was. Of a PDF see `inspectie.pdfsporen`.

Not found is a name in the running text, in a picture of a kind we do not take ourselves (TIFF, EMF), or in an object of
a program of its own.
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
XML_MAX = 20_000_000
"""The same of what is looked through."""
DELEN_MAX = 5_000
OPNIEUW_MAX = 10
"""Damaged pictures that are made anew: it takes time."""
DIEPST = 2
"""A document in a document in a document is left as it is."""
_BLOK, _STUK_MAX, _BEGIN = 1 << 16, 1 << 20, 4_000
_UTF16_MAX = 5_000_000

ODF, OOXML = "application/vnd.oasis.", "application/vnd.openxmlformats-"


class TeGroot(Exception):
    """Too much when unpacked."""


class Beveiligd(Exception):
    """Locked with a password: nobody here could read it either."""


# Possessive, or up to a length: a stranger wrote it, and each byte is looked at a few times at the most.
_IN_EEN_TAG = rb"(?:\s[^<>]{0,2000}+)?+(?<!/)>"
_WAARDE = rb"""\s*+=\s*+(?:"[^"]*"|'[^']*')"""
_HIER = rb"(?:file:|[A-Za-z]:|\\\\)"
# Of these parts only the outermost element is left: properties, and the list of who wrote.
_LEEG = re.compile(
    rb"(?:\xef\xbb\xbf)?+\s*+(?:<[?!][^>]*+>\s*+)*+"
    rb"<((?:[\w.-]+:)?(?:document-meta|coreProperties|Properties|people))(?=[\s/>])[^>]*+>"
)
_NIEMAND = [
    # Word and Excel: who wrote, changed or commented; who shares it in SharePoint; where it lay.
    (re.compile(rb"(\s(?:\w+:)?(?:author|initials|userName))" + _WAARDE), rb'\1=""'),
    (
        re.compile(rb"(<(?:\w+:)?(?:author|DisplayName|AccountId|AccountType)" + _IN_EEN_TAG + rb")[^<]+"),
        rb"\1",
    ),
    (re.compile(rb"(<(?:\w+:)?absPath\b(?>[^<>]{0,2000}?\surl))" + _WAARDE), rb'\1=""'),
    # ODT and ODS: the same, the fields that say who, and the printer.
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
    # Where something lies on the computer of whoever made it.
    (
        re.compile(
            rb"(\s(?:Target|xlink:href)\s*+=\s*+)"
            rb"""(?:"%(hier)b[^"]*"|'%(hier)b[^']*')""" % {b"hier": _HIER}
        ),
        rb'\1"file:///"',
    ),
]
_PERSONEN = re.compile(rb"<(?:\w+:)?personList\b")
_PERSOON = re.compile(rb"(\s(?:displayName|userId|providerId))" + _WAARDE)
_SCHRIJVER = re.compile(rb"<(?:\w+:)?author>([^<]{1,200})<")
_SCHRIJVERS_MAX = 50
_HANDTEKENING = re.compile(r"^meta-inf/[^/]*signatures?\.xml$", re.IGNORECASE)


def zonder_sporen(mediatype: str, inhoud: bytes) -> bytes:
    """The document as it may go on. Raises TeGroot, Beveiligd, and whatever is wrong with it."""
    return _Uitpakken(mediatype).maak(inhoud, 0)


class _Uitpakken:
    def __init__(self, mediatype: str) -> None:
        self.rest, self.rest_xml, self.rest_opnieuw = UITGEPAKT_MAX, XML_MAX, OPNIEUW_MAX
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
                if not _HANDTEKENING.match(
                    deel.filename
                ):  # it names who signed, and is of the file as it was
                    with van.open(deel) as lezen, naar.open(_als_nieuw(deel.filename), "w") as schrijven:
                        for stuk in self._deel(deel.filename.casefold(), lezen, diepte):
                            schrijven.write(stuk)
        return uit.getvalue()

    def _deel(self, naam: str, lezen: IO[bytes], diepte: int) -> Iterator[bytes]:
        begin = self._lees(lezen, _BLOK)
        if begin.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF")):
            yield self._foto(begin + self._lees(lezen, self.rest + 1))
        elif naam.endswith((".xml", ".rels", ".vml")):
            yield from self._xml(begin, lezen)
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
            self.rest_xml -= len(begin)
            if self.rest_xml < 0:
                raise TeGroot
            rest += begin
            tot = rest.rfind(b"<")
            if tot > 0 or len(rest) > _STUK_MAX:
                tot = tot if tot > 0 else len(rest)
                yield rest[:tot]
                rest = rest[tot:]
            begin = self._lees(lezen, _BLOK)
        yield rest

    def _xml(self, begin: bytes, lezen: IO[bytes]) -> Iterator[bytes]:
        if begin.startswith((b"\xff\xfe", b"\xfe\xff")):
            heel = (begin + self._lees(lezen, _UTF16_MAX)).decode("utf-16")
            if lezen.read(1):
                raise TeGroot
            begin = re.sub(r"^<\?xml[^>]*\?>", "", heel).encode()
        if wortel := _LEEG.match(begin):
            yield begin[: wortel.end()] + (b"" if wortel[0].endswith(b"/>") else b"</%b>" % wortel[1])
            return
        personen = _PERSONEN.search(begin, 0, _BEGIN)
        schrijvers: dict[bytes, None] = {}
        for stuk in self._lees_xml(begin, lezen):
            if self.odf and b"encryption-data" in stuk:
                raise Beveiligd
            for schrijver in islice(_SCHRIJVER.finditer(stuk), _SCHRIJVERS_MAX - len(schrijvers)):
                schrijvers[schrijver[1]] = None
            nieuw = _PERSOON.sub(rb'\1=""', stuk) if personen else stuk
            for naam in schrijvers:  # Excel writes the name above the words of a comment
                nieuw = nieuw.replace(b">%b:" % naam, b">")
            for wat, waarmee in _NIEMAND:
                nieuw = wat.sub(waarmee, nieuw)
            yield nieuw


def _als_nieuw(naam: str) -> zipfile.ZipInfo:
    """Without the moment, the computer and what else a part says of itself."""
    deel = zipfile.ZipInfo(naam)
    deel.compress_type = zipfile.ZIP_STORED if naam == "mimetype" else zipfile.ZIP_DEFLATED
    deel.create_system = 0
    return deel
