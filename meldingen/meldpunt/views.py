"""The public pages around the questions: choose a language, begin, stop."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_http_methods, require_safe

from inspectie import remmen
from meldingen.meldpunt import concepten, sleutel
from meldingen.meldpunt.openbaar import TALEN, nog_eens, openbaar
from meldingen.meldpunt.stappen import STAPPEN, Gegeven, eerste_open
from meldingen.models import Concept

VERSTUURD = "verstuurd"
"""Of a form after which number and code are not to be seen any more: its page said that the report was sent."""


@login_not_required
@require_safe
def talen(request: HttpRequest, verder: str = "meldpunt_begin", rest: str = "") -> HttpResponse:
    """Without a language, or with one that is not there (`rest`): choose one, and go on there. Of an address on paper
    that is often what is left. What stands around the choice (how to leave, whom to call) is in a language that the
    browser asks for."""
    with translation.override(taal := _gevraagd(request)):
        gegevens = {"talen": TALEN, "verder": verder}
        antwoord = render(request, "meldpunt/talen.html", gegevens, status=404 if rest else 200)
    antwoord.headers["Content-Language"] = taal
    patch_vary_headers(antwoord, ["Accept-Language"])
    return antwoord


@login_not_required
@require_safe
def kleine_letters(request: HttpRequest, adres: str) -> HttpResponse:
    """To the same address as it is written here: what is written over from paper begins with a capital."""
    vraag = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return redirect(get_script_prefix() + escape_uri_path(adres.lower()).rstrip("/") + "/" + vraag)


def _gevraagd(request: HttpRequest) -> str:
    gevraagd = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    talen_ = (code.partition("-")[0] for code, _voorkeur in gevraagd)
    return next((taal for taal in talen_ if taal in TALEN), settings.LANGUAGE_CODE)


@openbaar
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, taal: str) -> HttpResponse:
    """What one can report and what happens with it; with a post the first question, or the one where one was."""
    nu, geheim = timezone.now(), sleutel.geheim_van(request)
    concept = concepten.vind(geheim, nu)
    verstuurd = concept is not None and concepten.is_verstuurd(concept)
    opnieuw = begint_opnieuw(request, concept)
    # Opened also where only is said that it is there: that must be true.
    alles = concepten.gegeven(concept) if concept is not None and not verstuurd and not opnieuw else None
    if request.method == "POST":
        if alles is not None:
            return naar_open(taal, alles)
        if verstuurd and VERSTUURD not in request.POST:
            return redirect("meldpunt_begin", taal)
        if wacht := remmen.neem("meldconcept", request, nu=nu):
            return even_wachten(request, wacht)
        if opnieuw:
            concepten.gooi_weg(geheim)
        geheim, _concept = concepten.begin(nu)
        antwoord = redirect("meldpunt_stap", taal, STAPPEN[0].slug)
        return sleutel.geef(antwoord, geheim, concepten.CONCEPT.total_seconds())
    return render(
        request,
        "meldpunt/begin.html",
        {
            "verder": alles is not None,
            "verstuurd": verstuurd,
            "verlopen": "verlopen" in request.GET,
            "zonder_bewijs": "bewijs" in request.GET,
        },
    )


@openbaar
@require_http_methods(["GET", "HEAD", "POST"])
def stoppen(request: HttpRequest, taal: str) -> HttpResponse:
    """Away with all that was filled in, asked once; and once more of what was sent since, or is being sent: the page
    said that nothing would be."""
    geheim = sleutel.geheim_van(request)
    if request.method == "POST" and concepten.gooi_weg(geheim, ook_bewijs=VERSTUURD in request.POST):
        return sleutel.neem_af(redirect("meldpunt_gestopt", taal))
    concept = concepten.vind(geheim, timezone.now())
    verstuurd = concept is not None and concepten.is_verstuurd(concept)
    return render(request, "meldpunt/stoppen.html", {"verstuurd": verstuurd})


@openbaar
def nergens(request: HttpRequest, taal: str, rest: str) -> HttpResponse:
    """Below a language, and no page: told in that language."""
    raise Http404


@openbaar
@require_safe
def gestopt(request: HttpRequest, taal: str) -> HttpResponse:
    return render(request, "meldpunt/gestopt.html")


def begint_opnieuw(request: HttpRequest, concept: Concept | None) -> bool:
    """Whether its writer gives up this draft, which cannot be opened. One that can be is not thrown away with it: the
    key may be back by the time the button is pressed."""
    if concept is None or concepten.is_verstuurd(concept) or "opnieuw" not in request.POST:
        return False
    return concepten.is_dicht(concept)


def naar_open(taal: str, gegeven: Gegeven) -> HttpResponse:
    """To the first question without an answer, or to the summary."""
    stap = eerste_open(gegeven)
    return redirect("meldpunt_stap", taal, stap.slug) if stap else redirect("meldpunt_nakijken", taal)


def even_wachten(request: HttpRequest, seconden: int) -> HttpResponse:
    """Too many at once from one place. Nothing is lost: what was typed is there to send again."""
    antwoord = nog_eens(request, get_language(), "meldpunt/wachten.html", 429, seconden=seconden)
    antwoord.headers["Retry-After"] = str(seconden)
    return antwoord
