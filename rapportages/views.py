"""The core figures on the start page, and the reports."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseStopPolling

from inspectie.beeld import laatste_stand
from inspectie.downloads import als_download
from inspectie.fouten import Regelfout
from inspectie.meenemen import MeeneemForm, gegeven_reden, meeneemform, vraag_waarvoor
from inspectie.rechten import Recht, heeft, mag
from inspectie.uitvoer import csvw
from inspectie.verzoek import Verzoek
from rapportages import acties, teksten
from rapportages.cijferblad import maak_cijferblad
from rapportages.cijferlijsten import adressen
from rapportages.forms import MomentForm, RapportForm, beginwaarden
from rapportages.herkomst import is_synthetisch
from rapportages.kerncijfers.opname import tel_kerncijfers
from rapportages.kerncijfers.snede import ALLES, Snede
from rapportages.kerncijfers.verwijzing import Verwijzing
from rapportages.labels import schermlabels
from rapportages.models import Rapport
from rapportages.schermgetallen import datum
from rapportages.uitvoer import FORMATEN
from rapportages.uitvoer.csvkolommen import rapportmetadata
from rapportages.weekberichten import komt_niet

PER_BLADZIJDE = 25
MEENEMEN = "rapporten"


def weekcijferpaneel(request: Verzoek) -> str:
    """What is wrong with the report of the week, to who should have it."""
    waarom = komt_niet(request.user)
    return format_html('<p class="kader bezig">{}</p>', waarom) if waarom else ""


def kerncijferpaneel(request: Verzoek) -> str:
    """The figures for the moments in the address (`?peildatum=…&stand_van=…`), "" for who may not see them; of the own
    team for who sees those only."""
    eigen = heeft(request.user, Recht.CIJFERS_ZIEN_EIGEN)
    if not eigen and not heeft(request.user, Recht.CIJFERS_ZIEN):
        return ""
    if eigen and not request.user.team:
        return render_to_string("rapportages/_kerncijfers_team.html")
    nu, synthetisch = laatste_stand(timezone.now()), is_synthetisch()
    begin = beginwaarden(nu, request.user, synthetisch=synthetisch)
    gekozen = "peildatum" in request.GET or "stand_van" in request.GET
    form = MomentForm(request.GET if gekozen else begin, nu=nu, gebruiker=request.user)
    context: dict[str, object] = {"form": form, "synthetisch": synthetisch, "eigen": eigen}
    if form.is_valid():
        peildatum, stand_van = form.cleaned_data["peildatum"], form.cleaned_data["stand_van"]
        vraag = urlencode(form.invoer())
        snede = Snede(team=request.user.team) if eigen else ALLES
        adres = adressen()
        context["blad"] = maak_cijferblad(
            tel_kerncijfers(peildatum, stand_van, snede),
            schermlabels(),
            lambda code, rol, *delen: adres(Verwijzing(code, rol, delen), vraag),
        )
        context["cijfers_url"] = f"{reverse('cijfers')}?{vraag}"
        if heeft(request.user, Recht.RAPPORT_MAKEN):
            context["rapport_url"] = f"{reverse('rapport_nieuw')}?{vraag}"
    return render_to_string("rapportages/_kerncijfers.html", context, request)


@never_cache
@require_safe
@mag(Recht.RAPPORT_ZIEN)
def rapporten(request: Verzoek) -> HttpResponse:
    lijst = Rapport.objects.zichtbaar_voor(request.user).voor_de_lijst()
    bladzijde = Paginator(lijst, PER_BLADZIJDE).get_page(request.GET.get("bladzijde"))
    return render(
        request,
        "rapportages/rapporten.html",
        {
            "bladzijde": bladzijde,
            "rijen": [(rapport, _meenemen(request, rapport)) for rapport in bladzijde],
            "wachtend": any(rapport.status == Rapport.Status.AANGEVRAAGD for rapport in bladzijde),
            "mag_maken": heeft(request.user, Recht.RAPPORT_MAKEN),
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.RAPPORT_MAKEN)
def nieuw(request: Verzoek) -> HttpResponse:
    nu, op = laatste_stand(timezone.now()), timezone.now()
    if request.method == "POST":
        form = RapportForm(request.POST, nu=nu, gebruiker=request.user)
    else:
        begin = beginwaarden(nu, request.user, synthetisch=is_synthetisch()) | {"formaat": "pdf"}
        form = RapportForm(
            nu=nu,
            gebruiker=request.user,
            initial={veld: request.GET.get(veld, waarde) for veld, waarde in begin.items()},
        )
    if form.is_valid():
        try:
            rapport = acties.vraag_rapport(**form.cleaned_data, door=request.user, op=op)
        except Regelfout as fout:
            form.add_error(None, str(fout))
        else:
            tekst = gettext("Het rapport tot en met %(peildatum)s (%(formaat)s) is gevraagd.")
            naam = FORMATEN[rapport.formaat].naam
            messages.success(request, tekst % {"peildatum": datum(rapport.peildatum), "formaat": naam})
            return redirect(f"{reverse('rapporten')}#rapport-{rapport.pk}")
    return render(request, "rapportages/nieuw.html", {"form": form})


@never_cache
@require_safe
@mag(Recht.RAPPORT_ZIEN)
def status(request: Verzoek, pk: int) -> HttpResponseBase:
    """The state of one report for the list that asks for it; asking stops (286) when there is nothing to wait for."""
    rapport = get_object_or_404(Rapport.objects.zichtbaar_voor(request.user).voor_de_lijst(), pk=pk)
    if not request.htmx:
        return redirect(f"{reverse('rapporten')}#rapport-{rapport.pk}")
    context = {
        "rapport": rapport,
        "meenemen": _meenemen(request, rapport),
        "mag_maken": heeft(request.user, Recht.RAPPORT_MAKEN),
    }
    html = render_to_string("rapportages/_status.html", context, request)
    klaar = rapport.status != Rapport.Status.AANGEVRAAGD
    return HttpResponseStopPolling(html) if klaar else HttpResponse(html)


@never_cache
@require_POST
@mag(Recht.RAPPORT_ZIEN)
def bestand(request: Verzoek, pk: int) -> HttpResponse:
    """The file, always as an attachment. One that is not ready does not exist. A POST, for it writes in the log who
    took it and for what: nobody fixed it, and it was never published."""
    rapport = get_object_or_404(Rapport.objects.zichtbaar_voor(request.user).klaar(), pk=pk)
    formaat, op = FORMATEN[rapport.formaat], timezone.now()
    reden, form = gegeven_reden(request, MEENEMEN, op)
    if not reden:
        knop = (rapport.formaat, gettext("Downloaden"))
        return vraag_waarvoor(request, form, rapport.bestandsnaam, reverse("rapporten"), [knop])
    acties.leg_meenemen_vast(rapport, reden, door=request.user, op=op)
    return als_download(bytes(rapport.inhoud or b""), rapport.bestandsnaam, formaat.mediatype)


@never_cache
@require_safe
@mag(Recht.RAPPORT_ZIEN)
def metadata(request: Verzoek, pk: int) -> HttpResponse:
    """What each column of its CSV is, for programs (CSVW). There is no figure in it."""
    rapport = get_object_or_404(Rapport.objects.zichtbaar_voor(request.user).klaar(), pk=pk, formaat="csv")
    naam = rapport.bestandsnaam
    over = rapportmetadata(
        naam, teksten.TITEL, rapport.peildatum, rapport.stand_van, bytes(rapport.inhoud or b"")
    )
    return als_download(over, f"{naam}-metadata.json", csvw.MEDIATYPE)


def _meenemen(request: Verzoek, rapport: Rapport) -> MeeneemForm:
    return meeneemform(request, MEENEMEN, timezone.now(), f"meenemen_{rapport.pk}")
