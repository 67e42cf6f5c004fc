"""Employers: the list, and one employer on one page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inspectie.lijsten.pagina import doorverwijzing, lijstpagina
from inspectie.lijsten.weergaven import voorkeur
from inspectie.rechten import Recht, heeft, mag
from inspectie.verzoek import Verzoek
from interventies.werkgeverlijst import WERKGEVERS
from interventies.werkgeverpagina import werkgeverpagina
from meldingen.models import Werkgever
from meldingen.views.lijst import lijstrij
from meldingen.woorden import woorden


@never_cache
@require_safe
@mag(*WERKGEVERS.rechten)
def werkgevers(request: Verzoek) -> HttpResponse:
    eigen = voorkeur(WERKGEVERS, request.user)
    if adres := doorverwijzing(request, WERKGEVERS, eigen):
        return redirect(adres)
    keuze = WERKGEVERS.kies(request.GET, request.user, timezone.now())
    return render(request, "interventies/werkgevers.html", lijstpagina(request, WERKGEVERS, keuze, eigen))


def vind(request: Verzoek, pk: int) -> Werkgever:
    return get_object_or_404(Werkgever.objects.zichtbaar_voor(request.user), pk=pk)


@never_cache
@require_safe
@mag(*WERKGEVERS.rechten)
def werkgever(request: Verzoek, pk: int) -> HttpResponse:
    """All its names and sites have one page: that of the record that stands for them."""
    gevonden, vraag = vind(request, pk), request.GET.urlencode()
    if gevonden.hoofd_id is not None:
        adres = reverse("werkgever", args=[gevonden.hoofd_id])
        return redirect(f"{adres}?{vraag}" if vraag else adres)
    namen = woorden()
    pagina = werkgeverpagina(gevonden, request.user, namen, timezone.now(), alles="alles" in request.GET)
    return render(
        request,
        "interventies/werkgever.html",
        {
            "w": gevonden,
            "pagina": pagina,
            "blad": pagina.blad,
            "andere": [lijstrij(melding, namen) for melding in pagina.blad.andere],
            "stelt_voor": heeft(request.user, Recht.SAMENVOEGING_VOORSTELLEN),
            "vraag": vraag,
        },
    )
