"""When what was issued must be complied with, can be objected to, or must have been decided on: as a zaak shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from inspectie.termijnen import BEZWAAR
from inspectie.tijd import lokale_dag
from interventies import handhaving
from interventies.models import Interventie, Soort
from interventies.zaken import STAAT_NOG


@dataclass(frozen=True, slots=True)
class Einde:
    """The last day of a term, in words; `te_laat`: it ended and something was to be done."""

    tekst: str
    te_laat: bool = False


def einden(
    interventie: Interventie, vandaag: date, vrije_dagen: frozenset[date], op_schrift: date | None
) -> Iterator[Einde]:
    """`op_schrift`: the day on which the letter of an oral order went out."""
    loopt = interventie.status in STAAT_NOG
    if (dag := interventie.einde_termijn(vrije_dagen)) is not None:
        yield Einde(gettext("Termijn tot en met %(dag)s") % {"dag": _dag(dag)}, loopt and dag < vandaag)
    begin = _begin(interventie, op_schrift)
    termijn = handhaving.termijn_na(interventie.soort)
    if termijn is None or begin is None:
        return
    dag = termijn.einde(begin, vrije_dagen)
    if termijn is BEZWAAR:
        tekst = (
            gettext("Bezwaar kan tot en met %(dag)s")
            if dag >= vandaag
            else gettext("Bezwaar kon tot en met %(dag)s")
        )
        yield Einde(tekst % {"dag": _dag(dag)})
    else:
        tekst = gettext("Besluit over de boete uiterlijk %(dag)s")
        yield Einde(tekst % {"dag": _dag(dag)}, loopt and dag < vandaag)


def _begin(interventie: Interventie, op_schrift: date | None) -> date | None:
    """When the term begins: nobody can object before it is on paper, and a boeterapport is decided on in so many weeks
    from the day it bears [Awb 5:51], whenever it was handed over. None: not yet."""
    concept = getattr(interventie, "concept", None)
    if concept is not None and interventie.soort == Soort.STILLEGGING and concept.mondeling_op is not None:
        return op_schrift
    if concept is not None and interventie.soort == Soort.BOETERAPPORT and concept.vastgesteld_op is not None:
        return lokale_dag(concept.vastgesteld_op)
    return interventie.uitgereikt_op


def _dag(dag: date) -> str:
    return date_format(dag, "SHORT_DATE_FORMAT")
