"""A period cut in weeks or months, and how a moment finds its piece in SQL. No piece is empty: the first begins on the
first day, the last ends on the last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from inspectie.tijd import AMSTERDAM, begin_van

WEEK, MAAND = "week", "maand"
HOOGSTENS = 60


@dataclass(frozen=True, slots=True)
class Vak:
    van: date
    tot: date  # inclusive


def snijd(van: date, tot: date, per: str) -> list[Vak]:
    """The pieces, oldest first. A week begins on Monday."""
    uit: list[Vak] = []
    while van <= tot:
        einde = min(_laatste_van(van, per), tot)
        uit.append(Vak(van, einde))
        van = einde + timedelta(days=1)
    return uit


def _laatste_van(dag: date, per: str) -> date:
    if per == WEEK:
        return dag + timedelta(days=6 - dag.weekday())
    return (dag.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


NUL = date(1900, 1, 1)
"""Where days are counted from; nothing happened on it."""


def vak_sql(moment: str, aantal: int, soort: str = "grens") -> str:
    """SQL for the number of the piece in which a column lies: 1 is the first, 0 before it. `soort` says what the column
    is: a moment ("grens") or a day ("grensdag"). Nothing lies after the last. Of no pieces at all (`aantal` is 0) it is
    the number of the local day."""
    if not aantal:
        return _dag_sql(moment, soort)
    if connection.vendor == "postgresql":
        type_ = "timestamptz" if soort == "grens" else "date"
        grenzen = ", ".join(f"%({soort}{nummer})s::{type_}" for nummer in range(1, aantal + 1))
        return f"WIDTH_BUCKET({moment}, ARRAY[{grenzen}])"
    gevallen = "".join(
        f" WHEN {moment} >= %({soort}{nummer})s THEN {nummer}" for nummer in range(aantal, 0, -1)
    )
    return f"CASE WHEN {moment} IS NULL THEN NULL{gevallen} ELSE 0 END"


def lokale_dag_sql(moment: str) -> str:
    """SQL: the calendar day in Amsterdam of a moment, as `lokale_dag` gives it."""
    if connection.vendor == "postgresql":
        return f"({moment} AT TIME ZONE '{AMSTERDAM.key}')::date"
    return f"django_datetime_cast_date({moment}, '{AMSTERDAM.key}', 'UTC')"


def _dag_sql(moment: str, soort: str) -> str:
    dag = lokale_dag_sql(moment) if soort == "grens" else moment
    if connection.vendor == "postgresql":
        return f"({dag} - DATE '{NUL}')"
    return f"CAST(julianday({dag}) - julianday('{NUL}') AS INTEGER)"


def vak_argumenten(vakken: list[Vak]) -> dict[str, Any]:
    return dict(_grenzen(vakken))


def _grenzen(vakken: list[Vak]) -> Iterator[tuple[str, Any]]:
    for nummer, vak in enumerate(vakken, 1):
        yield f"grens{nummer}", connection.ops.adapt_datetimefield_value(begin_van(vak.van))
        yield f"grensdag{nummer}", connection.ops.adapt_datefield_value(vak.van)
