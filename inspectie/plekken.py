"""A place in a long list, as the address of a page names it: a cursor.

Rows whose first field is empty (NULL, or "" where that may be) stand at the end, in either direction: a list is a
stretch of filled rows and then one of empty rows, and each stretch is a range of an index.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

M = TypeVar("M", bound=models.Model)

LANGSTE_CURSOR = 1000  # characters; a longer one was not made here
TREFFER = "treffer"
"""An order that no table has: the place of a row among what was searched for. An annotation, a number, never empty."""


@dataclass(frozen=True, slots=True)
class Deel:
    """A stretch of the list: which rows, and their order with the id as the last, so that no two rows are equal."""

    voorwaarde: Q
    velden: tuple[str, ...]
    omlaag: tuple[bool, ...]

    def volgorde(self, terug: bool) -> list[str]:
        return [f"-{v}" if kant != terug else v for v, kant in zip(self.velden, self.omlaag, strict=True)]

    def voorbij(self, grens: Sequence[Any], terug: bool) -> Q:
        """Past the row with these values: (a, b, id) > (x, y, z), written so that an index on a, b, id can serve it."""
        kanten = ["lt" if kant != terug else "gt" for kant in self.omlaag]
        uit = Q()
        for plek, veld in enumerate(self.velden):
            gelijk = Q(**dict(zip(self.velden[:plek], grens[:plek], strict=True)))
            uit |= gelijk & Q(**{f"{veld}__{kanten[plek]}": grens[plek]})
        # Follows from the rest; said apart it is what lets the index be entered at the right place.
        return Q(**{f"{self.velden[0]}__{kanten[0]}e": grens[0]}) & uit

    def waarden(self, rij: models.Model) -> list[Any]:
        return [getattr(rij, veld) for veld in self.velden]


@dataclass(frozen=True, slots=True)
class Plek:
    """A place in the list: in which stretch, and at which row of it (None: at its edge)."""

    deel: int
    grens: Sequence[Any] | None
    terug: bool = False


def stukken_van(
    reeks: "models.QuerySet[M]", delen: Sequence[Deel], plek: Plek
) -> Iterator[tuple[int, "models.QuerySet[M]"]]:
    """What lies beyond a place, stretch by stretch, the nearest first."""
    for nummer in range(plek.deel, -1, -1) if plek.terug else range(plek.deel, len(delen)):
        deel = delen[nummer]
        hier = reeks.filter(deel.voorwaarde)
        if plek.grens is not None and nummer == plek.deel:
            hier = hier.filter(deel.voorbij(plek.grens, plek.terug))
        yield nummer, hier.order_by(*deel.volgorde(plek.terug))


def kolommen_van(model: type[models.Model], velden: Sequence[str]) -> list[str]:
    """Of these, those that are columns of its table."""
    anders = {TREFFER, *_afgeleid(model)}
    return [veld for veld in velden if veld not in anders]


def delen_van(model: type[models.Model], volgorde: Sequence[str]) -> list[Deel]:
    velden = (*(veld.removeprefix("-") for veld in volgorde), "pk")
    omlaag = [veld.startswith("-") for veld in volgorde]
    kanten = (*omlaag, omlaag[-1])
    leeg = leeg_in(model, velden[0])
    if leeg is None:
        return [Deel(Q(), velden, kanten)]
    # Not "anything but empty": an index cannot begin there.
    vol = (
        Q(**{f"{velden[0]}__isnull": False})
        if _veld(model, velden[0]).null
        else Q(**{f"{velden[0]}__gt": ""})
    )
    return [Deel(vol, velden, kanten), Deel(leeg, velden[1:], kanten[1:])]


def leeg_in(model: type[models.Model], naam: str) -> Q | None:
    """Which rows have nothing in a field; None where every row has something."""
    veld = _veld(model, naam)
    if veld.null:
        return Q(**{f"{naam}__isnull": True})
    return Q(**{naam: ""}) if isinstance(veld, models.CharField) and veld.blank else None


def is_leeg(rij: models.Model, delen: Sequence[Deel]) -> bool:
    return len(delen) > 1 and getattr(rij, delen[0].velden[0]) in (None, "")


def cijfer(kant: str, delen: Sequence[Deel], deel: int, rij: models.Model) -> str:
    waarden = delen[deel].waarden(rij)
    tekst = json.dumps([kant, deel, *(w.isoformat() if hasattr(w, "isoformat") else w for w in waarden)])
    return urlsafe_b64encode(tekst.encode()).decode().rstrip("=")


def ontcijfer(model: type[models.Model], delen: Sequence[Deel], cursor: str) -> Plek:
    """The place that a cursor names; the beginning for none and for nonsense."""
    begin = Plek(0, None)
    if len(cursor) > LANGSTE_CURSOR:
        return begin
    try:
        kant, nummer, *waarden = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if kant not in ("na", "voor") or type(nummer) is not int or not 0 <= nummer < len(delen):
            return begin
        velden = delen[nummer].velden
        if len(waarden) != len(velden):
            return begin
        grens = [_veld(model, veld).to_python(waarde) for veld, waarde in zip(velden, waarden, strict=True)]
    except (ValueError, TypeError, OverflowError, ValidationError):
        return begin
    return Plek(nummer, grens, kant == "voor") if all(map(_past, grens)) else begin


def _past(waarde: object) -> bool:
    """Whether a database can compare with it: whoever types a cursor by hand gets no error of the database."""
    if isinstance(waarde, datetime):
        return waarde.tzinfo is not None and 1900 <= waarde.year <= 2200
    return waarde is not None and not (isinstance(waarde, str) and "\0" in waarde)


def _afgeleid(model: type[models.Model]) -> set[str]:
    """The days that a row has and its table has not: of `UREN` (`inspectie.uren`), or the model names them itself."""
    return {*getattr(model, "UREN", {}).values(), *getattr(model, "AFGELEIDE_DAGEN", ())}


def _veld(model: type[models.Model], naam: str) -> "models.Field[Any, Any]":
    """A day that is no column of the model, but annotated, is an attribute of a row."""
    if naam == TREFFER:
        return models.IntegerField()
    if naam in _afgeleid(model):
        return cast("models.Field[Any, Any]", models.DateField())
    veld = model._meta.pk if naam == "pk" else model._meta.get_field(naam)
    if not isinstance(veld, models.Field):
        raise TypeError(f"Op {naam} kan niet worden geordend.")
    return veld
