"""How many meldingen are with Opsporing, and to which of them something was added."""

from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from inspectie.getal import als_getal
from inspectie.lijsten.pagina import toon_lijst
from inspectie.rechten import Recht, mag
from inspectie.verzoek import Verzoek
from meldingen.models import Nagekomen
from meldingen.nagekomen import aangevuld_bij_opsporing, stuur_door
from meldingen.opsporinglijst import OPSPORING


@never_cache
@require_safe
@mag(*OPSPORING.rechten)
def opsporing(request: Verzoek) -> HttpResponse:
    return toon_lijst(request, OPSPORING, "meldingen/opsporing.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.OPSPORING_STUREN)
def aangevuld(request: Verzoek, nummer: int) -> HttpResponse:
    """That a reporter added something to what is with Opsporing: its number, and a post that says it was passed on."""
    stukken = Nagekomen.objects.bij_opsporing(request.user)
    if request.method == "POST":
        melding = get_object_or_404(aangevuld_bij_opsporing(stukken), nummer=nummer)
        gezien = als_getal(request.POST.get("tot")) or 0
        if stuur_door(melding, tot=gezien, door=request.user, op=timezone.now()):
            messages.success(
                request,
                gettext("Melding %(nummer)s: vastgelegd dat de aanvulling is doorgestuurd.")
                % {"nummer": nummer},
            )
        return redirect("mijn_werk")
    wacht = stukken.door_te_sturen()
    melding = get_object_or_404(aangevuld_bij_opsporing(wacht), nummer=nummer)
    tot = wacht.filter(melding=melding).aggregate(Max("pk"))["pk__max"]
    return render(request, "meldingen/opsporing_aangevuld.html", {"melding": melding, "tot": tot})
