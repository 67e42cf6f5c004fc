"""The front door: the start page, logging in, and whether the program lives and is ready."""

import logging
from collections.abc import Callable, Sequence
from typing import cast

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.defaults import bad_request, server_error
from django_htmx.http import HttpResponseClientRefresh
from django_htmx.middleware import HtmxDetails

from inspectie.bewaard import BEWAARD
from inspectie.bladeren import blader
from inspectie.models import Code
from inspectie.opvang import na_inloggen, vorm
from inspectie.rechten import Recht, mag, rechten_van
from inspectie.taal import eigen_adres, kies_taal
from inspectie.uren import met_dagen, op_de_dag
from inspectie.verzoek import Verzoek
from inspectie.werk import blok, soorten, wacht_in

logger = logging.getLogger("inspectie")

# A part of the start page that an app fills: HTML, or "" for who may not see it. The map (`urls.py`) says which, so
# that this room knows no app.
Paneel = Callable[[Verzoek], str]

OVERZICHT = 4
"""Blocks of work from which the page begins with what there is."""


@never_cache
@require_safe
def start(request: Verzoek, panelen: Sequence[Paneel] = ()) -> HttpResponse:
    rechten = rechten_van(request.user)
    team = Code.objects.filter(lijst="team", code=request.user.team).first() if request.user.team else None
    html = [stuk for paneel in panelen if (stuk := paneel(request))]
    return render(
        request,
        "inspectie/start.html",
        {
            # A panel with a form that is not right begins with the summary of _fouten.html.
            "fout": any('id="fouten"' in stuk for stuk in html),
            "team": team.woord(get_language() or "") if team else "",
            "handelingen": [recht for recht in Recht if recht in rechten and not recht.is_zien],
            "inzage": [recht for recht in Recht if recht in rechten and recht.is_zien],
            "panelen": html,
            "beheert": Recht.BEHEREN in rechten,
            # Without figures the page would be bare.
            "rechten_open": Recht.CIJFERS_ZIEN not in rechten,
        },
    )


@never_cache
@require_safe
@mag(Recht.TRIAGE_BESLISSEN, Recht.ZAAK_BEHANDELEN_EIGEN, Recht.MELDING_REGISTREREN)
def mijn_werk(request: Verzoek) -> HttpResponse:
    """What waits for this person, by deadline, in blocks."""
    nu = timezone.now()
    blokken = [blok(soort, request.user, nu) for soort in soorten(request.user)]
    request.geteld = {"mijn_werk": wacht_in(blokken)}
    # With so many one does not see at once what there is.
    overzicht = sum(bool(blok.regels) for blok in blokken) >= OVERZICHT
    return render(request, "inspectie/werk.html", {"blokken": blokken, "overzicht": overzicht})


@never_cache
@require_safe
@mag(Recht.TRIAGE_BESLISSEN, Recht.ZAAK_BEHANDELEN_EIGEN, Recht.MELDING_REGISTREREN)
def mijn_werk_soort(request: Verzoek, code: str) -> HttpResponse:
    """All of one kind, for what has no list of its own."""
    nu = timezone.now()
    soort = next((s for s in soorten(request.user) if s.code == code and s.lijst is None), None)
    if soort is None:
        raise Http404
    reeks = soort.getoond(soort.reeks(request.user, nu))
    volgorde = op_de_dag(soort.volgorde, reeks.model, request.user)
    blad = blader(met_dagen(reeks, request.user), volgorde, request.GET.get("cursor", ""))
    return render(
        request,
        "inspectie/werksoort.html",
        {"soort": soort, "blad": blad, "regels": [soort.regel(rij, nu) for rij in blad.rijen]},
    )


@login_not_required
def inloggen(request: HttpRequest) -> HttpResponseBase:
    """allauth's page. A piece of a page that asks something after the session has ended reloads the whole page."""
    htmx = getattr(request, "htmx", None)
    if isinstance(htmx, HtmxDetails) and htmx:
        return HttpResponseClientRefresh()
    vorm(request, bewaard=request.POST.get(BEWAARD, ""))
    return na_inloggen(request, allauth.login(request), reverse("mfa_authenticate"))


@login_not_required
def tweede_stap(request: HttpRequest) -> HttpResponseBase:
    """allauth's page for the code of somebody whose password was right."""
    vorm(request, bewaard=request.POST.get(BEWAARD, ""))
    return na_inloggen(request, mfa.authenticate(request), "")


@login_not_required
@require_POST
def taal(request: HttpRequest) -> HttpResponse:
    """Another language, on the page one was on."""
    antwoord = redirect(eigen_adres(request, request.POST.get("volgende", "")) or "start")
    kies_taal(request, antwoord, request.POST.get("taal", ""))
    return antwoord


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked, so that a slow database does not get it restarted."""
    return _kort("leeft")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and has every migration. A broker is no condition: the row is the queue."""
    try:
        uitvoerder = MigrationExecutor(connection)
        achter = uitvoerder.migration_plan(uitvoerder.loader.graph.leaf_nodes())
    except DatabaseError:
        logger.exception("readyz: de database antwoordt niet")
        return _kort("niet klaar: de database antwoordt niet", status=503)
    if achter:
        return _kort("niet klaar: er wachten migraties", status=503)
    return _kort("klaar")


TE_GROOT = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def onleesbaar(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What cannot be read. A page for who does not log in says so itself, or that it was too much."""
    hier, waarom = request.resolver_match, "te_groot" if isinstance(exception, TE_GROOT) else "onleesbaar"
    if hier is not None and (eigen := getattr(hier.func, waarom, None)):
        return cast("HttpResponse", eigen(request, **hier.kwargs))
    return bad_request(request, exception)


def storing(request: HttpRequest) -> HttpResponse:
    """Our mistake. A page for who does not log in says so itself."""
    hier = request.resolver_match
    if hier is not None and (eigen := getattr(hier.func, "storing", None)):
        return cast("HttpResponse", eigen(request, **hier.kwargs))
    return server_error(request)


def _kort(tekst: str, status: int = 200) -> HttpResponse:
    return HttpResponse(
        f"{tekst}\n",
        status=status,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )
