"""The list of meldingen, and a melding on one page: read it, decide on it, go on to the next."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inspectie.bladeren import blader
from inspectie.fouten import Regelfout
from inspectie.models import Rol
from inspectie.rechten import Recht, heeft, mag
from inspectie.verzoek import Verzoek
from meldingen import acties
from meldingen.advieskaart import maak_advieskaart
from meldingen.feitenblad import feitenblad
from meldingen.filters import SORTERINGEN, STANDAARD, MeldingFilter, volgende
from meldingen.forms import BesluitForm, MelderForm
from meldingen.melders import lees_melder
from meldingen.models import Melding, Status, TriageBesluit, Werkgever
from meldingen.regelsets import ROUTES
from meldingen.tijdlijn import tijdlijn
from meldingen.woorden import Woorden, woorden

PER_BLAD = 25
ANDERE = 5

P = ParamSpec("P")


def _een_van(
    *rechten: Recht,
) -> Callable[
    [Callable[Concatenate[Verzoek, P], HttpResponse]], Callable[Concatenate[Verzoek, P], HttpResponse]
]:
    """Only for who has one of these rights to see; anybody else learns nothing."""

    def omhul(
        view: Callable[Concatenate[Verzoek, P], HttpResponse],
    ) -> Callable[Concatenate[Verzoek, P], HttpResponse]:
        @wraps(view)
        def poort(request: Verzoek, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not any(heeft(request.user, recht) for recht in rechten):
                raise Http404
            return view(request, *args, **kwargs)

        return poort

    return omhul


@never_cache
@require_safe
@_een_van(Recht.MELDING_ZIEN, Recht.MELDING_ZIEN_EIGEN)
def meldingen(request: Verzoek) -> HttpResponse:
    namen = woorden()
    keuze = _keuze(request, namen)
    fout = not keuze.form.is_valid()
    blad = blader(keuze.qs.voor_de_lijst(), [keuze.veld], request.GET.get("cursor", ""), PER_BLAD)
    begin = _vanaf(request) if blad.vorige else 1
    ziet_triage = heeft(request.user, Recht.TRIAGE_ZIEN)
    return render(
        request,
        "meldingen/lijst.html",
        {
            "keuze": keuze,
            "form": keuze.form,
            "fout": fout,
            "blokjes": keuze.blokjes(),
            "meer_open": any(keuze.form.cleaned_data.get(v) or keuze.form.errors.get(v) for v in MEER),
            "gefilterd": bool(keuze.blokjes()),
            "rijen": [_rij(m, namen, ziet_triage=ziet_triage) for m in blad.rijen],
            "blad": blad,
            "van": begin,
            "tot": begin + len(blad.rijen) - 1,
            "vraag": keuze.vraag(),
            "vraag_vorige": keuze.vraag(cursor=blad.vorige, vanaf=str(max(begin - PER_BLAD, 1))),
            "vraag_volgende": keuze.vraag(cursor=blad.volgende, vanaf=str(begin + len(blad.rijen))),
            "sorteringen": [(code, naam) for code, (_, naam) in SORTERINGEN.items()],
            "standaard_sort": STANDAARD,
            "ziet_triage": ziet_triage,
            "beslist": heeft(request.user, Recht.TRIAGE_BESLISSEN),
            "besluit_open": keuze.data.get("besluit") == "open",
            "eigen": heeft(request.user, Recht.MELDING_ZIEN_EIGEN),
            "eerste_velden": [keuze.form[v] for v in EERST if v in keuze.form.fields],
            "meer_velden": [keuze.form[v] for v in MEER if v in keuze.form.fields],
        },
    )


EERST = ("q", "besluit", "status", "domein", "onderwerp", "route", "prioriteit")
MEER = ("ernst", "arbeidsmigranten", "sector", "provincie", "kanaal", "van", "tot")


def _rij(melding: Melding, namen: Woorden, *, ziet_triage: bool) -> dict[str, object]:
    """What a row shows. Costs no query after `voor_de_lijst`."""
    onderwerpen = namen.onderwerpen(melding.onderwerpen)
    advies = next(reversed(melding.besluiten.all()), None) if ziet_triage else None
    return {
        "melding": melding,
        "onderwerp": onderwerpen[0] if onderwerpen else "",
        "meer": len(onderwerpen) - 1,
        "domein": namen("domein", melding.domein),
        "advies": advies,
        "route": ROUTES.get(advies.route, advies.route) if advies else "",
        "stempel": STEMPELS.get(Status(melding.status), ""),
    }


STEMPELS = {
    Status.ONTVANGEN: "bezig",
    Status.IN_TRIAGE: "bezig",
    Status.AANVULLING_GEVRAAGD: "bezig",
    Status.GEKOPPELD: "goed",
}


@never_cache
@require_safe
@_een_van(Recht.MELDING_ZIEN, Recht.MELDING_ZIEN_EIGEN)
def melding(request: Verzoek, nummer: int) -> HttpResponse:
    return _pagina(request, _vind(request, nummer))


@never_cache
@require_POST
@mag(Recht.TRIAGE_BESLISSEN)
def besluit(request: Verzoek, nummer: int) -> HttpResponse:
    """Take the advice over (`overnemen`) or decide otherwise, and on to the next that waits in the same choice."""
    gevonden = _vind(request, nummer)
    advies = gevonden.besluiten.order_by("geadviseerd_op", "id").last()
    data = request.POST.copy()
    if "overnemen" in data and advies is not None:
        data["route"], data["prioriteit"], data["reden"] = advies.route, advies.prioriteit, ""
    form = BesluitForm(data, besluit=advies)
    if not form.is_valid():
        return _pagina(request, gevonden, form=form)
    velden = {naam: form.cleaned_data[naam] for naam in ("route", "prioriteit", "reden")}
    try:
        acties.beslis(gevonden, door=request.user, op=timezone.now(), **velden)
    except Regelfout as fout:
        for reden in fout.redenen:
            form.add_error(None, reden)
        return _pagina(request, gevonden, form=form)
    messages.success(request, _gedaan(gevonden, velden["route"], velden["prioriteit"]))
    keuze = _keuze(request, woorden())
    daarna = volgende(keuze.qs.te_beslissen(), keuze.veld, gevonden)
    if daarna is None:
        return redirect(_adres(reverse("meldingen"), keuze.vraag()))
    return redirect(_adres(reverse("melding", args=[daarna.nummer]), keuze.vraag()))


@never_cache
@require_POST
@_een_van(Recht.MELDER_ZIEN, Recht.MELDER_ZIEN_EIGEN)
def melder(request: Verzoek, nummer: int) -> HttpResponse:
    """The reporter, on this one answer: the browser keeps nothing of it, and asking again is logged again."""
    gevonden = _vind(request, nummer)
    form = MelderForm(request.POST)
    gegevens: dict[str, str] | None = None
    if form.is_valid():
        try:
            gegevens = lees_melder(
                gevonden, door=request.user, reden=form.cleaned_data["reden"], op=timezone.now()
            )
        except Regelfout as fout:
            form.add_error("reden", str(fout))
    vraag = _keuze(request, woorden()).vraag()
    return render(
        request,
        "meldingen/melder.html",
        {"melding": gevonden, "form": form, "gegevens": gegevens, "vraag": vraag},
    )


def _vind(request: Verzoek, nummer: int) -> Melding:
    reeks = Melding.objects.zichtbaar_voor(request.user).select_related("werkgever", "dubbel_van")
    return get_object_or_404(reeks, nummer=nummer)


def _keuze(request: Verzoek, namen: Woorden) -> MeldingFilter:
    reeks = Melding.objects.zichtbaar_voor(request.user)
    return MeldingFilter(request.GET, reeks, gebruiker=request.user, woorden=namen)


def _pagina(request: Verzoek, melding: Melding, form: BesluitForm | None = None) -> HttpResponse:
    namen, nu = woorden(), timezone.now()
    keuze = _keuze(request, namen)
    ziet_triage = heeft(request.user, Recht.TRIAGE_ZIEN)
    besluiten = (
        list(melding.besluiten.select_related("regelset", "besloten_door").defer("regelset__inhoud"))
        if ziet_triage
        else []
    )
    advies = besluiten[-1] if besluiten else None
    te_beslissen = _te_beslissen(request, melding, advies)
    return render(
        request,
        "meldingen/melding.html",
        {
            "melding": melding,
            "onderwerp": next(iter(namen.onderwerpen(melding.onderwerpen)), ""),
            "domein": namen("domein", melding.domein),
            "stempel": STEMPELS.get(Status(melding.status), ""),
            "teksten": list(melding.teksten.all()),
            "groepen": feitenblad(melding, namen),
            "werkgever": _werkgever(request, melding, namen),
            "kaart": maak_advieskaart(advies, namen) if advies else None,
            "te_laat": _te_laat(advies, nu),
            "form": form or (BesluitForm(besluit=advies) if te_beslissen else None),
            "te_beslissen": te_beslissen,
            "mag_overnemen": te_beslissen and _mag_overnemen(request, advies),
            "tijdlijn": tijdlijn(melding, besluiten, namen, met_triage=ziet_triage),
            "ziet_triage": ziet_triage,
            "melder_form": MelderForm(auto_id="id_melder_%s") if _ziet_melder(request) else None,
            "vorige": volgende(keuze.qs, keuze.veld, melding, terug=True),
            "volgende": volgende(keuze.qs, keuze.veld, melding),
            "vraag": keuze.vraag(),
            "nu": nu,
        },
    )


def _te_beslissen(request: Verzoek, melding: Melding, advies: TriageBesluit | None) -> bool:
    return (
        advies is not None
        and advies.besloten_op is None
        and melding.status == Status.IN_TRIAGE
        and heeft(request.user, Recht.TRIAGE_BESLISSEN)
    )


def _mag_overnemen(request: Verzoek, advies: TriageBesluit | None) -> bool:
    """An advice "by hand" names no route to take over, and some ask for a teamleider. The act refuses it anyway."""
    if advies is None or advies.route == "HANDMATIG":
        return False
    return "bevestiging_teamleider" not in advies.vlaggen or request.user.rol == Rol.TEAMLEIDER


def _te_laat(advies: TriageBesluit | None, nu: datetime) -> bool:
    return (
        advies is not None
        and advies.besloten_op is None
        and advies.uiterlijk is not None
        and advies.uiterlijk < nu
    )


def _ziet_melder(request: Verzoek) -> bool:
    return heeft(request.user, Recht.MELDER_ZIEN) or heeft(request.user, Recht.MELDER_ZIEN_EIGEN)


def _werkgever(request: Verzoek, melding: Melding, namen: Woorden) -> dict[str, object] | None:
    """The employer under all its names, and the latest other meldingen about it that this person may see."""
    werkgever = melding.werkgever
    if werkgever is None:
        return None
    groep = werkgever.groep_id
    records = list(Werkgever.objects.filter(Q(pk=groep) | Q(hoofd=groep)).order_by("naam", "pk")[:20])
    andere = (
        Melding.objects.zichtbaar_voor(request.user)
        .filter(werkgever__in=[record.pk for record in records])
        .exclude(pk=melding.pk)
        .order_by("-ontvangen_op", "-pk")[: ANDERE + 1]
    )
    rijen = [_rij(m, namen, ziet_triage=False) for m in andere]
    return {
        "hier": werkgever,
        "sector": namen("sector", werkgever.sector),
        "provincie": namen("provincie", werkgever.provincie),
        "namen": [record for record in records if record.pk != werkgever.pk],
        "andere": rijen[:ANDERE],
        "meer": len(rijen) > ANDERE,
    }


def _gedaan(melding: Melding, route: str, prioriteit: str) -> str:
    uitkomst = ", ".join(deel for deel in (ROUTES[route], prioriteit) if deel)
    return gettext("Melding %(nummer)s: besloten, %(uitkomst)s.") % {
        "nummer": melding.nummer,
        "uitkomst": uitkomst,
    }


def _vanaf(request: Verzoek) -> int:
    """Where the page begins, as its address says; only for the count above the list."""
    vanaf = request.GET.get("vanaf", "")
    return int(vanaf) if vanaf.isdecimal() and vanaf.isascii() and len(vanaf) < 10 else 1


def _adres(pad: str, vraag: str) -> str:
    return f"{pad}?{vraag}" if vraag else pad
