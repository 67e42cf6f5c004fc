"""What rules would have made of what came in before: how far it is, and what would have gone another way."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from inspectie.rechten import Recht, heeft, mag
from inspectie.verzoek import Verzoek
from inspectie.wachtrij import EVEN, POOS
from meldingen import regelproef as proeven
from meldingen.adviseren import Dossier
from meldingen.models import Regelproef, Route


def _vind(pk: int) -> Regelproef:
    return get_object_or_404(Regelproef.objects.select_related("regelset", "gevraagd_door"), pk=pk)


def _voortgang(request: Verzoek, proef: Regelproef) -> dict[str, object]:
    werkt = heeft(request.user, Recht.REGELS_SCHRIJVEN, Recht.REGELS_GOEDKEUREN)
    return {"proef": proef, "werkt": werkt}


@never_cache
@require_safe
@mag(Recht.REGELS_ZIEN)
def regelproef(request: Verzoek, pk: int) -> HttpResponse:
    proef = _vind(pk)
    telt = heeft(request.user, Recht.CIJFERS_ZIEN)
    verschuivingen = proeven.verschuivingen(proef) if telt and proef.klaar_op else []
    return render(
        request,
        "meldingen/regelproef.html",
        {
            **_voortgang(request, proef),
            "telt": telt,
            "anders": sum(v.aantal for v in verschuivingen),
            "verschuivingen": [
                (Route(v.van), Route(v.naar), v.aantal, v.prioriteiten) for v in verschuivingen
            ],
            "met_lijst": heeft(request.user, Recht.TRIAGE_ZIEN),
        },
    )


@never_cache
@require_POST
@mag(Recht.REGELS_SCHRIJVEN, Recht.REGELS_GOEDKEUREN)
def verder(request: Verzoek, pk: int, dossier: Dossier) -> HttpResponse:
    """Go on for a moment: beside the worker, or, where there is none, instead of it."""
    proeven.doe_een_poos(_vind(pk).pk, dossier, seconden=EVEN if request.htmx else POOS, nu=timezone.now)
    if not request.htmx:
        return redirect("regelproef", pk)
    proef = _vind(pk)
    if proef.klaar_op:
        return HttpResponseClientRefresh()
    return render(request, "meldingen/_regelproef.html", _voortgang(request, proef))
