"""The pages around a list: its file, its saved views, its columns. `lijst_urls` gives them to a list."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inspectie.fouten import Regelfout
from inspectie.lijsten import acties, kolomuitleg, papier, uitvoer
from inspectie.lijsten.filters import KOLOMMEN, PLEK, Lijstfilter
from inspectie.lijsten.forms import WeergaveForm
from inspectie.lijsten.kolommen import Kolom, Lijst
from inspectie.lijsten.weergaven import kolommen_van, voorkeur, vraag_van, weergaven_voor
from inspectie.meenemen import gegeven_reden, vraag_waarvoor
from inspectie.models import Code, Gebruiker, Weergave
from inspectie.rechten import mag
from inspectie.uitvoer.csvw import METADATA
from inspectie.verzoek import Verzoek


def _van_lijst(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For who may see the list. `lijst_urls` hands the list over by name."""

    @wraps(view)
    def poort(request: Verzoek, *, lijst: Lijst, **kwargs: object) -> HttpResponseBase:
        return mag(*lijst.rechten)(view)(request, lijst, **kwargs)

    return poort


def lijst_urls(lijst: Lijst) -> list[URLPattern]:
    """What goes under the address of the list itself."""
    return [
        path(pad, view, {"lijst": lijst}, name=f"{lijst.naam}_{naam}")
        for pad, view, naam in (
            ("bestand/", bestand, "bestand"),
            ("kolommen/", kolommen, "kolommen"),
            ("weergaven/", weergaven, "weergaven"),
            ("weergaven/<int:pk>/", weergave, "weergave"),
            ("weergaven/<int:pk>/wijzigen/", weergave_wijzigen, "weergave_wijzigen"),
        )
    ]


def _kies(request: Verzoek, lijst: Lijst) -> tuple[Lijstfilter, tuple[Kolom, ...]]:
    keuze = lijst.kies(request.GET, request.user, timezone.now())
    return keuze, kolommen_van(request, lijst, voorkeur(lijst, request.user))


@never_cache
@require_POST
@_van_lijst
def bestand(request: Verzoek, lijst: Lijst) -> HttpResponseBase:
    """The list of this address as a file. A POST, for it writes in the log who took it and for what."""
    with override(uitvoer.TAAL):
        keuze, gekozen = _kies(request, lijst)  # with the words of the file
    formaat = request.POST.get("formaat", "")
    if formaat not in (*uitvoer.FORMATEN, METADATA) or not keuze.klopt:
        messages.error(request, gettext("Dit bestand kan niet worden gemaakt. Controleer de filters."))
        return redirect(lijst.adres(keuze.vraag()))
    op = timezone.now()
    if formaat == METADATA:
        return kolomuitleg.van_lijst(lijst, keuze, gekozen, op=op)
    if waarom := papier.te_lang(formaat, gekozen, keuze.qs.order_by().count):
        messages.error(request, waarom)
        return redirect(lijst.adres(keuze.vraag()))
    reden, form = gegeven_reden(request, lijst.naam, op)
    if not reden:
        return vraag_waarvoor(request, form, str(lijst.titel), lijst.adres(keuze.vraag()), uitvoer.keuzes())
    uitvoer.leg_vast(lijst, keuze, gekozen, formaat, reden=reden, door=request.user, op=op)
    return uitvoer.antwoord(lijst, keuze, gekozen, formaat, op=op)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@_van_lijst
def kolommen(request: Verzoek, lijst: Lijst) -> HttpResponse:
    """Which columns, in which order. A step up or down comes back as a page; only `bewaar` keeps anything."""
    keuze, gekozen = _kies(request, lijst)
    terug = lijst.adres(keuze.vraag(zonder=(KOLOMMEN,)))
    _, *mogelijk = lijst.kolommen_voor(request.user)
    aan = [kolom.sleutel for kolom in gekozen[1:]]
    volgorde = [*aan, *(kolom.sleutel for kolom in mogelijk if kolom.sleutel not in aan)]
    if request.method == "POST":
        bekend = set(volgorde)
        gestuurd = [s for s in dict.fromkeys(request.POST.getlist("volgorde")) if s in bekend]
        volgorde = [*gestuurd, *(s for s in volgorde if s not in gestuurd)]
        gevraagd = set(request.POST.getlist("kolom"))
        aan = [s for s in volgorde if s in gevraagd]
        if "standaard" in request.POST:
            acties.kies_kolommen(lijst.naam, (), van=request.user)
            return redirect(terug)
        if "bewaar" in request.POST and aan:
            acties.kies_kolommen(lijst.naam, aan, van=request.user)
            return redirect(terug)
        volgorde = _verplaats(volgorde, request.POST.get("omhoog"), request.POST.get("omlaag"))
    namen = {kolom.sleutel: kolom.kop for kolom in mogelijk}
    return render(
        request,
        "lijsten/kolommen.html",
        {
            "lijst": lijst,
            "vast": lijst.kolommen[0].kop,
            "kolommen": [(sleutel, namen[sleutel], sleutel in aan) for sleutel in volgorde],
            "niets": "bewaar" in request.POST,
            "verplaatst": request.POST.get("omhoog") or request.POST.get("omlaag") or "",
            "kant": "omhoog" if "omhoog" in request.POST else "omlaag",
            "terug": terug,
        },
    )


