"""Zaken that wait for an inspecteur, for Mijn werk."""

from datetime import datetime

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext

from inspectie.models import Gebruiker
from inspectie.werk import Regel
from interventies.models import Terugkoppeling, Zaak, ZaakMelding
from interventies.models.zaak import ZaakQuerySet
from interventies.statussen import DICHT
from meldingen.models import Status


def _klok() -> Subquery:
    """The first term of what is in a zaak. Not joined: who only counts zaken then need not look at it."""
    koppelingen = ZaakMelding.objects.filter(zaak=OuterRef("pk"), vervallen=False)
    bekend = koppelingen.exclude(melding__status=Status.NAAR_OPSPORING)
    return Subquery(bekend.values("zaak").annotate(klok=Min("melding__uiterlijk")).values("klok"))


def met_klok(reeks: ZaakQuerySet) -> QuerySet[Zaak]:
    """With who it is about and the clock of its meldingen."""
    return reeks.met_werkgever().annotate(klok=_klok())


def bij(zaak: Zaak) -> str:
    wie = zaak.werkgevernaam  # type: ignore[attr-defined]  # annotated
    return f"{wie}, {zaak.get_status_display().lower()}" if wie else zaak.get_status_display()


def _van_niemand() -> QuerySet[Zaak]:
    return Zaak.objects.filter(behandelaar=None).exclude(status__in=DICHT)


def toe_te_wijzen(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Zaak]:
    """Open zaken that nobody has, of the own team."""
    reeks = _van_niemand()
    if gebruiker.team:
        reeks = reeks.filter(team=gebruiker.team)
    return reeks


def zonder_team(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Zaak]:
    """Open zaken that nobody has and of which no team is known: about an employer without a province, or read from a
    file. On the list of every team, else on nobody's. Who works for all teams has these among the rest."""
    return _van_niemand().filter(team="") if gebruiker.team else Zaak.objects.none()


def van_wie_weg_is(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Zaak]:
    """Zaken of somebody who can log in no more, of the own team, that are open or of which a reporter still waits: on
    nobody's list until they are given on."""
    niet_verteld = Terugkoppeling.objects.te_doen().filter(zaak=OuterRef("pk"))
    reeks = Zaak.objects.filter(behandelaar__is_active=False).filter(
        ~Q(status__in=DICHT) | Exists(niet_verteld)
    )
    if gebruiker.team:
        reeks = reeks.filter(team=gebruiker.team)
    return reeks


def toewijzing(zaak: Zaak, nu: datetime) -> Regel:
    klok = zaak.klok  # type: ignore[attr-defined]  # annotated
    return Regel(
        naam=gettext("Zaak %(nummer)s") % {"nummer": zaak.nummer},
        bij=bij(zaak),
        url=reverse("zaak", args=[zaak.nummer]),
        uiterlijk=klok,
        te_laat=klok is not None and klok < nu,
        sinds=zaak.geopend_op,
    )
