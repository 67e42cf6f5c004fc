"""Under which names this office itself met an employer. A name that only a melding carries is of its source: a second
name as the reporter wrote it, or an employer that nothing was ever done at."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from inspectie.bulk import onder
from interventies.models import Concept, EigenInitiatief, Interventie, Overtreding, Zaak
from meldingen.models import Melding, Werkgever


def opgetreden_bij(**waar: Any) -> QuerySet[Any, Any]:
    """The ids of the records at which a violation was found, or something done or drawn up."""
    return (
        Overtreding.objects.filter(vervallen=False, **waar)
        .values("werkgever")
        .union(
            Interventie.objects.filter(vervallen=False, **waar).values("werkgever"),
            Concept.objects.filter(**waar).values("werkgever"),
        )
    )


def opgetreden_in(zaak: Zaak) -> list[Werkgever]:
    """Each employer at which something was done in this zaak, once, by name. Not where a zaak was opened only, on a
    melding or without: by who is in it and who is not one would know which of the two."""
    een_van: dict[int, Werkgever] = {}
    for werkgever in Werkgever.objects.filter(pk__in=opgetreden_bij(zaak=zaak)).order_by("pk"):
        if werkgever.groep_id not in een_van or werkgever.hoofd_id is None:
            een_van[werkgever.groep_id] = werkgever
    return sorted(een_van.values(), key=lambda werkgever: (werkgever.naam, werkgever.pk))


def namen_van(groep: int) -> list[str]:
    """What an employer is called (names and places) by who did something there, and by records that no melding is
    about; by the record that stands for it where there is neither."""
    records = list(Werkgever.objects.in_groepen([groep]).order_by("pk"))
    deze = onder([record.pk for record in records])
    zelf = {rij["werkgever"] for rij in opgetreden_bij(werkgever__in=deze)}
    zelf |= set(EigenInitiatief.objects.filter(werkgever__in=deze).values_list("werkgever", flat=True))
    gemeld = set(
        Melding.objects.filter(werkgever__in=deze).order_by().values_list("werkgever", flat=True).distinct()
    )
    goed = [record for record in records if record.pk in zelf or record.pk not in gemeld]
    return list(_delen(goed or [record for record in records if record.pk == groep]))


def _delen(records: Iterable[Werkgever]) -> Iterable[str]:
    for record in records:
        yield from filter(None, (record.naam, record.plaats))
