"""The clocks of triage, under /recht/: what holds, what waits, what was; proposing and deciding."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from inspectie.fouten import Regelfout
from inspectie.rechten import Recht, heeft, mag
from inspectie.tijd import lokale_dag
from inspectie.verzoek import Verzoek
from meldingen import klokken as k
from meldingen.klokform import EENHEDEN, KlokkenbesluitForm, KlokkenForm
from meldingen.models import Regelset
from meldingen.regelsets import trek_regelset_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.REGELS_ZIEN)
def klokken(request: Verzoek) -> HttpResponse:
    laatste = k.laatste_in_gebruik()
    if request.method != "POST" or laatste is None:
        return _toon(request, laatste)
    if not heeft(request.user, Recht.REGELS_SCHRIJVEN):
        raise PermissionDenied
    form = KlokkenForm(request.POST, laatste)
    if form.is_valid():
        try:
            k.stel_klokken_voor(
                form.klokken(),
                vanaf=form.cleaned_data["vanaf"],
                reden=form.cleaned_data["reden"],
                gezien=form.cleaned_data["gezien"],
                door=request.user,
                op=timezone.now(),
            )
        except Regelfout as fout:
            form.add_error(None, list(fout.redenen))
        else:
            messages.success(request, gettext("Uw voorstel wacht op een teamleider."))
            return redirect("klokken")
    return _toon(request, laatste, form=form)


@never_cache
@require_POST
@mag(Recht.REGELS_GOEDKEUREN, Recht.REGELS_SCHRIJVEN)
def besluit(request: Verzoek, pk: int) -> HttpResponse:
    """A second person approves or refuses; who made it can only take it back."""
    regelset, form = get_object_or_404(Regelset, pk=pk), KlokkenbesluitForm(request.POST)
    if form.is_valid():
        goed = form.cleaned_data["uitkomst"] == "ja"
        mag_beslissen = heeft(request.user, Recht.REGELS_GOEDKEUREN)
        eigen = regelset.gemaakt_door_id == request.user.pk
        if not mag_beslissen and (goed or not eigen):
            raise PermissionDenied
        try:
            if goed:
                k.keur_goed(regelset, door=request.user, op=timezone.now())
            else:
                trek_regelset_in(regelset, door=request.user, op=timezone.now())
        except Regelfout as fout:
            form.add_error(None, list(fout.redenen))
        else:
            gezegd = (
                gettext("De klokken zijn goedgekeurd.") if goed else gettext("Het voorstel is vervallen.")
            )
            messages.success(request, gezegd)
            return redirect("klokken")
    return _toon(request, k.laatste_in_gebruik(), besluitform=form)


def _toon(
    request: Verzoek,
    laatste: Regelset | None,
    *,
    form: KlokkenForm | None = None,
    besluitform: KlokkenbesluitForm | None = None,
) -> HttpResponse:
    vandaag = lokale_dag(timezone.now())
    alle = list(
        Regelset.objects.select_related("gemaakt_door", "goedgekeurd_door").order_by("-geldig_vanaf", "-pk")
    )
    wacht = next((r for r in alle if r.status == Regelset.Status.CONCEPT), None)
    nu = k.in_gebruik_op(vandaag)
    eigen = wacht is not None and wacht.gemaakt_door_id == request.user.pk
    beslist = wacht is not None and heeft(request.user, Recht.REGELS_GOEDKEUREN) and not eigen
    if form is None and wacht is None and laatste and heeft(request.user, Recht.REGELS_SCHRIJVEN):
        form = KlokkenForm(None, laatste)
    if besluitform is None and beslist:
        besluitform = KlokkenbesluitForm()
    return render(
        request,
        "meldingen/klokken.html",
        {
            "nu": nu,
            "nu_klokken": _rijen(nu) if nu else [],
            "fasen": k.fasen_van(nu.inhoud) if nu else [],
            "wacht": wacht,
            "wacht_klokken": _verschil(laatste, wacht) if wacht and laatste else [],
            "eigen": eigen,
            "form": form,
            "besluitform": besluitform if beslist or (besluitform and besluitform.errors) else None,
            "met_fouten": form if form is not None and form.is_bound else besluitform,
            "versies": [(r, _rijen(r), _stand(r, vandaag)) for r in alle if r is not wacht],
        },
    )


def _rijen(regelset: Regelset) -> list[tuple[str, str]]:
    return [
        (k.naam_van(*sleutel), _in_woorden(klok)) for sleutel, klok in k.klokken_van(regelset.inhoud).items()
    ]


def _verschil(van: Regelset, naar: Regelset) -> list[tuple[str, str, str]]:
    """Per clock that would be another one: its name, as it is and as it would be."""
    oud = k.klokken_van(van.inhoud)
    return [
        (k.naam_van(*sleutel), _in_woorden(oud[sleutel]) if sleutel in oud else "", _in_woorden(klok))
        for sleutel, klok in k.klokken_van(naar.inhoud).items()
        if oud.get(sleutel) != klok
    ]


def _in_woorden(klok: k.Klok) -> str:
    woorden: dict[str, Any] = dict(EENHEDEN)
    return f"{klok[0]} {woorden.get(klok[1], klok[1])}"


def _stand(regelset: Regelset, vandaag: date) -> str:
    if regelset.status != Regelset.Status.GOEDGEKEURD:
        return "vervallen"
    if regelset.geldig_tot is not None and regelset.geldig_tot < vandaag:
        return "voorbij"
    return "straks" if regelset.geldig_vanaf > vandaag else "nu"
