"""The pages under /recht/: the law as this system knows it, and proposals to change it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from inspectie.formvelden import toon_weigering
from inspectie.fouten import Ingehaald, Regelfout
from inspectie.lijsten.kolommen import Lijst
from inspectie.lijsten.pagina import toon_lijst
from inspectie.models import VrijeDag
from inspectie.rechten import Recht, heeft, mag
from inspectie.tijd import lokale_dag
from inspectie.verzoek import Verzoek
from interventies.berichttekstlijst import BERICHTTEKSTEN
from interventies.brieftekstblad import taal_van, uitleg, voorbeeldbrieven
from interventies.brieftekstlijst import BRIEFTEKSTEN
from interventies.eenmaal import AlGedaan, eenmaal
from interventies.models import (
    Berichttekst,
    Brieftekst,
    Grondslag,
    Rechtsact,
    Rechtstabel,
    Rechtsvoorstel,
    Voorschrift,
)
from interventies.rechtblad import (
    ACTEN,
    Gevolgenblad,
    gevolgenblad,
    verschillen,
    versiebladen,
    wat_het_doet,
)
from interventies.rechtform import NIEUW, Rechtform, acten, form_van, merk
from interventies.rechtsgegevens import voorstellen
from interventies.rechtsgegevens.gevolgen import gevolgen
from interventies.rechtsgegevens.stand import Stand, Versie, lees
from interventies.rechtslijsten import GRONDSLAGEN, VOORSCHRIFTEN, VRIJE_DAGEN
from meldingen.models import Regelset

LIJSTEN = {
    Rechtstabel.VOORSCHRIFT: VOORSCHRIFTEN,
    Rechtstabel.GRONDSLAG: GRONDSLAGEN,
    Rechtstabel.VRIJE_DAG: VRIJE_DAGEN,
    Rechtstabel.BRIEFTEKST: BRIEFTEKSTEN,
    Rechtstabel.BERICHTTEKST: BERICHTTEKSTEN,
}
NAAM = {
    Rechtstabel.VOORSCHRIFT: "voorschrift",
    Rechtstabel.GRONDSLAG: "grondslag",
    Rechtstabel.VRIJE_DAG: "vrije_dag",
    Rechtstabel.BRIEFTEKST: "brieftekst",
    Rechtstabel.BERICHTTEKST: "berichttekst",
}


@never_cache
@require_safe
@mag(Recht.REGELS_ZIEN)
def recht(request: Verzoek) -> HttpResponse:
    """Where everything is, and what waits. A query for each count."""
    open_ = Rechtsvoorstel.objects.zichtbaar_voor(request.user).te_beslissen()
    dagen = VrijeDag.objects.aggregate(n=Count("pk"), gelijk=Count("pk", filter=Q(gelijkgesteld=True)))
    return render(
        request,
        "interventies/recht/recht.html",
        {
            "voorschriften": Voorschrift.objects.aggregate(n=Count("code", distinct=True))["n"],
            "grondslagen": Grondslag.objects.aggregate(n=Count("code", distinct=True))["n"],
            "vrije_dagen": dagen["n"],
            "gelijkgesteld": dagen["gelijk"],
            "briefteksten": Brieftekst.objects.aggregate(n=Count("voor", distinct=True))["n"],
            "berichtteksten": Berichttekst.objects.aggregate(n=Count("voor", distinct=True))["n"],
            "laatste_vrije_dag": VrijeDag.objects.order_by("datum").values_list("datum", flat=True).last(),
            "open": open_.select_related("door").order_by("op", "pk")[:10],
            "regels": Regelset.objects.filter(status=Regelset.Status.CONCEPT).select_related("gemaakt_door"),
            "beslist": heeft(request.user, Recht.REGELS_GOEDKEUREN),
        },
    )


def lijst_view(lijst: Lijst, nieuw: str = "") -> Callable[..., HttpResponse]:
    """The view of one of the lists; `nieuw` names the page on which something is added to it."""

    @never_cache
    @require_safe
    @mag(*lijst.rechten)
    def view(request: Verzoek) -> HttpResponse:
        schrijft = nieuw and heeft(request.user, Recht.REGELS_SCHRIJVEN)
        erbij = {"nieuw": reverse(nieuw) if schrijft else ""}
        return toon_lijst(request, lijst, "interventies/recht/lijst.html", lambda _: erbij)

    return view


def _titel(tabel: str, sleutel: str) -> str:
    if tabel == Rechtstabel.VRIJE_DAG and sleutel:
        return str(date_format(date.fromisoformat(sleutel), "DATE_FORMAT"))
    if tabel == Rechtstabel.BRIEFTEKST:
        return str(Brieftekst.Voor(sleutel).label)
    if tabel == Rechtstabel.BERICHTTEKST:
        return Berichttekst.naam(sleutel)
    return sleutel


def _stand(tabel: str, sleutel: str) -> list[dict[str, Any]]:
    """404 for what is not there and never was."""
    if tabel == Rechtstabel.VRIJE_DAG:
        try:
            date.fromisoformat(sleutel)
        except ValueError:
            raise Http404 from None
    stand = lees(tabel, sleutel)
    if not stand and not Rechtsvoorstel.objects.over(tabel, sleutel).exists():
        raise Http404
    return stand


@never_cache
@require_safe
@mag(Recht.REGELS_ZIEN)
def blad(request: Verzoek, sleutel: str, tabel: str) -> HttpResponse:
    """One provision, basis or day: its versions over time, what waits, and what changed."""
    stand = _stand(tabel, sleutel)
    reeks = (
        Rechtsvoorstel.objects.zichtbaar_voor(request.user)
        .over(tabel, sleutel)
        .select_related("door", "besluit__door")
    )
    alle = list(reeks.order_by("-op", "-pk"))
    open_ = next((v for v in alle if not hasattr(v, "besluit")), None)
    schrijft = heeft(request.user, Recht.REGELS_SCHRIJVEN) and open_ is None
    return render(
        request,
        "interventies/recht/blad.html",
        {
            **omgeving(tabel, sleutel),
            "versies": versiebladen(tabel, sleutel, stand, lokale_dag(timezone.now())),
            "naam": stand[-1].get("naam", "") if stand else "",
            "open": open_,
            "geschiedenis": [(v, wat_het_doet(v)) for v in alle if v is not open_],
            "schrijft": schrijft,
            "nieuwe_versie": schrijft and bool(stand) and Rechtsact.NIEUW in acten(tabel),
            "is_dag": tabel == Rechtstabel.VRIJE_DAG,
            "wijzig_url": NAAM[Rechtstabel(tabel)] + "_wijzigen",
        },
    )


def omgeving(tabel: str, sleutel: str) -> dict[str, Any]:
    soort = Rechtstabel(tabel)
    return {
        "tabel": soort,
        "sleutel": sleutel,
        "titel": _titel(tabel, sleutel),
        "lijst": LIJSTEN[soort],
        "blad_url": reverse(NAAM[soort], args=[sleutel]) if sleutel else "",
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.REGELS_SCHRIJVEN)
def nieuw(request: Verzoek, tabel: str) -> HttpResponse:
    """Propose a provision, basis or day that is not there yet."""
    form = NIEUW[tabel](request.POST or None, [], None)
    sleutel = ""
    if form.is_valid():
        data = form.cleaned_data
        sleutel = data["datum"].isoformat() if tabel == Rechtstabel.VRIJE_DAG else data["code"]
    return _formulier(request, tabel, sleutel, Rechtsact.NIEUW, [], form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.REGELS_SCHRIJVEN)
def wijzigen(request: Verzoek, sleutel: str, act: str, tabel: str) -> HttpResponse:
    """Propose a change of what is there. `?versie=` is the version it is about, else the last one."""
    gekozen = next((a for a in acten(tabel) if a.value == act.upper()), None)
    stand = _stand(tabel, sleutel)
    if gekozen is None or not stand:
        raise Http404
    versie = _versie(stand, request.GET.get("versie", ""))
    form = form_van(tabel, gekozen)(request.POST or None, stand, versie)
    if "tekst" in form.fields:
        form.fields["tekst"].widget.attrs["lang"] = taal_van(tabel, sleutel)
    return _formulier(request, tabel, sleutel, gekozen, stand, form)


def _versie(stand: Stand, gevraagd: str) -> Versie:
    if not gevraagd:
        return stand[-1]
    for versie in stand:
        if str(versie["pk"]) == gevraagd:
            return versie
    raise Http404


def _formulier(
    request: Verzoek, tabel: str, sleutel: str, act: Rechtsact, stand: Stand, form: Rechtform
) -> HttpResponse:
    """Fill in, see what would follow, propose: two buttons of one form."""
    nu, voorbeeld, brieven, verschil, ingehaald = timezone.now(), None, [], [], False
    if form.is_bound and form.is_valid():
        try:
            if form.cleaned_data["gezien"] != merk(stand):
                raise Ingehaald(gettext("Dit is intussen gewijzigd. Kijk opnieuw wat er staat."))
            if "voorstellen" in request.POST:
                return _stel_voor(request, tabel, sleutel, act, stand, form)
            straks, voorbeeld = gevolgen_voor(request, tabel, sleutel, act, stand, form.inhoud())
            verschil = verschillen(tabel, sleutel, stand, straks)
            brieven = voorbeeldbrieven(tabel, sleutel, straks)
        except Regelfout as fout:
            toon_weigering(form, fout)
            ingehaald = isinstance(fout, Ingehaald)
    return render(
        request,
        "interventies/recht/formulier.html",
        {
            **omgeving(tabel, sleutel if stand else ""),
            "form": form,
            "kop": ACTEN[act] if stand else gettext("Toevoegen"),
            "versie": form.versie if act != Rechtsact.NIEUW else None,
            "verschillen": verschil,
            "gevolgen": voorbeeld,
            "brieven": brieven,
            "uitleg": uitleg(tabel, sleutel),
            "ingehaald": ingehaald,
            "nu": nu,
            "versies": versiebladen(tabel, sleutel, stand, lokale_dag(nu)) if ingehaald else [],
        },
    )


def _stel_voor(
    request: Verzoek, tabel: str, sleutel: str, act: Rechtsact, stand: Stand, form: Rechtform
) -> HttpResponse:
    try:
        with eenmaal(form.cleaned_data["sleutel"], timezone.now()):
            voorstel = voorstellen.stel_voor(
                tabel,
                sleutel,
                act,
                form.inhoud(),
                gezien=stand,
                reden=form.cleaned_data["reden"],
                door=request.user,
                op=timezone.now(),
            )
    except AlGedaan:
        messages.info(request, gettext("Dit was al voorgesteld; er is niets dubbel gedaan."))
        return redirect(LIJSTEN[Rechtstabel(tabel)].url)
    messages.success(request, gettext("Uw voorstel wacht op een teamleider."))
    return redirect("rechtsvoorstel", voorstel.pk)


def gevolgen_voor(
    request: Verzoek, tabel: str, sleutel: str, act: str, nu: Stand, inhoud: Mapping[str, Any]
) -> tuple[Stand, Gevolgenblad]:
    """The versions after a change, and what would be judged otherwise by it. Raises Regelfout where it cannot be."""
    vandaag = lokale_dag(timezone.now())
    straks, gevolg = voorstellen.weiger(tabel, sleutel, act, nu, inhoud, vandaag)
    if gevolg is None:
        return straks, Gevolgenblad([], [], meer=False, niets=True, afgekapt=[])
    return straks, gevolgenblad(gevolgen(gevolg, vandaag), request.user)
