"""Staff intake: a melding by phone, e-mail or letter, on one page."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inspectie.formvelden import toon_weigering
from inspectie.fouten import Regelfout
from inspectie.kolommen import JAREN
from inspectie.rechten import Recht, heeft, mag
from inspectie.tijd import AMSTERDAM, begin_van
from inspectie.verzoek import Verzoek
from meldingen.adviseren import Dossier
from meldingen.apart import eerdere_reden
from meldingen.feitenform import NIEUW, ONBEKEND, vind_werkgever, wijs_aan
from meldingen.intakebron import Bron, lees_bron
from meldingen.intakeform import IntakeForm, vind_melding
from meldingen.models import Ontvangst, Werkgever
from meldingen.ontvangen import Weg, ontvang
from meldingen.ontvangstform import OntvangstForm
from meldingen.registreren import Onjuist, Registratie, registreer
from meldingen.verwantenblad import Gezocht, Verwant, lijkt_op
from meldingen.views.lijst import lijstrij
from meldingen.views.stukje import NIETS, stukje
from meldingen.werkgevers import MEESTE_GEVONDEN, zoek_werkgevers
from meldingen.werkgeverzoeken import zoek
from meldingen.woorden import Woorden, woorden

KORTST_ANDERS = 4
"""Letters before a name is also looked for as it may have been misspelt."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.MELDING_REGISTREREN)
def nieuw(request: Verzoek, dossier: Dossier) -> HttpResponse:
    return _neem_op(request, dossier, None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.MELDING_REGISTREREN)
def uit_ontvangst(request: Verzoek, pk: int, dossier: Dossier) -> HttpResponse:
    """The same for what was put aside, filled in with what it says: for who read it, and said why."""
    ontvangst = get_object_or_404(Ontvangst.objects.select_related("melding"), pk=pk)
    eerder = ontvangst.melding
    zelfde = eerder is not None and request.POST.get("sleutel") == str(eerder.inzending)
    if eerder is not None and zelfde and not heeft(request.user, Recht.MELDER_VASTLEGGEN):
        # Sent twice: what it said of its sender is in the vault now, and no longer here to be compared. Of who filled
        # the sender in it is: what they changed since is not to be lost in silence.
        return _klaar(request, Registratie(eerder, nieuw=False))
    if eerder is not None and _vult(request):
        # Whether they read it or not: there is nothing to read any more.
        messages.error(
            request, gettext("Hier is al melding %(nummer)s van gemaakt.") % {"nummer": eerder.nummer}
        )
        return redirect("apart")
    reden = eerdere_reden(ontvangst, request.user)
    if not reden and eerder is None:
        messages.error(request, gettext("Open eerst het bericht, met een reden."))
        return redirect("ontvangst_regel", pk=pk)
    try:
        bron = lees_bron(ontvangst, door=request.user, reden=reden, op=timezone.now(), vult=_vult(request))
    except Regelfout as fout:
        messages.error(request, str(fout))
        return redirect("apart")
    return _neem_op(request, dossier, bron)


def _vult(request: Verzoek) -> bool:
    """Whether the form is still empty."""
    return request.method != "POST"


def _neem_op(request: Verzoek, dossier: Dossier, bron: Bron | None) -> HttpResponse:
    """The form; looked through and, with nothing against it, registered. Searching an employer keeps what was typed."""
    namen, nu = woorden(), timezone.now()
    begin = _begin(nu) | (bron.begin if bron else {})
    if _vult(request) or "zoek" in request.POST:
        begin |= {} if _vult(request) else getypt(request.POST)
        return _toon(request, _form(request, namen, nu, bron, initial=begin), namen, bron)
    form = _form(request, namen, nu, bron, data=request.POST, initial=begin)
    if not form.is_valid():
        return _toon(request, form, namen, bron)
    verwant = _verwant(request, form, namen)
    if {str(v.melding.nummer) for v in verwant} - set(form.cleaned_data["gezien"].split(",")):
        return _toon(request, form, namen, bron, eerst_kijken=True)
    if (
        form.cleaned_data["dubbel"]
        and vind_melding([v.melding for v in verwant], form.cleaned_data["dubbel"]) is None
    ):
        form.add_error(
            None, gettext("De melding waarvan deze een dubbele is, lijkt er nu niet op. Kies opnieuw.")
        )
        return _toon(request, form, namen, bron)
    try:
        registratie = _registreer(request, form, verwant, dossier, nu, bron)
    except Onjuist as fout:
        wijs_aan(form, fout.gebreken)
    except Regelfout as fout:
        toon_weigering(form, fout)
    else:
        return _klaar(request, registratie)
    return _toon(request, form, namen, bron)


@never_cache
@require_safe
@stukje(NIETS)
@mag(Recht.MELDING_REGISTREREN)
def werkgevers(request: Verzoek) -> HttpResponse:
    """The employers to choose from, while one types."""
    gezocht, gekozen = request.GET.get("werkgever_zoek", ""), request.GET.get("werkgever", "")
    return render(request, "meldingen/_werkgeverkeuze.html", werkgeverkeuze(gezocht, gekozen, woorden()))


