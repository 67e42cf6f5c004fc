"""What a reporter was told, to print: exactly as it went, without an address."""

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from inspectie.downloads import als_download
from inspectie.logboek import log
from inspectie.rechten import Recht, mag
from inspectie.verzoek import Verzoek
from interventies.berichten import als_document
from interventies.brieven import BESTANDEN, als_bestand
from interventies.models import Bericht


@never_cache
@require_POST
@mag(Recht.MELDING_ZIEN, Recht.MELDING_ZIEN_EIGEN)
def document(request: Verzoek, pk: int) -> HttpResponse:
    """A POST, for it writes in the log who took it. The address one reads at the melding, with a reason."""
    formaat = request.POST.get("formaat", "")
    if formaat not in BESTANDEN:
        raise Http404
    bericht = get_object_or_404(Bericht.objects.zichtbaar_voor(request.user).select_related("melding"), pk=pk)
    with transaction.atomic():
        log(
            "bericht_meegenomen",
            op=timezone.now(),
            door=request.user,
            onderwerp=f"melding:{bericht.melding_id}",
            bericht=bericht.pk,
            formaat=formaat,
        )
    inhoud = als_bestand(als_document(bericht), formaat)
    naam = f"bericht-melding-{bericht.melding.nummer}-{bericht.pk}.{formaat}"
    return als_download(inhoud, naam, BESTANDEN[formaat])
