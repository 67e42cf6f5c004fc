"""One writer per format. `schrijf` is the only door; each writer takes plain data and a binary stream.

The same figures and the same document give the same bytes: files carry the moment of the stand van, never that of
their making.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from rapportages.cijfers import Kerncijfers
from rapportages.document import Document

Schrijver = Callable[[Kerncijfers, Document, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Formaat:
    """What a browser and a person must know of a format."""

    naam: str
    mediatype: str
    schrijf: Schrijver


# typst and odfdo are imported when their format is asked for: no other command waits for them.
def _pdf(cijfers: Kerncijfers, document: Document, uit: BinaryIO) -> None:
    from rapportages.uitvoer import pdf

    pdf.schrijf(document, uit)


def _odt(cijfers: Kerncijfers, document: Document, uit: BinaryIO) -> None:
    from rapportages.uitvoer import odt

    odt.schrijf(document, uit)


def _ods(cijfers: Kerncijfers, document: Document, uit: BinaryIO) -> None:
    from rapportages.uitvoer import ods_rapport

    ods_rapport.schrijf(cijfers, document, uit)


def _csv(cijfers: Kerncijfers, document: Document, uit: BinaryIO) -> None:
    from rapportages.uitvoer import csv, rijen

    csv.schrijf_rijen(rijen.KOLOMMEN, rijen.lange_rijen(cijfers, synthetisch=document.synthetisch), uit)


def _json(cijfers: Kerncijfers, document: Document, uit: BinaryIO) -> None:
    from rapportages.uitvoer import json

    json.schrijf(cijfers, uit)


def _html(cijfers: Kerncijfers, document: Document, uit: BinaryIO) -> None:
    from rapportages.uitvoer import html

    html.schrijf(document, uit)


FORMATEN: Mapping[str, Formaat] = {
    "pdf": Formaat("PDF", "application/pdf", _pdf),
    "odt": Formaat("ODT (tekstdocument)", "application/vnd.oasis.opendocument.text", _odt),
    "ods": Formaat("ODS (rekenblad)", "application/vnd.oasis.opendocument.spreadsheet", _ods),
    "csv": Formaat("CSV", "text/csv; charset=utf-8; header=present", _csv),
    "json": Formaat("JSON", "application/json", _json),
    "html": Formaat("HTML (webpagina)", "text/html; charset=utf-8", _html),
}


def schrijf(formaat: str, cijfers: Kerncijfers, document: Document, uit: BinaryIO) -> None:
    """Writes the report in one of FORMATEN; ValueError for another format."""
    if formaat not in FORMATEN:
        raise ValueError(f"Onbekend formaat “{formaat}”; kies uit {', '.join(FORMATEN)}.")
    FORMATEN[formaat].schrijf(cijfers, document, uit)
