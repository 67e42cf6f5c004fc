"""Deciding on a melding, and on to the next."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from inspectie.fouten import Regelfout
from inspectie.rechten import Recht, mag
from inspectie.verzoek import Verzoek
from meldingen import acties
from meldingen.filters import volgende
from meldingen.forms import BesluitForm
from meldingen.models import Melding, Route
from meldingen.views.keuze import adres, keuze_uit, vind
from meldingen.views.pagina import toon_pagina
from meldingen.woorden import woorden


@never_cache
@require_POST
@mag(Recht.TRIAGE_BESLISSEN)
def besluit(request: Verzoek, nummer: int) -> HttpResponse:
    """Take the advice over (`overnemen`) or decide otherwise, and on to the next that waits in the same choice."""
    gevonden = vind(request, nummer)
    advies = gevonden.besluiten.order_by("geadviseerd_op", "id").last()
    data = request.POST.copy()
    if "overnemen" in data and advies is not None:
        data["route"], data["prioriteit"], data["reden"] = advies.route, advies.prioriteit, ""
    form = BesluitForm(data, besluit=advies)
    if not form.is_valid():
        return toon_pagina(request, gevonden, form=form)
    velden = {naam: form.cleaned_data[naam] for naam in ("advies", "route", "prioriteit", "reden")}
    try:
        acties.beslis(gevonden, door=request.user, op=timezone.now(), **velden)
    except Regelfout as fout:
        for reden in fout.redenen:
            form.add_error(None, reden)
        return toon_pagina(request, gevonden, form=form)
    messages.success(request, _gedaan(gevonden, velden["route"], velden["prioriteit"]))
    keuze = keuze_uit(request, woorden())
    daarna = volgende(keuze.qs.te_beslissen(), keuze.veld, gevonden)
    if daarna is None:
        return redirect(adres(reverse("meldingen"), keuze.vraag()))
    return redirect(adres(reverse("melding", args=[daarna.nummer]), keuze.vraag()))


def _gedaan(melding: Melding, route: str, prioriteit: str) -> str:
    uitkomst = ", ".join(deel for deel in (str(Route(route).label), prioriteit) if deel)
    return gettext("Melding %(nummer)s: besloten, %(uitkomst)s.") % {
        "nummer": melding.nummer,
        "uitkomst": uitkomst,
    }
