"""Under which names this office itself met an employer. A name that only a melding carries is of its source: a second
name as the reporter wrote it, or an employer that nothing was ever done at."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from inspectie.vastevraag import VasteVraag
from interventies.models import Concept, EigenInitiatief, Interventie, Overtreding, Zaak
from meldingen.models import Melding, Werkgever


def opgetreden_in(zaak: Zaak) -> list[Werkgever]:
    """Each employer at which something was done in this zaak, once, by name. Not where a zaak was opened only, on a
    melding or without: by who is in it and who is not one would know which of the two."""
    # Where a violation was found, or something done or drawn up.
    bij = (
        Overtreding.objects.filter(zaak=zaak, vervallen=False)
        .values("werkgever")
        .union(
            Interventie.objects.filter(zaak=zaak, vervallen=False).values("werkgever"),
            Concept.objects.filter(zaak=zaak).values("werkgever"),
        )
    )
    een_van: dict[int, Werkgever] = {}
    for werkgever in Werkgever.objects.filter(pk__in=bij).order_by("pk"):
        if werkgever.groep_id not in een_van or werkgever.hoofd_id is None:
            een_van[werkgever.groep_id] = werkgever
    return sorted(een_van.values(), key=lambda werkgever: (werkgever.naam, werkgever.pk))


def _records(groep: int) -> QuerySet[Any, Any]:
    """Of each record: id, name, place, in what ways something was done there, and whether a melding is about it."""
    hier = {"werkgever": OuterRef("pk")}
    zelf = (
        Exists(Overtreding.objects.filter(vervallen=False, **hier)),
        Exists(Interventie.objects.filter(vervallen=False, **hier)),
        Exists(Concept.objects.filter(**hier)),
        Exists(EigenInitiatief.objects.filter(**hier)),
    )
    gemeld = Exists(Melding.objects.filter(**hier))
    records = Werkgever.objects.in_groepen([groep]).order_by("pk")
    return records.values_list("pk", "naam", "plaats", *zelf, gemeld)


# Asked of every employer in a zaak, by almost every act in it.
_RECORDS = VasteVraag(_records)


def namen_van(groep: int) -> list[str]:
    """What an employer is called (names and places) by who did something there, and by records that no melding is
    about; by the record that stands for it where there is neither."""
    records = _RECORDS.rijen(groep)
    goed = [wie for pk, *wie, gemeld in records if any(wie[2:]) or not gemeld]
    goed = goed or [wie for pk, *wie, _gemeld in records if pk == groep]
    return [deel for wie in goed for deel in wie[:2] if deel]
