"""When the term of an instrument is over, in SQL: by the day on which it really ends [Algemene termijnenwet art. 1].

A term never ends earlier than one that is shorter, so no end need be computed: those that ended before a day are those
whose own last day is not after the last working day before it.
"""

from datetime import date, timedelta
from typing import Any

from django.db import connection

from inspectie.models import VrijeDag
from inspectie.termijnen import LANGSTE_IN_DAGEN

LANGSTE_UITLOOP = timedelta(days=21)
"""No weekend with the holidays beside it is this long."""


def termijn_voorbij_sql(rij: str) -> str:
    """SQL: the term of this row of `interventie` ended before the peildatum. One statement with the rest, so that the
    holidays are those of the same moment."""
    postgres = connection.vendor == "postgresql"
    als_dag = "::date" if postgres else ""
    werkdagen = " UNION ALL ".join(
        f"SELECT %(weekdag{nummer})s{als_dag} AS dag" for nummer in range(len(_weekdagen(date(2020, 1, 1))))
    )
    laatste = (
        f"(SELECT MAX(w.dag) FROM ({werkdagen}) AS w"
        f" WHERE w.dag NOT IN (SELECT datum FROM {VrijeDag._meta.db_table}))"
    )
    lengte = (
        f"{rij}.termijn_tot - {rij}.uitgereikt_op"
        if postgres
        else f"julianday({rij}.termijn_tot) - julianday({rij}.uitgereikt_op)"
    )
    return (
        f"{rij}.termijn_tot < %(peildatum)s"
        f" AND ({rij}.termijn_tot <= {laatste} OR {lengte} > {LANGSTE_IN_DAGEN})"
    )


def termijnargumenten(peildatum: date) -> dict[str, Any]:
    dag = connection.ops.adapt_datefield_value
    return {f"weekdag{nummer}": dag(weekdag) for nummer, weekdag in enumerate(_weekdagen(peildatum))}


def _weekdagen(peildatum: date) -> list[date]:
    """Those within reach before it: as many before any day."""
    dagen = (peildatum - timedelta(days=n) for n in range(1, LANGSTE_UITLOOP.days + 1))
    return [dag for dag in dagen if dag.weekday() < 5]
