"""Who else has this melding open, asked again every half minute by the page itself."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from inspectie.rechten import Recht, mag
from inspectie.verzoek import Verzoek
from meldingen.aanwezig import POLS, meld_aanwezig
from meldingen.models import Melding
from meldingen.tijdlijn import naam
from meldingen.views.keuze import vind
from meldingen.views.stukje import NIETS, STOP, stukje


@never_cache
@require_POST
@stukje(STOP)
@mag(Recht.MELDING_ZIEN, Recht.MELDING_ZIEN_EIGEN)
def aanwezig(request: Verzoek, nummer: int) -> HttpResponse:
    """Nothing when the page shows this already, so that nobody hears it twice."""
    context = aanwezigen_van(request, vind(request, nummer))
    if request.POST.get("getoond") == context["aanwezig_nu"]:
        return HttpResponse(status=NIETS)
    return render(request, "meldingen/_aanwezig.html", context)


def aanwezigen_van(request: Verzoek, melding: Melding) -> dict[str, Any]:
    """For the page of a melding and for what comes in its place: the others, with since when."""
    anderen = meld_aanwezig(melding, wie=request.user, op=timezone.now())
    return {
        "melding": melding,
        "aanwezigen": [(naam(rij.gebruiker), rij.sinds) for rij in anderen],
        "aanwezig_nu": ",".join(str(rij.pk) for rij in anderen),
        "pols": int(POLS.total_seconds()),
    }
