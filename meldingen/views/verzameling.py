"""Many at once: what was chosen, what would happen to each, doing it, how it went, and undoing it."""

import hashlib
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from inspectie.bladeren import blader, op_volgorde
from inspectie.fouten import Regelfout
from inspectie.getal import als_getal
from inspectie.lijsten.filters import Lijstfilter
from inspectie.lijsten.pagina import PER_BLAD
from inspectie.rechten import Recht, heeft, mag
from inspectie.verzoek import Verzoek
from inspectie.wachtrij import EVEN, POOS
from meldingen import verzamelen
from meldingen.forms import SamenForm
from meldingen.models import Melding, Samen, Uitkomst, Verzameling
from meldingen.models.melding import MeldingQuerySet
from meldingen.verzamelen import HOOGSTENS, Opdracht
from meldingen.views.keuze import adres, keuze_uit
from meldingen.woorden import woorden

LAATSTE = 25


@never_cache
@require_POST
@mag(Recht.TRIAGE_BESLISSEN)
def voorbeeld(request: Verzoek) -> HttpResponse:
    """What would happen to each of the chosen meldingen. Nothing is done or kept."""
    keuze = keuze_uit(request, woorden())
    gekozen, meer = _gekozen(request, keuze)
    if not gekozen:
        messages.warning(request, gettext("Kies eerst een of meer meldingen in de lijst."))
        return redirect(adres(reverse("meldingen"), keuze.vraag()))
    form = SamenForm(request.POST if "handeling" in request.POST else {"handeling": Samen.OVERNEMEN})
    return _toon(request, keuze, gekozen, form, meer=meer)


@never_cache
@require_POST
@mag(Recht.TRIAGE_BESLISSEN)
def uitvoeren(request: Verzoek) -> HttpResponse:
    """Do it to those still ticked, as they were shown. Another act than was shown is shown first."""
    keuze = keuze_uit(request, woorden())
    form = SamenForm(request.POST)
    if not form.is_valid() or form.cleaned_data["bekeken"] != _merk(form.opdracht()):
        if form.is_valid():
            form.add_error(None, gettext("U heeft de keuze gewijzigd. Bekijk eerst wat er nu gebeurt."))
        return _toon(request, keuze, _gekozen(request, keuze)[0], form)
    standen = dict(_delen(waarde) for waarde in request.POST.getlist("m"))
    gekozen = _aangevinkt(request, keuze)
    niet = [melding for melding in gekozen if melding.nummer not in standen]
    try:
        verzameling = verzamelen.begin(
            form.opdracht(),
            [(m, standen[m.nummer]) for m in gekozen if m.nummer in standen],
            kan_niet=verzamelen.geweigerd(niet, form.opdracht(), door=request.user),
            sleutel=form.cleaned_data["sleutel"] or uuid4(),
            door=request.user,
            op=timezone.now(),
        )
    except Regelfout as fout:
        form.add_error(None, str(fout))
        return _toon(request, keuze, _gekozen(request, keuze)[0], form)
    return redirect(adres(reverse("verzameling", args=[verzameling.pk]), keuze.vraag()))


@never_cache
@require_safe
@mag(Recht.TRIAGE_ZIEN)
def verzamelingen(request: Verzoek) -> HttpResponse:
    """What this person did with many at once, the latest first."""
    eigen = Verzameling.objects.zichtbaar_voor(request.user).filter(gemaakt_door=request.user)
    niet = Count("items", filter=Q(items__uitkomst__in=(Uitkomst.GEWEIGERD, Uitkomst.GEBLEVEN)))
    rijen = list(eigen.annotate(aantal=Count("items"), niet=niet)[:LAATSTE])
    return render(request, "meldingen/verzamelingen.html", {"rijen": rijen})


@never_cache
@require_safe
@mag(Recht.TRIAGE_ZIEN)
def verzameling(request: Verzoek, pk: int) -> HttpResponse:
    gevonden = _vind(request, pk)
    stand = _voortgang(request, gevonden)
    zichtbaar = Melding.objects.zichtbaar_voor(request.user)
    items = list(gevonden.items.filter(melding__in=zichtbaar).select_related("melding__werkgever"))
    mag_ongedaan = gevonden.gemaakt_door_id == request.user.pk or heeft(request.user, Recht.TRIAGE_BEVESTIGEN)
    return render(
        request,
        "meldingen/verzameling.html",
        stand
        | {
            "items": items,
            "niet_te_zien": stand["totaal"] - len(items),
            "ongedaan_kan": mag_ongedaan
            and heeft(request.user, Recht.TRIAGE_BESLISSEN)
            and not stand["wachten"]
            and gevonden.ongedaan_op is None
            and stand["gedaan"],
        },
    )


@never_cache
@require_POST
@mag(Recht.TRIAGE_BESLISSEN)
def ongedaan(request: Verzoek, pk: int) -> HttpResponse:
    gevonden = _vind(request, pk)
    try:
        verzamelen.maak_ongedaan(gevonden, door=request.user, op=timezone.now())
    except Regelfout as fout:
        messages.warning(request, str(fout))
    return redirect(_terug(request, gevonden))


