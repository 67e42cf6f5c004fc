"""What waits in triage, for Mijn werk."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.tijd import lokale_dag
from inspectie.werk import Regel, Werksoort
from meldingen.apartlijst import APART, reden_in_de_taal
from meldingen.bevestigingsplicht import met_bevestig_uiterlijk, met_bevestiging
from meldingen.filters import ZONDER_TEAM
from meldingen.models import (
    Aanvulling,
    Correctievoorstel,
    Intrekverzoek,
    Melding,
    Nagekomen,
    Ontvangst,
    Status,
    Werkgevervoorstel,
    bij,
)
from meldingen.models.melding import MeldingQuerySet
from meldingen.models.volgen import NagekomenQuerySet
from meldingen.nagekomen import aangevuld_bij_opsporing


def _van(gebruiker: Gebruiker) -> MeldingQuerySet:
    """What this person may see and that is of the own team; of all teams for who works for all of them."""
    zichtbaar = Melding.objects.zichtbaar_voor(gebruiker)
    return zichtbaar.van_team(gebruiker.team, gebruiker.provincies).select_related("werkgever")


def _van_of_zonder(gebruiker: Gebruiker) -> MeldingQuerySet:
    """Also what is of no team: else nobody would see it."""
    zichtbaar = Melding.objects.zichtbaar_voor(gebruiker)
    return zichtbaar.van_of_zonder_team(gebruiker.team, gebruiker.provincies).select_related("werkgever")


def _te_beslissen(gebruiker: Gebruiker, nu: datetime) -> MeldingQuerySet:
    return _van(gebruiker).te_beslissen()


def _zonder_team(gebruiker: Gebruiker, nu: datetime) -> MeldingQuerySet:
    """Who works for all teams has these among the rest."""
    wacht = Melding.objects.zichtbaar_voor(gebruiker).te_beslissen().zonder_team().select_related("werkgever")
    return wacht if gebruiker.team else wacht.none()


def _te_bevestigen(gebruiker: Gebruiker, nu: datetime) -> MeldingQuerySet:
    """Of every team: without follow-up ends what names no employer, and without an employer there is no team."""
    return Melding.objects.zichtbaar_voor(gebruiker).te_bevestigen().select_related("werkgever")


def _te_vragen(gebruiker: Gebruiker, nu: datetime) -> MeldingQuerySet:
    return _van_of_zonder(gebruiker).te_vragen()


def _aangevuld(gebruiker: Gebruiker, nu: datetime) -> MeldingQuerySet:
    return _van_of_zonder(gebruiker).aangevuld()


def _gevraagd(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Aanvulling]:
    vragen = Aanvulling.objects.open().filter(bij(_van_of_zonder(gebruiker)))
    return vragen.select_related("melding__werkgever")


def _eerste_vragen(reeks: QuerySet[Any], aantal: int) -> QuerySet[Any]:
    return reeks.order_by(F("uiterlijk").asc(nulls_last=True), "gevraagd_op", "pk")[:aantal]


def _vraag(vraag: Aanvulling, nu: datetime) -> Regel:
    """By the clock of the question, not of the melding: that one ran on."""
    regel = _regel(vraag.melding, nu)
    te_laat = vraag.uiterlijk is not None and vraag.uiterlijk < nu
    return replace(regel, uiterlijk=vraag.uiterlijk, te_laat=te_laat, sinds=lokale_dag(vraag.gevraagd_op))


def _ongelezen(gebruiker: Gebruiker, nu: datetime) -> NagekomenQuerySet:
    """Of the own zaken; for who triages of the whole team."""
    zichtbaar = Melding.objects.zichtbaar_voor(gebruiker)
    if heeft(gebruiker, Recht.TRIAGE_BESLISSEN):
        zichtbaar = zichtbaar.van_of_zonder_team(gebruiker.team, gebruiker.provincies)
    ongelezen = Nagekomen.objects.ongelezen().niet_van(gebruiker)
    return ongelezen.filter(bij(zichtbaar)).select_related("melding__werkgever")


def _nagekomen(stuk: Nagekomen, nu: datetime) -> Regel:
    return replace(_regel(stuk.melding, nu), uiterlijk=None, te_laat=False, sinds=lokale_dag(stuk.op))


def _intrekverzoeken(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Intrekverzoek]:
    wacht = Intrekverzoek.objects.wachtend().filter(bij(_van_of_zonder(gebruiker)))
    return wacht.select_related("melding__werkgever")


def _intrekverzoek(verzoek: Intrekverzoek, nu: datetime) -> Regel:
    return replace(_regel(verzoek.melding, nu), sinds=lokale_dag(verzoek.op))


def _bij_opsporing(gebruiker: Gebruiker, nu: datetime) -> MeldingQuerySet:
    """Of every team: of which team it is, is content."""
    return aangevuld_bij_opsporing(Nagekomen.objects.bij_opsporing(gebruiker).door_te_sturen())


def _door_te_sturen(melding: Melding, nu: datetime) -> Regel:
    return Regel(
        naam=gettext("Melding %(nummer)s") % {"nummer": melding.nummer},
        bij=gettext("aangevuld: stuur door"),
        url=reverse("opsporing_aangevuld", args=[melding.nummer]),
    )


def _eerste(reeks: QuerySet[Any], aantal: int) -> Iterable[Melding]:
    """By deadline, and after those the ones without: two pieces of one index, whichever end a database puts nothing.
    Which they are is found in the index alone; only these are read whole."""
    rijen = list(_geheel(reeks.filter(uiterlijk__isnull=False), ("uiterlijk", "pk"), aantal))
    if len(rijen) < aantal:
        zonder = reeks.filter(uiterlijk__isnull=True)
        rijen += _geheel(zonder, ("ontvangen_op", "pk"), aantal - len(rijen))
    return rijen


def _geheel(reeks: QuerySet[Any], volgorde: tuple[str, str], aantal: int) -> QuerySet[Melding]:
    eerste = reeks.order_by(*volgorde).values("pk")[:aantal]
    return Melding.objects.filter(pk__in=eerste).select_related("werkgever").order_by(*volgorde)


def _regel(melding: Melding, nu: datetime) -> Regel:
    return Regel(
        naam=gettext("Melding %(nummer)s") % {"nummer": melding.nummer},
        bij=", ".join(
            deel
            for deel in (
                melding.get_route_display(),
                melding.werkgever.naam if melding.werkgever else gettext("werkgever onbekend"),
            )
            if deel
        ),
        url=reverse("melding", args=[melding.nummer]),
        prioriteit=melding.prioriteit,
        uiterlijk=melding.uiterlijk,
        te_laat=melding.uiterlijk is not None and melding.uiterlijk < nu,
    )


def _lijst(besluit: str, team: str) -> str:
    return _naar_lijst(besluit=besluit, team=team)


def _naar_lijst(**filters: str) -> str:
    vraag = filters | {"sort": "uiterlijk"}
    return f"{reverse('meldingen')}?{urlencode({k: v for k, v in vraag.items() if v})}"


def _soort(
    code: str, titel: Any, leeg: Any, recht: Recht, reeks: Any, *, van_team: bool = True, **anders: Any
) -> Werksoort:
    return Werksoort(
        code,
        titel,
        leeg,
        frozenset({recht}),
        reeks,
        _regel,
        ("ontvangen_op",),
        eerste=_eerste,
        lijst=lambda gebruiker: _lijst(code, gebruiker.team if van_team else ""),
        **anders,
    )


def _voorstellen(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Correctievoorstel]:
    return Correctievoorstel.objects.zichtbaar_voor(gebruiker).te_beslissen().select_related("melding")


def _voorstel(voorstel: Correctievoorstel, nu: datetime) -> Regel:
    nummer = voorstel.melding.nummer
    return Regel(
        naam=gettext("Melding %(nummer)s") % {"nummer": nummer},
        bij=voorstel.reden[:80],
        url=reverse("melding_voorstel", args=[nummer]),
        sinds=lokale_dag(voorstel.voorgesteld_op),
    )


def _samenvoegingen(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Werkgevervoorstel]:
    wacht = Werkgevervoorstel.objects.zichtbaar_voor(gebruiker).te_beslissen()
    return wacht.select_related("werkgever", "andere")


def _samenvoeging(voorstel: Werkgevervoorstel, nu: datetime) -> Regel:
    return Regel(
        naam=gettext("%(een)s en %(ander)s")
        % {"een": voorstel.werkgever.naam, "ander": voorstel.andere.naam},
        bij=f"{voorstel.get_soort_display()}: {voorstel.reden[:80]}",
        url=reverse("werkgevervoorstel", args=[voorstel.pk]),
        sinds=lokale_dag(voorstel.voorgesteld_op),
    )


def _apart(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Ontvangst]:
    return met_bevestig_uiterlijk(Ontvangst.objects.zichtbaar_voor(gebruiker).wachtend())


def _ontvangst(ontvangst: Ontvangst, nu: datetime) -> Regel:
    """With the last day to tell its sender that it was received, which runs whether it is a melding yet or not."""
    uiterlijk = None
    if met_bevestiging(ontvangst.kanaal):
        uiterlijk = ontvangst.bevestig_uiterlijk  # type: ignore[attr-defined]  # annotated
    return Regel(
        naam=gettext("Ontvangst %(nummer)s") % {"nummer": ontvangst.pk},
        bij=reden_in_de_taal(ontvangst.reden)[:80],
        url=reverse("ontvangst_regel", args=[ontvangst.pk]),
        uiterlijk=uiterlijk,
        te_laat=uiterlijk is not None and uiterlijk < lokale_dag(nu),
        sinds=lokale_dag(ontvangst.ontvangen_op),
    )


def _te_bevestigen_ontvangst(gebruiker: Gebruiker, nu: datetime) -> QuerySet[Melding]:
    """Of every team: who took it in does this."""
    return Melding.objects.zichtbaar_voor(gebruiker).ontvangst_te_bevestigen().select_related("werkgever")


def _te_bevestigen_aan(melding: Melding, nu: datetime) -> Regel:
    uiterlijk = melding.bevestig_uiterlijk
    return Regel(
        naam=gettext("Melding %(nummer)s") % {"nummer": melding.nummer},
        bij=melding.werkgever.naam if melding.werkgever else gettext("werkgever onbekend"),
        url=reverse("melding", args=[melding.nummer]),
        uiterlijk=uiterlijk,
        te_laat=uiterlijk is not None and uiterlijk < lokale_dag(nu),
    )


WERK = (
    _soort(
        "open",
        _("Te beslissen"),
        _("Er wacht geen melding op uw besluit."),
        Recht.TRIAGE_BESLISSEN,
        _te_beslissen,
        telt=True,
    ),
    Werksoort(
        "zonder-team",
        _("Te beslissen, van geen team"),
        _("Er wacht niets waarvan de provincie onbekend is."),
        frozenset({Recht.TRIAGE_BESLISSEN}),
        _zonder_team,
        _regel,
        ("ontvangen_op",),
        eerste=_eerste,
        lijst=lambda gebruiker: _naar_lijst(besluit="open", team=ZONDER_TEAM),
        telt=True,
    ),
    _soort(
        "bevestigen",
        _("Te bevestigen: ernstig en geen opvolging"),
        _("Er is niets te bevestigen."),
        Recht.TRIAGE_BEVESTIGEN,
        _te_bevestigen,
        van_team=False,
    ),
    Werksoort(
        "intrekken",
        _("De melder wil intrekken: gaat over gevaar"),
        _("Er is geen verzoek van een melder om iets over gevaar in te trekken."),
        frozenset({Recht.TRIAGE_BESLISSEN}),
        _intrekverzoeken,
        _intrekverzoek,
        ("op",),
    ),
    Werksoort(
        "te-vragen",
        _("Besloten, vraag nog niet gesteld"),
        _("Er wacht geen vraag die nog aan een melder te stellen is."),
        frozenset({Recht.TRIAGE_BESLISSEN}),
        _te_vragen,
        _regel,
        ("ontvangen_op",),
        eerste=_eerste,
        telt=True,
    ),
    _soort(
        "aangevuld",
        _("Aanvulling ontvangen"),
        _("Er kwam geen aanvulling waarover nog te beslissen is."),
        Recht.TRIAGE_BESLISSEN,
        _aangevuld,
    ),
    Werksoort(
        "apart",
        _("Ontvangen, nog geen melding"),
        _("Van alles wat binnenkwam is een melding gemaakt, of besloten dat het er geen is."),
        frozenset({Recht.MELDING_REGISTREREN}),
        _apart,
        _ontvangst,
        ("ontvangen_op",),
        lijst=lambda gebruiker: f"{reverse('apart')}?{APART.ingangen[0][1]}",
    ),
    Werksoort(
        "ontvangst",
        _("Ontvangst te bevestigen"),
        _("Elke melder die wij kunnen bereiken, heeft bericht dat de melding binnen is."),
        frozenset({Recht.MELDING_REGISTREREN}),
        _te_bevestigen_ontvangst,
        _te_bevestigen_aan,
        ("bevestig_uiterlijk",),
        lijst=lambda gebruiker: f"{reverse('meldingen')}?bevestiging=open&sort=ontvangen",
    ),
    Werksoort(
        "gevraagd",
        _("Wacht op antwoord van de melder"),
        _("Er staat geen vraag aan een melder open."),
        frozenset({Recht.TRIAGE_BESLISSEN}),
        _gevraagd,
        _vraag,
        ("gevraagd_op",),
        eerste=_eerste_vragen,
        lijst=lambda gebruiker: _naar_lijst(status=Status.AANVULLING_GEVRAAGD, team=gebruiker.team),
    ),
    Werksoort(
        "opsporing",
        _("Bij Opsporing, daarna aangevuld"),
        _("Er is niets door te sturen aan Opsporing."),
        frozenset({Recht.OPSPORING_STUREN}),
        _bij_opsporing,
        _door_te_sturen,
        ("nummer",),
    ),
    Werksoort(
        "nagekomen",
        _("Later aangevuld door de melder"),
        _("Er is niets van een melder te lezen."),
        frozenset({Recht.TRIAGE_BESLISSEN, Recht.ZAAK_BEHANDELEN_EIGEN}),
        _ongelezen,
        _nagekomen,
        ("op",),
    ),
    Werksoort(
        "correcties",
        _("Voorgestelde correcties"),
        _("Er wacht geen voorstel voor een correctie."),
        frozenset({Recht.CORRECTIE_BESLISSEN}),
        _voorstellen,
        _voorstel,
        ("voorgesteld_op",),
        lijst=lambda gebruiker: reverse("voorstellen"),
    ),
    Werksoort(
        "werkgevers",
        _("Voorstellen over werkgevers"),
        _("Er wacht geen voorstel om werkgevers samen te voegen of uit elkaar te halen."),
        frozenset({Recht.SAMENVOEGING_BESLISSEN}),
        _samenvoegingen,
        _samenvoeging,
        ("voorgesteld_op",),
    ),
)
