"""The list of handovers; one of them, with what the partner got and what the partner said."""

import json
from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inspectie.downloads import als_download
from inspectie.formvelden import toon_weigering
from inspectie.fouten import Regelfout
from inspectie.kluis import NIET_TE_OPENEN, Kluisfout
from inspectie.lijsten.pagina import toon_lijst
from inspectie.rechten import Recht, heeft, mag
from inspectie.tijd import lokale_dag
from inspectie.verzoek import Verzoek
from interventies import overgedragen, pakket
from interventies.brieven import BESTANDEN, als_bestand
from interventies.eenmaal import AL_GEDAAN, AlGedaan, eenmaal
from interventies.models import Overdracht
from interventies.overdrachtforms import (
    BevestigenForm,
    Eenmaalform,
    HerroepenForm,
    PakketForm,
    TerugForm,
)
from interventies.overdrachtlijst import OVERDRACHTEN, stand_nu
from interventies.overdrachtstukken import MEDIATYPE, als_zip
from interventies.verzenden import verzend_opnieuw
from meldingen.woorden import woorden

FORMATEN = {
    "pdf": ("PDF", BESTANDEN["pdf"]),
    "odt": ("ODT", BESTANDEN["odt"]),
    "txt": ("Tekst", "text/plain; charset=utf-8"),
    "json": ("JSON", "application/json"),
    "zip": ("ZIP", MEDIATYPE),
}
KEUZES = [(code, naam) for code, (naam, _) in FORMATEN.items()]


@never_cache
@require_safe
@mag(*OVERDRACHTEN.rechten)
def overdrachten(request: Verzoek) -> HttpResponse:
    return toon_lijst(request, OVERDRACHTEN, "interventies/overdrachten.html")


@never_cache
@require_safe
@mag(Recht.OVERDRACHT_ZIEN)
def overdracht(request: Verzoek, pk: int) -> HttpResponse:
    return _toon(request, _vind(request, pk))


def _vind(request: Verzoek, pk: int) -> Overdracht:
    reeks = Overdracht.objects.zichtbaar_voor(request.user)
    return get_object_or_404(
        reeks.select_related("melding", "pakket", "bericht", "bericht__verzending", "door", "herroepen_door"),
        pk=pk,
    )


def _toon(
    request: Verzoek,
    gevonden: Overdracht,
    *,
    bevestigen: BevestigenForm | None = None,
    terug: TerugForm | None = None,
    herroepen: HerroepenForm | None = None,
    met_melder: PakketForm | None = None,
    opnieuw: Eenmaalform | None = None,
) -> HttpResponse:
    vandaag, namen = lokale_dag(timezone.now()), woorden()
    beslist = heeft(request.user, Recht.OVERDRACHT_BESLISSEN)
    mag_beslissen = beslist and gevonden.teruggestuurd_op is None and gevonden.herroepen_op is None
    gegeven = getattr(gevonden, "pakket", None)
    fout = next(
        (form for form in (bevestigen, terug, herroepen, met_melder, opnieuw) if form is not None), None
    )
    if mag_beslissen:
        if bevestigen is None and gevonden.ontvangst_bevestigd_op is None:
            bevestigen = BevestigenForm(id_naam="bevestigen", dag=vandaag)
        terug = terug or TerugForm(id_naam="terug", dag=vandaag)
        if herroepen is None and not overgedragen.waarom_niet_te_herroepen(gevonden):
            herroepen = HerroepenForm(id_naam="herroepen", verteld=overgedragen.is_verteld(gevonden))
    if beslist and _niet_aangekomen(gevonden):
        opnieuw = opnieuw or Eenmaalform(id_naam="opnieuw")
    ziet_melder = heeft(request.user, Recht.MELDER_ZIEN, Recht.MELDER_ZIEN_EIGEN)
    te_halen = gegeven if gevonden.herroepen_op is None else None
    if te_halen is not None and te_halen.melder and ziet_melder and met_melder is None:
        met_melder = PakketForm(formaten=KEUZES)
    stand, stempel = stand_nu(gevonden, vandaag)
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
            "herroepen": herroepen if mag_beslissen else None,
            "te_halen": te_halen is not None,
            "met_melder": met_melder,
            "opnieuw": opnieuw,
            "met_fouten": fout,
            "formaten": KEUZES,
            "met_bestanden": gegeven is not None and pakket.heeft_bestanden(gegeven.inhoud),
            "gaf": gevonden.door.naam if gevonden.door else "",
        },
    )


def _niet_aangekomen(gevonden: Overdracht) -> bool:
    verzending = getattr(gevonden.bericht, "verzending", None)
    return verzending is not None and verzending.mislukt_op is not None and gevonden.herroepen_op is None


@never_cache
@require_POST
@mag(Recht.OVERDRACHT_ZIEN)
def document(request: Verzoek, pk: int) -> HttpResponse:
    """What the partner got, without the reporter. A POST, for it writes in the log who took it."""
    gevonden = _vind(request, pk)
    gegeven, formaat = getattr(gevonden, "pakket", None), request.POST.get("formaat", "")
    if gegeven is None or formaat not in FORMATEN:
        raise Http404
    try:
        overgedragen.neem_mee(gevonden, formaat=formaat, door=request.user, op=timezone.now())
    except Regelfout as fout:
        messages.error(request, str(fout))
        return redirect("overdracht", pk)
    return _bestand(gevonden, gegeven.inhoud, formaat)


