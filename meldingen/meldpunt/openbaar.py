"""What every public page has in common: its language is in its address, nobody logs in, and nothing of it is kept by a
browser or on the way."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache

TALEN: dict[str, str] = settings.MELDPUNT_TALEN
MERKEN = {"csrfmiddlewaretoken"}


class Taal:
    """In an address: one of the languages."""

    regex = "|".join(TALEN)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def openbaar(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A public page, in the language of its address: `view(request, taal, …)`. What it does not find is told in that
    language too."""

    @never_cache
    @wraps(view)
    def pagina(request: HttpRequest, taal: str, *args: Any, **kwargs: Any) -> HttpResponse:
        # `override`: what is made after this (an error page for staff) is not in a language it does not speak.
        with translation.override(taal):
            try:
                antwoord = view(request, taal, *args, **kwargs)
            except Http404:
                antwoord = render(request, "meldpunt/niet_gevonden.html", status=404)
        antwoord.headers["Content-Language"] = taal
        return antwoord

    pagina.csrf_mislukt = csrf_mislukt  # type: ignore[attr-defined]
    pagina.storing = storing  # type: ignore[attr-defined]
    return login_not_required(pagina)


def csrf_mislukt(request: HttpRequest, taal: str, **_: Any) -> HttpResponse:
    """The form was of another session, or the browser keeps no cookies: what was typed is there to send again."""
    return _nog_eens(request, taal, "meldpunt/opnieuw.html", 403)


def storing(request: HttpRequest, taal: str, **_: Any) -> HttpResponse:
    """Something of ours broke: said in the language of the page, with what was typed to send again."""
    return _nog_eens(request, taal, "meldpunt/storing.html", 500)


def _van_hier(request: HttpRequest) -> bool:
    """Whether one of our own pages sent this, as far as the browser tells: another site cannot lay words in the mouth
    of somebody who then only has to press a button."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return request.headers.get("Origin") in (None, f"{request.scheme}://{request.get_host()}")


def _nog_eens(request: HttpRequest, taal: str, sjabloon: str, status: int) -> HttpResponse:
    velden = [
        (naam, waarde)
        for naam in (request.POST if _van_hier(request) else ())
        if naam not in MERKEN
        for waarde in request.POST.getlist(naam)
    ]
    with translation.override(taal):
        antwoord = render(
            request, sjabloon, {"velden": velden, "bestanden": bool(request.FILES)}, status=status
        )
    antwoord.headers["Content-Language"] = taal
    return antwoord


def andere_talen(request: HttpRequest) -> list[tuple[str, str, str]]:
    """(code, name, address) of this page in each language."""
    hier = request.resolver_match
    if hier is None or "taal" not in hier.kwargs:
        return []
    vraag = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return [
        (code, naam, reverse(hier.view_name, kwargs={**hier.kwargs, "taal": code}) + vraag)
        for code, naam in TALEN.items()
    ]
