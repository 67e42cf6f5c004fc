"""One question per page, forward and back, and the page of the files."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from inspectie import remmen
from inspectie.bestanden import BIJLAGEN_MAX, Bestand, keur_gestuurd, te_veel
from inspectie.bestandsveld import te_openen, te_veel_ineens
from inspectie.fouten import Regelfout
from inspectie.getal import als_getal
from meldingen.meldpunt import concepten, opzoeken, sleutel
from meldingen.meldpunt.openbaar import TALEN, openbaar, te_groot
from meldingen.meldpunt.stappen import STAPPEN, Gegeven, Stap, hoeveel, pad
from meldingen.meldpunt.views import begint_opnieuw, even_wachten, naar_open
from meldingen.meldpunt.vragen import Vraag
from meldingen.models import Concept

TERUG = "nakijken"
BESTANDEN = "bestanden"
LATER = "later"
"""On the page with number and code: what was sent after that did not go along."""
VERLOPEN, OPNIEUW = "verlopen", "opnieuw"
"""Why somebody is at the first question again: the draft was left too long, or could not be opened any more."""
NAAR, HALF, BEKEKEN = "naar", "half", "bekeken"
"""Elsewhere without going on: to another language (its code), or back. What stands on the page is kept on the way, as
far as there is something; nothing is said of what is missing in it yet, unless it was said already (`bekeken`)."""
STOND = "stond"
"""What the page showed (`_stond`)."""
STAP = "meldpunt/stap.html"
"""Whose form is sent as well by what leads to another language or back."""
_STAPPEN = {stap.slug: stap for stap in STAPPEN}


@openbaar
@require_http_methods(["GET", "HEAD", "POST"])
def stap(request: HttpRequest, taal: str, slug: str) -> HttpResponse:
    """Whatever is sent is kept, right or not; only what is right goes further."""
    if slug not in _STAPPEN:
        raise Http404
    nu, geheim = timezone.now(), sleutel.geheim_van(request)
    concept = concepten.vind(geheim, nu)
    if concept is not None and concepten.is_verstuurd(concept):
        return _verstuurd(request, taal)
    if request.method != "POST":
        if concept is None:
            return redirect(f"{reverse('meldpunt_begin', args=[taal])}?verlopen")
        return _toon(request, _STAPPEN[slug], concepten.gegeven(concept))
    zoekt = slug == opzoeken.BEDRIJF and not request.POST.keys().isdisjoint({"opzoeken", "kies"})
    opnieuw = begint_opnieuw(request, concept)
    if wacht := _wacht(request, nu, begint=concept is None or opnieuw, zoekt=zoekt):
        return even_wachten(request, wacht)
    begin = OPNIEUW if opnieuw else VERLOPEN if concept is None else ""
    if opnieuw:
        concepten.gooi_weg(geheim)
    if concept is None or opnieuw:
        # The draft is gone; what was typed last is not.
        geheim, concept = concepten.begin(nu)
    try:
        alles = _bewaar(request, concept, _STAPPEN[slug], nu)
        if zoekt:
            antwoord = _zoek_op(request, taal, concept, alles)
        else:
            antwoord = _verder(request, taal, _STAPPEN[slug], alles, begin=begin)
    except concepten.AlVerstuurd:
        return _verstuurd(request, taal)
    return sleutel.geef(antwoord, geheim, concepten.CONCEPT.total_seconds())


def _bewaar(request: HttpRequest, concept: Concept, deze: Stap, nu: datetime) -> Gegeven:
    """All answers, with this one. Who goes elsewhere and changed nothing gave no answer: it may be a page from before
    something else was written in another window."""
    gestuurd = deze.vraag({}).gestuurd(request.POST)
    if NAAR in request.POST and request.POST.get(STOND) == _stond(gestuurd):
        return concepten.gegeven(concept)
    return concepten.bewaar(concept, deze.slug, gestuurd, nu=nu)


def _stond(antwoord: Mapping[str, Sequence[str]]) -> str:
    """The same for the same answer, as it is kept and as a browser sends it: with fields that are empty, and line ends
    of its own."""
    gezegd = {naam: [w.replace("\r\n", "\n") for w in ws if w.strip()] for naam, ws in antwoord.items()}
    kern = {naam: waarden for naam, waarden in gezegd.items() if waarden}
    return hashlib.sha256(json.dumps(kern, sort_keys=True).encode()).hexdigest()[:16]


def _elders(
    request: HttpRequest, taal: str, deze: Stap, alles: Gegeven, naar: str, *, begin: str
) -> HttpResponse:
    """`naar` a language or back, from a question that need not be answered for it. `begin` as in `_verder`."""
    stappen = pad(alles)
    if naar in TALEN:
        taal = naar
    if begin:
        return redirect(f"{reverse('meldpunt_stap', args=[taal, stappen[0].slug])}?{begin}")
    if deze not in stappen:  # an answer before it was changed in another window
        return naar_open(taal, alles)
    nakijken = request.POST.get("terug") == TERUG
    if naar in TALEN:
        vraag = [*([] if BEKEKEN in request.POST else [HALF]), *([f"terug={TERUG}"] if nakijken else [])]
        waar = reverse("meldpunt_stap", args=[taal, deze.slug])
        return redirect(f"{waar}?{'&'.join(vraag)}" if vraag else waar)
    if nakijken:
        return redirect("meldpunt_nakijken", taal)
    plek = stappen.index(deze)
    return (
        redirect("meldpunt_stap", taal, stappen[plek - 1].slug) if plek else redirect("meldpunt_begin", taal)
    )


def _verstuurd(request: HttpRequest, taal: str) -> HttpResponse:
    """To number and code. In another window, or on a slow line, somebody may go on writing after it was sent."""
    waar = reverse("meldpunt_ontvangen", args=[taal])
    return redirect(f"{waar}?{LATER}" if request.method == "POST" else waar)


def _wacht(request: HttpRequest, nu: datetime, *, begint: bool, zoekt: bool) -> int:
    """How many seconds an answer has to wait, as one of many from one place; 0 when it need not."""
    namen = ["meldstap", *(["meldconcept"] if begint else ()), *(["meldzoek"] if zoekt else ())]
    return max(remmen.neem(naam, request, nu=nu) for naam in namen)


def _zoek_op(request: HttpRequest, taal: str, concept: Concept, alles: Gegeven) -> HttpResponse:
    """The firms that are called so, to choose from; or the one that was chosen, in the answers."""
    if opzoeken.neem_over(concept, request.POST.get("kies", ""), alles, nu=timezone.now()):
        terug = f"?terug={TERUG}" if request.POST.get("terug") == TERUG else ""
        return redirect(f"{reverse('meldpunt_stap', args=[taal, opzoeken.BEDRIJF])}{terug}")
    gevonden = opzoeken.gevonden(alles)
    # Who chooses one needs no name; that it is missing is said to who goes on.
    half = bool(gevonden)
    return _toon(request, _STAPPEN[opzoeken.BEDRIJF], alles, half=half, gevonden=gevonden, gezocht=True)


def _verder(request: HttpRequest, taal: str, deze: Stap, alles: Gegeven, *, begin: str) -> HttpResponse:
    """`begin`: why it goes on at the first question; "" when it does not."""
    if naar := request.POST.get(NAAR, ""):
        return _elders(request, taal, deze, alles, naar, begin=begin)
    stappen = pad(alles)
    if deze in stappen and not deze.vraag(alles).is_valid():
        return _toon(request, deze, alles)
    if begin:
        return redirect(f"{reverse('meldpunt_stap', args=[taal, stappen[0].slug])}?{begin}")
    # Or an answer before it was changed in another window.
    if deze not in stappen or request.POST.get("terug") == TERUG:
        return naar_open(taal, alles)
    volgende = stappen[stappen.index(deze) + 1]
    return redirect("meldpunt_stap", taal, volgende.slug)


def _toon(
    request: HttpRequest, deze: Stap, alles: Gegeven, sjabloon: str = STAP, *, half: bool = False, **meer: Any
) -> HttpResponse:
    stappen = pad(alles)
    if deze not in stappen:
        raise Http404
    plek = stappen.index(deze)
    vraag: Vraag = deze.vraag(alles, half=half or (request.method != "POST" and HALF in request.GET))
    return render(
        request,
        sjabloon,
        {
            "stap": deze,
            "vraag": vraag,
            "nummer": plek + 1,
            "aantal": hoeveel(alles),
            "bewaart": sjabloon == STAP,
            "stond": _stond(alles.get(deze.slug, {})),
            "vorige": stappen[plek - 1] if plek else None,
            "volgende": stappen[plek + 1] if plek + 1 < len(stappen) else None,
            "terug": TERUG in (request.GET.get("terug"), request.POST.get("terug")),
            "verlopen": VERLOPEN in request.GET,
            "opnieuw": OPNIEUW in request.GET,
            "zoekt_op": deze.slug == opzoeken.BEDRIJF and opzoeken.kan(),
        }
        | meer,
    )


def _niet_te_groot(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Before anything of it is read: Django's own check of the token reads all of it."""

    def kijk(request: HttpRequest, taal: str) -> HttpResponse:
        return te_groot(request, taal) if te_veel_ineens(request) else csrf_protect(view)(request, taal)

    return kijk


