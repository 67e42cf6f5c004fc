"""Proposals to correct domain or topics: making one, deciding on one, and those that wait."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inspectie.bladeren import blader
from inspectie.formvelden import toon_weigering
from inspectie.fouten import Regelfout
from inspectie.getal import als_getal
from inspectie.rechten import Recht, heeft, mag
from inspectie.verzoek import Verzoek
from meldingen.adviseren import Dossier
from meldingen.models import Correctievoorstel, Melding
from meldingen.nagekomen import van_melder
from meldingen.sporen import sporen, teksten
from meldingen.voorstelform import VoorstelbesluitForm, VoorstelForm
from meldingen.voorstellen import beslis_voorstel, stel_voor
from meldingen.woorden import Woorden, woorden

PER_BLAD = 25


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.CORRECTIE_ZIEN)
def voorstel(request: Verzoek, nummer: int) -> HttpResponse:
    """Domain and topics of one melding, the proposals about them, and a form for a new one."""
    melding, namen = _vind(request, nummer), woorden()
    if request.method != "POST":
        return _toon(request, melding, namen)
    if not heeft(request.user, Recht.CORRECTIE_VOORSTELLEN):
        raise PermissionDenied
    form = VoorstelForm(request.POST, melding=melding, woorden=namen)
    if form.is_valid():
        try:
            stel_voor(
                melding,
                domein=form.cleaned_data["domein"],
                onderwerpen=form.codes(),
                toen=form.toen_(),
                reden=form.cleaned_data["reden"],
                door=request.user,
                op=timezone.now(),
            )
        except Regelfout as fout:
            toon_weigering(form, fout)
        else:
            messages.success(request, gettext("Uw voorstel wacht op een teamleider."))
            return redirect("melding_voorstel", nummer)
    return _toon(request, melding, namen, form=form)


@never_cache
@require_POST
@mag(Recht.CORRECTIE_BESLISSEN)
def besluit(request: Verzoek, nummer: int, dossier: Dossier) -> HttpResponse:
    melding = _vind(request, nummer)
    form = VoorstelbesluitForm(request.POST)
    if form.is_valid():
        gevonden = get_object_or_404(melding.voorstellen, pk=form.cleaned_data["voorstel"])
        aanvaard = form.cleaned_data["aanvaard"] == "ja"
        try:
            beslis_voorstel(
                gevonden,
                aanvaard=aanvaard,
                reden=form.cleaned_data["besluit_reden"],
                dossier=dossier,
                door=request.user,
                op=timezone.now(),
            )
        except Regelfout as fout:
            toon_weigering(form, fout)
        else:
            gedaan = (
                gettext("Melding %(nummer)s is gecorrigeerd.") % {"nummer": nummer}
                if aanvaard
                else gettext("Het voorstel is afgewezen.")
            )
            messages.success(request, gedaan)
            return redirect("voorstellen")
    return _toon(request, melding, woorden(), besluitform=form)


@never_cache
@require_safe
@mag(Recht.CORRECTIE_ZIEN)
def voorstellen(request: Verzoek) -> HttpResponse:
    """What waits for a decision, the oldest first. `nummer` leads to the page of that melding."""
    gezocht = request.GET.get("nummer", "").strip()
    nummer = als_getal(gezocht)
    if nummer and Melding.objects.te_corrigeren_door(request.user).filter(nummer=nummer).exists():
        return redirect("melding_voorstel", nummer)
    reeks = Correctievoorstel.objects.zichtbaar_voor(request.user).te_beslissen()
    reeks = reeks.select_related("melding", "voorgesteld_door")
    blad = blader(reeks, ["voorgesteld_op"], request.GET.get("cursor", ""), PER_BLAD)
    namen = woorden()
    return render(
        request,
        "meldingen/voorstellen.html",
        {
            "rijen": [_rij(rij, namen) for rij in blad.rijen],
            "blad": blad,
            "gezocht": gezocht,
            "stelt_voor": heeft(request.user, Recht.CORRECTIE_VOORSTELLEN),
            "beslist": heeft(request.user, Recht.CORRECTIE_BESLISSEN),
        },
    )


def _vind(request: Verzoek, nummer: int) -> Melding:
    return get_object_or_404(Melding.objects.te_corrigeren_door(request.user), nummer=nummer)


def _rij(voorstel: Correctievoorstel, namen: Woorden) -> dict[str, object]:
    """A proposal in words: each field that would change, from what to what."""
    delen = []
    if voorstel.domein != voorstel.domein_toen:
        delen.append(
            (gettext("Domein"), namen("domein", voorstel.domein_toen), namen("domein", voorstel.domein))
        )
    if voorstel.onderwerpen != voorstel.onderwerpen_toen:
        van, naar = (
            ", ".join(namen.onderwerpen(c)) for c in (voorstel.onderwerpen_toen, voorstel.onderwerpen)
        )
        delen.append((gettext("Onderwerpen"), van, naar))
    return {"voorstel": voorstel, "delen": delen}


def voorstellen_van(request: Verzoek, melding: Melding, namen: Woorden) -> list[dict[str, object]] | None:
    """The proposals about a melding for its page, the latest first; None for who may not see them."""
    if not heeft(request.user, Recht.CORRECTIE_ZIEN):
        return None
    reeks = melding.voorstellen.select_related("voorgesteld_door", "besloten_door")
    return [_rij(rij, namen) for rij in reeks.order_by("-voorgesteld_op", "-pk")]


def _toon(
    request: Verzoek,
    melding: Melding,
    namen: Woorden,
    *,
    form: VoorstelForm | None = None,
    besluitform: VoorstelbesluitForm | None = None,
) -> HttpResponse:
    rijen = voorstellen_van(request, melding, namen) or []
    open_ = next((r for r in rijen if getattr(r["voorstel"], "besloten_op", None) is None), None)
    wacht: Correctievoorstel | None = open_["voorstel"] if open_ else None  # type: ignore[assignment]
    if besluitform is None and wacht is not None and _mag_beslissen(request, wacht):
        besluitform = VoorstelbesluitForm(initial={"voorstel": wacht.pk})
    if form is None and wacht is None and heeft(request.user, Recht.CORRECTIE_VOORSTELLEN):
        form = VoorstelForm(melding=melding, woorden=namen)
    ziet = Melding.objects.zichtbaar_voor(request.user).filter(pk=melding.pk).exists()
    return render(
        request,
        "meldingen/voorstel.html",
        {
            "melding": melding,
            "ziet_melding": ziet,
            **(_woorden_van_de_melding(melding, namen) if ziet else {}),
            "ziet_uur": heeft(request.user, Recht.ONTVANGSTUUR_ZIEN),
            "domein": namen("domein", melding.domein),
            "onderwerpen": ", ".join(namen.onderwerpen(melding.onderwerpen)),
            "open": open_,
            "eerder": [rij for rij in rijen if rij is not open_],
            "form": form,
            "besluitform": besluitform,
            "met_fouten": form if form is not None and form.is_bound else besluitform,
        },
    )


def _woorden_van_de_melding(melding: Melding, namen: Woorden) -> dict[str, object]:
    """What domain and topics are about: whoever proposes others, or decides, has it before them."""
    alles = sporen(melding)
    later = van_melder(melding, alles)
    return {
        "teksten": teksten(alles),
        "van_melder": [(stuk, namen("kanaal", stuk.kanaal)) for stuk in later],
    }


def _mag_beslissen(request: Verzoek, voorstel: Correctievoorstel) -> bool:
    return heeft(request.user, Recht.CORRECTIE_BESLISSEN) and voorstel.voorgesteld_door_id != request.user.pk
