"""The end: everything once more, send, and what to write down."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inspectie import remmen, schijf
from inspectie.bundel import bundel
from inspectie.fouten import Regelfout
from meldingen.adviseren import Dossier
from meldingen.meldpunt import concepten, sleutel
from meldingen.meldpunt.openbaar import openbaar
from meldingen.meldpunt.stappen import Gegeven, beantwoord, eerste_open
from meldingen.meldpunt.stapviews import BESTANDEN, LATER, TERUG
from meldingen.meldpunt.versturen import bewijs, kenmerk_van, verdacht, verstuur
from meldingen.meldpunt.views import even_wachten
from meldingen.meldpunt.vragen import Antwoorden, verzoekt
from meldingen.models import Concept
from meldingen.registreren import Onjuist

logger = logging.getLogger("inspectie")


@dataclass(frozen=True, slots=True)
class Regel:
    """One answer in the summary, and where it is changed."""

    naam: str
    waarde: str
    adres: str


@openbaar
@require_http_methods(["GET", "HEAD", "POST"])
def nakijken(request: HttpRequest, taal: str, dossier: Dossier) -> HttpResponse:
    """Everything that was answered; sent only as it was seen here."""
    nu, geheim = timezone.now(), sleutel.geheim_van(request)
    fouten: list[str] = []
    if request.method == "POST":
        try:
            anders = _stuur(request, taal, geheim, dossier, nu)
        except Onjuist as fout:
            # What the form takes and the records do not: ours to mend, and nothing of it is lost. Only the names of the
            # columns are told: the rest is the reporter's.
            logger.error(
                "het openbare formulier is geweigerd om %s", [kolom for kolom, _reden in fout.gebreken]
            )
            fouten = [_("Het versturen lukte niet. Dat ligt aan ons. Uw antwoorden zijn er nog.")]
        except Regelfout as fout:
            fouten = list(fout.redenen)
        else:
            antwoord = redirect("meldpunt_ontvangen", taal)
            return anders or sleutel.geef(antwoord, geheim, concepten.BEWIJS.total_seconds())
    concept = concepten.vind(geheim, nu)
    if concept is None or concepten.is_verstuurd(concept):
        return _elders(concept, taal)
    alles = concepten.gegeven(concept)
    if (open_ := eerste_open(alles)) is not None:
        return redirect(f"{reverse('meldpunt_stap', args=[taal, open_.slug])}?terug={TERUG}")
    return render(
        request,
        "meldpunt/nakijken.html",
        {
            "regels": _regels(concept, alles, taal),
            "fouten": fouten,
            "gezien": kenmerk_van(concept, alles),
            "verzoekt": verzoekt(Antwoorden(alles)),
        },
    )


@transaction.atomic
@bundel()
def _stuur(
    request: HttpRequest, taal: str, geheim: str, dossier: Dossier, nu: datetime
) -> HttpResponse | None:
    """Send it; or what is shown instead. Whoever sends the same at the same moment waits here, and finds it done."""
    concept, bestanden = concepten.pak(geheim, nu)
    if concept is None or concepten.is_verstuurd(concept):
        return _elders(concept, taal)
    if wacht := remmen.neem("melden", request, nu=nu):
        return even_wachten(request, wacht)
    schijf.wacht_na_commit()
    verstuur(
        concept,
        bestanden,
        geheim,
        gezien=request.POST.get("gezien", ""),
        taal=taal,
        verdacht=verdacht(concept, request.POST.get("bericht_kort", ""), nu),
        dossier=dossier,
        op=nu,
    )
    return None


def _elders(concept: Concept | None, taal: str) -> HttpResponse:
    """Where who has no draft (any more) goes."""
    if concept is None:
        return redirect(f"{reverse('meldpunt_begin', args=[taal])}?verlopen")
    return redirect("meldpunt_ontvangen", taal)


@openbaar
@require_safe
def ontvangen(request: HttpRequest, taal: str) -> HttpResponse:
    """The number and the code, in the browser that sent it, for a while."""
    geheim = sleutel.geheim_van(request)
    concept = concepten.vind(geheim, timezone.now())
    gegeven = bewijs(concept, geheim) if concept is not None else None
    if gegeven is None:
        return redirect(f"{reverse('meldpunt_begin', args=[taal])}?bewijs")
    return render(request, "meldpunt/ontvangen.html", {"bewijs": gegeven, "later": LATER in request.GET})


def _regels(concept: Concept, alles: Gegeven, taal: str) -> list[Regel]:
    uit = []
    for stap, vraag in beantwoord(alles):
        adres = f"{reverse('meldpunt_stap', args=[taal, stap.slug])}?terug={TERUG}"
        if stap.slug == BESTANDEN:
            namen = "\n".join(bestand.naam for bestand in concepten.bijgevoegd(concept))
            uit.append(Regel(str(vraag.kort), namen or _("Geen"), adres))
        elif vraag.is_valid():
            uit += [Regel(naam, waarde, f"{adres}#{plek}") for plek, naam, waarde in vraag.regels()]
    return uit
