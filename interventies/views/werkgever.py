"""Employers: the list, and one employer on one page."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from inspectie.formvelden import toon_weigering, ververs
from inspectie.fouten import Ingehaald, Regelfout
from inspectie.lijsten.pagina import toon_lijst
from inspectie.rechten import Recht, heeft, mag
from inspectie.verzoek import Verzoek
from interventies.corrigeren import merk
from interventies.eenmaal import AL_GEDAAN, AlGedaan, eenmaal
from interventies.eigen_initiatief import DOMEINEN, open_op_eigen_initiatief
from interventies.werkgeverforms import EigenInitiatiefForm, NaamForm
from interventies.werkgeverlijst import WERKGEVERS
from interventies.werkgevernaam import verbeter_naam
from interventies.werkgeverpagina import werkgeverpagina
from meldingen.models import Werkgever
from meldingen.views.lijst import lijstrij
from meldingen.woorden import woorden


@never_cache
@require_safe
@mag(*WERKGEVERS.rechten)
def werkgevers(request: Verzoek) -> HttpResponse:
    return toon_lijst(request, WERKGEVERS, "interventies/werkgevers.html")


def vind(request: Verzoek, pk: int) -> Werkgever:
    return get_object_or_404(Werkgever.objects.zichtbaar_voor(request.user), pk=pk)


@never_cache
@require_safe
@mag(*WERKGEVERS.rechten)
def werkgever(request: Verzoek, pk: int) -> HttpResponse:
    """All its names and sites have one page: that of the record that stands for them."""
    gevonden, vraag = vind(request, pk), request.GET.urlencode()
    if gevonden.hoofd_id is not None:
        adres = reverse("werkgever", args=[gevonden.hoofd_id])
        return redirect(f"{adres}?{vraag}" if vraag else adres)
    namen = woorden()
    pagina = werkgeverpagina(gevonden, request.user, namen, timezone.now(), alles="alles" in request.GET)
    return render(
        request,
        "interventies/werkgever.html",
        {
            "w": gevonden,
            "pagina": pagina,
            "blad": pagina.blad,
            "andere": [lijstrij(melding, namen) for melding in pagina.blad.andere],
            "stelt_voor": heeft(request.user, Recht.SAMENVOEGING_VOORSTELLEN),
            "opent_zaak": heeft(request.user, Recht.ZAAK_OPENEN),
            "vraag": vraag,
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.ZAAK_OPENEN)
def nieuwe_zaak(request: Verzoek, pk: int) -> HttpResponse:
    """A zaak at this employer that follows on no melding. Who opens it need not be who may see it afterwards."""
    gevonden, namen = vind(request, pk), woorden()
    domeinen = [(str(code), namen("domein", code)) for code in DOMEINEN]
    form = EigenInitiatiefForm(request.POST or None, domeinen=domeinen)
    if form.is_valid():
        data = form.cleaned_data
        try:
            with eenmaal(data["sleutel"], timezone.now()):
                zaak = open_op_eigen_initiatief(
                    gevonden,
                    domein=data["domein"],
                    reden=data["reden"],
                    door=request.user,
                    op=timezone.now(),
                )
        except AlGedaan:
            messages.info(request, AL_GEDAAN)
            return redirect("werkgever", gevonden.groep_id)
        except Regelfout as fout:
            toon_weigering(form, fout)
        else:
            gezegd = gettext("Zaak %(nummer)s is geopend. Een teamleider wijst haar toe.")
            messages.success(request, gezegd % {"nummer": zaak.nummer})
            return redirect("werkgever", gevonden.groep_id)
    return render(request, "interventies/nieuwe_zaak.html", {"w": gevonden, "form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.SAMENVOEGING_VOORSTELLEN)
def naam(request: Verzoek, pk: int) -> HttpResponse:
    """Of one record: an employer may have several names."""
    gevonden, nu = vind(request, pk), timezone.now()
    begin = {"sleutel": uuid4(), "gezien": merk(gevonden), "naam": gevonden.naam, "plaats": gevonden.plaats}
    form = NaamForm(request.POST or None, initial=begin)
    if form.is_valid():
        data = form.cleaned_data
        try:
            with eenmaal(data.pop("sleutel"), nu):
                verbeter_naam(gevonden, **data, door=request.user, op=nu)
        except AlGedaan:
            messages.info(request, AL_GEDAAN)
            return redirect("werkgever", gevonden.groep_id)
        except Regelfout as fout:
            if isinstance(fout, Ingehaald):
                gevonden.refresh_from_db()
                ververs(form, gezien=merk(gevonden))
            toon_weigering(form, fout)
        else:
            messages.success(request, gettext("De naam is verbeterd."))
            return redirect("werkgever", gevonden.groep_id)
    return render(request, "interventies/werkgever_naam.html", {"w": gevonden, "form": form})
