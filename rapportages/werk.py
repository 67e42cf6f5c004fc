"""What waits in reports, for Mijn werk."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from inspectie.tijd import lokale_dag
from inspectie.werk import Regel, Werksoort
from rapportages.models import Rapportage
from rapportages.models.rapportage import RapportageQuerySet


def _ter_vaststelling(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Rapportage]:
    return Rapportage.objects.zichtbaar_voor(gebruiker).vast_te_stellen_door(gebruiker)


def _regel(rapportage: Rapportage, nu: datetime) -> Regel:
    return Regel(
        naam=rapportage.titel,
        bij=rapportage.kenmerk,
        url=reverse("rapportage", args=[rapportage.pk]),
        sinds=lokale_dag(rapportage.aangeboden_op),  # type: ignore[attr-defined]  # annotated
    )


WERK = (
    Werksoort(
        code="rapportages_ter_vaststelling",
        titel=_("Rapportages ter vaststelling"),
        leeg=_("Er wacht geen rapportage op u."),
        rechten=frozenset({Recht.RAPPORT_VASTSTELLEN}),
        reeks=_ter_vaststelling,
        regel=_regel,
        # A list that goes on needs columns to be placed by; since when it waits is none.
        volgorde=("gemaakt_op",),
        getoond=RapportageQuerySet.met_aangeboden_op,
        eerste=lambda reeks, aantal: reeks.order_by("aangeboden_op", "pk")[:aantal],
        telt=True,
    ),
)
