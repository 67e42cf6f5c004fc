"""Proposing that two employers are one (or not, or that one succeeds the other), and deciding on it."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inspectie.formvelden import toon_weigering, ververs
from inspectie.fouten import Ingehaald, Regelfout
from inspectie.rechten import Recht, heeft, mag
from inspectie.verzoek import Verzoek
from interventies import samenvoegen
from interventies.eenmaal import AL_GEDAAN, AlGedaan, eenmaal
from interventies.samenvoegblad import Cijfers, voorbeeld
from interventies.views.werkgever import vind
from interventies.werkgeverforms import WerkgeverbesluitForm, WerkgevervoorstelForm
from meldingen.models import Voorstelsoort, Werkgever, Werkgevervoorstel
from meldingen.voorstelform import IntrekkenForm
from meldingen.werkgeverzoeken import zoek
from meldingen.zelfde_firma import suggesties

GEZOCHT = 20
OMGEKEERD = "VOORGANGER"
"""The choice that the other one succeeds this one."""


@never_cache
@require_safe
@mag(Recht.SAMENVOEGING_VOORSTELLEN)
def samen(request: Verzoek, pk: int) -> HttpResponse:
    """Choosing the other employer: by a search, or of those that look like this one."""
    hier, vraag = vind(request, pk), request.GET.get("q", "").strip()[:200]
    gevonden = [t for t in zoek(vraag, GEZOCHT + 2) if t.groep != hier.groep_id]
    records = Werkgever.objects.in_bulk([t.record for t in gevonden[:GEZOCHT]])
    return render(
        request,
        "interventies/werkgever_samen.html",
        {
            "w": hier,
            "q": vraag,
            "gevonden": [records[t.record] for t in gevonden[:GEZOCHT]],
            "getoond": GEZOCHT,
            "meer": len(gevonden) > GEZOCHT,
            "suggesties": [] if vraag else suggesties(samenvoegen.leden(hier)),
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.SAMENVOEGING_VOORSTELLEN)
def voorstel(request: Verzoek, pk: int, andere: int, cijfers: Cijfers) -> HttpResponse:
    """Two employers beside each other, what can be proposed about them, and what it would change."""
    een, ander = vind(request, pk), vind(request, andere)
    soorten = samenvoegen.mogelijk(een, ander)
    if request.method != "POST":
        return _toon_voorstel(request, een, ander, soorten, cijfers)
    gezien = samenvoegen.stand_van(een, ander)
    form = WerkgevervoorstelForm(request.POST, keuzes=_keuzes(soorten, een, ander), gezien=gezien)
    if not form.is_valid():
        return _toon_voorstel(request, een, ander, soorten, cijfers, form)
    data = form.cleaned_data
    paar = (ander, een) if data["soort"] == OMGEKEERD else (een, ander)
    soort = Voorstelsoort.OPVOLGING if data["soort"] == OMGEKEERD else Voorstelsoort(data["soort"])
    try:
        with eenmaal(data["sleutel"], timezone.now()):
            samenvoegen.stel_voor(
                soort, *paar, gezien=data["gezien"], reden=data["reden"], door=request.user, op=timezone.now()
            )
    except AlGedaan:
        messages.info(request, AL_GEDAAN)
    except Regelfout as fout:
        een, ander = vind(request, pk), vind(request, andere)
        return _toon_voorstel(request, een, ander, samenvoegen.mogelijk(een, ander), cijfers, form, fout)
    else:
        messages.success(request, gettext("Uw voorstel wacht op een teamleider."))
    return redirect("werkgever", een.groep_id)


def _keuzes(soorten: list[Voorstelsoort], een: Werkgever, ander: Werkgever) -> list[tuple[str, str]]:
    namen = {"een": een.naam, "ander": ander.naam}
    zinnen: dict[str, str] = {
        Voorstelsoort.SAMENVOEGEN: gettext("Samenvoegen: dit is één werkgever"),
        Voorstelsoort.OPVOLGING: gettext("%(een)s is de rechtsopvolger van %(ander)s") % namen,
        OMGEKEERD: gettext("%(ander)s is de rechtsopvolger van %(een)s") % namen,
        Voorstelsoort.SPLITSEN: gettext("Uit elkaar halen: dit zijn twee werkgevers"),
        Voorstelsoort.GEEN_OPVOLGING: gettext("De rechtsopvolging laten vervallen"),
    }
    codes: list[str] = list(soorten)
    if Voorstelsoort.OPVOLGING in soorten:
        codes.append(OMGEKEERD)
    return [(code, zinnen[code]) for code in codes]


def _toon_voorstel(
    request: Verzoek,
    een: Werkgever,
    ander: Werkgever,
    soorten: list[Voorstelsoort],
    cijfers: Cijfers,
    form: WerkgevervoorstelForm | None = None,
    fout: Regelfout | None = None,
) -> HttpResponse:
    gezien, keuzes = samenvoegen.stand_van(een, ander), _keuzes(soorten, een, ander)
    if form is not None and fout is not None:
        ververs(form, gezien=gezien)
        form = WerkgevervoorstelForm(form.data, keuzes=keuzes, gezien=gezien)
        toon_weigering(form, fout)
    if form is None and soorten:
        form = WerkgevervoorstelForm(keuzes=keuzes, gezien=gezien)
    beeld = voorbeeld(soorten[0], een, ander, request.user, cijfers, timezone.now()) if soorten else None
    return render(
        request,
        "interventies/werkgevervoorstel.html",
        {
            "een": een,
            "ander": ander,
            "form": form,
            "beeld": beeld,
            "splitst": soorten[:1] == [Voorstelsoort.SPLITSEN],
            "ingehaald": isinstance(fout, Ingehaald),
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.SAMENVOEGING_ZIEN)
def besluit(request: Verzoek, pk: int, cijfers: Cijfers) -> HttpResponse:
    """One proposal with what it would change, and a form for who decides on it."""
    gevonden = _vind_voorstel(request, pk)
    if request.method != "POST":
        return _toon_besluit(request, gevonden, cijfers)
    if not heeft(request.user, Recht.SAMENVOEGING_BESLISSEN):
        raise PermissionDenied
    form = WerkgeverbesluitForm(request.POST)
    if not form.is_valid():
        return _toon_besluit(request, gevonden, cijfers, form)
    data = form.cleaned_data
    aanvaard = data["aanvaard"] == "ja"
    try:
        samenvoegen.beslis(
            gevonden,
            aanvaard=aanvaard,
            reden=data["besluit_reden"],
            gezien=data["gezien"],
            door=request.user,
            op=timezone.now(),
        )
    except Regelfout as fout:
        gevonden = _vind_voorstel(request, pk)
        toon_weigering(form, fout)
        ververs(form, gezien=samenvoegen.stand_van(gevonden.werkgever, gevonden.andere))
        return _toon_besluit(request, gevonden, cijfers, form, ingehaald=isinstance(fout, Ingehaald))
    messages.success(
        request,
        gettext("Het voorstel is aanvaard en doorgevoerd.")
        if aanvaard
        else gettext("Het voorstel is afgewezen."),
    )
    return redirect("werkgever", gevonden.werkgever_id)


@never_cache
@require_POST
@mag(Recht.SAMENVOEGING_VOORSTELLEN)
def intrekken(request: Verzoek, pk: int, cijfers: Cijfers) -> HttpResponse:
    """Taking back one's own proposal."""
    gevonden, form = _vind_voorstel(request, pk), IntrekkenForm(request.POST)
    if not form.is_valid():
        return _toon_besluit(request, gevonden, cijfers, intrekform=form)
    try:
        with eenmaal(form.cleaned_data["sleutel"], timezone.now()):
            samenvoegen.trek_in(
                gevonden, reden=form.cleaned_data["reden"], door=request.user, op=timezone.now()
            )
    except AlGedaan:
        messages.info(request, AL_GEDAAN)
    except Regelfout as fout:
        toon_weigering(form, fout)
        return _toon_besluit(request, _vind_voorstel(request, pk), cijfers, intrekform=form)
    else:
        messages.success(request, gettext("Het voorstel is ingetrokken."))
    return redirect("werkgevervoorstel", pk)


