"""When the term of an instrument is over, in SQL: by the day on which it really ends [Algemene termijnenwet art. 1],
with the days off as they were on the day it was issued (`interventies.rechtsgegevens.vrijedagen`).

A term never ends earlier than one that is shorter, so no end need be computed: those that ended before a day are those
whose own last day is not after the last working day before it.
"""

from datetime import date, timedelta
from typing import Any

from django.db import connection

from inspectie.models import VrijeDag
from inspectie.termijnen import LANGSTE_IN_DAGEN
from interventies.models import Rechtsact, Rechtsbesluit, Rechtstabel, Rechtsvoorstel
from rapportages.kerncijfers.vakken import lokale_dag_sql

LANGSTE_UITLOOP = timedelta(days=21)
"""No weekend with the holidays beside it is this long."""


def termijn_voorbij_sql(rij: str) -> str:
    """SQL: the term of this row of `interventie` ended before the peildatum. One statement with the rest, so that the
    holidays are those of the same moment."""
    postgres = connection.vendor == "postgresql"
    als_dag = "::date" if postgres else ""
    weekdagen = [f"%(weekdag{nummer})s{als_dag}" for nummer in range(len(_weekdagen(date(2020, 1, 1))))]
    # Both databases call it so. Of a UNION PostgreSQL would make as many plans as there are days.
    werkdagen = f"SELECT column1 AS dag FROM (VALUES {', '.join(f'({dag})' for dag in weekdagen)}) AS dagen"
    lengte = (
        f"{rij}.termijn_tot - {rij}.uitgereikt_op"
        if postgres
        else f"julianday({rij}.termijn_tot) - julianday({rij}.uitgereikt_op)"
    )
    # By far the most ended long ago: of those nothing is looked up.
    return (
        f"{rij}.termijn_tot < %(peildatum)s"
        f" AND ({rij}.termijn_tot <= {weekdagen[-1]} OR {lengte} > {LANGSTE_IN_DAGEN} OR EXISTS"
        f" (SELECT 1 FROM ({werkdagen}) AS w WHERE w.dag >= {rij}.termijn_tot AND NOT {_vrij_sql('w.dag', rij)}))"
    )


def _vrij_sql(dag: str, rij: str) -> str:
    """SQL: that day was a day off on the day this row was issued. The first change from then on tells what it was."""
    wijziging = (
        f"(SELECT v.act FROM {Rechtsvoorstel._meta.db_table} AS v"
        f" JOIN {Rechtsbesluit._meta.db_table} AS b ON b.voorstel_id = v.id"
        f" WHERE v.tabel = '{Rechtstabel.VRIJE_DAG.value}' AND v.sleutel = CAST({dag} AS text)"
        f" AND v.act IN ('{Rechtsact.NIEUW.value}', '{Rechtsact.VERVALT.value}')"
        f" AND b.uitkomst = '{Rechtsbesluit.Uitkomst.AANVAARD.value}'"
        f" AND {lokale_dag_sql('b.op')} >= {rij}.uitgereikt_op"
        " ORDER BY b.op, v.id LIMIT 1)"
    )
    return (
        f"CASE {wijziging} WHEN '{Rechtsact.NIEUW.value}' THEN FALSE WHEN '{Rechtsact.VERVALT.value}' THEN TRUE"
        f" ELSE {dag} IN (SELECT datum FROM {VrijeDag._meta.db_table}) END"
    )


def termijnargumenten(peildatum: date) -> dict[str, Any]:
    dag = connection.ops.adapt_datefield_value
    return {f"weekdag{nummer}": dag(weekdag) for nummer, weekdag in enumerate(_weekdagen(peildatum))}


def _weekdagen(peildatum: date) -> list[date]:
    """Those within reach before it: as many before any day."""
    dagen = (peildatum - timedelta(days=n) for n in range(1, LANGSTE_UITLOOP.days + 1))
    return [dag for dag in dagen if dag.weekday() < 5]
