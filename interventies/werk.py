"""What waits in zaken, handovers and instruments, for Mijn werk."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.models import Code, Gebruiker, VrijeDag
from inspectie.rechten import Recht, heeft
from inspectie.termijnen import verschuif
from inspectie.tijd import lokale_dag
from inspectie.werk import Regel, Werksoort
from interventies.models import (
    Interventie,
    InterventieStatus,
    Overdracht,
    Soort,
    Zaak,
    ZaakMelding,
    ZaakStatus,
)
from meldingen.models import Melding

KLAAR = (ZaakStatus.AFGEROND, ZaakStatus.GESLOTEN)
_GELDT = Q(zaakmelding_set__vervallen=False)


def _mijn_zaken(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Zaak]:
    """Open, with the clock of its meldingen for as long as nothing was done yet."""
    gedaan = Interventie.objects.filter(zaak=OuterRef("pk"), vervallen=False)
    return (
        Zaak.objects.filter(behandelaar=gebruiker)
        .exclude(status__in=KLAAR)
        .annotate(
            gedaan=Exists(gedaan),
            klok=Min("zaakmelding_set__melding__uiterlijk", filter=_GELDT),
            melding=Min("zaakmelding_set__melding__nummer", filter=_GELDT),
        )
    )


def _eerste_zaken(reeks: QuerySet[Zaak], aantal: int) -> QuerySet[Zaak]:
    return reeks.order_by("gedaan", F("klok").asc(nulls_last=True), "geopend_op", "pk")[:aantal]


def _zaak(zaak: Zaak, nu: datetime) -> Regel:
    klok = None if zaak.gedaan else zaak.klok  # type: ignore[attr-defined]  # annotated
    return Regel(
        naam=gettext("Zaak %(nummer)s") % {"nummer": zaak.nummer},
        bij=zaak.get_status_display(),
        url=_naar_melding(zaak.melding),  # type: ignore[attr-defined]
        uiterlijk=klok,
        te_laat=klok is not None and klok < nu,
        sinds=zaak.geopend_op,
    )


def _onbevestigd(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Overdracht]:
    zichtbaar = Melding.objects.zichtbaar_voor(gebruiker)
    partner = Code.objects.filter(lijst="partner", code=OuterRef("partner"))
    return (
        Overdracht.objects.filter(ontvangst_bevestigd_op=None, melding__in=zichtbaar)
        .annotate(bij=Subquery(partner.values("naam")[:1]))
        .select_related("melding")
    )


def _overdracht(overdracht: Overdracht, nu: datetime) -> Regel:
    return Regel(
        naam=gettext("Melding %(nummer)s") % {"nummer": overdracht.melding.nummer},
        bij=overdracht.bij or overdracht.partner,  # type: ignore[attr-defined]  # annotated
        url=_naar_melding(overdracht.melding.nummer),
        sinds=overdracht.overgedragen_op,
    )


def _hercontroles(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Interventie]:
    """Waarschuwing or eis whose term ended and that was not found complied with; of the own zaken for who has those."""
    reeks = Interventie.objects.filter(
        soort__in=(Soort.WAARSCHUWING, Soort.EIS),
        status=InterventieStatus.UITGEREIKT,
        vervallen=False,
        termijn_tot__lt=_grens(lokale_dag(nu)),
    )
    if not heeft(gebruiker, Recht.HANDHAVING_ZIEN):
        reeks = reeks.filter(zaak__behandelaar=gebruiker)
    elif gebruiker.team:
        reeks = reeks.filter(zaak__team=gebruiker.team)
    # Asked for the rows that are shown: a Min would be taken of all of them first.
    gekoppeld = ZaakMelding.objects.filter(zaak=OuterRef("zaak"), vervallen=False).order_by("melding__nummer")
    return reeks.annotate(melding=Subquery(gekoppeld.values("melding__nummer")[:1])).select_related(
        "werkgever", "zaak"
    )


def _grens(vandaag: date) -> date:
    """The first last day of a term that has not ended today: one that fell in a weekend or on a holiday runs on
    [Algemene termijnenwet 1]. A term of more than twelve weeks does not; it is told some days late, never early."""
    vrij = frozenset(
        VrijeDag.objects.filter(datum__gte=vandaag - timedelta(days=14)).values_list("datum", flat=True)
    )
    dag = vandaag
    while verschuif(dag - timedelta(days=1), dag - timedelta(days=2), vrij) >= vandaag:
        dag -= timedelta(days=1)
    return dag


def _hercontrole(instrument: Interventie, nu: datetime) -> Regel:
    return Regel(
        naam=gettext("%(soort)s in zaak %(nummer)s")
        % {"soort": instrument.get_soort_display(), "nummer": instrument.zaak.nummer},
        bij=instrument.werkgever.naam,
        url=_naar_melding(instrument.melding),  # type: ignore[attr-defined]  # annotated
        uiterlijk=instrument.termijn_tot,
        te_laat=True,
    )


def _naar_melding(nummer: int | None) -> str:
    return reverse("melding", args=[nummer]) if nummer is not None else ""


WERK = (
    Werksoort(
        "zaken",
        _("Mijn zaken"),
        _("Er is geen open zaak aan u toegewezen."),
        frozenset({Recht.ZAAK_BEHANDELEN_EIGEN}),
        _mijn_zaken,
        _zaak,
        ("geopend_op",),
        eerste=_eerste_zaken,
        telt=True,
    ),
    Werksoort(
        "hercontroles",
        _("Termijn voorbij: opnieuw controleren"),
        _("Van geen waarschuwing of eis is de termijn voorbij."),
        frozenset({Recht.HANDHAVING_BESLISSEN_EIGEN, Recht.ZAAK_TOEWIJZEN}),
        _hercontroles,
        _hercontrole,
        ("termijn_tot",),
    ),
    Werksoort(
        "overdrachten",
        _("Overdracht, ontvangst nog niet bevestigd"),
        _("Van elke overdracht is de ontvangst bevestigd."),
        frozenset({Recht.OVERDRACHT_BESLISSEN}),
        _onbevestigd,
        _overdracht,
        ("overgedragen_op",),
    ),
)