@never_cache
@require_POST
@mag(Recht.TRIAGE_BESLISSEN)
def verder(request: Verzoek, pk: int) -> HttpResponse:
    """Go on for a moment with what waits: beside the worker, or, where there is none, instead of it. Asked by the page
    itself while it is looked at, and by a button."""
    gevonden = _vind(request, pk)
    verzamelen.doe_een_poos(gevonden.pk, seconden=EVEN if request.htmx else POOS, nu=timezone.now)
    if not request.htmx:
        return redirect(_terug(request, gevonden))
    stand = _voortgang(request, gevonden)
    # Once nothing waits any more, the whole page with what can be done next.
    return (
        render(request, "meldingen/_voortgang.html", stand)
        if stand["wachten"]
        else HttpResponseClientRefresh()
    )


def _vind(request: Verzoek, pk: int) -> Verzameling:
    reeks = Verzameling.objects.zichtbaar_voor(request.user).select_related("gemaakt_door", "ongedaan_door")
    return get_object_or_404(reeks, pk=pk)


def _voortgang(request: Verzoek, gevonden: Verzameling) -> dict[str, Any]:
    aantallen = dict(gevonden.items.order_by().values_list("uitkomst").annotate(Count("pk")))
    wachten = aantallen.get(Uitkomst.WACHT, 0) + aantallen.get(Uitkomst.TERUG_WACHT, 0)
    totaal = sum(aantallen.values())
    return {
        "verzameling": gevonden,
        "aantallen": [(Uitkomst(code), aantallen[code]) for code in Uitkomst.values if code in aantallen],
        "totaal": totaal,
        "wachten": wachten,
        "klaar": totaal - wachten,
        "gedaan": Uitkomst.GEDAAN in aantallen,
        "werkt": heeft(request.user, Recht.TRIAGE_BESLISSEN),
        "vraag": keuze_uit(request, woorden()).vraag(),
    }


def _terug(request: Verzoek, gevonden: Verzameling) -> str:
    return adres(reverse("verzameling", args=[gevonden.pk]), keuze_uit(request, woorden()).vraag())


def _gekozen(request: Verzoek, keuze: Lijstfilter) -> tuple[Sequence[Melding], bool]:
    """The chosen meldingen this person may see, at most HOOGSTENS, in the order of the list; and whether there were
    more. `hoeveel` says how: those ticked, all of this page, or all of this choice."""
    hoeveel = request.POST.get("hoeveel", "")
    if hoeveel == "bladzijde":
        blad = blader(
            keuze.qs.select_related("werkgever"), keuze.velden, request.GET.get("cursor", ""), PER_BLAD
        )
        return blad.rijen, False
    rijen = _op_volgorde(keuze.qs, keuze) if hoeveel == "alles" else _aangevinkt(request, keuze)
    return rijen[:HOOGSTENS], len(rijen) > HOOGSTENS


def _aangevinkt(request: Verzoek, keuze: Lijstfilter) -> list[Melding]:
    """Those that take part: `m` is ticked, `niet` was shown as one that cannot."""
    nummers = {_delen(waarde)[0] for veld in ("m", "niet") for waarde in request.POST.getlist(veld)}
    zichtbaar = Melding.objects.zichtbaar_voor(request.user)
    return _op_volgorde(zichtbaar.filter(nummer__in=sorted(nummers)[: HOOGSTENS + 2]), keuze)


def _op_volgorde(reeks: MeldingQuerySet, keuze: Lijstfilter) -> list[Melding]:
    """One more than HOOGSTENS, to know that there are."""
    return list(op_volgorde(reeks.select_related("werkgever"), keuze.velden)[: HOOGSTENS + 1])


def _delen(waarde: str) -> tuple[int, str]:
    """The number and the stand of a ticked box: "17|IN_TRIAGE.3."; 0 for nonsense."""
    nummer, _streep, stand = waarde.partition("|")
    return als_getal(nummer) or 0, stand[:80]


def _merk(opdracht: Opdracht) -> str:
    """Of the act as it was shown: what is done is what was looked at."""
    return hashlib.sha256(repr(opdracht).encode()).hexdigest()


def _toon(
    request: Verzoek,
    keuze: Lijstfilter,
    gekozen: Sequence[Melding],
    form: SamenForm,
    *,
    meer: bool = False,
) -> HttpResponse:
    opdracht = None if form.errors and not _alleen_gewijzigd(form) else form.opdracht()
    regels = verzamelen.vooruitzicht(gekozen, opdracht, door=request.user) if opdracht else []
    kan = [regel for regel in regels if not regel.bezwaren]
    return render(
        request,
        "meldingen/voorbeeld.html",
        {
            "form": form,
            "regels": [*(regel for regel in regels if regel.bezwaren), *kan],
            "gekozen": gekozen,
            "kan": len(kan),
            "niet": len(regels) - len(kan),
            "er_zijn_meer": meer,
            "hoogstens": HOOGSTENS,
            "bekeken": _merk(opdracht) if opdracht else "",
            "sleutel": uuid4(),
            "vraag": keuze.vraag(),
            "kop": ngettext("%(aantal)s melding tegelijk", "%(aantal)s meldingen tegelijk", len(gekozen))
            % {"aantal": len(gekozen)},
        },
    )


def _alleen_gewijzigd(form: SamenForm) -> bool:
    """The fields are right, only the whole was refused: then what they would do can be shown."""
    return set(form.errors) == {"__all__"}
