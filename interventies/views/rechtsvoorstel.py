"""A proposal to change the law: what would follow, the decision, and taking it back."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inspectie.formvelden import toon_weigering
from inspectie.fouten import Regelfout
from inspectie.rechten import Recht, heeft, mag
from inspectie.verzoek import Verzoek
from interventies.brieftekstblad import voorbeeldbrieven
from interventies.eenmaal import AL_GEDAAN, AlGedaan, eenmaal
from interventies.models import Rechtsvoorstel
from interventies.rechtblad import kop_van, wat_het_doet
from interventies.rechtform import RechtsbesluitForm
from interventies.rechtsgegevens import voorstellen
from interventies.rechtsgegevens.stand import lees
from interventies.views.recht import gevolgen_voor, omgeving
from meldingen.voorstelform import IntrekkenForm


@never_cache
@require_safe
@mag(Recht.REGELS_ZIEN)
def voorstel(request: Verzoek, pk: int) -> HttpResponse:
    return _toon(request, _vind(request, pk))


def _vind(request: Verzoek, pk: int) -> Rechtsvoorstel:
    reeks = Rechtsvoorstel.objects.zichtbaar_voor(request.user)
    return get_object_or_404(reeks.select_related("door", "besluit__door"), pk=pk)


def _toon(
    request: Verzoek,
    gevonden: Rechtsvoorstel,
    *,
    besluitform: RechtsbesluitForm | None = None,
    intrekform: IntrekkenForm | None = None,
) -> HttpResponse:
    """A proposal, and while it waits what would follow from it as things are now."""
    genomen = getattr(gevonden, "besluit", None)
    van_mij = gevonden.door_id == request.user.pk
    blad_, brieven, weigering = None, [], ""
    if genomen is None:
        nu = lees(gevonden.tabel, gevonden.sleutel)
        try:
            over = gevonden.tabel, gevonden.sleutel, gevonden.act
            straks, blad_ = gevolgen_voor(request, *over, nu, gevonden.inhoud)
            brieven = voorbeeldbrieven(gevonden.tabel, gevonden.sleutel, straks)
        except Regelfout as fout:
            weigering = str(fout)
        if heeft(request.user, Recht.REGELS_GOEDKEUREN) and not van_mij:
            besluitform = besluitform or RechtsbesluitForm(initial={"sleutel": uuid4()})
        if heeft(request.user, Recht.REGELS_SCHRIJVEN) and van_mij:
            intrekform = intrekform or IntrekkenForm(initial={"sleutel": uuid4()})
    return render(
        request,
        "interventies/recht/voorstel.html",
        {
            **omgeving(gevonden.tabel, gevonden.sleutel),
            "voorstel": gevonden,
            "kop": kop_van(gevonden),
            "besluit": genomen,
            "verschillen": wat_het_doet(gevonden),
            "gevolgen": blad_,
            "brieven": brieven,
            "weigering": weigering,
            "besluitform": besluitform if genomen is None else None,
            "intrekform": intrekform if genomen is None else None,
            "met_fouten": next((f for f in (besluitform, intrekform) if f is not None and f.is_bound), None),
        },
    )


@never_cache
@require_POST
@mag(Recht.REGELS_GOEDKEUREN)
def besluit(request: Verzoek, pk: int) -> HttpResponse:
    gevonden, form = _vind(request, pk), RechtsbesluitForm(request.POST)
    if not form.is_valid():
        return _toon(request, gevonden, besluitform=form)
    aanvaard = form.cleaned_data["uitkomst"] == "ja"

    def doe() -> None:
        voorstellen.beslis(
            gevonden,
            aanvaard=aanvaard,
            reden=form.cleaned_data["besluit_reden"],
            door=request.user,
            op=timezone.now(),
        )

    gezegd = gettext("Het voorstel is aanvaard.") if aanvaard else gettext("Het voorstel is afgewezen.")
    if not _doe_eenmaal(request, form, doe, gezegd):
        return _toon(request, _vind(request, pk), besluitform=form)
    return redirect("rechtsvoorstel", pk)


@never_cache
@require_POST
@mag(Recht.REGELS_SCHRIJVEN)
def intrekken(request: Verzoek, pk: int) -> HttpResponse:
    gevonden, form = _vind(request, pk), IntrekkenForm(request.POST)
    if not form.is_valid():
        return _toon(request, gevonden, intrekform=form)

    def doe() -> None:
        voorstellen.trek_in(gevonden, reden=form.cleaned_data["reden"], door=request.user, op=timezone.now())

    if not _doe_eenmaal(request, form, doe, gettext("Het voorstel is ingetrokken.")):
        return _toon(request, _vind(request, pk), intrekform=form)
    return redirect("rechtsvoorstel", pk)


def _doe_eenmaal(request: Verzoek, form: Any, doe: Callable[[], None], gezegd: str) -> bool:
    """Whether it was done, now or before; what a rule says against it stands on the form."""
    try:
        with eenmaal(form.cleaned_data["sleutel"], timezone.now()):
            doe()
    except AlGedaan:
        messages.info(request, AL_GEDAAN)
    except Regelfout as fout:
        toon_weigering(form, fout)
        return False
    else:
        messages.success(request, gezegd)
    return True
