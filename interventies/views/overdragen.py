"""Handing a melding over, or proposing it; and refusing such a proposal."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from inspectie.formvelden import toon_weigering, ververs
from inspectie.fouten import Ingehaald, Regelfout
from inspectie.kluis import NIET_TE_OPENEN, Kluisfout
from inspectie.rechten import Recht, heeft, mag
from inspectie.tijd import lokale_dag
from inspectie.verzoek import Verzoek
from interventies import overdrachtsvoorstellen, overdragen, sjablonen
from interventies.berichten import teksten_op
from interventies.eenmaal import AL_GEDAAN, AlGedaan, eenmaal
from interventies.models import Deel, Overdrachtsvoorstel
from interventies.overdrachtforms import (
    AfwijzenForm,
    OverdragenForm,
    VoorstelForm,
)
from interventies.overdrachtstukken import Stuk, te_delen
from meldingen.melders import bereik
from meldingen.melderswoorden import later
from meldingen.models import Melding
from meldingen.views.keuze import vind
from meldingen.woorden import woorden


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
    open_ = melding.overdrachtsvoorstellen.te_beslissen().select_related("voorgesteld_door").first()
    stukken = te_delen(melding, request.user)
    form = VoorstelForm(
        request.POST if request.method == "POST" else None,
        id_naam="voorstel",
        partners=list(overdragen.partners().items()),
        met_werkgever=melding.werkgever_id is not None,
        stukken=stukken,
        **_begin(melding, None),
    )
    if request.method == "POST" and form.is_valid():
        try:
            overdrachtsvoorstellen.stel_overdracht_voor(
                melding,
                form.opzet(),
                reden=form.cleaned_data["reden"],
                door=request.user,
                op=timezone.now(),
                sleutel=form.cleaned_data["sleutel"],
            )
        except AlGedaan:
            messages.info(request, AL_GEDAAN)
            return redirect("melding", melding.nummer)
        except Kluisfout:
            form.add_error(None, str(NIET_TE_OPENEN))
        except Regelfout as fout:
            toon_weigering(form, fout)
        else:
            messages.success(request, gettext("Uw voorstel tot overdracht wacht op een besluit."))
            return redirect("melding", melding.nummer)
    return _toon_form(request, melding, form, open_, stukken, beslist=False)


def _draag_over(request: Verzoek, melding: Melding) -> HttpResponse:
    open_ = melding.overdrachtsvoorstellen.te_beslissen().select_related("voorgesteld_door").first()
    stukken = te_delen(melding, request.user)
    form = _overdraagform(melding, open_, stukken, request.POST if request.method == "POST" else None)
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
            messages.info(request, AL_GEDAAN)
            return redirect("melding", melding.nummer)
        except Kluisfout:
            form.add_error(None, str(NIET_TE_OPENEN))
        except Regelfout as fout:
            toon_weigering(form, fout)
            if isinstance(fout, Ingehaald):
                melding = vind(request, melding.nummer)
                ververs(form, gezien=_stand(melding))
        else:
            messages.success(
                request, gettext("Melding %(nummer)s is overgedragen.") % {"nummer": melding.nummer}
            )
            return redirect("overdracht", overdracht.pk)
    return _toon_form(request, melding, form, open_, stukken, beslist=True)


def _overdraagform(
    melding: Melding,
    open_: Overdrachtsvoorstel | None,
    stukken: Sequence[Stuk],
    data: QueryDict | None = None,
) -> OverdragenForm:
    return OverdragenForm(
        data,
        id_naam="overdracht",
        partners=list(overdragen.partners().items()),
        met_werkgever=melding.werkgever_id is not None,
        melding=melding,
        wegen=bereik(melding),
        stukken=stukken,
        dag=lokale_dag(timezone.now()),
        gezien=_stand(melding),
        **_begin(melding, open_),
    )


def _stand(melding: Melding) -> str:
    return melding.stand(melding.besluiten.values_list("pk", flat=True).last())


def _begin(melding: Melding, open_: Overdrachtsvoorstel | None) -> dict[str, Any]:
    """What the form is filled in with: the proposal, or else what triage advised."""
    if open_ is not None:
        return {
            "partner": open_.partner,
            "delen": open_.delen,
            "omschrijving": open_.omschrijving or _tekst(melding),
            "bestanden": open_.bestanden,
        }
    advies = melding.besluiten.values_list("partners", flat=True).last() or ""
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
    stukken: Sequence[Stuk],
    *,
    beslist: bool,
    afwijzen: AfwijzenForm | None = None,
) -> HttpResponse:
    namen = woorden()
    with override("nl"):  # as it will read
        delen = overdragen.deelbaar(melding)
    if open_ is not None and beslist and afwijzen is None:
        afwijzen = AfwijzenForm(id_naam="afwijzen")
    voorgesteld = [stuk for stuk in stukken if open_ is not None and stuk.sleutel in open_.bestanden]
    return render(
        request,
        "interventies/overdragen.html",
        {
            "melding": melding,
            "form": form,
            "met_fouten": afwijzen if afwijzen is not None and afwijzen.errors else form,
            "voorstel": open_,
            "partner_van_voorstel": namen("partner", open_.partner) if open_ else "",
            "voorgesteld": voorgesteld,
            "niet_te_zien": len(set(open_.bestanden)) - len(voorgesteld) if open_ else 0,
            "afwijzen": afwijzen,
            "beslist": beslist,
            "kan": overdragen.kan_over(melding)
            if beslist
            else melding.status in overdrachtsvoorstellen.VOOR_TE_STELLEN and open_ is None,
            "gaat_weg": overdragen.gaat_weg(melding),
            "delen": delen,
            "berichten": _voorbeelden(melding, form) if isinstance(form, OverdragenForm) else [],
        },
    )


def _voorbeelden(melding: Melding, form: OverdragenForm) -> list[tuple[str, sjablonen.Tekst]]:
    """The notice as it would read, in each language."""
    dag = lokale_dag(timezone.now())
    teksten, uit = teksten_op(dag), []
    partner = str(form["partner"].value() or "")
    for taal, naam in form.fields["taal"].choices:  # type: ignore[attr-defined]
        with override(taal):
            wie = overdragen.partners().get(partner) or "[partner]"
        tekst = sjablonen.van_overdracht(
            teksten,
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
    stukken = te_delen(melding, request.user)
    if form.is_valid():
        try:
            with eenmaal(form.cleaned_data["sleutel"], timezone.now()):
                overdrachtsvoorstellen.wijs_voorstel_af(
                    voorstel, reden=form.cleaned_data["reden"], door=request.user, op=timezone.now()
                )
        except AlGedaan:
            messages.info(request, AL_GEDAAN)
        except Regelfout as fout:
            messages.error(request, str(fout))
        else:
            messages.success(request, gettext("Het voorstel is afgewezen."))
        return redirect("melding", melding.nummer)
    beslis = _overdraagform(melding, voorstel, stukken)
    return _toon_form(request, melding, beslis, voorstel, stukken, beslist=True, afwijzen=form)
