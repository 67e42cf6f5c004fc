"""Deciding on a melding, and on to the next."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from inspectie.formvelden import toon_weigering
from inspectie.fouten import Ingehaald, Regelfout
from inspectie.lijsten.filters import Lijstfilter
from inspectie.rechten import Recht, mag
from inspectie.verzoek import Verzoek
from meldingen import acties
from meldingen.forms import BesluitForm
from meldingen.models import Melding, Route
from meldingen.views.keuze import adres_van, keuze_uit, naar_de_volgende, vind
from meldingen.views.pagina import toon_pagina
from meldingen.woorden import woorden


@never_cache
@require_POST
@mag(Recht.TRIAGE_BESLISSEN)
def besluit(request: Verzoek, nummer: int) -> HttpResponse:
    """Take the advice over (`overnemen`) or decide otherwise, and on to the next that waits in the same choice. Where
    the reporter is to be asked, first to the form of the question: deciding it asks nothing yet."""
    gevonden = vind(request, nummer)
    advies = gevonden.besluiten.last()
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
        toon_weigering(form, fout)
        return toon_pagina(request, vind(request, nummer), form=form, ingehaald=isinstance(fout, Ingehaald))
    keuze = keuze_uit(request, woorden())
    gedaan = _gedaan(gevonden, velden["route"], velden["prioriteit"], keuze)
    if velden["route"] == Route.AANVULLING and gevonden.melder_bereikbaar:
        messages.success(
            request, format_html('{} <a href="#handelingen-kop">{}</a>', gedaan, gettext("Stel nu de vraag."))
        )
        return redirect(adres_van(gevonden.nummer, keuze))
    messages.success(request, gedaan)
    return naar_de_volgende(keuze, gevonden)


def _gedaan(melding: Melding, route: str, prioriteit: str, keuze: Lijstfilter) -> str:
    """The next is on the screen already: its number leads back to the one that was decided, where it can be seen."""
    uitkomst = ", ".join(deel for deel in (str(Route(route).label), prioriteit) if deel)
    zin = gettext("Melding %(nummer)s: besloten, %(uitkomst)s.")
    if route == Route.OPSPORING:
        return zin % {"nummer": melding.nummer, "uitkomst": uitkomst}
    voor, _nummer, na = zin.partition("%(nummer)s")
    url = adres_van(melding.nummer, keuze)
    return format_html('{}<a href="{}">{}</a>{}', voor, url, str(melding.nummer), na % {"uitkomst": uitkomst})
