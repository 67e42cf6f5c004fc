"""How many meldingen are with Opsporing."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inspectie.lijsten.pagina import doorverwijzing, lijstpagina
from inspectie.lijsten.weergaven import voorkeur
from inspectie.rechten import mag
from inspectie.verzoek import Verzoek
from meldingen.opsporinglijst import OPSPORING


@never_cache
@require_safe
@mag(*OPSPORING.rechten)
def opsporing(request: Verzoek) -> HttpResponse:
    eigen = voorkeur(OPSPORING, request.user)
    if adres := doorverwijzing(request, OPSPORING, eigen):
        return redirect(adres)
    keuze = OPSPORING.kies(request.GET, request.user, timezone.now())
    return render(request, "meldingen/opsporing.html", lijstpagina(request, OPSPORING, keuze, eigen))
