"""The rules of triage, under /recht/: every version as it reads, proposing a next one and deciding on it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inspectie.formvelden import toon_weigering
from inspectie.fouten import Regelfout
from inspectie.rechten import Recht, heeft, mag
from inspectie.tijd import lokale_dag
from inspectie.verzoek import Verzoek
from meldingen import regelproef as proeven
from meldingen import regelvoorstellen as v
from meldingen.models import Regelset
from meldingen.regelbesluitform import ProefForm, RegelbesluitForm, RegelintrekForm
from meldingen.regelblad import maak_regelblad, stand_van, verder_anders
from meldingen.regelform import RegelsForm
from meldingen.regelgroepen import maak_delen
from meldingen.regelsets import trek_regelset_in
from meldingen.woorden import woorden


@never_cache
@require_safe
@mag(Recht.REGELS_ZIEN)
def regels(request: Verzoek) -> HttpResponse:
    """Every version, the latest first."""
    vandaag = lokale_dag(timezone.now())
    alle = Regelset.objects.select_related("gemaakt_door", "goedgekeurd_door").order_by(
        "-geldig_vanaf", "-pk"
    )
    return render(
        request,
        "meldingen/regels.html",
        {
            "versies": [(regelset, stand_van(regelset, vandaag)) for regelset in alle],
            "schrijft": heeft(request.user, Recht.REGELS_SCHRIJVEN),
        },
    )


@never_cache
@require_safe
@mag(Recht.REGELS_ZIEN)
def regelset(request: Verzoek, pk: int) -> HttpResponse:
    return _toon(request, _vind(pk))


def _vind(pk: int) -> Regelset:
    reeks = Regelset.objects.select_related("gemaakt_door", "goedgekeurd_door", "vervallen_door")
    return get_object_or_404(reeks, pk=pk)


def _toon(
    request: Verzoek,
    gevonden: Regelset,
    *,
    besluitform: RegelbesluitForm | RegelintrekForm | None = None,
    proefform: ProefForm | None = None,
) -> HttpResponse:
    """A version; of one that waits also what it has otherwise, what trying it gave, and the decision."""
    nu, namen = timezone.now(), woorden()
    wacht = gevonden.status == Regelset.Status.CONCEPT
    voor = v.laatste_in_gebruik() if wacht else None
    eigen = gevonden.gemaakt_door_id == request.user.pk
    gedaan = list(proeven.met_anders(gevonden.proeven.select_related("gevraagd_door")))
    moet_eerst = wacht and v.vraagt_een_proef(gevonden, voor) and not any(p.klaar_op for p in gedaan)
    if wacht and eigen:
        besluitform = besluitform or RegelintrekForm()
    elif wacht and heeft(request.user, Recht.REGELS_GOEDKEUREN):
        besluitform = besluitform or RegelbesluitForm()
    if wacht and heeft(request.user, Recht.REGELS_SCHRIJVEN, Recht.REGELS_GOEDKEUREN):
        proefform = proefform or ProefForm()
    gestuurd = (form for form in (besluitform, proefform) if form is not None and form.is_bound)
    return render(
        request,
        "meldingen/regelset.html",
        {
            "regelset": gevonden,
            "stand": stand_van(gevonden, lokale_dag(nu)),
            "blad": maak_regelblad(gevonden, namen, voor),
            "volgt_op": voor,
            "verder": verder_anders(voor, gevonden, namen) if voor else [],
            "wacht": wacht,
            "eigen": eigen,
            "proeven": gedaan,
            "telt": heeft(request.user, Recht.CIJFERS_ZIEN),
            "moet_eerst": moet_eerst,
            "besluitform": besluitform,
            "proefform": proefform,
            "met_fouten": next(gestuurd, None),
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.REGELS_SCHRIJVEN)
def voorstellen(request: Verzoek) -> HttpResponse:
    """Write a next version, from the rules in use or on from an own proposal that waits."""
    laatste = v.laatste_in_gebruik()
    if laatste is None:
        return redirect("regels")
    # A rule has its place in the form: what was sent is read against the version it was written from.
    if request.method == "POST":
        basis = Regelset.objects.met_sleutel(request.POST.get("gezien")) or laatste
        eigen = Regelset.objects.filter(gemaakt_door=request.user)
        begin = eigen.met_sleutel(request.POST.get("in_plaats_van"))
        form = RegelsForm(request.POST, basis, begin, opdracht=request.POST.get("doe", ""))
    else:
        wachtend = Regelset.objects.filter(status=Regelset.Status.CONCEPT, gemaakt_door=request.user)
        begin = wachtend.first()
        basis, form = laatste, RegelsForm(None, laatste, begin)
    if form.is_valid():
        try:
            nieuw = v.stel_voor(
                form.delen,
                vanaf=form.cleaned_data["vanaf"],
                reden=form.cleaned_data["reden"],
                gezien=form.cleaned_data["gezien"],
                in_plaats_van=begin,
                door=request.user,
                op=timezone.now(),
            )
        except Regelfout as fout:
            toon_weigering(form, fout)
        else:
            messages.success(
                request, gettext("Uw voorstel wacht op een teamleider. Probeer het op het verleden.")
            )
            return redirect("regelset", nieuw.pk)
    elif form.geopend:
        form = RegelsForm({**form.data, **form.geopend}, basis, begin)
    wacht = Regelset.objects.filter(status=Regelset.Status.CONCEPT).exclude(gemaakt_door=request.user).first()
    return render(
        request,
        "meldingen/regels_voorstellen.html",
        {
            "form": form,
            "begin": begin,
            "wacht": wacht,
            "delen": maak_delen(form, maak_regelblad(begin or basis, form.woorden)),
        },
    )


@never_cache
@require_POST
@mag(Recht.REGELS_GOEDKEUREN, Recht.REGELS_SCHRIJVEN)
def besluit(request: Verzoek, pk: int) -> HttpResponse:
    """A second person approves or refuses; who made it can only take it back."""
    gevonden = _vind(pk)
    eigen = gevonden.gemaakt_door_id == request.user.pk
    beslist = heeft(request.user, Recht.REGELS_GOEDKEUREN)
    if not eigen and not beslist:
        raise PermissionDenied
    form = RegelintrekForm(request.POST) if eigen else RegelbesluitForm(request.POST)
    if form.is_valid():
        goed, reden = form.cleaned_data["uitkomst"] == "ja", form.cleaned_data["besluit_reden"]
        if goed and not beslist:
            raise PermissionDenied
        try:
            if goed:
                v.keur_goed(gevonden, door=request.user, op=timezone.now())
            else:
                trek_regelset_in(gevonden, reden=reden, door=request.user, op=timezone.now())
        except Regelfout as fout:
            toon_weigering(form, fout)
        else:
            gezegd = gettext("De regels zijn goedgekeurd.") if goed else gettext("Het voorstel is vervallen.")
            messages.success(request, gezegd)
            return redirect("regelset", pk)
    return _toon(request, gevonden, besluitform=form)


@never_cache
@require_POST
@mag(Recht.REGELS_SCHRIJVEN, Recht.REGELS_GOEDKEUREN)
def probeer(request: Verzoek, pk: int) -> HttpResponse:
    """Have these rules tried on a period."""
    gevonden, form = _vind(pk), ProefForm(request.POST)
    if form.is_valid():
        data: dict[str, Any] = form.cleaned_data
        try:
            proef = proeven.begin(
                gevonden, van=data["van"], tot=data["tot"], door=request.user, op=timezone.now()
            )
        except Regelfout as fout:
            toon_weigering(form, fout)
        else:
            return redirect("regelproef", proef.pk)
    return _toon(request, gevonden, proefform=form)