def _verplaats(volgorde: list[str], omhoog: str | None, omlaag: str | None) -> list[str]:
    sleutel, stap = (omhoog, -1) if omhoog else (omlaag, 1)
    if sleutel not in volgorde:
        return volgorde
    uit = [s for s in volgorde if s != sleutel]
    uit.insert(max(volgorde.index(sleutel) + stap, 0), sleutel)
    return uit


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@_van_lijst
def weergaven(request: Verzoek, lijst: Lijst) -> HttpResponse:
    """The saved views, and a name for what is chosen now."""
    keuze, gekozen = _kies(request, lijst)
    form = WeergaveForm(
        request.POST or None,
        deel_met=_deel_met(request.user),
        velden=("gedeeld", "met_kolommen", "standaard"),
    )
    if not keuze.form.is_valid():
        messages.error(request, gettext("Deze keuze klopt nog niet, en is dus niet te bewaren."))
        return redirect(lijst.adres(keuze.vraag()))
    if form.is_valid():
        data = form.cleaned_data
        try:
            nieuw = acties.bewaar_weergave(
                lijst.naam,
                naam=data["naam"],
                vraag=keuze.keuze(),
                kolommen=[k.sleutel for k in gekozen] if data["met_kolommen"] else [],
                gedeeld=data["gedeeld"],
                door=request.user,
                op=timezone.now(),
            )
        except Regelfout as fout:
            form.add_error("naam", str(fout))
        else:
            if data["standaard"]:
                acties.open_met(lijst.naam, nieuw, van=request.user)
            messages.success(request, gettext("De weergave “%(naam)s” is bewaard.") % {"naam": nieuw.naam})
            return redirect(lijst.adres(vraag_van(nieuw)))
    eigen = voorkeur(lijst, request.user)
    return render(
        request,
        "lijsten/weergaven.html",
        {
            "lijst": lijst,
            "form": form,
            "keuze": keuze,
            "blokjes": keuze.blokjes(),
            "volgorde": keuze.sorteringen[keuze.volgorde].naam,
            "vraag": keuze.vraag(zonder=PLEK),
            "terug": lijst.adres(keuze.vraag()),
            "weergaven": [
                {
                    "weergave": w,
                    "url": lijst.adres(vraag_van(w)),
                    "mag_wijzigen": acties.mag_wijzigen(w, request.user),
                    "van_mij": w.eigenaar_id == request.user.pk,
                    "standaard": w.pk == eigen.weergave_id,
                }
                for w in weergaven_voor(lijst, keuze)
            ],
        },
    )


def _vind(request: Verzoek, lijst: Lijst, pk: int) -> Weergave:
    zichtbaar = Weergave.objects.zichtbaar_voor(request.user).filter(lijst=lijst.naam)
    return get_object_or_404(zichtbaar.select_related("eigenaar"), pk=pk)


@never_cache
@require_safe
@_van_lijst
def weergave(request: Verzoek, lijst: Lijst, pk: int) -> HttpResponse:
    """The address of a saved view that stays right when the view changes."""
    return redirect(lijst.adres(vraag_van(_vind(request, lijst, pk))))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@_van_lijst
def weergave_wijzigen(request: Verzoek, lijst: Lijst, pk: int) -> HttpResponse:
    gevonden = _vind(request, lijst, pk)
    keuze, gekozen = _kies(request, lijst)
    mag_alles = acties.mag_wijzigen(gevonden, request.user)
    terug = f"{reverse(f'{lijst.naam}_weergaven')}?{keuze.vraag(zonder=PLEK)}".rstrip("?")
    if request.method == "POST" and "verwijder" in request.POST:
        return _verwijder(request, gevonden, terug)
    is_standaard = voorkeur(lijst, request.user).weergave_id == gevonden.pk
    form = WeergaveForm(
        request.POST or None,
        initial={"naam": gevonden.naam, "gedeeld": gevonden.gedeeld, "standaard": is_standaard},
        deel_met=_deel_met(gevonden.eigenaar),
        velden=("gedeeld", "vervang", "standaard") if mag_alles else ("standaard",),
    )
    if not mag_alles:
        form.fields["naam"].disabled = True
    if form.is_valid() and keuze.form.is_valid():
        data = form.cleaned_data
        inhoud = (keuze.keuze(), [k.sleutel for k in gekozen] if gevonden.kolommen else [])
        try:
            if mag_alles:
                acties.wijzig_weergave(
                    gevonden,
                    naam=data["naam"],
                    gedeeld=data["gedeeld"],
                    inhoud=inhoud if data["vervang"] else None,
                    door=request.user,
                    op=timezone.now(),
                )
        except Regelfout as fout:
            form.add_error("naam", str(fout))
        else:
            if data["standaard"] != is_standaard:
                acties.open_met(lijst.naam, gevonden if data["standaard"] else None, van=request.user)
            messages.success(request, gettext("De weergave is gewijzigd."))
            return redirect(terug)
    return render(
        request,
        "lijsten/weergave.html",
        {
            "lijst": lijst,
            "weergave": gevonden,
            "form": form,
            "mag_alles": mag_alles,
            "blokjes": keuze.blokjes() if keuze.form.is_valid() else [],
            "terug": terug,
        },
    )


def _verwijder(request: Verzoek, gevonden: Weergave, terug: str) -> HttpResponse:
    naam = gevonden.naam
    try:
        acties.verwijder_weergave(gevonden, door=request.user, op=timezone.now())
    except Regelfout as fout:
        messages.error(request, str(fout))
    else:
        messages.success(request, gettext("De weergave “%(naam)s” is verwijderd.") % {"naam": naam})
    return redirect(terug)


def _deel_met(gebruiker: Gebruiker) -> str:
    """Who sees what this person shares."""
    if not gebruiker.team:
        return gettext("Delen met iedereen die voor alle teams werkt")
    team = Code.objects.filter(lijst="team", code=gebruiker.team).first()
    return gettext("Delen met %(team)s") % {
        "team": team.woord(get_language() or "") if team else gebruiker.team
    }
