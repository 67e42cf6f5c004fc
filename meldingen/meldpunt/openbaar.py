"""What every public page has in common: its language is in its address, nobody logs in, and nothing of it is kept by a
browser or on the way."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import never_cache

from meldingen.meldpunt.concepten import ConceptDicht

TALEN: dict[str, str] = settings.MELDPUNT_TALEN
MERKEN = {"csrfmiddlewaretoken"}
ZONDER_TERUG = {"meldpunt_stoppen", "volgen_intrekken"}
"""What cannot be taken back is asked anew, never with a button to do it after all."""
TAAL_MEE = {"meldpunt_stap", "volgen"}
"""Where what was typed goes along to another language (`naar`) without more being done with it."""


class Taal:
    """In an address: one of the languages."""

    regex = "|".join(TALEN)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Hoofdletters:
    """A public address as somebody wrote it over, with a capital in its first word."""

    regex = r"(?!(?:melden|volgen)(?:/|$))(?i:melden|volgen)(?:/.*)?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def openbaar(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A public page, in the language of its address: `view(request, taal, …)`. What it does not find is told in that
    language too, and so is a draft that cannot be opened."""

    @never_cache
    @wraps(view)
    def pagina(request: HttpRequest, taal: str, *args: Any, **kwargs: Any) -> HttpResponse:
        # `override`: what is made after this (an error page for staff) is not in a language it does not speak.
        with translation.override(taal):
            try:
                antwoord = view(request, taal, *args, **kwargs)
            except Http404:
                antwoord = render(request, "meldpunt/niet_gevonden.html", status=404)
            except ConceptDicht:
                antwoord = nog_eens(request, taal, "meldpunt/dicht.html", 503)
        antwoord.headers["Content-Language"] = taal
        return antwoord

    pagina.csrf_mislukt = csrf_mislukt  # type: ignore[attr-defined]
    pagina.storing = storing  # type: ignore[attr-defined]
    pagina.te_groot = te_groot  # type: ignore[attr-defined]
    pagina.onleesbaar = onleesbaar  # type: ignore[attr-defined]
    return login_not_required(pagina)


def csrf_mislukt(request: HttpRequest, taal: str, **_: Any) -> HttpResponse:
    """The form was of another session, or the browser keeps no cookies: what was typed is there to send again."""
    hier = request.resolver_match
    if hier is not None and hier.url_name in ZONDER_TERUG:
        return redirect(request.path)
    return nog_eens(request, taal, "meldpunt/opnieuw.html", 403)


def te_groot(request: HttpRequest, taal: str, **_: Any) -> HttpResponse:
    """More than is read at all, so nothing of it is there to send again."""
    return _in_de_taal(request, taal, "meldpunt/te_groot.html", 413)


def onleesbaar(request: HttpRequest, taal: str, **_: Any) -> HttpResponse:
    """Damaged on the way, so nothing of it is there to send again."""
    return _in_de_taal(request, taal, "meldpunt/onleesbaar.html", 400)


def storing(request: HttpRequest, taal: str, **_: Any) -> HttpResponse:
    """Something of ours broke: said in the language of the page, with what was typed to send again."""
    return nog_eens(request, taal, "meldpunt/storing.html", 500)


def _van_hier(request: HttpRequest) -> bool:
    """Whether one of our own pages sent this, as far as the browser tells: another site cannot lay words in the mouth
    of somebody who then only has to press a button."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return request.headers.get("Origin") in (None, f"{request.scheme}://{request.get_host()}")


def nog_eens(request: HttpRequest, taal: str, sjabloon: str, status: int, **meer: Any) -> HttpResponse:
    """A page with what was typed, to send again with one button."""
    velden = [
        (naam, waarde)
        for naam in (request.POST if _van_hier(request) else ())
        if naam not in MERKEN
        for waarde in request.POST.getlist(naam)
    ]
    hier = request.resolver_match
    mee = bool(velden) and hier is not None and hier.url_name in TAAL_MEE
    return _in_de_taal(
        request, taal, sjabloon, status, velden=velden, bestanden=bool(request.FILES), bewaart=mee, **meer
    )


def _in_de_taal(request: HttpRequest, taal: str, sjabloon: str, status: int, **gegevens: Any) -> HttpResponse:
    """Made outside the view, by what failed before it or in it: so kept by no browser either."""
    with translation.override(taal):
        antwoord = render(request, sjabloon, gegevens, status=status)
    antwoord.headers["Content-Language"] = taal
    add_never_cache_headers(antwoord)
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
