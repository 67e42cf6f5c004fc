"""A small ODS writer that streams: rows come from an iterator and go straight into the zip, so memory stays flat.

Cells are typed: text is `string` (a text that looks like a formula stays text), numbers are `float`, percentages,
dates and times their own types. The header row is frozen, repeated in print and has filter buttons.
"""

import math
import re
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import IO, BinaryIO

from inspectie.uitvoer import odf
from inspectie.uitvoer.cellen import Cel, Kolom, Procent, op_rekenblad, xml_tekst
from inspectie.uitvoer.ods_stijlen import inhoud_begin, instellingen, stijlen

MEDIATYPE = "application/vnd.oasis.opendocument.spreadsheet"
# The most rows that a sheet of LibreOffice and Excel can hold, the header included.
MAX_RIJEN = 1_048_576
# Rows per write: large enough to be quick, small enough to be nothing.
BROK = 500

_LEEG = "<table:table-cell/>"
_BIJZONDER_WIT = re.compile(r"\t|\n|\r|  |^ | $")

NAAM_MAX = 27
"""Of a sheet: a spreadsheet takes 31, and “ (2)” may come behind it."""


@dataclass(frozen=True, slots=True)
class Blad:
    """One sheet. A column's `breedte` is in centimetres; `rijen` is read once, row by row.

    With `lopend` the text wraps, for sheets to be read rather than calculated with.
    """

    naam: str
    kolommen: tuple[Kolom, ...]
    rijen: Iterable[Sequence[Cel]]
    lopend: bool = False


def schrijf_bladen(
    bladen: Sequence[Blad], uit: BinaryIO, *, titel: str, moment: datetime, onderwerp: str = ""
) -> None:
    """Writes the sheets; more rows than a sheet holds go on in a next one, “naam (2)”.

    `moment` stamps the file. ValueError for a sheet name that a spreadsheet refuses, and for a row that is wider than
    its columns.
    """
    for blad in bladen:
        if not blad.naam or len(blad.naam) > NAAM_MAX or re.search(r"[\[\]*?:/\\]|^'|'$", blad.naam):
            raise ValueError(f"“{blad.naam}” kan geen naam van een werkblad zijn.")
    with closing(odf.open_pakket(uit, MEDIATYPE, moment)) as pakket:
        with pakket.open(odf.zipdeel("content.xml", moment), "w", force_zip64=True) as stroom:
            namen = _schrijf_inhoud(bladen, stroom)
        delen = {
            "styles.xml": stijlen(),
            "meta.xml": odf.meta(titel, onderwerp, moment),
            "settings.xml": instellingen(namen),
        }
        for naam, tekst in delen.items():
            pakket.writestr(odf.zipdeel(naam, moment), tekst.encode())
        manifest = odf.manifest(MEDIATYPE, ["content.xml", *delen])
        pakket.writestr(odf.zipdeel("META-INF/manifest.xml", moment), manifest)


def _schrijf_inhoud(bladen: Sequence[Blad], stroom: IO[bytes]) -> list[str]:
    """content.xml; returns the names of the sheets that came of it."""
    stroom.write(inhoud_begin([blad.kolommen for blad in bladen]).encode())
    bereiken: list[tuple[str, int, int]] = []
    for nummer, blad in enumerate(bladen):
        rijen = iter(blad.rijen)
        vervolg = 1
        while True:
            naam = blad.naam if vervolg == 1 else f"{blad.naam} ({vervolg})"
            aantal = _schrijf_tabel(naam, nummer, blad, islice(rijen, MAX_RIJEN - 1), stroom)
            bereiken.append((naam, aantal, len(blad.kolommen)))
            eerste = next(rijen, None)
            if eerste is None:
                break
            rijen, vervolg = chain([eerste], rijen), vervolg + 1
    stroom.write(_filters(bereiken).encode())
    stroom.write(b"</office:spreadsheet></office:body></office:document-content>")
    return [naam for naam, _, _ in bereiken]


