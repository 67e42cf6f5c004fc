"""Which employers a zaak is about: where it was opened, and those of its meldingen, violations and interventions."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from inspectie.fouten import Regelfout
from interventies.models import EigenInitiatief, Interventie, Overtreding, Zaak
from meldingen.models import Melding, Werkgever


def werkgevers_in(zaak: Zaak) -> QuerySet[Werkgever]:
    """Their records, by name: one employer may be there under several."""
    return Werkgever.objects.filter(
        pk__in=Melding.objects.hier()
        .in_zaak(zaak.pk)
        .exclude(werkgever=None)
        .values("werkgever")
        .union(
            Overtreding.objects.filter(zaak=zaak, vervallen=False).values("werkgever"),
            Interventie.objects.filter(zaak=zaak, vervallen=False).values("werkgever"),
            EigenInitiatief.objects.filter(zaak=zaak).values("werkgever"),
        )
    ).order_by("naam", "pk")


def groepen_in(zaak: Zaak) -> set[int]:
    """Each employer once (group ids)."""
    return {werkgever.groep_id for werkgever in werkgevers_in(zaak).order_by().only("pk", "hoofd")}


def weiger_vreemd(zaak: Zaak, werkgever: Werkgever) -> None:
    """An employer that this zaak has nothing to do with. Raises Regelfout."""
    if werkgever.groep_id not in groepen_in(zaak):
        raise Regelfout(_("Deze zaak gaat niet over deze werkgever."))
