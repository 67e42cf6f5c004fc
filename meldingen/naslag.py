"""What is looked up for every melding and seldom changes: the code lists, the free days and the rules in use. One
question; what it says is worked out once for as long as it says the same."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from django.db import connection

from inspectie.bundel import vraag
from inspectie.models import Code, VrijeDag
from meldingen.models import Regelset


class Codes(dict[str, dict[str, None]]):
    """The codes per list, in their order. Nobody changes it: what is made of it can be kept by it."""

    __hash__ = object.__hash__  # type: ignore[assignment]


class Regels(NamedTuple):
    """A set in use. `merk`: the same for as long as it says the same."""

    vanaf: date
    tot: date
    pk: int
    merk: int | str


@dataclass(frozen=True, slots=True)
class Naslag:
    codes: Codes
    thuis: tuple[tuple[str, str], ...]
    """(topic, home domain)."""
    vrij: frozenset[date]
    regels: tuple[Regels, ...]
    """Those that begin last first."""


# Each in the cheapest way there is: in any order, a day as a number, of the rules a digest. On SQLite these are a text
# anyhow.
_PER_SOORT = {
    "postgresql": ("string_agg", "CAST(datum - DATE '2000-01-01' AS text)", "jsonb_hash_extended(inhoud, 0)"),
    "sqlite": ("group_concat", "CAST(julianday(datum) - julianday('2000-01-01') AS integer)", "inhoud"),
}


def lees() -> Naslag:
    samen, dag, merk = _PER_SOORT[connection.vendor]
    sql = f"""SELECT
        (SELECT {samen}(lijst || ';' || volgorde || ';' || code || ';' || hoort_bij, ' ')
         FROM {Code._meta.db_table}),
        (SELECT {samen}({dag}, ' ') FROM {VrijeDag._meta.db_table}),
        geldig_vanaf, geldig_tot, regels.id, {merk}
        FROM (SELECT 1) een LEFT JOIN {Regelset._meta.db_table} regels ON status = %s
        ORDER BY geldig_vanaf DESC"""
    (rijen,) = vraag((sql, [Regelset.Status.GOEDGEKEURD.value]))
    codes, dagen = rijen[0][:2]
    return Naslag(
        *_codes(codes or ""),
        _dagen(dagen or ""),
        tuple(
            Regels(_dag(vanaf), _dag(tot) if tot else date.max, pk, merk)
            for _, _, vanaf, tot, pk, merk in rijen
            if pk is not None
        ),
    )


@lru_cache(8)
def _codes(tekst: str) -> tuple[Codes, tuple[tuple[str, str], ...]]:
    codes, thuis = Codes(), []
    regels = [regel.split(";") for regel in tekst.split(" ")] if tekst else []
    for lijst, _, code, hoort_bij in sorted(regels, key=lambda regel: (regel[0], int(regel[1]))):
        codes.setdefault(lijst, {})[code] = None
        if lijst == "onderwerp":
            thuis.append((code, hoort_bij))
    return codes, tuple(thuis)


@lru_cache(8)
def _dagen(tekst: str) -> frozenset[date]:
    return frozenset(date(2000, 1, 1) + timedelta(days=int(dag)) for dag in tekst.split())


def _dag(waarde: date | str) -> date:
    """SQLite has no days."""
    return waarde if isinstance(waarde, date) else date.fromisoformat(waarde)