@csrf_exempt
@openbaar
@require_http_methods(["GET", "HEAD", "POST"])
@_niet_te_groot
def bestanden(request: HttpRequest, taal: str) -> HttpResponse:
    """Put files with the report, take them away again, go on."""
    nu, geheim = timezone.now(), sleutel.geheim_van(request)
    concept = concepten.vind(geheim, nu)
    if concept is None:
        return redirect(f"{reverse('meldpunt_begin', args=[taal])}?verlopen")
    if concepten.is_verstuurd(concept):
        return _verstuurd(request, taal)
    fouten: list[str] = []
    alles: Gegeven = concepten.gegeven(concept)
    if request.method == "POST":
        gestuurd = request.FILES.getlist(BESTANDEN)
        aantal = te_openen(gestuurd)
        if aantal and (wacht := remmen.neem("meldbestand", request, nu=nu, aantal=aantal)):
            return even_wachten(request, wacht)
        try:
            fouten = _neem_aan(request, concept, gestuurd)
            if (weg := als_getal(request.POST.get("weg"))) is not None:
                concepten.haal_weg(concept, weg, nu=nu)
            alles = concepten.bewaar(concept, BESTANDEN, {}, nu=nu)
        except concepten.AlVerstuurd:
            return _verstuurd(request, taal)
        if not fouten and "verder" in request.POST:
            antwoord = naar_open(taal, alles)
        elif not fouten:
            antwoord = redirect(request.get_full_path())
        else:
            antwoord = _toon_bestanden(request, concept, alles, fouten)
        return sleutel.geef(antwoord, geheim, concepten.CONCEPT.total_seconds())
    return _toon_bestanden(request, concept, alles, fouten)


