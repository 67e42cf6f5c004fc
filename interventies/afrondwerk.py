"""What is left to do at the end of a zaak: testing its meldingen, and telling who reported. For Mijn werk."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import DateField, Max, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from inspectie.tijd import lokale_dag
from inspectie.werk import Regel, Werksoort
from interventies.klokken import klokken_op
from interventies.models import (
    Interventie,
    InterventieStatus,
    Terugkoppeling,
    Toezegging,
    ZaakMelding,
)
from interventies.statussen import DICHT
from meldingen.models import Status

NOOIT = date(1900, 1, 1)


def _te_toetsen(gebruiker: Gebruiker, nu: datetime) -> QuerySet[ZaakMelding]:
    """In an own open zaak, some days after the last that was done or asked there: an intervention, the end of a term,
    the day of a promise. With nothing done yet there is nothing to test."""
    vandaag = lokale_dag(nu)
    per_zaak = {"zaak": OuterRef("zaak")}
    gedaan = Interventie.objects.filter(**per_zaak, vervallen=False).exclude(
        status=InterventieStatus.INGETROKKEN
    )
    beloofd = Toezegging.objects.filter(**per_zaak, vervallen=False).annotate(
        op=Coalesce("nagekomen_op", "uiterlijk_op")
    )
    laatste = Greatest(
        _laatste(gedaan, "uitgereikt_op"), _laatste(gedaan, "termijn_tot"), _laatste(beloofd, "op")
    )
    grens = vandaag - timedelta(days=klokken_op(vandaag).toetsen_na_dagen)
    return (
        ZaakMelding.objects.te_zien()
        .filter(zaak__behandelaar=gebruiker, melding__status=Status.GEKOPPELD)
        .exclude(zaak__status__in=DICHT)
        .annotate(laatste=laatste)
        .filter(laatste__gt=NOOIT, laatste__lte=grens)
        .select_related("zaak", "melding")
    )


def _laatste(reeks: Any, veld: str) -> Coalesce:
    """The latest day among these; long ago when there is none."""
    hoogste = reeks.order_by().values("zaak").annotate(hoogste=Max(veld)).values("hoogste")
    return Coalesce(Subquery(hoogste, output_field=DateField()), Value(NOOIT, output_field=DateField()))


def _eerste_te_toetsen(reeks: QuerySet[ZaakMelding], aantal: int) -> QuerySet[ZaakMelding]:
    return reeks.order_by("laatste", "pk")[:aantal]


def _toets(koppeling: ZaakMelding, nu: datetime) -> Regel:
    vandaag = lokale_dag(nu)
    laatste: date = koppeling.laatste  # type: ignore[attr-defined]  # annotated
    uiterlijk = laatste + timedelta(days=klokken_op(vandaag).toetsen_na_dagen)
    return Regel(
        naam=gettext("Melding %(nummer)s") % {"nummer": koppeling.melding.nummer},
        bij=gettext("Zaak %(nummer)s") % {"nummer": koppeling.zaak.nummer},
        url=reverse("zaak", args=[koppeling.zaak.nummer]),
        uiterlijk=uiterlijk,
        te_laat=uiterlijk < vandaag,
    )


def _terug_te_koppelen(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Terugkoppeling]:
    """Of own zaken that are finished: the reporters who do not know yet."""
    return (
        Terugkoppeling.objects.te_doen().filter(zaak__behandelaar=gebruiker).select_related("zaak", "melding")
    )


def _terugkoppeling(terugkoppeling: Terugkoppeling, nu: datetime) -> Regel:
    zaak = terugkoppeling.zaak.nummer
    return Regel(
        naam=gettext("Melding %(nummer)s") % {"nummer": terugkoppeling.melding.nummer},
        bij=gettext("Zaak %(nummer)s") % {"nummer": zaak},
        url=reverse("zaak", args=[zaak]) + "#melders",
        sinds=lokale_dag(terugkoppeling.klaargezet_op),
    )


WERK = (
    Werksoort(
        "te-toetsen",
        _("Te toetsen: zijn er maatregelen getroffen?"),
        _("Er is nog geen melding te toetsen."),
        frozenset({Recht.ZAAK_BEHANDELEN_EIGEN}),
        _te_toetsen,
        _toets,
        ("geregistreerd_op",),
        eerste=_eerste_te_toetsen,
    ),
    Werksoort(
        "terugkoppelen",
        _("Melders die nog geen bericht hebben"),
        _("Elke melder van een afgeronde zaak heeft bericht."),
        frozenset({Recht.ZAAK_BEHANDELEN_EIGEN}),
        _terug_te_koppelen,
        _terugkoppeling,
        ("klaargezet_op",),
        telt=True,
    ),
)
