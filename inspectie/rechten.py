"""Who may do what: the whole table of domain section 8, once.

A right that ends in ZIEN or ZIEN_EIGEN is about seeing: who lacks it gets a 404 and does not learn that the thing
exists. Every other right is about an act: who lacks it gets a 403 that says so. `EIGEN` is "own": assigned to them;
that limit is kept by `zichtbaar_voor()` of the QuerySet. "Not the author" and "with a reason" are kept by the acts.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker, Rol


class Recht(TextChoices):
    """The label is how it reads on screen."""

    MELDING_REGISTREREN = "MELDING_REGISTREREN", _("meldingen registreren")
    MELDING_ZIEN = "MELDING_ZIEN", _("meldingen")
    MELDING_ZIEN_EIGEN = "MELDING_ZIEN_EIGEN", _("meldingen in eigen zaken")

    ONTVANGSTUUR_ZIEN = "ONTVANGSTUUR_ZIEN", _("het uur waarop een melding is ontvangen")

    MELDER_VASTLEGGEN = "MELDER_VASTLEGGEN", _("gegevens van een melder vastleggen")
    MELDER_ZIEN = "MELDER_ZIEN", _("gegevens van een melder, met een reden")
    MELDER_ZIEN_EIGEN = "MELDER_ZIEN_EIGEN", _("gegevens van een melder in eigen zaken, met een reden")
    MELDERLOG_ZIEN = "MELDERLOG_ZIEN", _("het logboek van inzage in gegevens van melders")

    TRIAGE_BESLISSEN = "TRIAGE_BESLISSEN", _("over de triage beslissen")
    TRIAGE_BEVESTIGEN = "TRIAGE_BEVESTIGEN", _("bevestigen dat een ernstige melding geen opvolging krijgt")
    TRIAGE_ZIEN = "TRIAGE_ZIEN", _("triagebesluiten")

    CORRECTIE_VOORSTELLEN = "CORRECTIE_VOORSTELLEN", _("een correctie van domein of onderwerp voorstellen")
    CORRECTIE_BESLISSEN = "CORRECTIE_BESLISSEN", _("over een correctie van domein of onderwerp beslissen")
    CORRECTIE_ZIEN = "CORRECTIE_ZIEN", _("correcties van domein en onderwerp")

    SAMENVOEGING_VOORSTELLEN = (
        "SAMENVOEGING_VOORSTELLEN",
        _("samenvoegen of splitsen van werkgevers voorstellen"),
    )
    SAMENVOEGING_BESLISSEN = (
        "SAMENVOEGING_BESLISSEN",
        _("over samenvoegen of splitsen van werkgevers beslissen"),
    )
    SAMENVOEGING_ZIEN = "SAMENVOEGING_ZIEN", _("samenvoegingen van werkgevers")

    ZAAK_OPENEN = "ZAAK_OPENEN", _("een zaak openen")
    ZAAK_BEHANDELEN_EIGEN = "ZAAK_BEHANDELEN_EIGEN", _("eigen zaken behandelen")
    ZAAK_TOEWIJZEN = "ZAAK_TOEWIJZEN", _("zaken toewijzen")
    ZAAK_ZIEN = "ZAAK_ZIEN", _("zaken")
    ZAAK_ZIEN_EIGEN = "ZAAK_ZIEN_EIGEN", _("eigen zaken")

    BEZOEK_VASTLEGGEN_EIGEN = (
        "BEZOEK_VASTLEGGEN_EIGEN",
        _("bezoek en veiligheidstoets in eigen zaken vastleggen"),
    )
    BEZOEK_ZIEN = "BEZOEK_ZIEN", _("bezoeken en veiligheidstoetsen")
    BEZOEK_ZIEN_EIGEN = "BEZOEK_ZIEN_EIGEN", _("bezoeken en veiligheidstoetsen in eigen zaken")

    HANDHAVING_BESLISSEN_EIGEN = (
        "HANDHAVING_BESLISSEN_EIGEN",
        _("overtreding, waarschuwing en eis in eigen zaken vaststellen"),
    )
    HANDHAVING_ZIEN = "HANDHAVING_ZIEN", _("overtredingen, waarschuwingen en eisen")
    HANDHAVING_ZIEN_EIGEN = (
        "HANDHAVING_ZIEN_EIGEN",
        _("overtredingen, waarschuwingen en eisen in eigen zaken"),
    )

    INGRIJPEND_OPSTELLEN_EIGEN = (
        "INGRIJPEND_OPSTELLEN_EIGEN",
        _("stillegging en boeterapport in eigen zaken opstellen"),
    )
    STILLEGGING_MONDELING_EIGEN = "STILLEGGING_MONDELING_EIGEN", _("in eigen zaken mondeling stilleggen")
    INGRIJPEND_BESLISSEN = "INGRIJPEND_BESLISSEN", _("stillegging en boeterapport van een ander vaststellen")
    INGRIJPEND_ZIEN = "INGRIJPEND_ZIEN", _("stilleggingen en boeterapporten")
    INGRIJPEND_ZIEN_EIGEN = "INGRIJPEND_ZIEN_EIGEN", _("stilleggingen en boeterapporten in eigen zaken")

    OVERDRACHT_VOORSTELLEN = "OVERDRACHT_VOORSTELLEN", _("overdracht aan een partner voorstellen")
    OVERDRACHT_BESLISSEN = "OVERDRACHT_BESLISSEN", _("over overdracht aan een partner beslissen")
    OVERDRACHT_ZIEN = "OVERDRACHT_ZIEN", _("overdrachten aan partners")

    OPSPORING_STUREN = "OPSPORING_STUREN", _("meldingen naar opsporing sturen")
    OPSPORING_AANTAL_ZIEN = "OPSPORING_AANTAL_ZIEN", _("het aantal meldingen bij opsporing")

    REGELS_SCHRIJVEN = "REGELS_SCHRIJVEN", _("regels schrijven")
    REGELS_GOEDKEUREN = "REGELS_GOEDKEUREN", _("regels goedkeuren")
    REGELS_ZIEN = "REGELS_ZIEN", _("regels")

    CIJFERS_ZIEN = "CIJFERS_ZIEN", _("kerncijfers")
    CIJFERS_ZIEN_EIGEN = "CIJFERS_ZIEN_EIGEN", _("kerncijfers van het eigen team")

    RAPPORT_MAKEN = "RAPPORT_MAKEN", _("rapporten maken")
    RAPPORT_ZIEN = "RAPPORT_ZIEN", _("rapporten")
    RAPPORT_VASTSTELLEN = "RAPPORT_VASTSTELLEN", _("rapporten van een ander vaststellen")
    VASTSTELLING_ZIEN = "VASTSTELLING_ZIEN", _("vaststellingen van rapporten")

    TEAMWEERGAVE_BEHEREN = "TEAMWEERGAVE_BEHEREN", _("weergaven van het eigen team wijzigen")

    BEHEREN = "BEHEREN", _("gebruikers en codelijsten beheren")
    BEHEER_ZIEN = "BEHEER_ZIEN", _("gebruikers en codelijsten")
    LOG_ZIEN = "LOG_ZIEN", _("het logboek")

    @property
    def is_zien(self) -> bool:
        """Whether this right is about seeing; else it is about an act."""
        return "_ZIEN" in self.name


MELDPUNT, TRIAGIST, INSPECTEUR, TEAMLEIDER = Rol.MELDPUNT, Rol.TRIAGIST, Rol.INSPECTEUR, Rol.TEAMLEIDER
BELEID, RAPPORTEUR, BEHEER, AUDITOR = Rol.BELEID, Rol.RAPPORTEUR, Rol.BEHEER, Rol.AUDITOR

# Row by row as the table reads. Who may write, propose or decide may also see; the reporter's identity is the
# exception: who records it needs no look at it afterwards.
WIE: Mapping[Recht, frozenset[Rol]] = {
    Recht.MELDING_REGISTREREN: frozenset({MELDPUNT, TRIAGIST}),
    Recht.MELDING_ZIEN: frozenset({MELDPUNT, TRIAGIST, TEAMLEIDER, AUDITOR}),
    Recht.MELDING_ZIEN_EIGEN: frozenset({INSPECTEUR}),
    # The hour of a report says who was at work then. It is for who records it, for who works with the clocks of triage
    # (some run by the hour, and tell it), and for who looks afterwards whether those were kept. The others see the day.
    Recht.ONTVANGSTUUR_ZIEN: frozenset({MELDPUNT, TRIAGIST, TEAMLEIDER, AUDITOR}),
    Recht.MELDER_VASTLEGGEN: frozenset({MELDPUNT}),
    Recht.MELDER_ZIEN: frozenset({TRIAGIST, TEAMLEIDER}),
    Recht.MELDER_ZIEN_EIGEN: frozenset({INSPECTEUR}),
    Recht.MELDERLOG_ZIEN: frozenset({AUDITOR}),
    Recht.TRIAGE_BESLISSEN: frozenset({TRIAGIST, TEAMLEIDER}),
    Recht.TRIAGE_BEVESTIGEN: frozenset({TEAMLEIDER}),
    Recht.TRIAGE_ZIEN: frozenset({TRIAGIST, TEAMLEIDER, AUDITOR}),
    Recht.CORRECTIE_VOORSTELLEN: frozenset({TRIAGIST, INSPECTEUR, RAPPORTEUR}),
    Recht.CORRECTIE_BESLISSEN: frozenset({TEAMLEIDER}),
    Recht.CORRECTIE_ZIEN: frozenset({TRIAGIST, INSPECTEUR, TEAMLEIDER, RAPPORTEUR, AUDITOR}),
    Recht.SAMENVOEGING_VOORSTELLEN: frozenset({TRIAGIST, INSPECTEUR}),
    Recht.SAMENVOEGING_BESLISSEN: frozenset({TEAMLEIDER}),
    Recht.SAMENVOEGING_ZIEN: frozenset({TRIAGIST, INSPECTEUR, TEAMLEIDER, AUDITOR}),
    Recht.ZAAK_OPENEN: frozenset({TRIAGIST}),
    Recht.ZAAK_BEHANDELEN_EIGEN: frozenset({INSPECTEUR}),
    Recht.ZAAK_TOEWIJZEN: frozenset({TEAMLEIDER}),
    Recht.ZAAK_ZIEN: frozenset({TEAMLEIDER, AUDITOR}),
    Recht.ZAAK_ZIEN_EIGEN: frozenset({INSPECTEUR}),
    Recht.BEZOEK_VASTLEGGEN_EIGEN: frozenset({INSPECTEUR}),
    Recht.BEZOEK_ZIEN: frozenset({TEAMLEIDER, AUDITOR}),
    Recht.BEZOEK_ZIEN_EIGEN: frozenset({INSPECTEUR}),
    Recht.HANDHAVING_BESLISSEN_EIGEN: frozenset({INSPECTEUR}),
    Recht.HANDHAVING_ZIEN: frozenset({TEAMLEIDER, AUDITOR}),
    Recht.HANDHAVING_ZIEN_EIGEN: frozenset({INSPECTEUR}),
    Recht.INGRIJPEND_OPSTELLEN_EIGEN: frozenset({INSPECTEUR}),
    Recht.STILLEGGING_MONDELING_EIGEN: frozenset({INSPECTEUR}),
    Recht.INGRIJPEND_BESLISSEN: frozenset({TEAMLEIDER}),
    Recht.INGRIJPEND_ZIEN: frozenset({TEAMLEIDER, AUDITOR}),
    Recht.INGRIJPEND_ZIEN_EIGEN: frozenset({INSPECTEUR}),
    Recht.OVERDRACHT_VOORSTELLEN: frozenset({MELDPUNT, INSPECTEUR}),
    Recht.OVERDRACHT_BESLISSEN: frozenset({TRIAGIST, TEAMLEIDER}),
    Recht.OVERDRACHT_ZIEN: frozenset({MELDPUNT, TRIAGIST, INSPECTEUR, TEAMLEIDER, AUDITOR}),
    Recht.OPSPORING_STUREN: frozenset({TRIAGIST, TEAMLEIDER}),
    Recht.OPSPORING_AANTAL_ZIEN: frozenset({RAPPORTEUR}),
    Recht.REGELS_SCHRIJVEN: frozenset({BELEID}),
    Recht.REGELS_GOEDKEUREN: frozenset({TEAMLEIDER}),
    Recht.REGELS_ZIEN: frozenset({TRIAGIST, INSPECTEUR, TEAMLEIDER, BELEID, AUDITOR}),
    Recht.CIJFERS_ZIEN: frozenset({TRIAGIST, TEAMLEIDER, BELEID, RAPPORTEUR, AUDITOR}),
    Recht.CIJFERS_ZIEN_EIGEN: frozenset({INSPECTEUR}),
    Recht.RAPPORT_MAKEN: frozenset({RAPPORTEUR}),
    Recht.RAPPORT_ZIEN: frozenset({TEAMLEIDER, BELEID, RAPPORTEUR, AUDITOR}),
    Recht.RAPPORT_VASTSTELLEN: frozenset({TEAMLEIDER}),
    Recht.VASTSTELLING_ZIEN: frozenset({TEAMLEIDER, AUDITOR}),
    Recht.TEAMWEERGAVE_BEHEREN: frozenset({TEAMLEIDER}),
    Recht.BEHEREN: frozenset({BEHEER}),
    Recht.BEHEER_ZIEN: frozenset({BEHEER, AUDITOR}),
    Recht.LOG_ZIEN: frozenset({AUDITOR}),
}

ROLLEN: Mapping[Rol, frozenset[Recht]] = {
    rol: frozenset(recht for recht, rollen in WIE.items() if rol in rollen) for rol in Rol
}

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
V = TypeVar("V", bound=HttpRequest)


def rechten_van(gebruiker: Gebruiker | AnonymousUser) -> frozenset[Recht]:
    """What somebody may do. Who has no role, or is not logged in, may do nothing; being a superuser gives nothing."""
    if not isinstance(gebruiker, Gebruiker) or gebruiker.rol not in Rol.values:
        return frozenset()
    return ROLLEN[Rol(gebruiker.rol)]


def heeft(gebruiker: Gebruiker | AnonymousUser, *rechten: Recht) -> bool:
    """Whether somebody has one of these rights."""
    return not rechten_van(gebruiker).isdisjoint(rechten)


def mag(*rechten: Recht) -> Callable[[Callable[Concatenate[V, P], R]], Callable[Concatenate[V, P], R]]:
    """Only for who has one of these rights: 404 when they are about seeing, 403 when they are about an act."""

    def omhul(view: Callable[Concatenate[V, P], R]) -> Callable[Concatenate[V, P], R]:
        @wraps(view)
        def poort(request: V, /, *args: P.args, **kwargs: P.kwargs) -> R:
            if heeft(request.user, *rechten):
                return view(request, *args, **kwargs)
            if rechten[0].is_zien:
                raise Http404
            raise PermissionDenied(
                gettext("Voor “%(handeling)s” heeft u met uw rol geen recht.")
                % {"handeling": rechten[0].label}
            )

        return poort

    return omhul
