"""The open data of a report: what would be left out and why, letting it go, and the files that went."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.db.models.functions import Length
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from inspectie.downloads import als_download
from inspectie.formvelden import toon_weigering
from inspectie.fouten import Ingehaald, Regelfout
from inspectie.rechten import Recht, heeft, mag
from inspectie.verzoek import Verzoek
from interventies.eenmaal import AL_GEDAAN, AlGedaan, eenmaal
from rapportages.levensloop import opstellers
from rapportages.models import Rapportage, Status, Uitgave
from rapportages.openbaar.stelsel import Reden
from rapportages.rapportageblad import opendatacontrole
from rapportages.rapportageforms import StapForm
from rapportages.uitgaveplan import Plan, stop, stuk_van, vraag, zoek
from rapportages.uitgavewoorden import tegenhouden, zonder_editie
from rapportages.uitgeven import MEDIATYPEN, geef_uit, plan_van

WEINIG = 4
"""Less than one in so many left is little: then the page says what helps."""


class UitgaveForm(StapForm):
    """`afdruk` is that of what would be left out, as it was shown."""

    afdruk = forms.CharField(widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class Weggelaten:
    """Of one figure how many numbers are left out, by why."""

    code: str
    naam: str
    aantallen: tuple[int, ...]

    @property
    def samen(self) -> int:
        return sum(self.aantallen)


def _vind(request: Verzoek, pk: int) -> Rapportage:
    """A report that is fixed: another has nothing that could go outside."""
    reeks = Rapportage.objects.zichtbaar_voor(request.user).vast()
    return get_object_or_404(reeks.select_related("vaststelling__uitgave__door"), pk=pk)


@never_cache
@require_safe
@mag(Recht.RAPPORT_ZIEN)
def openbaar(request: Verzoek, pk: int) -> HttpResponse:
    return _toon(request, _vind(request, pk))


def _toon(request: Verzoek, gevonden: Rapportage, form: UitgaveForm | None = None) -> HttpResponse:
    uitgave: Uitgave | None = getattr(gevonden.vaststelling, "uitgave", None)
    stand = None if uitgave else zoek(stuk_van(gevonden), nu=timezone.now())
    plan = stand.plan if stand else None
    werkte_eraan = request.user.pk in opstellers(gevonden)
    mag_uitgeven = (
        plan is not None
        and not plan.onbeschermd
        and gevonden.status == Status.GEPUBLICEERD
        and heeft(request.user, Recht.RAPPORT_VASTSTELLEN)
    )
    if form is None and plan and mag_uitgeven and not werkte_eraan:
        form = UitgaveForm(id_naam="uitgeven", gezien=gevonden.versie, afdruk=plan.afdruk)
    context = {
        "rapportage": gevonden,
        "titel": gevonden.titel,
        "uitgave": uitgave,
        "stand": stand,
        "bekend": uitgave is not None or plan is not None,
        "form": form,
        "redenen": tegenhouden(plan) if plan else [],
        "zonder_editie": zonder_editie(plan) if plan else [],
        "werkte_eraan": mag_uitgeven and werkte_eraan,
        "is_gepubliceerd": gevonden.status == Status.GEPUBLICEERD,
        **(_van_uitgave(request, uitgave) if uitgave else {}),
        **(_van_plan(plan) if plan else {}),
    }
    return render(request, "rapportages/openbaar.html", context)


def _van_plan(plan: Plan) -> dict[str, object]:
    return _weggelaten(plan.per_cijfer, {c.code: c.naam for c in plan.gegevens.cijfers.cijfers}) | {
        "drempel": plan.drempel,
        "met_editie": plan.editie,
        "getallen": plan.getallen,
        "weinig_over": Reden.VERSCHIL in plan.verborgen.values()
        and WEINIG * (plan.getallen - len(plan.verborgen)) < plan.getallen,
    }


def _van_uitgave(request: Verzoek, uitgave: Uitgave) -> dict[str, object]:
    reeks = uitgave.bestanden.annotate(omvang=Length("inhoud")).order_by("pk")
    return _van_plan(plan_van(uitgave)) | {
        "bestanden": reeks.values("naam", "omvang", "sha256"),
        "door": uitgave.door.naam if heeft(request.user, Recht.VASTSTELLING_ZIEN) else "",
    }


def _weggelaten(per_cijfer: Mapping[str, Counter[Reden]], namen: Mapping[str, str]) -> dict[str, object]:
    regels = [
        Weggelaten(code, gettext(namen[code]), tuple(per[reden] for reden in Reden))
        for code, per in per_cijfer.items()
    ]
    return {"regels": regels, "samen": sum(regel.samen for regel in regels)}


@never_cache
@require_POST
@mag(Recht.RAPPORT_VASTSTELLEN)
def uitgeven(request: Verzoek, pk: int) -> HttpResponse:
    gevonden = _vind(request, pk)
    form = UitgaveForm(request.POST, id_naam="uitgeven")
    if not form.is_valid():
        messages.error(request, gettext("Er is niets uitgegeven. Kijk opnieuw wat er staat."))
        return _toon(request, gevonden)
    data = form.cleaned_data
    try:
        with eenmaal(data["sleutel"], timezone.now()):
            geef_uit(pk, data["afdruk"], gezien=data["gezien"], door=request.user, op=timezone.now())
    except AlGedaan:
        messages.info(request, AL_GEDAAN)
    except Ingehaald as fout:
        messages.error(request, " ".join(fout.redenen))
        vraag(stuk_van(_vind(request, pk)), op=timezone.now())
    except Regelfout as fout:
        toon_weigering(form, fout)
        return _toon(request, _vind(request, pk), form)
    else:
        messages.success(request, gettext("De open data zijn uitgegeven. Zij veranderen niet meer."))
    return redirect("rapportage_openbaar", pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.RAPPORT_ZIEN)
def uitgaveplan(request: Verzoek, pk: int) -> HttpResponse:
    """What is known of what would be left out, for the page that asks; a POST has it worked out, or that stopped. Of a
    report that is fixed the whole page is about it."""
    reeks = Rapportage.objects.zichtbaar_voor(request.user).exclude(status=Status.VERVALLEN)
    gevonden, nu = get_object_or_404(reeks.select_related("vaststelling__uitgave"), pk=pk), timezone.now()
    stuk = stuk_van(gevonden)
    stopt = request.method == "POST" and "stop" in request.POST
    if stopt:
        stop(stuk)
    elif request.method == "POST":
        vraag(stuk, op=nu)
    if not request.htmx:
        return redirect("rapportage_openbaar" if gevonden.is_vast else "rapportage", pk)
    stand = zoek(stuk, nu=nu)
    if stand.loopt and request.method != "POST":
        return HttpResponse(status=204)  # nothing new to show, or to read out
    if gevonden.is_vast and (stand.plan or hasattr(gevonden.vaststelling, "uitgave")):
        return HttpResponseClientRefresh()
    context = {"rapportage": gevonden, "stand": stand, "opendata": opendatacontrole(stand.plan)}
    context["gestopt"] = stopt and not stand.loopt
    return render(request, "rapportages/_plan.html", context)


@never_cache
@require_safe
@mag(Recht.RAPPORT_ZIEN)
def openbaar_bestand(request: Verzoek, pk: int, bestand: str) -> HttpResponse:
    """A file as it went out, by the name that it has there."""
    if bestand not in MEDIATYPEN:
        raise Http404
    uitgave: Uitgave | None = getattr(_vind(request, pk).vaststelling, "uitgave", None)
    if uitgave is None:
        raise Http404
    gevonden = get_object_or_404(uitgave.bestanden, naam=bestand)  # its text may have stayed inside
    return als_download(bytes(gevonden.inhoud), bestand, MEDIATYPEN[bestand])
