"""What the reporter sent: its files, and that it was read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inspectie.downloads import als_download
from inspectie.rechten import Recht, mag
from inspectie.verzoek import Verzoek
from meldingen.nagekomen import neem_kennis
from meldingen.ontvangen import inhoud_van, naam_van
from meldingen.views.keuze import adres_van, keuze_uit, vind
from meldingen.woorden import woorden


@never_cache
@require_safe
@mag(Recht.MELDING_ZIEN, Recht.MELDING_ZIEN_EIGEN)
def bijlage(request: Verzoek, nummer: int, pk: int) -> HttpResponse:
    melding = vind(request, nummer)
    gevonden = get_object_or_404(melding.bijlagen.select_related("inhoud"), pk=pk)
    return als_download(inhoud_van(gevonden), naam_van(gevonden), gevonden.mediatype)


@never_cache
@require_POST
@mag(Recht.TRIAGE_BESLISSEN, Recht.ZAAK_BEHANDELEN_EIGEN)
def gelezen(request: Verzoek, nummer: int) -> HttpResponse:
    melding = vind(request, nummer)
    if neem_kennis(melding, door=request.user, op=timezone.now()):
        messages.success(
            request, gettext("Melding %(nummer)s: gelezen wat de melder toevoegde.") % {"nummer": nummer}
        )
    return redirect(adres_van(nummer, keuze_uit(request, woorden())))
