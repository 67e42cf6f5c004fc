"""Cells that stay what they are: text is never read as a formula, a number stays a number.

A spreadsheet that opens a CSV takes a text for a formula when one of `FORMULE` is the first of it to be seen. The
answer of OWASP ("CSV Injection") is an apostrophe before it. ODS and ODT need no such mark: there a cell says its own
type.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from inspectie.tijd import AMSTERDAM


@dataclass(frozen=True, slots=True)
class Procent:
    """A whole percentage: 55 is 55%."""

    waarde: int


# What a cell of a table or an export may hold. None is "not applicable": empty in a spreadsheet, "n.v.t." in print.
Cel = str | int | float | Decimal | bool | Procent | date | datetime | None


@dataclass(frozen=True, slots=True)
class Kolom:
    """`breedte` is in centimetres on a sheet; in a printed table a share of the width, relative to the others."""

    kop: str
    breedte: float = 1
    getal: bool = False


# The last four are the full-width forms, which some spreadsheets read as the plain ones.
FORMULE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# What XML 1.0 cannot hold, not even escaped: control characters and lone surrogates.
_NIET_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def lijkt_formule(tekst: str) -> bool:
    """Whether a spreadsheet could take this text for a formula."""
    if tekst[:1].isalnum():  # nearly all of them
        return False
    # It takes what is typed without what is not to be seen before it, and may do so with what it reads.
    begin = next((plek for plek, teken in enumerate(tekst) if not _onzichtbaar(teken)), 0)
    return tekst.startswith(FORMULE) or tekst.startswith(FORMULE, begin)


def _onzichtbaar(teken: str) -> bool:
    return teken.isspace() or unicodedata.category(teken) in ("Cc", "Cf")


def csv_cel(cel: Cel) -> str | int | float | Decimal:
    """The cell for a CSV file: ISO dates, times with the offset of Amsterdam, ja/nee, empty for None."""
    if isinstance(cel, str):
        return f"'{cel}" if lijkt_formule(cel) else cel
    if cel is None:
        return ""
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    if isinstance(cel, Procent):
        return cel.waarde
    if isinstance(cel, datetime):
        return lokaal(cel).isoformat()
    if isinstance(cel, date):
        return cel.isoformat()
    return cel


def lokaal(moment: datetime) -> datetime:
    """The moment in Amsterdam. ValueError for a moment without an offset: it is no moment."""
    if moment.tzinfo is None:
        raise ValueError("Een tijdstip in een export heeft een tijdzone nodig.")
    return moment.astimezone(AMSTERDAM)


def op_rekenblad(moment: datetime) -> datetime:
    """The moment in Amsterdam to the second: a sheet rounds, and would show the end of a day as the next one."""
    return lokaal(moment).replace(microsecond=0, tzinfo=None)


def xml_schoon(tekst: str) -> str:
    """The text with what XML cannot hold replaced by U+FFFD, so that it shows; not yet escaped."""
    return _NIET_IN_XML.sub("\ufffd", tekst)


def xml_tekst(tekst: str) -> str:
    """The text, clean and escaped for XML content and attributes."""
    schoon = xml_schoon(tekst)
    return schoon.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
