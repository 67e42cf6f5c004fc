"""Every act on a zaak, as a form sends it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from inspectie.formvelden import toon_weigering
from inspectie.fouten import Ingehaald, Regelfout
from inspectie.rechten import mag
from inspectie.tijd import lokale_dag
from inspectie.verzoek import Verzoek
from interventies.bronnen import Lekfout, meld_inzage
from interventies.eenmaal import AL_GEDAAN, AlGedaan, eenmaal
from interventies.handeling import Handeling
from interventies.models import Concept, Zaak
from interventies.views.concept import toon_concept
from interventies.views.zaak import adres, toon_zaak, vind
from interventies.zaakaanbod import maak_form
from interventies.zaakform import Zaakform


def handel(handeling: Handeling) -> Callable[..., HttpResponse]:
    """The view of one act: once for each form, and back to the page it was sent from."""

    @never_cache
    @require_POST
    @mag(*sorted(handeling.rechten))
    def view(request: Verzoek, nummer: int) -> HttpResponse:
        zaak, nu = vind(request, nummer), timezone.now()
        form = maak_form(handeling, zaak, lokale_dag(nu), request.POST, request.FILES)
        if not form.is_valid():
            return _weer(request, zaak, handeling, form)
        try:
            with eenmaal(form.cleaned_data["sleutel"], nu):
                handeling.doe(zaak, form.cleaned_data, request.user, nu)
        except AlGedaan:
            messages.info(request, AL_GEDAAN)
        except Regelfout as fout:
            if isinstance(fout, Lekfout):
                meld_inzage(fout, door=request.user, op=nu)
            toon_weigering(form, fout)
            if ingehaald := isinstance(fout, Ingehaald):
                form.ververs()
            return _weer(request, vind(request, nummer), handeling, form, ingehaald=ingehaald)
        else:
            messages.success(request, str(handeling.gedaan))
        # Who gave it away may not see it any more.
        if not Zaak.objects.zichtbaar_voor(request.user).filter(pk=zaak.pk).exists():
            return redirect("zaken")
        if (concept := _gelezen(request, form)) is not None:
            return redirect("zaak_concept", zaak.nummer, concept.pk)
        return redirect(adres(request, zaak))

    return view


def _gelezen(request: Verzoek, form: Zaakform) -> Concept | None:
    """The concept on whose own page this was sent: who reads a letter goes on with that letter before them."""
    gevonden = form.cleaned_data.get("concept") if "brief" in request.GET else None
    return gevonden if isinstance(gevonden, Concept) else None


def _weer(
    request: Verzoek, zaak: Zaak, handeling: Handeling, form: Zaakform, *, ingehaald: bool = False
) -> HttpResponse:
    """The page once more, with what was refused as it was filled in."""
    if (concept := _gelezen(request, form)) is not None:
        return toon_concept(request, zaak.nummer, concept.pk, fout=(handeling, form), ingehaald=ingehaald)
    return toon_zaak(request, zaak, fout=(handeling, form), ingehaald=ingehaald)
