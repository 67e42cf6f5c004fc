"""Staff intake: a melding by phone, e-mail or letter, on one page."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from inspectie.fouten import Regelfout
from inspectie.kolommen import JAREN
from inspectie.rechten import Recht, heeft, mag
from inspectie.tijd import AMSTERDAM, begin_van
from inspectie.verzoek import Verzoek
from meldingen.adviseren import Dossier
from meldingen.intakeform import (
    NIEUW,
    ONBEKEND,
    IntakeForm,
    OntvangstForm,
    vind_melding,
    vind_werkgever,
    wijs_aan,
)
from meldingen.models import Melding, Status, Werkgever
from meldingen.registreren import Onjuist, Registratie, registreer
from meldingen.views.lijst import lijstrij
from meldingen.views.stukje import NIETS, stukje
from meldingen.werkgevers import zoek_werkgevers
from meldingen.woorden import Woorden, woorden

VERWANT_DAGEN = timedelta(days=30)
VERWANT_MEEST = 5


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.MELDING_REGISTREREN)
def nieuw(request: Verzoek, dossier: Dossier) -> HttpResponse:
    """The form; looked through and, with nothing against it, registered. Searching an employer keeps what was typed."""
    namen, nu = woorden(), timezone.now()
    if request.method != "POST" or "zoek" in request.POST:
        begin = _begin(nu) | (getypt(request.POST) if request.method == "POST" else {})
        return _toon(request, _form(request, namen, nu, initial=begin), namen)
    form = _form(request, namen, nu, data=request.POST)
    if not form.is_valid():
        return _toon(request, form, namen)
    verwant = _verwant(request, form.gekozen, form.onderwerpcodes(), form.moment or nu)
    if {str(melding.nummer) for melding in verwant} - set(form.cleaned_data["gezien"].split(",")):
        return _toon(request, form, namen, eerst_kijken=True)
    try:
        registratie = _registreer(request, form, verwant, dossier, nu)
    except Onjuist as fout:
        wijs_aan(form, fout.bezwaren)
    except Regelfout as fout:
        for reden in fout.redenen:
            form.add_error(None, reden)
    else:
        messages.success(request, _gedaan(registratie))
        return redirect(reverse("melding", args=[registratie.melding.nummer]))
    return _toon(request, form, namen)


@never_cache
@require_safe
@stukje(NIETS)
@mag(Recht.MELDING_REGISTREREN)
def werkgevers(request: Verzoek) -> HttpResponse:
    """The employers to choose from, while one types."""
    gezocht, gekozen = request.GET.get("werkgever_zoek", ""), request.GET.get("werkgever", "")
    return render(request, "meldingen/_werkgeverkeuze.html", werkgeverkeuze(gezocht, gekozen, woorden()))


@never_cache
@require_safe
@stukje(NIETS)
@mag(Recht.MELDING_REGISTREREN)
def verwant(request: Verzoek) -> HttpResponse:
    """The meldingen that look like the one being typed."""
    codes = [request.GET.get("hoofdonderwerp", ""), *request.GET.getlist("onderwerpen")]
    gekozen = vind_werkgever(request.GET.get("werkgever", ""))
    rijen = _verwant(request, gekozen, codes, _dag(request.GET.get("ontvangen_dag", "")) or timezone.now())
    keuze = request.GET.get("dubbel", "")
    return render(request, "meldingen/_verwant.html", _verwantblok(rijen, keuze, woorden()))


def _dag(getypt: str) -> datetime | None:
    """The day of receipt, as far as it is typed."""
    try:
        dag = OntvangstForm.base_fields["ontvangen_dag"].to_python(getypt)
    except ValidationError:
        return None
    return begin_van(dag) if isinstance(dag, date) and dag.year in JAREN else None


def _form(request: Verzoek, namen: Woorden, nu: datetime, **opties: Any) -> IntakeForm:
    legt_vast = heeft(request.user, Recht.MELDER_VASTLEGGEN)
    return IntakeForm(woorden=namen, legt_melder_vast=legt_vast, nu=nu, **opties)


def _begin(nu: datetime) -> dict[str, Any]:
    lokaal = nu.astimezone(AMSTERDAM)
    return {
        "sleutel": uuid4(),
        "kanaal": "TELEFOON",
        "bevoegd": "onbekend",
        "ontvangen_dag": f"{lokaal:%d-%m-%Y}",
        "ontvangen_tijd": f"{lokaal:%H:%M}",
    }


def getypt(data: QueryDict) -> dict[str, Any]:
    """What was sent, as it was, to fill the form with again."""
    return {naam: data.getlist(naam) if naam == "onderwerpen" else data[naam] for naam in data}


def _registreer(
    request: Verzoek, form: IntakeForm, verwant: Sequence[Melding], dossier: Dossier, nu: datetime
) -> Registratie:
    return registreer(
        form.cellen(),
        werkgever=form.werkgevercellen() or form.gekozen,
        dubbel_van=vind_melding(verwant, form.cleaned_data["dubbel"]),
        inzending=form.cleaned_data["sleutel"],
        dossier=dossier,
        door=request.user,
        op=nu,
    )


def _gedaan(registratie: Registratie) -> str:
    nummer = registratie.melding.nummer
    if not registratie.nieuw:
        return gettext("Melding %(nummer)s was al vastgelegd; er is geen tweede gemaakt.") % {
            "nummer": nummer
        }
    if registratie.melding.dubbel_van is not None:
        return gettext("Melding %(nummer)s is vastgelegd als dubbele van melding %(ander)s.") % {
            "nummer": nummer,
            "ander": registratie.melding.dubbel_van.nummer,
        }
    return gettext("Melding %(nummer)s is vastgelegd.") % {"nummer": nummer}


def _verwant(
    request: Verzoek, werkgever: Werkgever | None, codes: Sequence[str], moment: datetime
) -> list[Melding]:
    """The latest meldingen about the same employer and a same topic, around this moment, that this person may see."""
    gekend = [code for code in codes if code]
    if werkgever is None or not gekend:
        return []
    groep = werkgever.groep_id
    zelfde = Werkgever.objects.filter(Q(pk=groep) | Q(hoofd=groep)).values("pk")
    reeks = (
        Melding.objects.zichtbaar_voor(request.user)
        .filter(werkgever__in=zelfde, ontvangen_op__gte=moment - VERWANT_DAGEN)
        .filter(ontvangen_op__lte=moment + VERWANT_DAGEN)
        .exclude(status=Status.DUBBEL)
        .met_onderwerp(*gekend)
    )
    return list(reeks.order_by("-ontvangen_op", "-pk")[:VERWANT_MEEST])


def _verwantblok(rijen: Sequence[Melding], keuze: str, namen: Woorden) -> dict[str, Any]:
    nummers = [str(melding.nummer) for melding in rijen]
    return {
        "verwant": [lijstrij(melding, namen) for melding in rijen],
        "gezien": ",".join(nummers),
        "dubbel": keuze if keuze in nummers else "",
    }


def werkgeverkeuze(gezocht: str, gekozen: str, namen: Woorden) -> dict[str, Any]:
    """What was chosen stays, whatever is searched for next."""
    gevonden = zoek_werkgevers(gezocht)
    hier = vind_werkgever(gekozen)
    if hier is not None:
        gevonden = [hier, *(w for w in gevonden if w.pk != hier.pk)]
    return {
        "gezocht": gezocht.strip(),
        "werkgevers": [(w, namen("provincie", w.provincie), str(w.pk) == gekozen) for w in gevonden],
        "gekozen": gekozen,
        "NIEUW": NIEUW,
        "ONBEKEND": ONBEKEND,
    }


def _toon(request: Verzoek, form: IntakeForm, namen: Woorden, *, eerst_kijken: bool = False) -> HttpResponse:
    keuze = str(form["werkgever"].value() or "")
    codes = [str(form["hoofdonderwerp"].value() or ""), *(form["onderwerpen"].value() or [])]
    moment = (form.moment if form.is_bound else None) or form.nu
    rijen = _verwant(request, vind_werkgever(keuze), codes, moment)
    return render(
        request,
        "meldingen/nieuw.html",
        {
            "form": form,
            "eerst_kijken": eerst_kijken,
            "legt_melder_vast": heeft(request.user, Recht.MELDER_VASTLEGGEN),
            "ziet_triage": heeft(request.user, Recht.TRIAGE_ZIEN),
        }
        | werkgeverkeuze(str(form["werkgever_zoek"].value() or ""), keuze, namen)
        | _verwantblok(rijen, str(form["dubbel"].value() or ""), namen),
    )
