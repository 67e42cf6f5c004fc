"""Pages of a long list that stay as quick as the first: a page begins after a row, not after a number of rows.

The place in the list is a cursor: the values of the ordering at the edge of the page. It lives in the URL, so going
back finds the same page, and rows that came in meanwhile shift nothing.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

M = TypeVar("M", bound=models.Model)

TELGRENS = 10_000
"""Counting stops here: an exact count of a wide list costs more than its page."""


@dataclass(frozen=True, slots=True)
class Blad(Generic[M]):
    """One page. `vorige` and `volgende` are cursors, empty where there is nothing; `aantal` is None above TELGRENS."""

    rijen: Sequence[M]
    vorige: str
    volgende: str
    aantal: int | None

    @property
    def telling(self) -> str:
        """How many in all, as it reads: "1.204" or "meer dan 10.000"."""
        grens = f"{TELGRENS:,}".replace(",", ".")
        return f"meer dan {grens}" if self.aantal is None else f"{self.aantal:,}".replace(",", ".")


def blader(
    reeks: "models.QuerySet[M]", volgorde: Sequence[str], cursor: str = "", per: int = 25
) -> "Blad[M]":
    """The page of `reeks` at a cursor, in an order of fields that are never empty ("-ontvangen_op"); the id is added
    as the last, so that no two rows are equal. A cursor that is not one of this order means the first page.

    Two queries: the page, and a count that stops at TELGRENS.
    """
    velden = [veld.removeprefix("-") for veld in volgorde] + ["pk"]
    omlaag = [veld.startswith("-") for veld in volgorde]
    omlaag.append(omlaag[-1])
    terug, grens = _ontcijfer(reeks.model, velden, cursor)
    gezocht = reeks
    if grens is not None:
        gezocht = reeks.filter(_voorbij(velden, [kant != terug for kant in omlaag], grens))
    richting = [f"-{veld}" if kant != terug else veld for veld, kant in zip(velden, omlaag, strict=True)]
    rijen = list(gezocht.order_by(*richting)[: per + 1])
    meer, rijen = len(rijen) > per, rijen[:per]
    if terug:
        rijen.reverse()
    eerste, laatste = (rijen[0], rijen[-1]) if rijen else (None, None)
    is_begin = grens is None or (terug and not meer)
    is_einde = not meer if not terug else grens is None
    aantal = reeks.order_by().values("pk")[: TELGRENS + 1].count()
    return Blad(
        rijen,
        "" if eerste is None or is_begin else _cijfer("voor", velden, eerste),
        "" if laatste is None or is_einde else _cijfer("na", velden, laatste),
        None if aantal > TELGRENS else aantal,
    )


def _voorbij(velden: Sequence[str], omlaag: Sequence[bool], grens: Sequence[Any]) -> Q:
    """Past the row with these values: (a, b, id) > (x, y, z), written so that an index on a, b, id can serve it."""
    uit = Q()
    for plek in range(len(velden)):
        gelijk = Q(**dict(zip(velden[:plek], grens[:plek], strict=True)))
        uit |= gelijk & Q(**{f"{velden[plek]}__{'lt' if omlaag[plek] else 'gt'}": grens[plek]})
    # Follows from the rest; said apart it is what lets the index be entered at the right place.
    return Q(**{f"{velden[0]}__{'lte' if omlaag[0] else 'gte'}": grens[0]}) & uit


def _cijfer(kant: str, velden: Sequence[str], rij: models.Model) -> str:
    waarden = [getattr(rij, veld) for veld in velden]
    tekst = json.dumps([kant, *(w.isoformat() if hasattr(w, "isoformat") else w for w in waarden)])
    return urlsafe_b64encode(tekst.encode()).decode().rstrip("=")


def _ontcijfer(model: type[M], velden: Sequence[str], cursor: str) -> tuple[bool, list[Any] | None]:
    """(going back, the values at the edge); no values for the first page and for nonsense."""
    try:
        kant, *waarden = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if kant not in ("na", "voor") or len(waarden) != len(velden):
            return False, None
        grens = [_veld(model, veld).to_python(waarde) for veld, waarde in zip(velden, waarden, strict=True)]
    except (ValueError, TypeError, ValidationError):
        return False, None
    if any(waarde is None for waarde in grens):
        return False, None
    return kant == "voor", grens


def _veld(model: type[M], naam: str) -> "models.Field[Any, Any]":
    veld = model._meta.pk if naam == "pk" else model._meta.get_field(naam)
    if not isinstance(veld, models.Field):
        raise TypeError(f"Op {naam} kan niet worden geordend.")
    return veld
