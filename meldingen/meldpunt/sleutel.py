"""The key of a draft, in the one cookie of the form."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

NAAM, PAD = "meldconcept", "/melden/"


def geheim_van(request: HttpRequest) -> str:
    return request.COOKIES.get(NAAM, "")


def geef(antwoord: HttpResponse, geheim: str, seconden: float) -> HttpResponse:
    antwoord.set_cookie(
        NAAM,
        geheim,
        max_age=int(seconden),
        path=PAD,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return antwoord


def neem_af(antwoord: HttpResponse) -> HttpResponse:
    """And the one of the protection of forms: that somebody was here is told by neither."""
    antwoord.delete_cookie(NAAM, path=PAD, samesite="Lax")
    antwoord.delete_cookie(settings.CSRF_COOKIE_NAME, samesite=settings.CSRF_COOKIE_SAMESITE)
    return antwoord
