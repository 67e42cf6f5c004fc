"""What waits to go to a partner, or to be confirmed by one, for Mijn werk."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from inspectie.models import Code, Gebruiker
from inspectie.rechten import Recht
from inspectie.tijd import lokale_dag
from inspectie.werk import Regel, Werksoort
from interventies.models import Overdracht, Overdrachtsvoorstel
from interventies.werk import zonder_zaak
from meldingen.models import Melding, Route, Status


def _met_partnernaam(reeks: Any) -> Any:
    partner = Code.objects.filter(lijst="partner", code=OuterRef("partner"))
    woord = partner.values(woord=Code.woord_in_vraag(get_language() or ""))
    return reeks.annotate(bij=Subquery(woord[:1])).select_related("melding")


def _onbevestigd(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Overdracht]:
    return Overdracht.objects.zichtbaar_voor(gebruiker).te_bevestigen()


def _overdracht(overdracht: Overdracht, nu: datetime) -> Regel:
    uiterlijk = overdracht.bevestigen_uiterlijk
    return Regel(
        naam=gettext("Melding %(nummer)s") % {"nummer": overdracht.melding.nummer},
        bij=overdracht.bij or overdracht.partner,  # type: ignore[attr-defined]  # annotated
        url=reverse("overdracht", args=[overdracht.pk]),
        uiterlijk=uiterlijk,
        te_laat=uiterlijk is not None and uiterlijk < lokale_dag(nu),
        sinds=overdracht.overgedragen_op,
    )


def _niet_aangekomen(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Overdracht]:
    reeks = Overdracht.objects.zichtbaar_voor(gebruiker).met_mislukt_bericht()
    return reeks.select_related("melding", "bericht__verzending")


def _mislukt_bericht(overdracht: Overdracht, nu: datetime) -> Regel:
    bericht = overdracht.bericht
    mislukt = bericht.verzending.mislukt_op if bericht is not None else None
    return Regel(
        naam=gettext("Melding %(nummer)s") % {"nummer": overdracht.melding.nummer},
        bij=gettext("de melder weet niet van de overdracht"),
        url=reverse("overdracht", args=[overdracht.pk]),
        sinds=lokale_dag(mislukt) if mislukt else None,
    )


def _over_te_dragen(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Melding]:
    """Decided that it is for another, and not with that other yet."""
    return (
        Melding.objects.zichtbaar_voor(gebruiker)
        .filter(status=Status.IN_TRIAGE, besloten_op__isnull=False, route=Route.OVERDRACHT)
        .select_related("werkgever")
    )


def _weg_te_sturen(melding: Melding, nu: datetime) -> Regel:
    return replace(zonder_zaak(melding, nu), url=reverse("melding_overdracht", args=[melding.nummer]))


def _overdrachtsvoorstellen(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Overdrachtsvoorstel]:
    return Overdrachtsvoorstel.objects.zichtbaar_voor(gebruiker).te_beslissen()


def _overdrachtsvoorstel(voorstel: Overdrachtsvoorstel, nu: datetime) -> Regel:
    return Regel(
        naam=gettext("Melding %(nummer)s") % {"nummer": voorstel.melding.nummer},
        bij=voorstel.bij or voorstel.partner,  # type: ignore[attr-defined]  # annotated
        url=reverse("melding_overdracht", args=[voorstel.melding.nummer]),
        sinds=lokale_dag(voorstel.voorgesteld_op),
    )


WERK = (
    Werksoort(
        "over-te-dragen",
        _("Besloten, nog niet overgedragen"),
        _("Alles wat bij een ander hoort is overgedragen."),
        frozenset({Recht.OVERDRACHT_BESLISSEN}),
        _over_te_dragen,
        _weg_te_sturen,
        ("uiterlijk",),
        telt=True,
    ),
    Werksoort(
        "overdrachtsvoorstellen",
        _("Voorgestelde overdrachten"),
        _("Er wacht geen voorstel tot overdracht."),
        frozenset({Recht.OVERDRACHT_BESLISSEN}),
        _overdrachtsvoorstellen,
        _overdrachtsvoorstel,
        ("voorgesteld_op",),
        getoond=_met_partnernaam,
        telt=True,
    ),
    Werksoort(
        "niet-aangekomen",
        _("E-mail over een overdracht kwam niet aan"),
        _("Elke e-mail over een overdracht kwam aan."),
        frozenset({Recht.OVERDRACHT_BESLISSEN}),
        _niet_aangekomen,
        _mislukt_bericht,
        ("overgedragen_op",),
    ),
    Werksoort(
        "overdrachten",
        _("Overdracht, ontvangst nog niet bevestigd"),
        _("Van elke overdracht is de ontvangst bevestigd."),
        frozenset({Recht.OVERDRACHT_BESLISSEN}),
        _onbevestigd,
        _overdracht,
        ("overgedragen_op",),
        getoond=_met_partnernaam,
        lijst=lambda _gebruiker: f"{reverse('overdrachten')}?stand=wacht&sort=dag",
    ),
)
