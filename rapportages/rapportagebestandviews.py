"""The files of a report, and the line in the log of who took one."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from inspectie.downloads import als_download
from inspectie.meenemen import gegeven_reden
from inspectie.rechten import Recht, mag
from inspectie.uitvoer.csvw import MEDIATYPE, METADATA
from inspectie.verzoek import Verzoek
from rapportages.levensloop import laatste_tekst, leg_meenemen_vast, onderwerp
from rapportages.models import Rapportage, Status
from rapportages.rapportageviews import toon, vind
from rapportages.rapportgegevens import uit_tekst
from rapportages.samenstellen import maak_bestand, stel_samen
from rapportages.uitvoer import FORMATEN
from rapportages.uitvoer.csvkolommen import rapportmetadata


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.RAPPORT_ZIEN)
def bestand(request: Verzoek, pk: int, formaat: str) -> HttpResponse:
    """A file of a report: of one that is fixed the bytes that were kept, else what it would be, as a concept. The PDF
    opens in the browser; the rest comes as an attachment. A POST, for it writes in the log who took it, and for what
    while it is not public; who comes by the address finds the way on the page."""
    gevonden = vind(request, pk)
    naam_zonder = f"rapportage-{gevonden.kenmerk}{'' if gevonden.is_vast else '-concept'}"
    if formaat == METADATA:
        kop = _bewaard(gevonden, "csv") if gevonden.is_vast else None
        over = rapportmetadata(
            f"{naam_zonder}.csv", gevonden.titel, gevonden.peildatum, gevonden.stand_van, kop
        )
        return als_download(over, f"{naam_zonder}.{METADATA}", MEDIATYPE)
    if formaat not in FORMATEN:
        raise Http404
    if request.method != "POST":
        return redirect(f"{reverse('rapportage', args=[pk])}#bestanden-kop")
    op, reden = timezone.now(), ""
    if gevonden.status != Status.GEPUBLICEERD:
        reden, form = gegeven_reden(request, onderwerp(gevonden), op)
        if not reden:
            return toon(request, gevonden, meenemen=form)
    if gevonden.is_vast:
        inhoud = _bewaard(gevonden, formaat)
    else:
        gegevens, geschreven = uit_tekst(gevonden.gegevens), laatste_tekst(gevonden)
        document = stel_samen(gegevens, gevonden.soort, geschreven.titel, geschreven.tekst)
        inhoud = maak_bestand(gegevens, document, formaat)
    leg_meenemen_vast(gevonden, formaat, inhoud, reden, door=request.user, op=op)
    antwoord = als_download(
        inhoud, f"{naam_zonder}.{formaat}", FORMATEN[formaat].mediatype, in_de_browser=formaat == "pdf"
    )
    if formaat == "csv":
        antwoord["Link"] = f'<rapportage.{METADATA}>; rel="describedby"; type="{MEDIATYPE}"'
    return antwoord


def _bewaard(rapportage: Rapportage, formaat: str) -> bytes:
    """One that was fixed before a format was there does not have it."""
    return bytes(get_object_or_404(rapportage.vaststelling.bestanden, formaat=formaat).inhoud)
