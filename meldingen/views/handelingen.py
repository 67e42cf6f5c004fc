"""Acts with words on one melding: asking for a supplement, its answer, withdrawing, taking back, re-opening."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from inspectie.bestandsveld import te_veel_ineens
from inspectie.formvelden import toon_weigering
from inspectie.fouten import Ingehaald, Regelfout, Veldfout
from inspectie.rechten import Recht, mag
from inspectie.verzoek import Verzoek
from meldingen import aanvullen, acties, bevestigingen, dubbelen
from meldingen import intrekken as intrekverzoeken
from meldingen.adviseren import Dossier
from meldingen.handelingen import ANTWOORD, GEEN_DUBBEL, HEROPENEN, HERROEPEN, INTREKKEN, NIET_INTREKKEN
from meldingen.handelingforms import (
    AanvullingForm,
    AnderDubbelForm,
    BevestigingForm,
    BevestigingHerroepenForm,
    DubbelForm,
    HandelingForm,
    LaterForm,
)
from meldingen.later import ontvang_later
from meldingen.models import Melding
from meldingen.views.keuze import adres_van, keuze_uit, naar_de_volgende, vind
from meldingen.views.pagina import toon_pagina
from meldingen.woorden import woorden


@never_cache
@require_POST
@mag(Recht.TRIAGE_BESLISSEN)
def aanvulling(request: Verzoek, nummer: int) -> HttpResponse:
    form = AanvullingForm(request.POST)

    def doe(melding: Melding, tekst: str, gezien: str) -> str:
        aanvullen.vraag_aanvulling(
            melding,
            vraag=tekst,
            vragen=form.cleaned_data["vragen"],
            door=request.user,
            op=timezone.now(),
            gezien=gezien,
        )
        return gettext("Melding %(nummer)s: aanvulling gevraagd.")

    return _voer_uit(request, nummer, form, doe)


@never_cache
@require_POST
@mag(Recht.MELDING_REGISTREREN)
def bevestigen(request: Verzoek, nummer: int) -> HttpResponse:
    form = BevestigingForm(request.POST)

    def doe(melding: Melding, tekst: str, gezien: str) -> str:
        """Whatever else happened to it meanwhile: the reporter is told all the same."""
        if form.cleaned_data["wijze"] == form.MAIL:
            bevestigingen.mail(melding, door=request.user, op=timezone.now())
            return gettext("Melding %(nummer)s: de e-mail aan de melder gaat uit.")
        bevestigd = bevestigingen.bevestig(
            melding,
            wijze=form.cleaned_data["wijze"],
            dag=form.cleaned_data["dag"],
            toelichting=tekst,
            door=request.user,
            op=timezone.now(),
        )
        if bevestigd.dag is None:
            return gettext("Melding %(nummer)s: vastgelegd dat de ontvangst niet te bevestigen is.")
        return gettext("Melding %(nummer)s: ontvangst bevestigd.")

    return _voer_uit(request, nummer, form, doe, blijft=True)


@never_cache
@require_POST
@mag(Recht.MELDING_REGISTREREN)
def bevestiging_herroepen(request: Verzoek, nummer: int) -> HttpResponse:
    form = BevestigingHerroepenForm(request.POST)

    def doe(melding: Melding, tekst: str, gezien: str) -> str:
        bevestigingen.herroep(
            melding, bevestigd_op=form.moment(), reden=tekst, door=request.user, op=timezone.now()
        )
        return gettext("Melding %(nummer)s: de bevestiging van de ontvangst is herroepen.")

    return _voer_uit(request, nummer, form, doe, blijft=True)


@never_cache
@require_POST
@mag(Recht.TRIAGE_BESLISSEN, Recht.MELDING_REGISTREREN)
def antwoord(request: Verzoek, nummer: int, dossier: Dossier) -> HttpResponse:
    def doe(melding: Melding, tekst: str, gezien: str) -> str:
        aanvullen.ontvang_aanvulling(
            melding, antwoord=tekst, dossier=dossier, door=request.user, op=timezone.now(), gezien=gezien
        )
        return gettext("Melding %(nummer)s: aanvulling ontvangen, met een nieuw advies.")

    return _voer_uit(request, nummer, HandelingForm(ANTWOORD, request.POST), doe)


@never_cache
@require_POST
@mag(Recht.TRIAGE_BESLISSEN, Recht.MELDING_REGISTREREN)
def later(request: Verzoek, nummer: int, dossier: Dossier) -> HttpResponse:
    form = LaterForm(request.POST, request.FILES, woorden=woorden())
    if te_veel_ineens(request):
        form.add_error("bestanden", gettext("Dit is te veel ineens. Leg de bestanden in delen vast."))

    def doe(melding: Melding, tekst: str, gezien: str) -> str:
        """Whatever else happened to it meanwhile: what came is written down all the same."""
        data = form.cleaned_data
        try:
            ontvang_later(
                melding,
                tekst=tekst,
                kanaal=data["kanaal"],
                inzending=data["inzending"],
                dossier=dossier,
                bestanden=data["bestanden"],
                door=request.user,
                op=timezone.now(),
            )
        except Regelfout:
            form.nog_eens()
            raise
        return gettext("Melding %(nummer)s: vastgelegd wat er van de melder kwam.")

    return _voer_uit(request, nummer, form, doe, blijft=True)


@never_cache
@require_POST
@mag(Recht.TRIAGE_BESLISSEN)
def herroepen(request: Verzoek, nummer: int) -> HttpResponse:
    def doe(melding: Melding, tekst: str, gezien: str) -> str:
        besluit = acties.laatste_advies(melding)
        acties.herroep(
            melding, besluit=besluit.pk, reden=tekst, door=request.user, op=timezone.now(), gezien=gezien
        )
        return gettext("Melding %(nummer)s: het besluit is herroepen.")

    return _voer_uit(request, nummer, HandelingForm(HERROEPEN, request.POST), doe)


@never_cache
@require_POST
@mag(Recht.TRIAGE_BESLISSEN)
def heropenen(request: Verzoek, nummer: int, dossier: Dossier) -> HttpResponse:
    def doe(melding: Melding, tekst: str, gezien: str) -> str:
        acties.heropen(
            melding, reden=tekst, dossier=dossier, door=request.user, op=timezone.now(), gezien=gezien
        )
        return gettext("Melding %(nummer)s: heropend, met een nieuw advies.")

    return _voer_uit(request, nummer, HandelingForm(HEROPENEN, request.POST), doe)


@never_cache
@require_POST
@mag(Recht.TRIAGE_BESLISSEN, Recht.MELDING_REGISTREREN)
def intrekken(request: Verzoek, nummer: int) -> HttpResponse:
    def doe(melding: Melding, tekst: str, gezien: str) -> str:
        acties.trek_in(melding, reden=tekst, door=request.user, op=timezone.now(), gezien=gezien)
        return gettext("Melding %(nummer)s: ingetrokken.")

    return _voer_uit(request, nummer, HandelingForm(INTREKKEN, request.POST), doe)


@never_cache
@require_POST
@mag(Recht.TRIAGE_BESLISSEN)
def niet_intrekken(request: Verzoek, nummer: int) -> HttpResponse:
    def doe(melding: Melding, tekst: str, gezien: str) -> str:
        intrekverzoeken.wijs_af(melding, reden=tekst, door=request.user, op=timezone.now(), gezien=gezien)
        return gettext("Melding %(nummer)s: niet ingetrokken, zij gaat verder.")

    return _voer_uit(request, nummer, HandelingForm(NIET_INTREKKEN, request.POST), doe)


@never_cache
@require_POST
@mag(Recht.TRIAGE_BESLISSEN)
def dubbel(request: Verzoek, nummer: int) -> HttpResponse:
    form = AnderDubbelForm(request.POST) if "ander" in request.POST else DubbelForm(data=request.POST)

    def doe(melding: Melding, tekst: str, gezien: str) -> str:
        van = Melding.objects.zichtbaar_voor(request.user).filter(nummer=form.cleaned_data["van"]).first()
        if van is None:
            raise Veldfout("van", gettext("De melding waarvan deze een dubbele zou zijn, bestaat niet."))
        dubbelen.markeer_dubbel(
            melding, van, reden=tekst, door=request.user, op=timezone.now(), gezien=gezien
        )
        return gettext("Melding %(nummer)s: vastgelegd als dubbele.")

    return _voer_uit(request, nummer, form, doe)


@never_cache
@require_POST
@mag(Recht.TRIAGE_BESLISSEN)
def geen_dubbel(request: Verzoek, nummer: int, dossier: Dossier) -> HttpResponse:
    def doe(melding: Melding, tekst: str, gezien: str) -> str:
        dubbelen.geen_dubbel(
            melding, reden=tekst, dossier=dossier, door=request.user, op=timezone.now(), gezien=gezien
        )
        return gettext("Melding %(nummer)s: toch geen dubbele.")

    return _voer_uit(request, nummer, HandelingForm(GEEN_DUBBEL, request.POST), doe)


def _voer_uit(
    request: Verzoek,
    nummer: int,
    form: HandelingForm,
    doe: Callable[[Melding, str, str], str],
    *,
    blijft: bool = False,
) -> HttpResponse:
    """Do one act (`doe` returns what is said of it). What leaves the pile leads to the next that waits, as a decision
    does; the rest, and what stays in it (`blijft`), to the melding itself."""
    melding = vind(request, nummer)
    wachtte = melding.wacht_op_besluit and not blijft
    if not form.is_valid():
        return toon_pagina(request, melding, fout=form)
    try:
        gezegd = doe(melding, form.cleaned_data["tekst"], form.cleaned_data["gezien"])
    except Regelfout as fout:
        toon_weigering(form, fout)
        return toon_pagina(request, vind(request, nummer), fout=form, ingehaald=isinstance(fout, Ingehaald))
    messages.success(request, gezegd % {"nummer": melding.nummer})
    keuze = keuze_uit(request, woorden())
    if wachtte:
        return naar_de_volgende(keuze, melding)
    return redirect(adres_van(melding.nummer, keuze))
