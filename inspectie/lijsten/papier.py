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
CELLEN = 5_000
"""At most. So many take a second or three, and 100 MB; four times as many half a gigabyte."""
MOMENT = 4.4
"""How wide a day with its hour is, beside the other columns."""
OVEREIND = 5
"""Columns that fit a page that is not turned on its side."""


def te_lang(formaat: str, kolommen: Sequence[object], tel: Callable[[], int]) -> str:
    """Why this list does not go on paper, for who asks; "" where it does. `tel` is asked only for paper."""
    past = CELLEN // len(kolommen)
    if formaat not in SCHRIJVERS or tel() <= past:
        return ""
    return gettext(
        "Op papier passen met deze kolommen ten hoogste %(n)s regels. Kies minder regels of kolommen, of neem de lijst"
        " mee als ODS, XLSX of CSV."
    ) % {"n": getal(past)}


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


def _let_op(rij: Sequence[Cel], momenten: set[int]) -> Sequence[Cel]:
    """The row itself; `momenten` gets to know in which columns there is one."""
    momenten.update(plek for plek, cel in enumerate(rij) if isinstance(cel, datetime))
    return rij


def document(
    titel: str,
    kolommen: Sequence[Kolom],
    rijen: Iterable[Sequence[Cel]],
    over: Tabel | None,
    *,
    op: datetime,
) -> Document:
    """`over` says what the list as a whole is, and stands before it."""
    momenten: set[int] = set()
    regels = tuple(tuple(map(_kort, _let_op(rij, momenten))) for rij in rijen)
    # A heading does not run into the next one, and a moment stands on one line: else every row has two.
    breed_genoeg = tuple(
        replace(kolom, breedte=max(kolom.breedte, len(kolom.kop) / 2.6, MOMENT if plek in momenten else 0))
        for plek, kolom in enumerate(kolommen)
    )
    lijst: Blok = Tabel("lijst", titel, breed_genoeg, regels, breed=len(kolommen) > OVEREIND)
    return Document(
        titel=titel,
        datum=lokale_dag(op),
        moment=op,
        omschrijving=titel,
        voet=titel,
        blokken=(
            Alinea(f"{getal(len(regels))} {'regel' if len(regels) == 1 else 'regels'}."),
            *((over,) if over else ()),
            *((lijst,) if regels else ()),
        ),
    )
