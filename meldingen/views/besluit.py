"""Deciding on a melding, and on to the next."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.rechten import Recht, mag
from inspectie.verzoek import Verzoek
from meldingen import acties
from meldingen.forms import BesluitForm
from meldingen.models import Melding, Route
from meldingen.views.keuze import keuze_uit, naar_de_volgende, vind
from meldingen.views.pagina import toon_pagina
from meldingen.woorden import woorden


@never_cache
@require_POST
@mag(Recht.TRIAGE_BESLISSEN)
def besluit(request: Verzoek, nummer: int) -> HttpResponse:
    """Take the advice over (`overnemen`) or decide otherwise, and on to the next that waits in the same choice."""
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
        form.add_error(None, list(fout.redenen))
        return toon_pagina(request, vind(request, nummer), form=form, ingehaald=isinstance(fout, Ingehaald))
    messages.success(request, _gedaan(gevonden, velden["route"], velden["prioriteit"]))
    return naar_de_volgende(keuze_uit(request, woorden()), gevonden)


def _gedaan(melding: Melding, route: str, prioriteit: str) -> str:
    uitkomst = ", ".join(deel for deel in (str(Route(route).label), prioriteit) if deel)
    return gettext("Melding %(nummer)s: besloten, %(uitkomst)s.") % {
        "nummer": melding.nummer,
        "uitkomst": uitkomst,
    }
