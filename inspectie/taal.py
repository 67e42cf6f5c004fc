"""In which language somebody reads: what they chose, else what this browser chose before logging in, else Dutch.

What a browser says it prefers is not asked: half of them here came in English, and the work is in Dutch.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from inspectie.models import Gebruiker

TALEN = dict(settings.LANGUAGES)
COOKIE_DUUR = 365 * 24 * 3600


def taal_van(request: HttpRequest) -> str:
    gebruiker = getattr(request, "user", AnonymousUser())
    eigen = gebruiker.taal if isinstance(gebruiker, Gebruiker) else ""
    for taal in (eigen, request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")):
        if taal in TALEN:
            return taal
    return settings.LANGUAGE_CODE


class TaalMiddleware:
    """Behind the login: it must know who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        taal = taal_van(request)
        # Not put back afterwards: an error page is made outside this middleware, and the next request begins here.
        translation.activate(taal)
        antwoord = self.get_response(request)
        antwoord.headers.setdefault("Content-Language", taal)
        patch_vary_headers(antwoord, ["Cookie"])
        return antwoord


def kies_taal(request: HttpRequest, antwoord: HttpResponse, taal: str) -> None:
    """Keep the choice in this browser, and with the person who is logged in. Another language is not kept."""
    if taal not in TALEN:
        return
    antwoord.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        taal,
        max_age=COOKIE_DUUR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    if request.user.is_authenticated:
        Gebruiker.objects.filter(pk=request.user.pk).update(taal=taal)


def eigen_adres(request: HttpRequest, adres: str) -> str:
    """The path of an address of this site, with its query; "" for another's."""
    if not adres or not url_has_allowed_host_and_scheme(
        adres, {request.get_host()}, require_https=request.is_secure()
    ):
        return ""
    return adres
