"""Choosing what to do at an employer, and doing it."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from inspectie.formvelden import toon_weigering
from inspectie.fouten import Regelfout
from inspectie.models import Gebruiker
from inspectie.rechten import Recht, mag
from inspectie.tijd import lokale_dag
from inspectie.verzoek import Verzoek
from interventies import concepten, handhaven
from interventies.eenmaal import AL_GEDAAN, AlGedaan, eenmaal
from interventies.handhaven import Opzet
from interventies.models import Concept, Overtreding, Zaak
from interventies.optreden import VELDEN, GrondForm, Keus, OptredenForm, keuzes
from interventies.views.zaak import vind
from interventies.zaakaanbod import voorschriften
from interventies.zaakwerkgevers import werkgevers_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.HANDHAVING_BESLISSEN_EIGEN)
def optreden(request: Verzoek, nummer: int) -> HttpResponse:
    """The address says at which employer and on which violations; with a kind in it, it asks the rest."""
    zaak, nu = vind(request, nummer), timezone.now()
    vandaag, wetten = lokale_dag(nu), voorschriften()
    grond = GrondForm(zaak, vandaag, _gegevens(request, zaak), id_naam="grond", voorschriften=wetten)
    if not grond.is_valid():
        return render(request, "interventies/optreden.html", {"zaak": zaak, "grond": grond, "keuzes": []})
    werkgever, overtredingen = grond.cleaned_data["werkgever"], list(grond.cleaned_data["o"])
    mogelijk = keuzes(zaak, werkgever, overtredingen, vandaag)
    gekozen = _gekozen(request, mogelijk)
    form = None
    if gekozen is not None:
        form = OptredenForm(
            zaak,
            vandaag,
            request.POST if request.method == "POST" else None,
            soort=gekozen.soort,
            artikel=gekozen.artikel,
        )
        if request.method == "POST" and form.is_valid():
            try:
                with eenmaal(form.cleaned_data["sleutel"], nu):
                    opzet = form.opzet(werkgever, gekozen.grondslag, overtredingen)
                    concept = _doe(zaak, form, opzet, request.user, nu)
            except AlGedaan:
                messages.info(request, AL_GEDAAN)
                return redirect("zaak", zaak.nummer)
            except Regelfout as fout:
                toon_weigering(form, fout)
            else:
                messages.success(
                    request,
                    gettext("Het concept is opgesteld.")
                    if concept
                    else gettext("Vastgelegd; het telt vanaf die dag."),
                )
                if concept:
                    return redirect("zaak_concept", zaak.nummer, concept.pk)
                return redirect("zaak", zaak.nummer)
    return render(
        request,
        "interventies/optreden.html",
        {
            "zaak": zaak,
            "grond": grond,
            "keuzes": mogelijk,
            "gekozen": gekozen,
            "form": form,
            "werkgever": werkgever,
            "overtredingen": overtredingen,
            "waarop": [grond.fields["o"].label_from_instance(o) for o in overtredingen],  # type: ignore[attr-defined]
            "vraag": request.GET.urlencode(),
        },
    )


def _gegevens(request: Verzoek, zaak: Zaak) -> object:
    """What the address asks; without anything the first employer, and the violations there on which nothing followed
    yet: with what was dealt with before among them, the law refuses what it allows on the rest."""
    data = request.GET.copy()
    if "werkgever" not in data and (eerste := werkgevers_in(zaak).first()) is not None:
        data["werkgever"] = str(eerste.pk)
        alle = Overtreding.objects.filter(zaak=zaak, vervallen=False, werkgever=eerste)
        zonder = alle.exclude(interventies__vervallen=False).filter(zonder_gevolg=None)
        gekozen = list(zonder.values_list("pk", flat=True)) or list(alle.values_list("pk", flat=True))
        data.setlist("o", [str(pk) for pk in gekozen])
    return data


def _gekozen(request: Verzoek, mogelijk: list[Keus]) -> Keus | None:
    """The kind that the address names. What does not exist is not found; what the law forbids stays a choice whose form
    then says why, so that nobody gets another answer by typing an address."""
    waarde = request.GET.get("keuze", "")
    if not waarde:
        return None
    for keus in mogelijk:
        if keus.waarde == waarde and keus.soort in VELDEN:
            return keus
    raise Http404


def _doe(zaak: Zaak, form: OptredenForm, opzet: Opzet, door: Gebruiker, op: datetime) -> Concept | None:
    """Do it; what goes with a letter gives its concept."""
    if not form.met_brief:
        handhaven.leg_vast(zaak, opzet, dag=form.cleaned_data["dag"], door=door, op=op)
        return None
    if (moment := form.mondeling()) is not None:
        return concepten.leg_mondeling_stil(zaak, opzet, moment=moment, door=door, op=op)
    return concepten.stel_op(zaak, opzet, door=door, op=op)
