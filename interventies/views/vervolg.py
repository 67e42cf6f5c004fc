"""What follows on the triage of a melding: a zaak of its own, or one that is open at that employer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from inspectie.fouten import Regelfout
from inspectie.getal import als_getal
from inspectie.rechten import Recht, mag
from inspectie.verzoek import Verzoek
from interventies import zaken
from interventies.models import Zaak
from meldingen.views.keuze import vind
from meldingen.woorden import woorden


@never_cache
@require_POST
@mag(Recht.ZAAK_OPENEN)
def vervolg(request: Verzoek, nummer: int) -> HttpResponse:
    """`zaak` is the number of an open zaak, or empty for a new one."""
    melding, nu = vind(request, nummer), timezone.now()
    gevraagd = request.POST.get("zaak", "")
    try:
        if gevraagd:
            zaak = _bestaande(gevraagd)
            zaken.bundel(zaak, melding, door=request.user, op=nu)
            gezegd = gettext("Melding %(melding)s hoort nu bij zaak %(zaak)s.")
        else:
            zaak = zaken.open_zaak(melding, door=request.user, op=nu)
            gezegd = _geopend(zaak.team)
    except Regelfout as fout:
        for reden in fout.redenen:
            messages.error(request, reden)
    else:
        wat = {"melding": melding.nummer, "zaak": zaak.nummer, "team": woorden()("team", zaak.team)}
        messages.success(request, gezegd % wat)
    return redirect("melding", melding.nummer)


def _geopend(team: str) -> str:
    """With who goes on from here: who opened it does not see it any more."""
    if not team:
        return gettext("Voor melding %(melding)s is zaak %(zaak)s geopend. Een teamleider wijst haar toe.")
    return gettext(
        "Voor melding %(melding)s is zaak %(zaak)s geopend. De teamleider van %(team)s wijst haar toe."
    )


def _bestaande(nummer: str) -> Zaak:
    getal = als_getal(nummer)
    zaak = None if getal is None else Zaak.objects.filter(nummer=getal).first()
    if zaak is None:
        raise Regelfout(gettext("Deze zaak bestaat niet."))
    return zaak