def _vind_voorstel(request: Verzoek, pk: int) -> Werkgevervoorstel:
    reeks = Werkgevervoorstel.objects.zichtbaar_voor(request.user).select_related(
        "werkgever", "andere", "voorgesteld_door", "besloten_door"
    )
    return get_object_or_404(reeks, pk=pk)


def _toon_besluit(
    request: Verzoek,
    gevonden: Werkgevervoorstel,
    cijfers: Cijfers,
    form: WerkgeverbesluitForm | None = None,
    *,
    ingehaald: bool = False,
    intrekform: IntrekkenForm | None = None,
) -> HttpResponse:
    een, ander, open_ = gevonden.werkgever, gevonden.andere, gevonden.besloten_op is None
    gezien = samenvoegen.stand_van(een, ander)
    beslist = heeft(request.user, Recht.SAMENVOEGING_BESLISSEN)
    zelf = gevonden.voorgesteld_door_id == request.user.pk
    if form is None and open_ and beslist and not zelf:
        form = WerkgeverbesluitForm(initial={"gezien": gezien})
    if intrekform is None and open_ and zelf and heeft(request.user, Recht.SAMENVOEGING_VOORSTELLEN):
        intrekform = IntrekkenForm(initial={"sleutel": uuid4()})
    soort = Voorstelsoort(gevonden.soort)
    kan = soort in samenvoegen.mogelijk(een, ander)
    return render(
        request,
        "interventies/werkgeverbesluit.html",
        {
            "v": gevonden,
            "een": een,
            "ander": ander,
            "form": form if open_ or form is None or form.errors else None,
            "intrekform": intrekform,
            "beeld": voorbeeld(soort, een, ander, request.user, cijfers, timezone.now())
            if open_ and kan
            else None,
            "kan": kan,
            "gewijzigd": open_ and gevonden.gezien != gezien,
            "ingehaald": ingehaald,
        },
    )
