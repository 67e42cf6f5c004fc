"""The hour at which a reporter was at it, for who may not know it: an order by day instead.

A place in a list is a value of its order: by the moment itself it would tell the hour, and could be tried until it
does. `UREN` of a model names such moments, each with what its day is called; nothing else needs to remember it.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models.functions import TruncDate

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.tijd import AMSTERDAM


def uren_van(model: type[models.Model]) -> dict[str, str]:
    uren: dict[str, str] = getattr(model, "UREN", {})
    return uren


def met_dagen(reeks: "models.QuerySet[Any]", gebruiker: Gebruiker) -> "models.QuerySet[Any]":
    """With the days that `op_de_dag` orders by, for who needs them."""
    if heeft(gebruiker, Recht.ONTVANGSTUUR_ZIEN):
        return reeks
    dagen = {dag: TruncDate(moment, tzinfo=AMSTERDAM) for moment, dag in uren_van(reeks.model).items()}
    met: models.QuerySet[Any] = reeks.annotate(**dagen)
    return met


def op_de_dag(velden: Iterable[str], model: type[models.Model], gebruiker: Gebruiker) -> tuple[str, ...]:
    """The fields that this person may order by."""
    if heeft(gebruiker, Recht.ONTVANGSTUUR_ZIEN):
        return tuple(velden)
    uren = uren_van(model)
    anders = uren | {f"-{moment}": f"-{dag}" for moment, dag in uren.items()}
    return tuple(anders.get(veld, veld) for veld in velden)