def _schrijf_tabel(
    naam: str, nummer: int, blad: Blad, rijen: Iterable[Sequence[Cel]], stroom: IO[bytes]
) -> int:
    """One table:table; returns how many rows it holds under its header."""
    breedte = len(blad.kolommen)
    kolommen = "".join(f'<table:table-column table:style-name="k{nummer}_{i}"/>' for i in range(breedte))
    koppen = "".join(
        f'<table:table-cell table:style-name="{"kopgetal" if kolom.getal else "kop"}" office:value-type="string">'
        f"{_alineas(kolom.kop)}</table:table-cell>"
        for kolom in blad.kolommen
    )
    stroom.write(
        f'<table:table table:name="{xml_tekst(naam)}" table:style-name="blad">{kolommen}'
        f'<table:table-header-rows><table:table-row table:style-name="rij">{koppen}</table:table-row>'
        "</table:table-header-rows>".encode()
    )
    tekststijl, rijstijl = (
        (' table:style-name="lopend"', ' table:style-name="rij"') if blad.lopend else ("", "")
    )
    gehelen = ["geheel" if kolom.getal else "nummer" for kolom in blad.kolommen]
    aantal = 0
    buffer: list[str] = []
    for rij in rijen:
        if len(rij) > breedte:
            raise ValueError(f"Blad “{naam}”, rij {aantal + 2}: {len(rij)} cellen in {breedte} kolommen.")
        cellen = "".join([_cel(cel, geheel, tekststijl) for cel, geheel in zip(rij, gehelen, strict=False)])
        buffer.append(f"<table:table-row{rijstijl}>{cellen}</table:table-row>")
        aantal += 1
        if len(buffer) == BROK:
            stroom.write("".join(buffer).encode())
            buffer.clear()
    if aantal == 0:
        buffer.append(f"<table:table-row>{_LEEG * breedte}</table:table-row>")
    stroom.write("".join(buffer).encode() + b"</table:table>")
    return aantal


def _cel(cel: Cel, geheel: str, tekststijl: str) -> str:
    """`geheel` is the style of a whole number: of how many, or of which one."""
    if isinstance(cel, str):
        if not cel:
            return _LEEG
        return f'<table:table-cell{tekststijl} office:value-type="string">{_alineas(cel)}</table:table-cell>'
    if cel is None:
        return _LEEG
    if isinstance(cel, bool):
        return _cel("ja" if cel else "nee", geheel, tekststijl)
    if isinstance(cel, Procent):
        waarde = Decimal(cel.waarde) / 100
        return _getypeerd("percentage", f'office:value="{waarde}"', "procent", f"{cel.waarde}%")
    if isinstance(cel, datetime):
        m = op_rekenblad(cel)
        return _getypeerd("date", f'office:date-value="{m.isoformat()}"', "tijdstip", f"{m:%d-%m-%Y %H:%M}")
    if isinstance(cel, date):
        return _getypeerd("date", f'office:date-value="{cel.isoformat()}"', "datum", f"{cel:%d-%m-%Y}")
    if isinstance(cel, int):
        return _getypeerd("float", f'office:value="{cel}"', geheel, str(cel))
    if not math.isfinite(cel):
        raise ValueError(f"{cel} is geen getal dat in een cel past.")
    return _getypeerd("float", f'office:value="{cel}"', "getal", str(cel))


def _getypeerd(soort: str, waarde: str, stijl: str, tekst: str) -> str:
    return (
        f'<table:table-cell table:style-name="{stijl}" office:value-type="{soort}" {waarde}>'
        f"<text:p>{tekst}</text:p></table:table-cell>"
    )


def _alineas(tekst: str) -> str:
    """The text as paragraphs. XML would fold runs of blanks and lose tabs, so those become elements."""
    veilig = xml_tekst(tekst)
    if not _BIJZONDER_WIT.search(veilig):
        return f"<text:p>{veilig}</text:p>"
    regels = veilig.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "".join(f"<text:p>{_wit(regel)}</text:p>" for regel in regels)


def _wit(regel: str) -> str:
    regel = re.sub(r"^ | {2,}| $", lambda m: f'<text:s text:c="{len(m.group())}"/>', regel)
    return regel.replace("\t", "<text:tab/>")


def _filters(bereiken: Sequence[tuple[str, int, int]]) -> str:
    """Filter buttons on every header row."""
    delen = []
    for nummer, (naam, rijen, kolommen) in enumerate(bereiken):
        blad = xml_tekst("'" + naam.replace("'", "''") + "'")
        hoek = f"{_kolomletters(kolommen)}{max(rijen, 1) + 1}"
        delen.append(
            f'<table:database-range table:name="filter{nummer}" table:display-filter-buttons="true"'
            f' table:target-range-address="{blad}.A1:{blad}.{hoek}"/>'
        )
    return f"<table:database-ranges>{''.join(delen)}</table:database-ranges>"


def _kolomletters(n: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
