"""Handing over: the form at a melding, the list, one handover with what the partner got, and what the partner said."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.kluis import Kluisfout
from inspectie.lijsten.pagina import doorverwijzing, lijstpagina
from inspectie.lijsten.weergaven import voorkeur
from inspectie.logboek import log
from inspectie.rechten import Recht, heeft, mag
from inspectie.tijd import lokale_dag
from inspectie.verzoek import Verzoek
from interventies import overdragen, pakket, sjablonen
from interventies.brieven import als_bestand
from interventies.eenmaal import AlGedaan, eenmaal
from interventies.models import Deel, Overdracht, Overdrachtsvoorstel
from interventies.overdrachtforms import (
    AfwijzenForm,
    BevestigenForm,
    Eenmaalform,
    OverdragenForm,
    PakketForm,
    TerugForm,
    VoorstelForm,
)
from interventies.overdrachtlijst import OVERDRACHTEN, stand_van
from meldingen.melders import bereik
from meldingen.melderswoorden import later
from meldingen.models import Melding
from meldingen.views.keuze import vind
from meldingen.woorden import Woorden, woorden

FORMATEN = {
    "pdf": ("PDF", "application/pdf"),
    "odt": ("ODT", "application/vnd.oasis.opendocument.text"),
    "txt": ("Tekst", "text/plain; charset=utf-8"),
    "json": ("JSON", "application/json"),
}
KEUZES = [(code, naam) for code, (naam, _) in FORMATEN.items()]


@never_cache
@require_safe
@mag(*OVERDRACHTEN.rechten)
def overdrachten(request: Verzoek) -> HttpResponse:
    eigen = voorkeur(OVERDRACHTEN, request.user)
    if adres := doorverwijzing(request, OVERDRACHTEN, eigen):
        return redirect(adres)
    keuze = OVERDRACHTEN.kies(request.GET, request.user, timezone.now())
    return render(request, "interventies/overdrachten.html", lijstpagina(request, OVERDRACHTEN, keuze, eigen))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.OVERDRACHT_BESLISSEN, Recht.OVERDRACHT_VOORSTELLEN)
def bij_melding(request: Verzoek, nummer: int) -> HttpResponse:
    """Who decides hands it over, who does not proposes it."""
    melding = vind(request, nummer)
    if heeft(request.user, Recht.OVERDRACHT_BESLISSEN):
        return _draag_over(request, melding)
    return _stel_voor(request, melding)


def _stel_voor(request: Verzoek, melding: Melding) -> HttpResponse:
    open_ = melding.overdrachtsvoorstellen.te_beslissen().first()
    form = VoorstelForm(
        request.POST if request.method == "POST" else None,
        id_naam="voorstel",
        partners=list(overdragen.partners().items()),
        met_werkgever=melding.werkgever_id is not None,
        **_begin(melding, None),
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        velden = {naam: data[naam] for naam in ("partner", "delen", "omschrijving", "reden")}
        try:
            with transaction.atomic():
                eenmaal(data["sleutel"])
                overdragen.stel_overdracht_voor(melding, **velden, door=request.user, op=timezone.now())
        except AlGedaan:
            messages.info(request, gettext("Dit was al vastgelegd; er is niets dubbel gedaan."))
            return _naar_melding(melding)
        except Regelfout as fout:
            _zet(form, fout)
        else:
            messages.success(request, gettext("Uw voorstel tot overdracht wacht op een besluit."))
            return _naar_melding(melding)
    return _toon_form(request, melding, form, open_, beslist=False)


def _draag_over(request: Verzoek, melding: Melding) -> HttpResponse:
    open_ = melding.overdrachtsvoorstellen.te_beslissen().select_related("voorgesteld_door").first()
    wegen = bereik(melding)
    form = OverdragenForm(
        request.POST if request.method == "POST" else None,
        id_naam="overdracht",
        partners=list(overdragen.partners().items()),
        met_werkgever=melding.werkgever_id is not None,
        melding=melding,
        wegen=wegen,
        dag=lokale_dag(timezone.now()),
        gezien=melding.stand(
            melding.besluiten.order_by("geadviseerd_op", "id").values_list("pk", flat=True).last()
        ),
        **_begin(melding, open_),
    )
    ingehaald = False
    if request.method == "POST" and form.is_valid():
        try:
            overdracht = overdragen.draag_over(
                melding,
                form.opzet(),
                door=request.user,
                op=timezone.now(),
                gezien=form.cleaned_data["gezien"],
                sleutel=form.cleaned_data["sleutel"],
            )
        except AlGedaan:
            messages.info(request, gettext("Dit was al vastgelegd; er is niets dubbel gedaan."))
            return _naar_melding(melding)
        except Kluisfout:
            form.add_error(
                None,
                gettext("Deze gegevens zijn nu niet te openen. Vraag beheer naar de sleutels van de kluis."),
            )
        except Regelfout as fout:
            _zet(form, fout)
            ingehaald = isinstance(fout, Ingehaald)
        else:
            messages.success(
                request, gettext("Melding %(nummer)s is overgedragen.") % {"nummer": melding.nummer}
            )
            return redirect("overdracht", overdracht.pk)
    if ingehaald:
        melding = vind(request, melding.nummer)
    return _toon_form(request, melding, form, open_, beslist=True)


def _begin(melding: Melding, open_: Overdrachtsvoorstel | None) -> dict[str, Any]:
    """What the form is filled in with: the proposal, or else what triage advised."""
    if open_ is not None:
        return {
            "partner": open_.partner,
            "delen": open_.delen,
            "omschrijving": open_.omschrijving or _tekst(melding),
        }
    advies = (
        melding.besluiten.order_by("geadviseerd_op", "id").values_list("partners", flat=True).last() or ""
    )
    mogelijk = overdragen.partners()
    delen = [d.value for d in Deel if d != Deel.WERKGEVER or melding.werkgever_id is not None]
    return {
        "partner": next((code for code in advies.split("+") if code in mogelijk), ""),
        "delen": delen,
        "omschrijving": _tekst(melding),
    }


def _tekst(melding: Melding) -> str:
    """The words of the complaint, to take out of them what must not go along."""
    laatste = melding.teksten.order_by("geregistreerd_op", "id").values_list("tekst", flat=True).last()
    return "\n\n".join(filter(None, (laatste, *(stuk.tekst for stuk in later(melding.pk)))))


def _toon_form(
    request: Verzoek,
    melding: Melding,
    form: VoorstelForm,
    open_: Overdrachtsvoorstel | None,
    *,
    beslist: bool,
    afwijzen: AfwijzenForm | None = None,
) -> HttpResponse:
    namen = woorden()
    with override("nl"):  # as it will read
        delen = overdragen.deelbaar(melding)
    if open_ is not None and beslist and afwijzen is None:
        afwijzen = AfwijzenForm(id_naam="afwijzen")
    return render(
        request,
        "interventies/overdragen.html",
        {
            "melding": melding,
            "form": form,
            "met_fouten": afwijzen if afwijzen is not None and afwijzen.errors else form,
            "voorstel": open_,
            "partner_van_voorstel": namen("partner", open_.partner) if open_ else "",
            "afwijzen": afwijzen,
            "beslist": beslist,
            "kan": overdragen.kan_over(melding)
            if beslist
            else melding.status in overdragen.VOOR_TE_STELLEN and open_ is None,
            "gaat_weg": overdragen.gaat_weg(melding),
            "delen": delen,
            "berichten": _voorbeelden(melding, form) if isinstance(form, OverdragenForm) else [],
        },
    )


def _voorbeelden(melding: Melding, form: OverdragenForm) -> list[tuple[str, sjablonen.Tekst]]:
    """The notice as it would read, in each language."""
    dag, uit = lokale_dag(timezone.now()), []
    partner = str(form["partner"].value() or "")
    for taal, naam in form.fields["taal"].choices:  # type: ignore[attr-defined]
        with override(taal):
            wie = overdragen.partners().get(partner) or "[partner]"
        tekst = sjablonen.van_overdracht(
            taal,
            nummer=melding.nummer,
            ontvangen=lokale_dag(melding.ontvangen_op),
            partner=wie,
            dag=dag,
            met_gegevens=False,
        )
        uit.append((str(naam), tekst))
    return uit


@never_cache
@require_POST
@mag(Recht.OVERDRACHT_BESLISSEN)
def afwijzen(request: Verzoek, pk: int) -> HttpResponse:
    voorstel = get_object_or_404(
        Overdrachtsvoorstel.objects.zichtbaar_voor(request.user).select_related("melding"), pk=pk
    )
    form = AfwijzenForm(request.POST, id_naam="afwijzen")
    melding = vind(request, voorstel.melding.nummer)
    if form.is_valid():
        try:
            with transaction.atomic():
                eenmaal(form.cleaned_data["sleutel"])
                overdragen.wijs_voorstel_af(
                    voorstel, reden=form.cleaned_data["reden"], door=request.user, op=timezone.now()
                )
        except AlGedaan:
            messages.info(request, gettext("Dit was al vastgelegd; er is niets dubbel gedaan."))
        except Regelfout as fout:
            messages.error(request, str(fout))
        else:
            messages.success(request, gettext("Het voorstel is afgewezen."))
        return _naar_melding(melding)
    beslis = OverdragenForm(
        id_naam="overdracht",
        partners=list(overdragen.partners().items()),
        met_werkgever=melding.werkgever_id is not None,
        melding=melding,
        wegen=bereik(melding),
        dag=lokale_dag(timezone.now()),
        **_begin(melding, voorstel),
    )
    return _toon_form(request, melding, beslis, voorstel, beslist=True, afwijzen=form)


@never_cache
@require_safe
@mag(Recht.OVERDRACHT_ZIEN)
def overdracht(request: Verzoek, pk: int) -> HttpResponse:
    return _toon(request, _vind(request, pk))


def _vind(request: Verzoek, pk: int) -> Overdracht:
    reeks = Overdracht.objects.zichtbaar_voor(request.user)
    return get_object_or_404(
        reeks.select_related("melding", "pakket", "bericht", "bericht__verzending", "door"), pk=pk
    )


def _toon(
    request: Verzoek,
    gevonden: Overdracht,
    *,
    bevestigen: BevestigenForm | None = None,
    terug: TerugForm | None = None,
    met_melder: PakketForm | None = None,
) -> HttpResponse:
    vandaag, namen = lokale_dag(timezone.now()), woorden()
    mag_beslissen = heeft(request.user, Recht.OVERDRACHT_BESLISSEN) and gevonden.teruggestuurd_op is None
    gegeven = getattr(gevonden, "pakket", None)
    fout = next((form for form in (bevestigen, terug, met_melder) if form is not None), None)
    if mag_beslissen:
        if bevestigen is None and gevonden.ontvangst_bevestigd_op is None:
            bevestigen = BevestigenForm(id_naam="bevestigen", dag=vandaag)
        terug = terug or TerugForm(id_naam="terug", dag=vandaag)
    ziet_melder = heeft(request.user, Recht.MELDER_ZIEN) or heeft(request.user, Recht.MELDER_ZIEN_EIGEN)
    if gegeven is not None and gegeven.melder and ziet_melder and met_melder is None:
        met_melder = PakketForm(formaten=KEUZES)
    stand, stempel = stand_van(
        vandaag, gevonden.bevestigen_uiterlijk, gevonden.ontvangst_bevestigd_op, gevonden.teruggestuurd_op
    )
    return render(
        request,
        "interventies/overdracht.html",
        {
            "overdracht": gevonden,
            "melding": gevonden.melding,
            "partner": namen("partner", gevonden.partner),
            "pakket": gegeven,
            "stand": stand,
            "stempel": stempel,
            "bevestigen": bevestigen if mag_beslissen else None,
            "terug": terug if mag_beslissen else None,
            "met_melder": met_melder,
            "met_fouten": fout,
            "formaten": KEUZES,
            "gaf": naam_van(gevonden, namen),
        },
    )


def naam_van(gevonden: Overdracht, _namen: Woorden) -> str:
    wie = gevonden.door
    return "" if wie is None else wie.get_full_name() or wie.get_username()


@never_cache
@require_POST
@mag(Recht.OVERDRACHT_ZIEN)
def document(request: Verzoek, pk: int) -> HttpResponse:
    """What the partner got, without the reporter. A POST, for it writes in the log who took it."""
    gevonden = _vind(request, pk)
    gegeven, formaat = getattr(gevonden, "pakket", None), request.POST.get("formaat", "")
    if gegeven is None or formaat not in FORMATEN:
        raise Http404
    with transaction.atomic():
        log(
            "overdracht_meegenomen",
            op=timezone.now(),
            door=request.user,
            onderwerp=f"melding:{gevonden.melding_id}",
            overdracht=gevonden.pk,
            formaat=formaat,
        )
    return _bestand(gevonden, gegeven.inhoud, formaat)


@never_cache
@require_POST
@mag(Recht.OVERDRACHT_ZIEN)
def document_met_melder(request: Verzoek, pk: int) -> HttpResponse:
    """The same with the reporter, where that was shared: a read of the vault."""
    gevonden = _vind(request, pk)
    if not (heeft(request.user, Recht.MELDER_ZIEN) or heeft(request.user, Recht.MELDER_ZIEN_EIGEN)):
        raise Http404
    if getattr(gevonden, "pakket", None) is None or not gevonden.pakket.melder:
        raise Http404
    form = PakketForm(request.POST, formaten=KEUZES)
    if form.is_valid():
        try:
            inhoud = overdragen.lees_pakket(
                gevonden, reden=form.cleaned_data["reden"], door=request.user, op=timezone.now()
            )
        except Regelfout as fout:
            _zet(form, fout)
        except Kluisfout:
            form.add_error(
                None,
                gettext("Deze gegevens zijn nu niet te openen. Vraag beheer naar de sleutels van de kluis."),
            )
        else:
            return _bestand(gevonden, inhoud, form.cleaned_data["formaat"])
    return _toon(request, gevonden, met_melder=form)


def _bestand(gevonden: Overdracht, inhoud: pakket.Inhoud, formaat: str) -> HttpResponse:
    naam = f"overdracht-melding-{gevonden.melding.nummer}.{formaat}"
    if formaat == "json":
        ruw = json.dumps(inhoud, ensure_ascii=False, indent=2).encode()
    elif formaat == "txt":
        ruw = pakket.als_tekst(inhoud).encode()
    else:
        ruw = als_bestand(pakket.als_document(inhoud, gevonden.geregistreerd_op), formaat)
    antwoord = HttpResponse(ruw, content_type=FORMATEN[formaat][1])
    antwoord.headers["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


@never_cache
@require_POST
@mag(Recht.OVERDRACHT_BESLISSEN)
def bevestigd(request: Verzoek, pk: int) -> HttpResponse:
    form = BevestigenForm(request.POST, id_naam="bevestigen")

    def doe(gevonden: Overdracht, op: datetime) -> str:
        overdragen.bevestig_ontvangst(gevonden, dag=form.cleaned_data["dag"], door=request.user, op=op)
        return gettext("De ontvangst is bevestigd.")

    return _voer_uit(request, pk, form, doe, lambda gevonden: _toon(request, gevonden, bevestigen=form))


@never_cache
@require_POST
@mag(Recht.OVERDRACHT_BESLISSEN)
def teruggestuurd(request: Verzoek, pk: int) -> HttpResponse:
    form = TerugForm(request.POST, id_naam="terug")

    def doe(gevonden: Overdracht, op: datetime) -> str:
        data = form.cleaned_data
        overdragen.neem_terug(gevonden, dag=data["dag"], reden=data["reden"], door=request.user, op=op)
        return gettext("Vastgelegd dat de partner de melding terugstuurt.")

    return _voer_uit(request, pk, form, doe, lambda gevonden: _toon(request, gevonden, terug=form))


def _voer_uit(
    request: Verzoek,
    pk: int,
    form: Eenmaalform,
    doe: Callable[[Overdracht, datetime], str],
    toon: Callable[[Overdracht], HttpResponse],
) -> HttpResponse:
    gevonden, nu = _vind(request, pk), timezone.now()
    if not form.is_valid():
        return toon(gevonden)
    try:
        with transaction.atomic():
            eenmaal(form.cleaned_data["sleutel"])
            gezegd = doe(gevonden, nu)
    except AlGedaan:
        messages.info(request, gettext("Dit was al vastgelegd; er is niets dubbel gedaan."))
    except Regelfout as fout:
        _zet(form, fout)
        return toon(_vind(request, pk))
    else:
        messages.success(request, gezegd)
    return redirect("overdracht", pk)


def _zet(form: Any, fout: Regelfout) -> None:
    for reden in fout.redenen:
        form.add_error(None, reden)


def _naar_melding(melding: Melding) -> HttpResponseRedirect:
    return redirect(reverse("melding", args=[melding.nummer]))