def _neem_aan(request: HttpRequest, concept: Concept, gestuurd: Sequence[UploadedFile]) -> list[str]:
    """Each file by itself: one that is refused does not keep out the others. What cannot be put with it is not opened:
    that takes time from everybody."""
    fouten = []
    for plek, bestand in enumerate(gestuurd):
        naam = bestand.name or _("bestand")
        try:
            if plek >= te_openen(gestuurd):
                raise Regelfout(te_veel())
            _voeg_toe(request, concept, keur_gestuurd(bestand))
        except Regelfout as fout:
            fouten.append(f"{naam}: {fout}")
    return fouten


def _voeg_toe(request: HttpRequest, concept: Concept, bestand: Bestand) -> None:
    """Counted before it is kept: of many at once none slips through."""
    nu, grootte, bewaard = timezone.now(), len(bestand.inhoud), False
    van_hier = remmen.tel_op("meldruimte", request, grootte, nu=nu)
    try:
        bewaard = concepten.voeg_toe(concept, bestand, van_hier=van_hier, nu=nu)
    finally:
        if not bewaard:
            remmen.tel_op("meldruimte", request, -grootte, nu=nu)


def _toon_bestanden(
    request: HttpRequest, concept: Concept, alles: Gegeven, fouten: list[str]
) -> HttpResponse:
    return _toon(
        request,
        _STAPPEN[BESTANDEN],
        alles,
        "meldpunt/bestanden.html",
        bij=concepten.bijgevoegd(concept),
        bestandsfouten=fouten,
        hoogstens=BIJLAGEN_MAX,
    )
