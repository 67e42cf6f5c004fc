"""The pages of reports as objects: the list, one with its life, its text, its moments, its files."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inspectie.beeld import laatste_stand
from inspectie.formvelden import toon_weigering, ververs
from inspectie.fouten import Ingehaald, Regelfout
from inspectie.getal import als_getal
from inspectie.lijsten.pagina import toon_lijst
from inspectie.meenemen import MeeneemForm, meeneemform
from inspectie.rechten import Recht, heeft, mag
from inspectie.verzoek import Verzoek
from interventies.brieftekstblad import brieftekst_naast
from interventies.eenmaal import AL_GEDAAN, AlGedaan, eenmaal
from rapportages import opstellen
from rapportages.forms import beginwaarden, invoerwaarden
from rapportages.herkomst import is_synthetisch
from rapportages.levensloop import laatste_tekst, onderwerp
from rapportages.models import Rapportage, Sjabloon, Status
from rapportages.rapportageblad import rapportageblad, veldgroepen
from rapportages.rapportageforms import (
    NieuweRapportageForm,
    RapportagecijfersForm,
    RapportagetekstForm,
    StapForm,
)
from rapportages.rapportagehandelingen import Handeling, maak_form
from rapportages.rapportagelijst import RAPPORTAGES
from rapportages.rapportgegevens import uit_tekst


def vind(request: Verzoek, pk: int) -> Rapportage:
    reeks = Rapportage.objects.zichtbaar_voor(request.user)
    return get_object_or_404(
        reeks.select_related("gemaakt_door", "sjabloon", "vervangt", "vaststelling__door"), pk=pk
    )


@never_cache
@require_safe
@mag(*RAPPORTAGES.rechten)
def rapportages(request: Verzoek) -> HttpResponse:
    erbij = {"mag_maken": heeft(request.user, Recht.RAPPORT_MAKEN)}
    return toon_lijst(request, RAPPORTAGES, "rapportages/rapportages.html", lambda _: erbij)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.RAPPORT_MAKEN)
def nieuwe_rapportage(request: Verzoek) -> HttpResponse:
    """Begin one; with `?vervangt=` one that takes the place of a fixed report."""
    nu, eerder = laatste_stand(timezone.now()), _te_vervangen(request)
    begin: dict[str, Any] = dict(beginwaarden(nu, request.user, synthetisch=is_synthetisch()))
    if eerder:
        begin = beginwaarden(nu, request.user, synthetisch=False) | {
            "peildatum": f"{eerder.peildatum:%d-%m-%Y}",
            "sjabloon": eerder.sjabloon.code,
        }
    form = NieuweRapportageForm(
        request.POST if request.method == "POST" else None,
        nu=nu,
        gebruiker=request.user,
        initial=begin,
        keuzes=_teksten(eerder),
        herziet=eerder is not None,
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            with eenmaal(data["sleutel"], timezone.now()):
                rapportage = opstellen.begin(
                    data["sjabloon"],
                    data["peildatum"],
                    data["stand_van"],
                    door=request.user,
                    op=timezone.now(),
                    vervangt=eerder,
                    reden=data.get("reden", ""),
                )
        except AlGedaan:
            messages.info(request, AL_GEDAAN)
            return redirect("rapportages")
        except Regelfout as fout:
            toon_weigering(form, fout)
        else:
            messages.success(request, gettext("De rapportage is begonnen. Lees en schrijf haar tekst."))
            return redirect("rapportage", rapportage.pk)
    return render(request, "rapportages/nieuwe_rapportage.html", {"form": form, "eerder": eerder})


def _te_vervangen(request: Verzoek) -> Rapportage | None:
    gevraagd = request.GET.get("vervangt", "")
    if not gevraagd:
        return None
    vast = Rapportage.objects.zichtbaar_voor(request.user).vast()
    return get_object_or_404(vast, pk=als_getal(gevraagd))


def _teksten(eerder: Rapportage | None) -> list[tuple[str, str]]:
    """Every text by its latest name; of a report that is replaced only its own kind."""
    reeks = Sjabloon.objects.order_by("geldig_van")
    if eerder:
        reeks = reeks.filter(soort=eerder.soort)
    return list({sjabloon.code: sjabloon.naam for sjabloon in reeks.only("code", "naam")}.items())


@never_cache
@require_safe
@mag(Recht.RAPPORT_ZIEN)
def rapportage(request: Verzoek, pk: int) -> HttpResponse:
    return toon(request, vind(request, pk))


def toon(
    request: Verzoek,
    gevonden: Rapportage,
    *,
    fout: tuple[Handeling, StapForm] | None = None,
    ingehaald: bool = False,
    meenemen: MeeneemForm | None = None,
) -> HttpResponse:
    """`fout` and `meenemen`: a form as it was sent, with what is wrong."""
    op = timezone.now()
    maakt = heeft(request.user, Recht.RAPPORT_MAKEN)
    return render(
        request,
        "rapportages/rapportage.html",
        {
            "rapportage": gevonden,
            "blad": rapportageblad(gevonden, request.user, op, fout),
            "maker": gevonden.gemaakt_door.naam,
            "schrijft": maakt and gevonden.status == Status.CONCEPT,
            "mag_herzien": maakt and gevonden.is_vast,
            "met_fouten": fout[1] if fout else meenemen,
            "meenemen": None
            if gevonden.status == Status.GEPUBLICEERD
            else meenemen or meeneemform(request, onderwerp(gevonden), op),
            "ingehaald": ingehaald,
        },
    )


def handel(handeling: Handeling) -> Callable[..., HttpResponse]:
    """The view of one step: once for each form, and back to the page of the report."""

    @never_cache
    @require_POST
    @mag(handeling.recht)
    def view(request: Verzoek, pk: int) -> HttpResponse:
        gevonden = vind(request, pk)
        form = maak_form(handeling, gevonden, request.POST)
        if not form.is_valid():
            return toon(request, gevonden, fout=(handeling, form))
        data = form.cleaned_data
        try:
            with eenmaal(data["sleutel"], timezone.now()):
                handeling.doe(
                    pk, **form.gegevens(), gezien=data["gezien"], door=request.user, op=timezone.now()
                )
        except AlGedaan:
            messages.info(request, AL_GEDAAN)
        except Regelfout as fout:
            toon_weigering(form, fout)
            ingehaald = isinstance(fout, Ingehaald)
            nu = vind(request, pk)
            if ingehaald:
                ververs(form, gezien=str(nu.versie))
            return toon(request, nu, fout=(handeling, form), ingehaald=ingehaald)
        else:
            messages.success(request, str(handeling.gedaan))
        return redirect("rapportage", pk)

    return view


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.RAPPORT_MAKEN)
def tekst(request: Verzoek, pk: int) -> HttpResponse:
    """Write around the figures. Who saves what somebody else saved meanwhile sees both, and nothing is lost."""
    gevonden = vind(request, pk)
    laatste, verschil = laatste_tekst(gevonden), ""
    begin = {"titel": laatste.titel, "tekst": laatste.tekst, "gezien": gevonden.versie}
    form = RapportagetekstForm(request.POST if request.method == "POST" else None, initial=begin)
    if gevonden.status != Status.CONCEPT and not form.is_bound:
        return redirect("rapportage", pk)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            opstellen.bewaar_tekst(
                pk,
                data["titel"],
                data["tekst"],
                gezien=data["gezien"],
                door=request.user,
                op=timezone.now(),
            )
        except Ingehaald as fout:
            toon_weigering(form, fout)
            gevonden = vind(request, pk)
            laatste = laatste_tekst(gevonden)
            verschil = brieftekst_naast(laatste.tekst, data["tekst"])
            ververs(form, gezien=str(gevonden.versie))
        except Regelfout as fout:
            toon_weigering(form, fout)
        else:
            messages.success(request, gettext("De tekst is bewaard."))
            return redirect("rapportage_tekst" if "verder" in request.POST else "rapportage", pk)
    return render(
        request,
        "rapportages/rapportage_tekst.html",
        {
            "rapportage": gevonden,
            "form": form,
            "groepen": veldgroepen(uit_tekst(gevonden.gegevens)),
            "verschil": verschil,
            "door": laatste.door.naam if verschil else "",
            "op": laatste.op,
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.RAPPORT_MAKEN)
def cijfers(request: Verzoek, pk: int) -> HttpResponse:
    """Work the figures out anew, for these moments or for others."""
    gevonden, nu = vind(request, pk), laatste_stand(timezone.now())
    if gevonden.status != Status.CONCEPT and request.method != "POST":
        return redirect("rapportage", pk)
    begin = invoerwaarden(gevonden.peildatum, gevonden.stand_van) | {"gezien": str(gevonden.versie)}
    form = RapportagecijfersForm(
        request.POST if request.method == "POST" else None, nu=nu, gebruiker=request.user, initial=begin
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            with eenmaal(data["sleutel"], timezone.now()):
                opstellen.bereken_opnieuw(
                    pk,
                    data["peildatum"],
                    data["stand_van"],
                    gezien=data["gezien"],
                    door=request.user,
                    op=timezone.now(),
                )
        except AlGedaan:
            messages.info(request, AL_GEDAAN)
            return redirect("rapportage", pk)
        except Regelfout as fout:
            toon_weigering(form, fout)
            if isinstance(fout, Ingehaald):
                ververs(form, gezien=str(vind(request, pk).versie))
        else:
            messages.success(request, gettext("De cijfers zijn opnieuw berekend."))
            return redirect("rapportage", pk)
    return render(request, "rapportages/rapportage_cijfers.html", {"rapportage": gevonden, "form": form})
