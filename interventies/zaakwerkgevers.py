"""Which employers a zaak is about: where it was opened, and those of its meldingen, violations and interventions."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from inspectie.fouten import Regelfout
from inspectie.vastevraag import VasteVraag
from interventies.models import EigenInitiatief, Interventie, Overtreding, Zaak
from meldingen.models import Melding, Werkgever


def werkgevers_in(zaak: Zaak) -> QuerySet[Werkgever]:
    """Their records, by name: one employer may be there under several."""
    return _records(zaak.pk).order_by("naam", "pk")


def _records(zaak: int) -> QuerySet[Werkgever]:
    return Werkgever.objects.filter(
        pk__in=Melding.objects.hier()
        .in_zaak(zaak)
        .exclude(werkgever=None)
        .values("werkgever")
        .union(
            Overtreding.objects.filter(zaak=zaak, vervallen=False).values("werkgever"),
            Interventie.objects.filter(zaak=zaak, vervallen=False).values("werkgever"),
            EigenInitiatief.objects.filter(zaak=zaak).values("werkgever"),
        )
    )


# Every act of enforcement asks it, some more than once.
_GROEPEN = VasteVraag(lambda zaak: _records(zaak).values_list("pk", "hoofd").order_by())


def groepen_in(zaak: Zaak) -> set[int]:
    """Each employer once (group ids)."""
    return {hoofd or pk for pk, hoofd in _GROEPEN.rijen(zaak.pk)}


def weiger_vreemd(zaak: Zaak, werkgever: Werkgever) -> None:
    """An employer that this zaak has nothing to do with. Raises Regelfout."""
    if werkgever.groep_id not in groepen_in(zaak):
        raise Regelfout(_("Deze zaak gaat niet over deze werkgever."))
