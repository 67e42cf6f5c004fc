"""What a document tells of whoever made it, beside what stands in it: taken out, where nobody would see it.

Word, Excel, ODT and ODS are written again, part by part: without properties, without the names of who wrote, changed or
commented (`inspectie.xmlsporen`), without paths (`inspectie.vindplaatsen`) and printers, without its preview, signature
and kept versions (which are of the file as it was), and with bare pictures (`inspectie.kalebeelden`). What stands on
the pages stays as it was. Of a PDF see `inspectie.kalepdf`.

What a part is, is seen by its content: what it is called differs by program. Not found is a name in the running text,
in a picture of a kind we do not take ourselves (TIFF, EMF, GIF), in a page of HTML that hangs in it, or in an object or
a query of a program of its own.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO

from inspectie.kalebeelden import kaal, opnieuw
from inspectie.xmlsporen import VALT_WEG, XML, Deel

UITGEPAKT_MAX = 60_000_000
"""Bytes of all parts together: a small file can unfold to a very large one."""
DELEN_MAX = 5_000
OPNIEUW_MAX = 10
"""Damaged pictures that are made anew: it takes time."""
DIEPST = 2
"""A document in a document in a document is left as it is."""
_BLOK, _STUK_MAX = 1 << 16, 1 << 20
_UTF16_MAX = _TEKENING_MAX = 5_000_000

ODF = "application/vnd.oasis."


class TeGroot(Exception):
    """Too much when unpacked."""


class Beveiligd(Exception):
    """Locked with a password: nobody here could read it either."""


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
                if not VALT_WEG.match(deel.filename.casefold()):
                    with van.open(deel) as lezen, naar.open(_als_nieuw(deel.filename), "w") as schrijven:
                        for stuk in self._deel(deel.filename.casefold(), lezen, diepte):
                            schrijven.write(stuk)
        return uit.getvalue()

    def _deel(self, naam: str, lezen: IO[bytes], diepte: int) -> Iterator[bytes]:
        begin = self._lees(lezen, _BLOK)
        if begin.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF")):
            yield self._foto(begin + self._lees(lezen, self.rest + 1))
        elif XML.match(begin) or _in_utf16(begin):
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
        if taal := _in_utf16(begin):
            heel = (begin + self._lees(lezen, _UTF16_MAX)).decode(taal)
            if lezen.read(1):
                raise TeGroot
            begin = re.sub(r"^\ufeff?<\?xml[^>]*\?>", "", heel).encode()
        deel = Deel(naam, begin)
        if deel.leeg:
            yield deel.leeg
            return
        if deel.tekening:  # what is said of it is one element, and may be long
            yield deel.kaal(begin + self._lees(lezen, _TEKENING_MAX))
            begin = self._lees(lezen, _BLOK)
        for stuk in self._lees_xml(begin, lezen):
            if self.odf and b"encryption-data" in stuk:
                raise Beveiligd
            yield deel.kaal(stuk)


def _in_utf16(begin: bytes) -> str:
    """In which of the two it is written; "" when in neither."""
    if begin.startswith((b"\xff\xfe<\0", b"\xfe\xff\0<")):
        return "utf-16"
    return "utf-16-le" if begin.startswith(b"<\0") else "utf-16-be" if begin.startswith(b"\0<") else ""


def _als_nieuw(naam: str) -> zipfile.ZipInfo:
    """Without the moment, the computer and what else a part says of itself."""
    deel = zipfile.ZipInfo(naam)
    deel.compress_type = (
        zipfile.ZIP_STORED if naam == "mimetype" or naam.endswith("/") else zipfile.ZIP_DEFLATED
    )
    deel.create_system = 0
    return deel
