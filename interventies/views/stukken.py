"""The papers of a zaak: one file of it, and a copy of the whole."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from inspectie.downloads import als_download
from inspectie.formvelden import toon_weigering
from inspectie.fouten import Regelfout
from inspectie.kluis import NIET_TE_OPENEN, Kluisfout
from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft, mag
from inspectie.verzoek import Verzoek
from interventies import afschrift as afschriften
from interventies.bronnen import Lekfout, meld_inzage
from interventies.models import Afschrift, Bijlage
from interventies.stukken import elders_geschreven
from interventies.stukkenform import AfschriftForm
from interventies.views.zaak import vind


@never_cache
@require_safe
@mag(Recht.ZAAK_ZIEN, Recht.ZAAK_ZIEN_EIGEN)
def bijlage(request: Verzoek, nummer: int, pk: int) -> HttpResponse:
    zaak = vind(request, nummer)
    stuk = get_object_or_404(Bijlage.objects.aanwezig().select_related("inhoud"), zaak=zaak, pk=pk)
    return als_download(bytes(stuk.inhoud.inhoud), stuk.naam, stuk.mediatype)


def omvangen(gebruiker: Gebruiker) -> list[tuple[str, str]]:
    """How much of a file this person may have copied: what tells of the source is for a teamleider to decide."""
    alles = heeft(gebruiker, Recht.ZAAK_TOEWIJZEN) and heeft(gebruiker, Recht.MELDER_ZIEN)
    eigen = list(Afschrift.Omvang) if alles else [Afschrift.Omvang.ZONDER_BRON]
    return [(omvang.value, str(omvang.label)) for omvang in eigen]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.ZAAK_BEHANDELEN_EIGEN, Recht.ZAAK_TOEWIJZEN)
def afschrift(request: Verzoek, nummer: int) -> HttpResponse:
    zaak, nu = vind(request, nummer), timezone.now()
    form = AfschriftForm(
        request.POST if request.method == "POST" else None,
        omvangen=omvangen(request.user),
        bijlagen=[
            (b.pk, b.naam) for b in Bijlage.objects.aanwezig().filter(zaak=zaak) if elders_geschreven(b)
        ],
    )
    if form.is_valid():
        try:
            gemaakt, inhoud = afschriften.maak(zaak, **form.cleaned_data, door=request.user, op=nu)
        except Kluisfout:
            form.add_error(None, str(NIET_TE_OPENEN))
        except Regelfout as fout:
            if isinstance(fout, Lekfout):
                meld_inzage(fout, door=request.user, op=nu)
            # A first file, added since the form was made, has no tick in it yet.
            toon_weigering(form, fout)
        else:
            naam = afschriften.bestandsnaam(zaak, gemaakt)
            return als_download(inhoud, naam, afschriften.FORMATEN[gemaakt.formaat])
    return render(request, "interventies/afschrift.html", {"zaak": zaak, "form": form})