@never_cache
@require_POST
@stukje(NIETS)
@mag(Recht.MELDING_REGISTREREN)
def verwant(request: Verzoek) -> HttpResponse:
    """The meldingen that look like the one being typed. A post, for what is typed has no place in an address."""
    namen, nu = woorden(), timezone.now()
    rijen = _verwant(request, _form(request, namen, nu, initial=getypt(request.POST)), namen)
    return render(
        request, "meldingen/_verwant.html", _verwantblok(rijen, request.POST.get("dubbel", ""), namen)
    )


def _dag(getypt: str) -> datetime | None:
    """The day of receipt, as far as it is typed."""
    try:
        dag = OntvangstForm.base_fields["ontvangen_dag"].to_python(getypt)
    except ValidationError:
        return None
    return begin_van(dag) if isinstance(dag, date) and dag.year in JAREN else None


def _form(
    request: Verzoek, namen: Woorden, nu: datetime, bron: Bron | None = None, **opties: Any
) -> IntakeForm:
    legt_vast = heeft(request.user, Recht.MELDER_VASTLEGGEN)
    kanaal = bron.ontvangst.kanaal if bron else ""
    return IntakeForm(woorden=namen, legt_melder_vast=legt_vast, nu=nu, vast_kanaal=kanaal, **opties)


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
    request: Verzoek,
    form: IntakeForm,
    verwant: Sequence[Verwant],
    dossier: Dossier,
    nu: datetime,
    bron: Bron | None,
) -> Registratie:
    samen: dict[str, Any] = {
        "werkgever": form.werkgevercellen() or form.gekozen,
        "dubbel_van": vind_melding([v.melding for v in verwant], form.cleaned_data["dubbel"]),
        "inzending": form.cleaned_data["sleutel"],
        "dossier": dossier,
        "door": request.user,
        "op": nu,
    }
    if bron is None:
        return registreer(form.cellen(), **samen)
    return ontvang(
        bron.cellen(form.cellen(), met_afzender=not heeft(request.user, Recht.MELDER_VASTLEGGEN)),
        Weg(bron.ontvangst.kenmerk),
        ontvangst=bron.ontvangst,
        bestanden=bron.bestanden(),
        **samen,
    )


def _klaar(request: Verzoek, registratie: Registratie) -> HttpResponse:
    messages.success(request, _gedaan(registratie))
    return redirect("melding", registratie.melding.nummer)


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


def _verwant(request: Verzoek, form: IntakeForm, namen: Woorden) -> list[Verwant]:
    """What looks like the melding in this form, as far as it is filled in. Nothing until there is something to go by:
    that it is about the same says nothing by itself. Not what this form itself became: it may be sent twice."""

    def tekst(veld: str) -> str:
        return str(form[veld].value() or "")

    keuze = tekst("werkgever")
    werkgever = vind_werkgever(keuze)
    if keuze == NIEUW:
        werkgever = Werkgever(naam=tekst("nieuw_naam")[:200], plaats=tekst("nieuw_plaats")[:100])
    codes = {tekst("hoofdonderwerp"), *(form["onderwerpen"].value() or [])}
    moment = form.moment or _dag(tekst("ontvangen_dag")) or form.nu
    gezocht = Gezocht(
        moment, frozenset(codes) & set(namen.lijsten["onderwerp"]), werkgever, tekst("omschrijving")
    )
    rijen = lijkt_op(gezocht, request.user, zonder_dubbele=True)
    return [v for v in rijen if str(v.melding.inzending) != tekst("sleutel")]


def _verwantblok(rijen: Sequence[Verwant], keuze: str, namen: Woorden) -> dict[str, Any]:
    nummers = [str(v.melding.nummer) for v in rijen]
    return {
        "verwant": [(v, lijstrij(v.melding, namen)) for v in rijen],
        "gezien": ",".join(nummers),
        "dubbel": keuze if keuze in nummers else "",
    }


def _lijkt_op(gezocht: str) -> list[Werkgever]:
    """What it may be when nothing begins so: spelled otherwise it is still the same firm, and need not be added."""
    treffers = zoek(gezocht, MEESTE_GEVONDEN) if len(gezocht.strip()) >= KORTST_ANDERS else []
    records = Werkgever.objects.in_bulk([treffer.record for treffer in treffers])
    return [records[treffer.record] for treffer in treffers]


def werkgeverkeuze(gezocht: str, gekozen: str, namen: Woorden) -> dict[str, Any]:
    """What was chosen stays, whatever is searched for next."""
    gevonden = zoek_werkgevers(gezocht) or _lijkt_op(gezocht)
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


def _toon(
    request: Verzoek,
    form: IntakeForm,
    namen: Woorden,
    bron: Bron | None,
    *,
    eerst_kijken: bool = False,
) -> HttpResponse:
    keuze = str(form["werkgever"].value() or "")
    rijen = _verwant(request, form, namen)
    return render(
        request,
        "meldingen/nieuw.html",
        {
            "form": form,
            "bron": bron,
            "hier": reverse("ontvangst_melding", args=[bron.ontvangst.pk])
            if bron
            else reverse("melding_nieuw"),
            "eerst_kijken": eerst_kijken,
            "legt_melder_vast": heeft(request.user, Recht.MELDER_VASTLEGGEN),
            "ziet_triage": heeft(request.user, Recht.TRIAGE_ZIEN),
        }
        | werkgeverkeuze(str(form["werkgever_zoek"].value() or ""), keuze, namen)
        | _verwantblok(rijen, str(form["dubbel"].value() or ""), namen),
    )