@never_cache
@require_POST
@mag(Recht.OVERDRACHT_ZIEN)
def document_met_melder(request: Verzoek, pk: int) -> HttpResponse:
    """The same with the reporter, where that was shared: a read of the vault."""
    gevonden = _vind(request, pk)
    if not heeft(request.user, Recht.MELDER_ZIEN, Recht.MELDER_ZIEN_EIGEN):
        raise Http404
    if getattr(gevonden, "pakket", None) is None or not gevonden.pakket.melder:
        raise Http404
    form = PakketForm(request.POST, formaten=KEUZES)
    if form.is_valid():
        try:
            inhoud = overgedragen.lees_pakket(
                gevonden,
                reden=form.cleaned_data["reden"],
                formaat=form.cleaned_data["formaat"],
                door=request.user,
                op=timezone.now(),
            )
        except Regelfout as fout:
            toon_weigering(form, fout)
        except Kluisfout:
            form.add_error(None, str(NIET_TE_OPENEN))
        else:
            return _bestand(gevonden, inhoud, form.cleaned_data["formaat"])
    return _toon(request, gevonden, met_melder=form)


def _bestand(gevonden: Overdracht, inhoud: pakket.Inhoud, formaat: str) -> HttpResponse:
    naam = f"overdracht-melding-{gevonden.melding.nummer}.{formaat}"
    if formaat == "zip":
        ruw = als_zip(gevonden, inhoud)
    elif formaat == "json":
        ruw = json.dumps(inhoud, ensure_ascii=False, indent=2).encode()
    elif formaat == "txt":
        ruw = pakket.als_tekst(inhoud).encode()
    else:
        ruw = als_bestand(pakket.als_document(inhoud, gevonden.geregistreerd_op), formaat)
    return als_download(ruw, naam, FORMATEN[formaat][1])


@never_cache
@require_POST
@mag(Recht.OVERDRACHT_BESLISSEN)
def bevestigd(request: Verzoek, pk: int) -> HttpResponse:
    form = BevestigenForm(request.POST, id_naam="bevestigen")

    def doe(gevonden: Overdracht, op: datetime) -> str:
        overgedragen.bevestig_ontvangst(gevonden, dag=form.cleaned_data["dag"], door=request.user, op=op)
        return gettext("De ontvangst is bevestigd.")

    return _voer_uit(request, pk, form, doe, lambda gevonden: _toon(request, gevonden, bevestigen=form))


@never_cache
@require_POST
@mag(Recht.OVERDRACHT_BESLISSEN)
def teruggestuurd(request: Verzoek, pk: int) -> HttpResponse:
    form = TerugForm(request.POST, id_naam="terug")

    def doe(gevonden: Overdracht, op: datetime) -> str:
        data = form.cleaned_data
        overgedragen.neem_terug(gevonden, dag=data["dag"], reden=data["reden"], door=request.user, op=op)
        return gettext("Vastgelegd dat de partner de melding terugstuurt.")

    return _voer_uit(request, pk, form, doe, lambda gevonden: _toon(request, gevonden, terug=form))


@never_cache
@require_POST
@mag(Recht.OVERDRACHT_BESLISSEN)
def herroepen(request: Verzoek, pk: int) -> HttpResponse:
    """Recorded by mistake: nothing of it went to the partner."""
    form = HerroepenForm(
        request.POST, id_naam="herroepen", verteld=overgedragen.is_verteld(_vind(request, pk))
    )

    def doe(gevonden: Overdracht, op: datetime) -> str:
        data = form.cleaned_data
        overgedragen.herroep(
            gevonden, reden=data["reden"], melder=data.get("melder", ""), door=request.user, op=op
        )
        return gettext("De overdracht is herroepen.")

    return _voer_uit(request, pk, form, doe, lambda gevonden: _toon(request, gevonden, herroepen=form))


@never_cache
@require_POST
@mag(Recht.OVERDRACHT_BESLISSEN)
def bericht_opnieuw(request: Verzoek, pk: int) -> HttpResponse:
    """The e-mail to the reporter that did not arrive, once more."""
    form = Eenmaalform(request.POST, id_naam="opnieuw")

    def doe(gevonden: Overdracht, op: datetime) -> str:
        if gevonden.bericht is None or gevonden.herroepen_op is not None:
            raise Http404
        verzend_opnieuw(gevonden.bericht, door=request.user, op=op)
        return gettext("Het bericht wordt opnieuw verzonden.")

    return _voer_uit(request, pk, form, doe, lambda gevonden: _toon(request, gevonden, opnieuw=form))


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
        with eenmaal(form.cleaned_data["sleutel"], nu):
            gezegd = doe(gevonden, nu)
    except AlGedaan:
        messages.info(request, AL_GEDAAN)
    except Regelfout as fout:
        toon_weigering(form, fout)
        return toon(_vind(request, pk))
    else:
        messages.success(request, gezegd)
    return redirect("overdracht", pk)
