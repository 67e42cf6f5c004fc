"""Proposals for other rules, for Mijn werk of who decides on them."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from inspectie.werk import Regel, Werksoort
from meldingen.models import Regelset


def _voorgesteld(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Regelset]:
    """One's own is for somebody else."""
    return Regelset.objects.filter(status=Regelset.Status.CONCEPT).exclude(gemaakt_door=gebruiker)


def _regel(regelset: Regelset, nu: datetime) -> Regel:
    return Regel(
        naam=gettext("Regels van %(versie)s") % {"versie": regelset.naam},
        bij=str(regelset.inhoud.get("toelichting", ""))[:80],
        url=reverse("regelset", args=[regelset.pk]),
        uiterlijk=regelset.geldig_vanaf,
    )


WERK = (
    Werksoort(
        "regels",
        _("Voorgestelde triageregels en klokken"),
        _("Er wacht geen voorstel voor andere regels of klokken."),
        frozenset({Recht.REGELS_GOEDKEUREN}),
        _voorgesteld,
        _regel,
        ("geldig_vanaf",),
    ),
)
