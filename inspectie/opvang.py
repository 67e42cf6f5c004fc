"""Whose session ended while they were typing: log in, and what was typed is there again (see `bewaard.py`). And who
comes back to the address of a form as if it were a page."""

from collections.abc import Callable
from typing import Any, cast

from allauth.account import views as allauth
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.csrf import csrf_failure
from django_htmx.http import reselect, reswap, retarget

from inspectie.aanmelden import heeft_tweede_factor, is_verplicht
from inspectie.bestandsveld import te_veel_ineens
from inspectie.bewaard import BEWAARD, is_van_ons, pak_in, pak_uit
from inspectie.models import Gebruiker

OPEN = {"taal", "sessie", "healthz", "readyz"}
GEZIEN = "tweede_factor_gezien"


class InlogMiddleware(LoginRequiredMiddleware):
    """Every page is closed unless it says otherwise (@login_not_required). What is sent to a closed one is kept."""

    def handle_no_permission(  # type: ignore[override]  # Django itself only ever redirects
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponseBase:
        if is_van_ons(request):
            return vraag_inloggen(request, pak_in(request, timezone.now()))
        return super().handle_no_permission(request, view_func)

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """And for a role that must have a second factor it stays closed until there is one."""
        antwoord: HttpResponseBase | None = super().process_view(request, view_func, view_args, view_kwargs)
        if antwoord is not None or not isinstance(request.user, Gebruiker) or not is_verplicht(request.user):
            return antwoord
        naam = (request.resolver_match.url_name if request.resolver_match else "") or ""
        if naam in OPEN or naam.startswith(("account_", "mfa_")) or request.session.get(GEZIEN):
            return None
        if heeft_tweede_factor(request.user):
            # Not looked up again: what was logged in with it stays so, also when it is taken away (`gebruikers`).
            request.session[GEZIEN] = True
            return None
        messages.warning(
            request, gettext("Voor uw rol is een tweede factor verplicht. Zet haar aan om verder te gaan.")
        )
        return redirect("mfa_activate_totp")


class GeenPaginaMiddleware:
    """An address that only takes forms stands in the browser after a refusal, and then in a bookmark or a message to a
    colleague: Django answers it with nothing at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        kaal = self.get_response(request)
        # What says something itself (the api: a problem) stays.
        leeg = isinstance(kaal, HttpResponseNotAllowed) and not kaal.content
        if not leeg or request.method != "GET" or not request.user.is_authenticated:
            return kaal
        antwoord = render(request, "405.html", status=405)
        antwoord.headers["Allow"] = kaal.headers["Allow"]
        return antwoord


def vraag_inloggen(request: HttpRequest, zegel: str) -> HttpResponseBase:
    """The login page in answer to a form; `zegel` is "" when the form was too long to keep."""
    vorm(request, bewaard=zegel, verlopen=True)
    return _als_pagina(request, _zonder_post(request, allauth.login), 401)


def csrf_mislukt(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Somebody logged in again in another window: the form is theirs, only its token is of the session before. A page
    for who does not log in says what happens then itself."""
    hier = request.resolver_match
    if hier is not None and (eigen := getattr(hier.func, "csrf_mislukt", None)):
        return cast("HttpResponse", eigen(request, **hier.kwargs))
    zegel = request.POST.get(BEWAARD, "")
    if not zegel and not is_van_ons(request):
        return csrf_failure(request, reason)
    zegel = zegel or pak_in(request, timezone.now())
    if request.user.is_authenticated:
        return _als_pagina(request, toon_bewaard(request, zegel), 403)
    return vraag_inloggen(request, zegel)


def na_inloggen(request: HttpRequest, antwoord: HttpResponseBase, tweede_stap: str) -> HttpResponseBase:
    """Further after a step of logging in: to what was kept, or with it to the second step."""
    zegel = request.POST.get(BEWAARD, "")
    if not zegel or antwoord.status_code != 302:
        return antwoord
    if request.user.is_authenticated:
        return toon_bewaard(request, zegel)
    if antwoord.headers["Location"] == tweede_stap:
        from allauth.mfa.base.views import authenticate

        return _zonder_post(request, authenticate)
    return antwoord


def toon_bewaard(request: HttpRequest, zegel: str) -> HttpResponseBase:
    """What was typed, to send or to drop. For its own writer only."""
    formulier = pak_uit(zegel, cast("Gebruiker", request.user), timezone.now())
    if formulier is None:
        messages.warning(
            request,
            gettext(
                "Wat er nog was ingevuld is weggegooid: het was van iemand anders, of ouder dan een dag."
            ),
        )
        return redirect("start")
    return render(request, "bewaard.html", {"formulier": formulier})


def vorm(request: HttpRequest, *, bewaard: str, verlopen: bool = False) -> None:
    """What the login pages pass on, and whether they say why one must log in again."""
    request.bewaard, request.verlopen = bewaard, verlopen  # type: ignore[attr-defined]
    request.zonder_bestanden = verlopen and (bool(request.FILES) or te_veel_ineens(request))  # type: ignore[attr-defined]


def _zonder_post(request: HttpRequest, view: Any) -> HttpResponseBase:
    """The empty form of a page, in answer to a form for another."""
    request.method = "GET"
    antwoord: HttpResponseBase = view(request)
    if hasattr(antwoord, "render"):
        antwoord.render()
    return antwoord


def _als_pagina(request: HttpRequest, antwoord: HttpResponseBase, status: int) -> HttpResponseBase:
    """Nothing was done, and the status says so. A piece of a page becomes the whole page."""
    if antwoord.status_code != 200:
        return antwoord
    if request.headers.get("HX-Request") == "true" and isinstance(antwoord, HttpResponse):
        # All of it, also where a piece was to be taken out of the answer.
        return reselect(reswap(retarget(antwoord, "body"), "innerHTML"), "unset")
    antwoord.status_code = status
    if status == 401:
        antwoord.headers["WWW-Authenticate"] = "Session"
    return antwoord
