"""The CSV of a list by PostgreSQL's COPY: the same bytes as `csv.stroom` of `uitvoer.rijen`, several times as quick.

The server sends the fields of a row as text, and no Python value is made of them. What a column makes of a text is
asked of the column itself (`Kolom.cel`), once for all rows with that text; what a file shows as it is, goes by.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import Any

from django.core.exceptions import FieldError
from django.db import connection, models, transaction
from django.utils.translation import override

from inspectie.bladeren import op_volgorde
from inspectie.lijsten.filters import Lijstfilter
from inspectie.lijsten.kolommen import Kolom, zelf
from inspectie.tijd import AMSTERDAM
from inspectie.uitvoer import csv

BROK = 500  # rows sent at once
ONTHOUDEN = 4_096  # texts per column

# As the server writes them in a COPY: https://www.postgresql.org/docs/current/sql-copy.html, "Text Format".
_NIETS = b"\\N"
_TEKEN = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_GEMASKEERD = re.compile(r"\\(.)", re.DOTALL)
_EENVOUDIG = re.compile(rb'[0-9A-Za-z][^\\,"]*').fullmatch
"""A text that is the same in a CSV: nothing to quote, no formula, and nothing that COPY masked."""

_LEZERS: tuple[tuple[type[Any], Callable[[str], Any]], ...] = (
    (models.CharField, str),
    (models.TextField, str),
    (models.BooleanField, "t".__eq__),
    (models.IntegerField, int),
    (models.DateTimeField, datetime.fromisoformat),  # before DateField, of which it is a kind
    (models.DateField, date.fromisoformat),
)


class _Dag(models.Func):
    template = "COALESCE(%(expressions)s::text, '')"
    output_field = models.TextField()


class _Moment(models.Func):
    """As `csv_cel` has it: to_json leaves out the noughts at the end of a second."""

    template = (
        "COALESCE(CASE WHEN %(expressions)s = %(expressions)s::timestamptz(0) THEN btrim(to_json(%(expressions)s)::text,"
        " '\"') ELSE to_char(%(expressions)s, 'YYYY-MM-DD\"T\"HH24:MI:SS.USTZH:TZM') END, '')"
    )
    output_field = models.TextField()


class _Cellen(dict[Any, bytes]):
    """What becomes of a text, or of the texts of more fields; forgotten when there are too many."""

    def __init__(self, maak: Callable[[Any], bytes]) -> None:
        super().__init__()
        self.maak = maak

    def __missing__(self, rauw: Any) -> bytes:
        if len(self) >= ONTHOUDEN:
            self.clear()
        cel = self[rauw] = self.maak(rauw)
        return cel


def stroom(koppen: Sequence[str], keuze: Lijstfilter, kolommen: Sequence[Kolom], taal: str) -> Iterator[bytes] | None:
    """The file in pieces; None where it cannot be made so: on another database, or with a field of another kind."""
    if connection.vendor != "postgresql":
        return None
    lezers = [[_lezer(keuze.qs, veld) for veld in kolom.velden] for kolom in kolommen]
    if not all(lezer for van_kolom in lezers for lezer in van_kolom):
        return None
    return _stroom(koppen, keuze, kolommen, lezers, taal)


def _lezer(reeks: "models.QuerySet[Any]", veld: str) -> Callable[[str], Any] | None:
    """What reads a text of this field; None for a field that reads it in a way of its own."""
    with suppress(FieldError):
        soort = models.F(veld).resolve_expression(reeks.query.chain()).output_field
        if isinstance(soort, models.ForeignKey):
            soort = soort.target_field
        if not hasattr(soort, "from_db_value"):
            return next((lees for klasse, lees in _LEZERS if isinstance(soort, klasse)), None)
    return None


def _stroom(
    koppen: Sequence[str],
    keuze: Lijstfilter,
    kolommen: Sequence[Kolom],
    lezers: Sequence[Sequence[Any]],
    taal: str,
) -> Iterator[bytes]:
    velden: list[Any] = []
    samen: list[tuple[slice, _Cellen]] = []  # columns of more fields, the last one first
    teksten: list[tuple[int, _Cellen]] = []  # texts as they are, which may need a quote
    woorden: list[tuple[int, _Cellen]] = []
    for plek, (kolom, van_kolom) in enumerate(zip(kolommen, lezers, strict=True)):
        cellen = _Cellen(partial(_maak, kolom, keuze, van_kolom))
        begin = len(velden)
        if kolom.cel is zelf and van_kolom[0] in (int, date.fromisoformat):
            velden.append(_Dag(kolom.velden[0]))
        elif kolom.cel is zelf and van_kolom[0] is datetime.fromisoformat:
            velden.append(_Moment(kolom.velden[0]))
        else:
            velden += kolom.velden
            if len(kolom.velden) > 1:
                samen.insert(0, (slice(begin, len(velden)), cellen))
            else:
                (teksten if kolom.cel is zelf and van_kolom[0] is str else woorden).append((plek, cellen))
    sql, waarden = op_volgorde(keuze.qs, keuze.velden).values_list(*velden).query.sql_with_params()
    yield csv.regel(koppen)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL TIME ZONE '{AMSTERDAM.key}'")
        with cursor.copy(f"COPY ({sql}) TO STDOUT", waarden) as kopie:
            bron = iter(kopie)  # a row at a time
            while stuk := list(islice(bron, BROK)):
                with override(taal):
                    klaar = b"".join([_regel(bytes(rij), samen, teksten, woorden) for rij in stuk])
                yield klaar


def _regel(
    rauw: bytes,
    samen: Sequence[tuple[slice, _Cellen]],
    teksten: Sequence[tuple[int, _Cellen]],
    woorden: Sequence[tuple[int, _Cellen]],
) -> bytes:
    rij = rauw[:-1].split(b"\t")
    for stuk, cellen in samen:
        rij[stuk] = [cellen[tuple(rij[stuk])]]
    for plek, cellen in teksten:
        if not _EENVOUDIG(rij[plek]):
            rij[plek] = cellen[rij[plek]]
    for plek, cellen in woorden:
        rij[plek] = cellen[rij[plek]]
    return b",".join(rij) + b"\r\n"


def _maak(kolom: Kolom, keuze: Lijstfilter, lezers: Sequence[Callable[[str], Any]], rauw: Any) -> bytes:
    delen = rauw if isinstance(rauw, tuple) else (rauw,)
    return csv.cel(kolom.cel(keuze, *map(_lees, lezers, delen)))


def _lees(lezer: Callable[[str], Any], rauw: bytes) -> Any:
    if rauw == _NIETS:
        return None
    tekst = rauw.decode()
    return lezer(_GEMASKEERD.sub(lambda m: _TEKEN.get(m[1], m[1]), tekst) if "\\" in tekst else tekst)
