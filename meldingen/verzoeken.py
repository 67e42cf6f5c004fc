"""A request of a works council, of staff representatives or of a union to investigate [Arbowet 24(7)]: it is decided on
within eight weeks [Awb 4:13]. That warns, and never blocks."""

from datetime import date

from django.db.models import DateField
from django.db.models.functions import Cast, TruncDate

from inspectie.models import VrijeDag
from inspectie.termijnen import HANDHAVINGSVERZOEK
from inspectie.termijnsql import einde_van
from inspectie.tijd import AMSTERDAM
from meldingen.models import Melding
from meldingen.models.melding import MeldingQuerySet


def besluit_uiterlijk(melding: Melding, vrije_dagen: frozenset[date]) -> date | None:
    """The last day to decide on the request; None where it is none, or nothing is to be decided any more."""
    if not melding.is_open_verzoek:
        return None
    return HANDHAVINGSVERZOEK.einde(melding.ontvangen_dag, vrije_dagen)


def met_besluit_uiterlijk(reeks: MeldingQuerySet) -> MeldingQuerySet:
    """The same of many (`besluit_uiterlijk`, annotated). One query, and it comes in the order of receipt."""
    kaal = Cast(TruncDate("ontvangen_op", tzinfo=AMSTERDAM) + HANDHAVINGSVERZOEK.duur, DateField())
    uit: MeldingQuerySet = reeks.annotate(kaal=kaal).annotate(
        besluit_uiterlijk=einde_van("kaal", VrijeDag.objects.dagen())
    )
    return uit
