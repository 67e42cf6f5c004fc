"""The end of a term in a query, as `termijnen` computes it: to choose and to order by.

Not stored: a day that is made equal to a holiday moves the clocks that run (not what was issued: `VrijeDagen`).
"""

from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from django.db.models import Case, DateField, F, When
from django.db.models.functions import Cast

from inspectie.termijnen import eerste_werkdag, is_werkdag


def einde_van(kaal: str, vrije_dagen: frozenset[date], *eerst: When) -> Case:
    """The day on which a term really ends that by itself ends on the day in field `kaal` [Algemene termijnenwet art. 1
    lid 1]. `eerst`: where that is another day."""
    verder = sorted((aantal, dag) for dag, aantal in _verder(vrije_dagen).items())
    return Case(
        *eerst,
        *(
            When(**{f"{kaal}__in": [dag for _, dag in dagen]}, then=_na(kaal, aantal))
            for aantal, dagen in groupby(verder, itemgetter(0))
        ),
        When(**{f"{kaal}__iso_week_day": 6}, then=_na(kaal, 2)),
        When(**{f"{kaal}__iso_week_day": 7}, then=_na(kaal, 1)),
        default=kaal,
    )


def _na(veld: str, dagen: int) -> Cast:
    return Cast(F(veld) + timedelta(days=dagen), DateField())


def _verder(vrije_dagen: frozenset[date]) -> dict[date, int]:
    """How many days a term runs on that ends on a holiday, or in a weekend that one comes after."""
    uit: dict[date, int] = {}
    for dag in vrije_dagen:
        einde = eerste_werkdag(dag, vrije_dagen)
        while not is_werkdag(dag, vrije_dagen):
            uit[dag] = (einde - dag).days
            dag -= timedelta(days=1)
    return uit
