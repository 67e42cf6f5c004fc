"""What waits in zaken, handovers and instruments, for Mijn werk."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.tijd import lokale_dag
from inspectie.werk import Regel, Werksoort
from interventies.conceptwerk import concept, te_beoordelen, uit_te_reiken
from interventies.models import (
    Interventie,
    InterventieStatus,
    Rechtsvoorstel,
    Soort,
    Zaak,
)
from interventies.models.zaak import ZaakQuerySet
from interventies.rechtsgegevens.vrijedagen import lees_vrije_dagen
from interventies.statussen import DICHT
from interventies.toewijswerk import bij, met_klok, toe_te_wijzen, toewijzing, van_wie_weg_is, zonder_team
from interventies.zaken import NAAR_ZAAK
from meldingen.models import Melding, Status
from meldingen.verzoeken import met_besluit_uiterlijk


def _mijn_zaken(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Zaak]:
    return Zaak.objects.filter(behandelaar=gebruiker).exclude(status__in=DICHT)


def _met_wat_er_is_gedaan(reeks: ZaakQuerySet) -> QuerySet[Zaak]:
    """The clock runs for as long as nothing was done."""
    gedaan = Interventie.objects.filter(zaak=OuterRef("pk"), vervallen=False)
    return met_klok(reeks).annotate(gedaan=Exists(gedaan))


def _eerste_zaken(reeks: QuerySet[Zaak], aantal: int) -> QuerySet[Zaak]:
    return reeks.order_by("gedaan", F("klok").asc(nulls_last=True), "geopend_op", "pk")[:aantal]


def _zaak(zaak: Zaak, nu: datetime) -> Regel:
    # By the day: a clock of 24 hours would tell an inspecteur at what hour somebody reported.
    klok = None if zaak.gedaan or zaak.klok is None else lokale_dag(zaak.klok)  # type: ignore[attr-defined]  # annotated
    return Regel(
        naam=gettext("Zaak %(nummer)s") % {"nummer": zaak.nummer},
        bij=bij(zaak),
        url=reverse("zaak", args=[zaak.nummer]),
        uiterlijk=klok,
        te_laat=klok is not None and klok < lokale_dag(nu),
        sinds=zaak.geopend_op,
    )


def _hercontroles(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Interventie]:
    """Waarschuwing or eis whose term ended and that was not found complied with; of the own zaken for who has those."""
    vandaag = lokale_dag(nu)
    verstreken = Interventie.objects.filter(
        soort__in=(Soort.WAARSCHUWING, Soort.EIS),
        status=InterventieStatus.UITGEREIKT,
        vervallen=False,
        # What its own index knows; that it did not run on over a weekend or a holiday, `einde` says.
        termijn_tot__lt=vandaag,
    )
    reeks: QuerySet[Interventie] = verstreken.met_einde(lees_vrije_dagen()).filter(einde__lt=vandaag)
    if not heeft(gebruiker, Recht.HANDHAVING_ZIEN):
        reeks = reeks.filter(zaak__behandelaar=gebruiker)
    elif gebruiker.team:
        reeks = reeks.filter(zaak__team=gebruiker.team)
    return reeks.select_related("werkgever", "zaak")


def _hercontrole(instrument: Interventie, nu: datetime) -> Regel:
    return Regel(
        naam=gettext("%(soort)s in zaak %(nummer)s")
        % {"soort": instrument.get_soort_display(), "nummer": instrument.zaak.nummer},
        bij=instrument.werkgever.naam,
        url=reverse("zaak", args=[instrument.zaak.nummer]),
        uiterlijk=instrument.einde,  # type: ignore[attr-defined]  # annotated
        te_laat=True,
    )


def _naar_zaak(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Melding]:
    """Decided on, with a route that leads to a zaak, and in none yet. Also of no team: else nobody would see it."""
    return (
        Melding.objects.zichtbaar_voor(gebruiker)
        .van_of_zonder_team(gebruiker.team, gebruiker.provincies)
        .filter(status=Status.IN_TRIAGE, besloten_op__isnull=False, route__in=NAAR_ZAAK)
        .select_related("werkgever")
    )


def zonder_zaak(melding: Melding, nu: datetime) -> Regel:
    return Regel(
        naam=gettext("Melding %(nummer)s") % {"nummer": melding.nummer},
        bij=melding.werkgever.naam if melding.werkgever else melding.get_route_display(),
        url=reverse("melding", args=[melding.nummer]),
        uiterlijk=melding.uiterlijk,
        te_laat=melding.uiterlijk is not None and melding.uiterlijk < nu,
        sinds=lokale_dag(melding.ontvangen_op),
    )


def _verzoeken(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Melding]:
    """Of the own zaken for who has those, else of the own team and of none: the law gives them a last day."""
    reeks = Melding.objects.zichtbaar_voor(gebruiker).open_verzoeken()
    if heeft(gebruiker, Recht.MELDING_ZIEN):
        reeks = reeks.van_of_zonder_team(gebruiker.team, gebruiker.provincies)
    return met_besluit_uiterlijk(reeks).select_related("werkgever")


def _verzoek(melding: Melding, nu: datetime) -> Regel:
    uiterlijk = melding.besluit_uiterlijk  # type: ignore[attr-defined]  # annotated
    return Regel(
        naam=gettext("Melding %(nummer)s") % {"nummer": melding.nummer},
        bij=melding.werkgever.naam if melding.werkgever else melding.get_status_display(),
        url=reverse("melding", args=[melding.nummer]),
        uiterlijk=uiterlijk,
        te_laat=uiterlijk < lokale_dag(nu),
    )


def _te_beslissen(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Rechtsvoorstel]:
    """Of somebody else: who proposes does not decide. The law is of no team."""
    return (
        Rechtsvoorstel.objects.zichtbaar_voor(gebruiker)
        .te_beslissen()
        .exclude(door=gebruiker)
        .select_related("door")
    )


def _rechtsvoorstel(voorstel: Rechtsvoorstel, nu: datetime) -> Regel:
    return Regel(
        naam=str(voorstel),
        bij=voorstel.door.naam,
        url=reverse("rechtsvoorstel", args=[voorstel.pk]),
        sinds=lokale_dag(voorstel.op),
    )


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
        getoond=_met_wat_er_is_gedaan,
        telt=True,
    ),
    Werksoort(
        "naar-een-zaak",
        _("Besloten, nog niet in een zaak"),
        _("Er wacht geen besloten melding op een zaak."),
        frozenset({Recht.ZAAK_OPENEN}),
        _naar_zaak,
        zonder_zaak,
        ("uiterlijk",),
        telt=True,
    ),
    Werksoort(
        "toe-te-wijzen",
        _("Toe te wijzen"),
        _("Er wacht geen zaak op u om toe te wijzen."),
        frozenset({Recht.ZAAK_TOEWIJZEN}),
        toe_te_wijzen,
        toewijzing,
        ("geopend_op",),
        getoond=met_klok,
        telt=True,
    ),
    Werksoort(
        "zonder-team-toe-te-wijzen",
        _("Toe te wijzen, van geen team"),
        _("Er wacht geen zaak waarvan het team niet bekend is."),
        frozenset({Recht.ZAAK_TOEWIJZEN}),
        zonder_team,
        toewijzing,
        ("geopend_op",),
        getoond=met_klok,
        telt=True,
    ),
    Werksoort(
        "over-te-nemen",
        _("Over te nemen van wie er niet meer is"),
        _("Er wacht niets van een inspecteur die er niet meer is."),
        frozenset({Recht.ZAAK_TOEWIJZEN}),
        van_wie_weg_is,
        toewijzing,
        ("geopend_op",),
        getoond=met_klok,
    ),
    Werksoort(
        "te-beoordelen",
        _("Vast te stellen"),
        _("Er wacht geen concept op uw beoordeling."),
        frozenset({Recht.INGRIJPEND_BESLISSEN}),
        te_beoordelen,
        concept,
        ("opgesteld_op",),
        telt=True,
    ),
    Werksoort(
        "recht",
        _("Wijzigingen van het recht"),
        _("Er wacht geen wijziging van het recht op u."),
        frozenset({Recht.REGELS_GOEDKEUREN}),
        _te_beslissen,
        _rechtsvoorstel,
        ("op",),
        telt=True,
    ),
    Werksoort(
        "concepten",
        _("Mijn concepten"),
        _("U heeft geen concept dat nog niet is uitgereikt."),
        frozenset({Recht.INGRIJPEND_OPSTELLEN_EIGEN}),
        uit_te_reiken,
        concept,
        ("opgesteld_op",),
        getoond=lambda reeks: reeks.met_terug(),
    ),
    Werksoort(
        "verzoeken",
        _("Verzoeken om een onderzoek (Arbowet 24 lid 7)"),
        _("Er wacht geen verzoek om een onderzoek."),
        frozenset({Recht.ZAAK_BEHANDELEN_EIGEN, Recht.ZAAK_TOEWIJZEN}),
        _verzoeken,
        _verzoek,
        ("ontvangen_op",),
    ),
    Werksoort(
        "hercontroles",
        _("Termijn voorbij: opnieuw controleren"),
        _("Er wacht geen waarschuwing of eis op een hercontrole."),
        frozenset({Recht.HANDHAVING_BESLISSEN_EIGEN, Recht.ZAAK_TOEWIJZEN}),
        _hercontroles,
        _hercontrole,
        ("einde",),
    ),
)
