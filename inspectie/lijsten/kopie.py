"""The CSV of a list by PostgreSQL's COPY: the same bytes as `csv.stroom` of `uitvoer.rijen`, several times as quick.

The server sends the fields of a row as text, and no Python value is made of them. What a column makes of a text is
asked of the column itself (`Kolom.cel`), once for all rows with that text; what a file shows as it is, goes by.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import islice
from operator import itemgetter
from string import ascii_letters, digits
from typing import Any

from django.core.exceptions import EmptyResultSet, FieldError
from django.db import connection, models, transaction
from django.utils.translation import override

from inspectie.bladeren import op_volgorde
from inspectie.lijsten.filters import Lijstfilter
from inspectie.lijsten.kolommen import Kolom, zelf
from inspectie.tijd import AMSTERDAM
from inspectie.uitvoer import csv

BROK = 250  # rows at once: what is made of them stays in the cache of a processor
ONTHOUDEN = 4_096  # texts per column

# As the server writes them in a COPY: https://www.postgresql.org/docs/current/sql-copy.html, "Text Format".
_NIETS = b"\\N"
_TEKEN = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_GEMASKEERD = re.compile(r"\\(.)", re.DOTALL)
_BIJZONDER = (b'"', b",", b"\\")
_VEILIG = frozenset(letter.encode() for letter in ("", *ascii_letters, *digits))
_EENVOUDIG = re.compile(rb'(?:[0-9A-Za-z][^\\,"]*)?').fullmatch
"""A text that is the same in a CSV: nothing to quote, no formula, and nothing that COPY masked."""


class _Klaar(models.Func):
    template = "COALESCE(%(expressions)s::text, '')"
    output_field = models.TextField()


class _Moment(models.Func):
    """As `csv_cel` has it: to_json leaves out the noughts at the end of a second."""

    template = """COALESCE(CASE WHEN %(expressions)s = %(expressions)s::timestamptz(0)
        THEN btrim(to_json(%(expressions)s)::text, '"')
        ELSE to_char(%(expressions)s, 'YYYY-MM-DD"T"HH24:MI:SS.USTZH:TZM') END, '')"""
    output_field = models.TextField()


@dataclass(frozen=True, slots=True)
class _Soort:
    """A kind of field: what reads its text, and the SQL of its cell as it is in the file."""

    lees: Callable[[str], Any]
    klaar: type[models.Func] | None = None


_TEKST = _Soort(str, _Klaar)
_SOORTEN: tuple[tuple[type[Any], _Soort], ...] = (
    (models.CharField, _TEKST),
    (models.TextField, _TEKST),
    (models.BooleanField, _Soort("t".__eq__)),
    (models.IntegerField, _Soort(int, _Klaar)),
    # Before DateField, of which it is a kind.
    (models.DateTimeField, _Soort(datetime.fromisoformat, _Moment)),
    (models.DateField, _Soort(date.fromisoformat, _Klaar)),
)


_Maker = Callable[[Sequence[Sequence[bytes]]], Iterable[bytes]]
"""Makes of the texts of all fields, per field those of some rows, the cells of a column."""


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


def stroom(
    koppen: Sequence[str], keuze: Lijstfilter, kolommen: Sequence[Kolom], taal: str
) -> Iterator[bytes] | None:
    """The file in pieces; None where it cannot be made so: on another database, or with a field of another kind."""
    if connection.vendor != "postgresql":
        return None
    soorten = [[_soort(keuze.qs, veld) for veld in kolom.velden] for kolom in kolommen]
    if not all(soort for van_kolom in soorten for soort in van_kolom):
        return None
    return _stroom(koppen, keuze, kolommen, soorten, taal)


def _soort(reeks: "models.QuerySet[Any]", veld: str) -> _Soort | None:
    """None for a field that reads what the database gives in a way of its own."""
    with suppress(FieldError):
        gevonden = models.F(veld).resolve_expression(reeks.query.chain()).output_field
        if isinstance(gevonden, models.ForeignKey):
            gevonden = gevonden.target_field
        if not hasattr(gevonden, "from_db_value"):
            return next((soort for klasse, soort in _SOORTEN if isinstance(gevonden, klasse)), None)
    return None


def _stroom(
    koppen: Sequence[str],
    keuze: Lijstfilter,
    kolommen: Sequence[Kolom],
    soorten: Sequence[Sequence[Any]],
    taal: str,
) -> Iterator[bytes]:
    velden: list[Any] = []
    makers: list[_Maker] = []
    for kolom, van_kolom in zip(kolommen, soorten, strict=True):
        cellen = _Cellen(partial(_maak, kolom, keuze, [soort.lees for soort in van_kolom]))
        begin, eerste = len(velden), van_kolom[0]
        if kolom.cel is zelf and eerste.klaar:
            velden.append(eerste.klaar(kolom.velden[0]))
            makers.append(partial(_tekst, begin, cellen) if eerste is _TEKST else itemgetter(begin))
            continue
        velden += map(models.F, kolom.velden)  # each with a name of its own: a field may be in more columns
        if len(kolom.velden) > 1:
            makers.append(partial(_van_meer, slice(begin, len(velden)), cellen))
        else:
            makers.append(partial(_woord, begin, cellen))
    yield csv.regel(koppen)
    try:
        sql, waarden = op_volgorde(keuze.qs, keuze.velden).values_list(*velden).query.sql_with_params()
    except EmptyResultSet:  # nothing this person may see
        return
    from psycopg import ClientCursor  # only here: SQLite needs no driver of another database

    with transaction.atomic(), connection.cursor() as cursor:
        # A COPY takes no parameters: they are put in its text, as psycopg quotes them.
        opdracht = ClientCursor(cursor.connection).mogrify(f"COPY ({sql}) TO STDOUT", waarden)
        cursor.execute("SET LOCAL TIME ZONE %s", [AMSTERDAM.key])
        with cursor.copy(opdracht) as kopie:
            bron = iter(kopie)  # a row at a time
            while stuk := list(islice(bron, BROK)):
                with override(taal):
                    klaar = _regels(b"".join(stuk), len(velden), makers)
                yield klaar
        # Django takes every moment it reads for one in this zone, also what follows in a transaction around this one.
        cursor.execute("SET LOCAL TIME ZONE %s", [connection.timezone_name])


def _regels(rauw: bytes, breedte: int, makers: Sequence["_Maker"]) -> bytes:
    """Column by column, so that all that is done per row is done outside Python. A tab or a newline in a text is
    masked, so each stands between two fields."""
    los = rauw[:-1].replace(b"\n", b"\t").split(b"\t")
    velden = [los[plek::breedte] for plek in range(breedte)]
    rijen = zip(*(maak(velden) for maak in makers), strict=True)
    return b"\r\n".join([*map(b",".join, rijen), b""])


def _van_meer(waar: slice, cellen: _Cellen, velden: Sequence[Sequence[bytes]]) -> Iterable[bytes]:
    return map(cellen.__getitem__, zip(*velden[waar], strict=True))


def _woord(plek: int, cellen: _Cellen, velden: Sequence[Sequence[bytes]]) -> Iterable[bytes]:
    return map(cellen.__getitem__, velden[plek])


def _tekst(plek: int, cellen: _Cellen, velden: Sequence[Sequence[bytes]]) -> Iterable[bytes]:
    """As it is, but for what needs a quote; of most rows none does."""
    kolom = velden[plek]
    samen = b"\n".join(kolom)
    if not any(teken in samen for teken in _BIJZONDER) and _VEILIG.issuperset({tekst[:1] for tekst in kolom}):
        return kolom
    return [tekst if _EENVOUDIG(tekst) else cellen[tekst] for tekst in kolom]


def _maak(kolom: Kolom, keuze: Lijstfilter, lezers: Sequence[Callable[[str], Any]], rauw: Any) -> bytes:
    delen = rauw if isinstance(rauw, tuple) else (rauw,)
    return csv.cel(kolom.cel(keuze, *map(_lees, lezers, delen)))


def _lees(lezer: Callable[[str], Any], rauw: bytes) -> Any:
    if rauw == _NIETS:
        return None
    tekst = rauw.decode()
    return lezer(_GEMASKEERD.sub(lambda m: _TEKEN.get(m[1], m[1]), tekst) if "\\" in tekst else tekst)
