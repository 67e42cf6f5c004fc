"""A document as PDF through typst: tagged PDF/UA-1 and, for the archive, PDF/A-2a.

The template `sjablonen/document.typ` holds all typography. The document reaches it as data (JSON), never as markup, so
that no text can be read as code. Only the fonts inside typst are used: the file is the same on every machine.
"""

import json
import unicodedata
from datetime import timedelta, timezone
from pathlib import Path
from typing import BinaryIO

import typst

from inspectie.uitvoer.cellen import lokaal
from inspectie.uitvoer.document import Document
from inspectie.uitvoer.documentgegevens import Json, als_gegevens

SJABLONEN = Path(__file__).parent / "sjablonen"

# What the fonts inside typst can set: Latin, Greek, Cyrillic, punctuation, currency, letter-like signs, arrows and
# mathematics. PDF/UA refuses a file with one glyph missing, so another character is replaced by U+FFFD.
ZETBAAR = (
    *(
        range(0x20, 0x250),
        range(0x370, 0x483),
        range(0x48A, 0x500),
        range(0x1E00, 0x1F00),
        range(0x2010, 0x2040),
    ),
    *(range(0x20A0, 0x20C0), range(0x2124, 0x2150), range(0x2190, 0x2300)),
    *(range(0x2122, 0x2123), range(0xFFFD, 0xFFFE)),
)
ZACHT_AFBREEKSTREEPJE = "\u00ad"


def schrijf(document: Document, uit: BinaryIO) -> None:
    """Compiles in memory and writes once. typst.TypstError when the template and the data do not fit."""
    moment = lokaal(document.moment)
    verschuiving = moment.utcoffset() or timedelta()
    inhoud = typst.compile(
        SJABLONEN / "document.typ",
        root=SJABLONEN,
        font_paths=typst.Fonts(include_system_fonts=False),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        timestamp=moment.replace(microsecond=0, tzinfo=timezone(verschuiving)),
        sys_inputs={"document": json.dumps(_zetbaar(als_gegevens(document)))},
    )
    uit.write(inhoud)


def _zetbaar(deel: Json) -> Json:
    """The data with every text made of characters that there is a glyph for."""
    if isinstance(deel, str):
        return unicodedata.normalize("NFC", deel).translate(_LETTERS)
    if isinstance(deel, list):
        return [_zetbaar(lid) for lid in deel]
    if isinstance(deel, dict):
        return {naam: _zetbaar(lid) for naam, lid in deel.items()}
    return deel


class _Letters(dict[int, int]):
    """By character what is set for it: of those that there is a glyph for, found out once."""

    def __missing__(self, teken: int) -> int:
        return self.setdefault(teken, teken) if _heeft_letter(chr(teken)) else 0xFFFD


def _heeft_letter(teken: str) -> bool:
    if teken in {"\n", ZACHT_AFBREEKSTREEPJE}:
        return True
    return any(ord(teken) in bereik for bereik in ZETBAAR) and not unicodedata.category(teken).startswith("C")


_LETTERS = _Letters()
