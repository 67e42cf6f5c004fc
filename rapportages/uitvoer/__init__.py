"""One writer per format. `schrijf` is the only door; each writer takes plain data and a binary stream.

The same figures and the same document give the same bytes: files carry the moment of the stand van, never that of
their making.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapportages.cijfers import Kerncijfers
from rapportages.document import Rapportdocument

Schrijver = Callable[[Kerncijfers, Rapportdocument, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Formaat:
    """What a browser and a person must know of a format."""

    naam: str | Promise
    mediatype: str
    schrijf: Schrijver


# typst and odfdo are imported when their format is asked for: no other command waits for them.
def _pdf(cijfers: Kerncijfers, document: Rapportdocument, uit: BinaryIO) -> None:
    from inspectie.uitvoer.pdf import schrijf as schrijf_pdf

    schrijf_pdf(document, uit)


def _odt(cijfers: Kerncijfers, document: Rapportdocument, uit: BinaryIO) -> None:
    from inspectie.uitvoer.odt import schrijf as schrijf_odt

    schrijf_odt(document, uit)


def _ods(cijfers: Kerncijfers, document: Rapportdocument, uit: BinaryIO) -> None:
    from rapportages.uitvoer.rekenblad import schrijf_ods

    schrijf_ods(cijfers, document, uit)


def _xlsx(cijfers: Kerncijfers, document: Rapportdocument, uit: BinaryIO) -> None:
    from rapportages.uitvoer.rekenblad import schrijf_xlsx

    schrijf_xlsx(cijfers, document, uit)


def _csv(cijfers: Kerncijfers, document: Rapportdocument, uit: BinaryIO) -> None:
    from inspectie.uitvoer.csv import schrijf_rijen
    from rapportages.uitvoer.rijen import KOLOMMEN, lange_rijen

    schrijf_rijen(KOLOMMEN, lange_rijen(cijfers, synthetisch=document.synthetisch), uit)


def _json(cijfers: Kerncijfers, document: Rapportdocument, uit: BinaryIO) -> None:
    from rapportages.uitvoer.json import schrijf as schrijf_json

    schrijf_json(cijfers, uit)


def _html(cijfers: Kerncijfers, document: Rapportdocument, uit: BinaryIO) -> None:
    from rapportages.uitvoer.html import schrijf as schrijf_html

    schrijf_html(document, uit)


FORMATEN: Mapping[str, Formaat] = {
    "pdf": Formaat("PDF", "application/pdf", _pdf),
    "odt": Formaat(_("ODT (tekstdocument)"), "application/vnd.oasis.opendocument.text", _odt),
    "ods": Formaat(_("ODS (rekenblad)"), "application/vnd.oasis.opendocument.spreadsheet", _ods),
    "xlsx": Formaat(
        _("XLSX (rekenblad)"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx
    ),
    "csv": Formaat("CSV", "text/csv; charset=utf-8; header=present", _csv),
    "json": Formaat("JSON", "application/json", _json),
    "html": Formaat(_("HTML (webpagina)"), "text/html; charset=utf-8", _html),
}


def schrijf(formaat: str, cijfers: Kerncijfers, document: Rapportdocument, uit: BinaryIO) -> None:
    """Writes the report in one of FORMATEN; ValueError for another format."""
    if formaat not in FORMATEN:
        raise ValueError(f"Onbekend formaat “{formaat}”; kies uit {', '.join(FORMATEN)}.")
    FORMATEN[formaat].schrijf(cijfers, document, uit)
