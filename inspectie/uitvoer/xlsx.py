"""XLSX by XlsxWriter in constant memory: a row is written to disk when the next one begins.

Cells are typed as in ODS. Text is always written as text: nothing becomes a formula or a link.
"""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import chain, islice
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from inspectie.uitvoer.cellen import Cel, Kolom, Procent, lokaal, op_rekenblad, xml_schoon
from inspectie.uitvoer.ods import MAX_RIJEN, Blad

MEDIATYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_TEKST = 32_767  # characters of a cell
_PER_CENTIMETRE = 4.7  # widths are in characters of the standard font
_VORMEN = {"datum": "dd-mm-yyyy", "tijdstip": "dd-mm-yyyy hh:mm", "procent": "0%", "geheel": "#,##0"}
_A4 = 9
_MEESTE_IN_KOP = 200  # characters; a heading of a page holds little more


def schrijf_bladen(
    bladen: Sequence[Blad], uit: BinaryIO, *, titel: str, moment: datetime, onderwerp: str = ""
) -> None:
    """Writes the sheets; more rows than a sheet holds go on in a next one, “naam (2)”. `moment` stamps the file."""
    boek = xlsxwriter.Workbook(
        uit,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    boek.set_properties(
        {"title": titel, "subject": onderwerp, "created": lokaal(moment).replace(tzinfo=None)}
    )
    vormen = {soort: boek.add_format({"num_format": vorm}) for soort, vorm in _VORMEN.items()}
    kop = {"bold": True, "bg_color": "#e4ebf2", "font_color": "#1b3a57", "text_wrap": True}
    vormen |= {"kop": boek.add_format(kop), "kopgetal": boek.add_format(kop | {"align": "right"})}
    lopend = vormen | {"tekst": boek.add_format({"text_wrap": True, "valign": "top"})}
    for blad in bladen:
        _schrijf(boek, blad, titel, lopend if blad.lopend else vormen)
    boek.close()


def _schrijf(boek: xlsxwriter.Workbook, bron: Blad, titel: str, vormen: dict[str, Format]) -> None:
    gehelen = [vormen["geheel"] if kolom.getal else None for kolom in bron.kolommen]
    over, vervolg = iter(bron.rijen), 1
    while True:
        blad = boek.add_worksheet(bron.naam if vervolg == 1 else f"{bron.naam} ({vervolg})")
        _begin(blad, bron.kolommen, vormen)
        _op_papier(blad, titel)
        aantal = 0
        for aantal, rij in enumerate(islice(over, MAX_RIJEN - 1), 1):
            for plek, cel in enumerate(rij):
                _schrijf_cel(blad, aantal, plek, cel, vormen, gehelen[plek])
        blad.autofilter(0, 0, max(aantal, 1), len(bron.kolommen) - 1)
        eerste = next(over, None)
        if eerste is None:
            break
        over, vervolg = chain([eerste], over), vervolg + 1


def _begin(blad: Worksheet, kolommen: Sequence[Kolom], vormen: dict[str, Format]) -> None:
    for plek, kolom in enumerate(kolommen):
        blad.set_column(plek, plek, kolom.breedte * _PER_CENTIMETRE)
    for plek, kolom in enumerate(kolommen):
        blad.write_string(0, plek, kolom.kop, vormen["kopgetal" if kolom.getal else "kop"])
    blad.freeze_panes(1, 1)


def _op_papier(blad: Worksheet, titel: str) -> None:
    """As ODS prints: lying, as wide as a page, with the headings on each."""
    blad.set_landscape()
    blad.set_paper(_A4)
    blad.fit_to_pages(1, 0)
    blad.repeat_rows(0)
    blad.set_header(f"&C{xml_schoon(titel).replace('&', '&&')[:_MEESTE_IN_KOP]}: &A")
    blad.set_footer("&Cpagina &P van &N")


def _schrijf_cel(
    blad: Worksheet, rij: int, plek: int, cel: Cel, vormen: dict[str, Format], geheel: Format | None
) -> None:
    """`geheel` is the form of how many; which one it is has none."""
    if cel is None or cel == "":
        return
    if isinstance(cel, bool):
        blad.write_string(rij, plek, "ja" if cel else "nee")
    elif isinstance(cel, str):
        blad.write_string(rij, plek, xml_schoon(cel)[:MAX_TEKST], vormen.get("tekst"))
    elif isinstance(cel, Procent):
        blad.write_number(rij, plek, cel.waarde / 100, vormen["procent"])
    elif isinstance(cel, datetime):
        # A spreadsheet knows no time zones: it shows the clock of Amsterdam.
        blad.write_datetime(rij, plek, op_rekenblad(cel), vormen["tijdstip"])
    elif isinstance(cel, date):
        blad.write_datetime(rij, plek, cel, vormen["datum"])
    elif isinstance(cel, int):
        blad.write_number(rij, plek, cel, geheel)
    else:
        blad.write_number(rij, plek, float(cel))
