"""The list of zaken."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inspectie.lijsten.pagina import doorverwijzing, lijstpagina
from inspectie.lijsten.weergaven import voorkeur
from inspectie.rechten import Recht, heeft, mag
from inspectie.verzoek import Verzoek
from interventies.lijsten import ZAKEN


@never_cache
@require_safe
@mag(*ZAKEN.rechten)
def zaken(request: Verzoek) -> HttpResponse:
    eigen = voorkeur(ZAKEN, request.user)
    if adres := doorverwijzing(request, ZAKEN, eigen):
        return redirect(adres)
    keuze = ZAKEN.kies(request.GET, request.user, timezone.now())
    return render(
        request,
        "interventies/lijst.html",
        {
            **lijstpagina(request, ZAKEN, keuze, eigen),
            "eigen": heeft(request.user, Recht.ZAAK_ZIEN_EIGEN),
        },
    )
