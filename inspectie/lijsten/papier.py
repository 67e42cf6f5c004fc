"""A list on paper: PDF to hand around, ODT to write in. All of it is in memory while it is made, so a long list goes
along as a sheet."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import BinaryIO

from django.utils.translation import gettext

from inspectie.lijsten.filters import Lijstfilter
from inspectie.tijd import lokale_dag
from inspectie.uitvoer import odt, pdf
from inspectie.uitvoer.cellen import Cel, Kolom, lokaal
from inspectie.uitvoer.document import Alinea, Blok, Document, Tabel
from inspectie.uitvoer.getallen import getal

SCHRIJVERS: dict[str, Callable[[Document, BinaryIO], None]] = {"pdf": pdf.schrijf, "odt": odt.schrijf}
HOOGSTENS = 1_000
"""Rows. So many take some seconds."""
OVEREIND = 5
"""Columns that fit a page that is not turned on its side."""


def te_lang(formaat: str, tel: Callable[[], int]) -> str:
    """Why this list does not go on paper, for who asks; "" where it does. `tel` is asked only for paper."""
    if formaat not in SCHRIJVERS or tel() <= HOOGSTENS:
        return ""
    return gettext(
        "Op papier passen ten hoogste %(n)s regels. Kies met de filters minder, of neem de lijst mee als ODS, XLSX of"
        " CSV."
    ) % {"n": getal(HOOGSTENS)}


def keuze_in_woorden(keuze: Lijstfilter) -> Iterator[tuple[str, str]]:
    """What is left out of a list, and its order: paper has no address that says so."""
    yield from ((blokje.naam, blokje.waarde) for blokje in keuze.blokjes())
    yield "Volgorde", str(keuze.sorteringen[keuze.volgorde].naam)


def _kort(cel: Cel) -> Cel:
    """As it fits in a row. A whole number is the number of something as often as how many: no dot in it."""
    if cel is None:
        return ""
    if isinstance(cel, datetime):
        return f"{lokaal(cel):%d-%m-%Y %H:%M}"
    if isinstance(cel, date):
        return f"{cel:%d-%m-%Y}"
    return str(cel) if isinstance(cel, int) and not isinstance(cel, bool) else cel


def document(
    titel: str,
    kolommen: Sequence[Kolom],
    rijen: Iterable[Sequence[Cel]],
    over: Sequence[tuple[str, Cel]],
    *,
    op: datetime,
) -> Document:
    regels = tuple(tuple(map(_kort, rij)) for rij in rijen)
    wat = Tabel("over", "Over deze lijst", (Kolom("Gegeven", 1), Kolom("Waarde", 3)), tuple(over))
    # A heading does not run into the next one.
    breed_genoeg = tuple(replace(kolom, breedte=max(kolom.breedte, len(kolom.kop) / 3)) for kolom in kolommen)
    lijst: Blok = Tabel("lijst", titel, breed_genoeg, regels, breed=len(kolommen) > OVEREIND)
    return Document(
        titel=titel,
        datum=lokale_dag(op),
        moment=op,
        omschrijving=titel,
        voet=titel,
        blokken=(
            Alinea(f"{getal(len(regels))} {'regel' if len(regels) == 1 else 'regels'}."),
            *((wat,) if over else ()),
            *((lijst,) if regels else ()),
        ),
    )
