"""What waits of letters, for Mijn werk: of who writes them, and of who confirms them."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from inspectie.models import Gebruiker
from inspectie.tijd import lokale_dag
from inspectie.werk import Regel
from interventies.handhaving import op_schrift_uiterlijk
from interventies.models import Concept, ConceptStatus


def te_beoordelen(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Concept]:
    """Put before a teamleider who did not write it, of the own team."""
    reeks = Concept.objects.filter(status=ConceptStatus.TER_BEOORDELING).exclude(opgesteld_door=gebruiker)
    if gebruiker.team:
        reeks = reeks.filter(zaak__team=gebruiker.team)
    return reeks.select_related("zaak", "werkgever")


def _hoe_ver(concept: Concept) -> str:
    """What is to be done with an own concept, where that is not writing it."""
    if concept.status == ConceptStatus.VASTGESTELD:
        return gettext("vastgesteld, nog uit te reiken")
    terug, hier = (
        getattr(concept, "terug_door", None),
        (concept.opgesteld_door_id, concept.zaak.behandelaar_id),
    )
    return "" if terug is None or terug in hier else gettext("teruggestuurd")


def concept(concept: Concept, nu: datetime) -> Regel:
    uiterlijk = op_schrift_uiterlijk(concept.mondeling_op) if concept.mondeling_op else None
    return Regel(
        naam=gettext("%(soort)s in zaak %(nummer)s")
        % {"soort": concept.get_soort_display(), "nummer": concept.zaak.nummer},
        bij=", ".join(filter(None, (concept.werkgever.naam, _hoe_ver(concept)))),
        url=reverse("zaak_concept", args=[concept.zaak.nummer, concept.pk]),
        uiterlijk=uiterlijk,
        te_laat=uiterlijk is not None and uiterlijk < nu,
        sinds=lokale_dag(concept.opgesteld_op),
    )


def uit_te_reiken(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Concept]:
    """In own zaken, also of who had the zaak before."""
    return Concept.objects.filter(
        status__in=(ConceptStatus.CONCEPT, ConceptStatus.VASTGESTELD),
        zaak__behandelaar=gebruiker,
    ).select_related("zaak", "werkgever")
