"""The days off, with what they were on the day that something was issued: what was issued keeps the end it had."""

from datetime import date, datetime
from typing import Any

from django.db.models import CharField, DateTimeField, F, QuerySet, Value
from django.db.models.functions import Cast

from inspectie.models import VrijeDag
from inspectie.termijnen import VrijeDagen
from inspectie.tijd import lokale_dag
from inspectie.vastevraag import VasteVraag
from interventies.models import Rechtsact, Rechtstabel, Rechtsvoorstel


def _rijen() -> "QuerySet[Any, Any]":
    """(day, what was decided of it or "", when): those of now, and each that came or went."""
    niets: Any = Value(None, output_field=DateTimeField())
    nu = VrijeDag.objects.order_by().annotate(
        dag=Cast("datum", CharField()), wat=Value(""), besloten=Cast(niets, DateTimeField())
    )
    gewijzigd = (
        Rechtsvoorstel.objects.aanvaard()
        .filter(tabel=Rechtstabel.VRIJE_DAG, act__in=(Rechtsact.NIEUW, Rechtsact.VERVALT))
        .order_by()
        .annotate(dag=F("sleutel"), wat=F("act"), besloten=F("besluit__op"))
    )
    velden = ("dag", "wat", "besloten")
    return nu.values_list(*velden).union(gewijzigd.values_list(*velden), all=True)


_RIJEN = VasteVraag(_rijen)


def lees_vrije_dagen() -> VrijeDagen:
    """One query."""
    rijen = _RIJEN.rijen()
    dagen = frozenset(date.fromisoformat(dag) for dag, wat, _toen in rijen if not wat)
    wijzigingen: list[tuple[datetime, str, str]] = sorted(
        (toen, wat, dag) for dag, wat, toen in rijen if wat and toen is not None
    )
    eerder, stond = [], dagen
    for toen, wat, dag in reversed(wijzigingen):
        stond = (
            stond - {date.fromisoformat(dag)} if wat == Rechtsact.NIEUW else stond | {date.fromisoformat(dag)}
        )
        eerder.append((lokale_dag(toen), stond))
    return VrijeDagen(dagen, reversed(eerder))
