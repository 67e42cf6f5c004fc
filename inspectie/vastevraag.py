"""A question that is asked so often that having Django write its SQL costs more than the answer: written once."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

_NAAM = "_vaste_vragen"
_MERKEN = (-7_301_733_301, -7_301_733_302)
"""Keys that nothing has."""


class _Geschreven(NamedTuple):
    compiler: SQLCompiler
    sql: str
    waarden: tuple[Any, ...]
    plaatsen: frozenset[int]
    """Where among the values the key stands."""


class VasteVraag:
    """`maak(pk)` is a QuerySet of plain rows (`values_list`), in which the key is compared with and nothing more; or
    `maak()`, of a question without one. What else stands in it is the same for ever: no moment, no person, nothing that
    was read before.

    ValueError where the key makes other SQL, or another value.
    """

    def __init__(self, maak: Callable[..., "QuerySet[Any, Any]"]) -> None:
        self._maak = maak

    def rijen(self, *sleutel: int) -> list[tuple[Any, ...]]:
        """The answer for one key, or of a question without. One query."""
        # Kept with the connection, which its converters belong to, and gone with it.
        geschreven: dict[VasteVraag, _Geschreven] = vars(connections[DEFAULT_DB_ALIAS]).setdefault(_NAAM, {})
        if (vraag := geschreven.get(self)) is None:
            vraag = geschreven[self] = self._schrijf() if sleutel else _compileer(self._maak())
        waarden = [
            sleutel[0] if plek in vraag.plaatsen else waarde for plek, waarde in enumerate(vraag.waarden)
        ]
        with connection.cursor() as cursor:
            cursor.execute(vraag.sql, waarden)
            gevonden: list[Sequence[Any]] = cursor.fetchall()
        return [tuple(rij) for rij in vraag.compiler.results_iter([gevonden])]

    def _schrijf(self) -> _Geschreven:
        een, ander = (_compileer(self._maak(merk)) for merk in _MERKEN)
        plaatsen = frozenset(plek for plek, waarde in enumerate(een.waarden) if waarde == _MERKEN[0])
        hoort = tuple(_MERKEN[1] if plek in plaatsen else waarde for plek, waarde in enumerate(een.waarden))
        if not plaatsen or (een.sql, hoort) != (ander.sql, ander.waarden):
            raise ValueError("De sleutel maakt een andere vraag.")
        return een._replace(plaatsen=plaatsen)


def _compileer(reeks: "QuerySet[Any, Any]") -> _Geschreven:
    compiler = reeks.query.get_compiler(reeks.db)
    sql, waarden = compiler.as_sql()
    return _Geschreven(compiler, sql, tuple(waarden), frozenset())
