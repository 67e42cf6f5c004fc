"""The pages of the texts that reports begin with."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from inspectie.formvelden import GEEN_KEUZE, dagveld, toon_weigering
from inspectie.fouten import Regelfout
from inspectie.lijsten.pagina import toon_lijst
from inspectie.rechten import Recht, heeft, mag
from inspectie.tijd import lokale_dag
from inspectie.verzoek import Verzoek
from interventies.eenmaal import AL_GEDAAN, AlGedaan, eenmaal
from interventies.rechtform import woordveld
from rapportages.levensloop import verzamel
from rapportages.models import Sjabloon, Soort
from rapportages.rapportageblad import veldgroepen
from rapportages.rapportageforms import RapportagetekstForm
from rapportages.sjabloneren import bewaar_sjabloon
from rapportages.sjabloonlijst import SJABLONEN


class SjabloonForm(forms.Form):
    """A version; of a text that is there its name and kind stay."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    naam = woordveld(_("Naam"), 120)
    soort = forms.ChoiceField(
        label=_("Soort"), choices=Soort.choices, widget=forms.RadioSelect, error_messages=GEEN_KEUZE
    )
    geldig_van = dagveld(
        _("Eerste dag"), hulp=_("Dag-maand-jaar. Een rapportage neemt de tekst van haar stand van.")
    )
    titel = RapportagetekstForm.base_fields["titel"]
    tekst = RapportagetekstForm.base_fields["tekst"]
    bron = woordveld(_("Bron"), 200, hulp=_("Waar de tekst vandaan komt, of waarom zij verandert."))

    def __init__(self, data: Any, eerder: Sjabloon | None, **begin: Any) -> None:
        if eerder is not None:
            begin |= {"titel": eerder.titel, "tekst": eerder.tekst}
        super().__init__(data, initial={"sleutel": uuid4(), **begin})
        if eerder is not None:
            del self.fields["naam"], self.fields["soort"]


@never_cache
@require_safe
@mag(*SJABLONEN.rechten)
def sjablonen(request: Verzoek) -> HttpResponse:
    erbij = {"mag_maken": heeft(request.user, Recht.RAPPORT_MAKEN)}
    return toon_lijst(request, SJABLONEN, "rapportages/sjablonen.html", lambda _: erbij)


def _vind(request: Verzoek, pk: int) -> Sjabloon:
    reeks = Sjabloon.objects.zichtbaar_voor(request.user).select_related("opgesteld_door")
    return get_object_or_404(reeks, pk=pk)


@never_cache
@require_safe
@mag(Recht.RAPPORT_ZIEN)
def sjabloon(request: Verzoek, pk: int) -> HttpResponse:
    """One version, and the others of the same text."""
    gevonden = _vind(request, pk)
    return render(
        request,
        "rapportages/sjabloon.html",
        {
            "sjabloon": gevonden,
            "opsteller": gevonden.opgesteld_door.naam if gevonden.opgesteld_door else "",
            "versies": Sjabloon.objects.filter(code=gevonden.code).order_by("-geldig_van").only("geldig_van"),
            "mag_maken": heeft(request.user, Recht.RAPPORT_MAKEN),
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.RAPPORT_MAKEN)
def nieuw_sjabloon(request: Verzoek, pk: int | None = None) -> HttpResponse:
    """Another text, or (`pk`) a new version that begins with this one."""
    nu, eerder = timezone.now(), None if pk is None else _vind(request, pk)
    soort = eerder.soort if eerder else request.POST.get("soort", Soort.TUSSENTIJDS)
    form = SjabloonForm(request.POST if request.method == "POST" else None, eerder)
    if form.is_bound and form.is_valid():
        data = {n: w for n, w in form.cleaned_data.items() if n != "sleutel"}
        vast: dict[str, Any] = {"code": eerder.code, "soort": "", "naam": ""} if eerder else {"code": ""}
        try:
            with eenmaal(form.cleaned_data["sleutel"], nu):
                bewaard = bewaar_sjabloon(**vast, **data, door=request.user, op=nu)
        except AlGedaan:
            messages.info(request, AL_GEDAAN)
            return redirect("sjablonen")
        except Regelfout as fout:
            toon_weigering(form, fout)
        else:
            messages.success(request, gettext("De tekst is bewaard."))
            return redirect("sjabloon", bewaard.pk)
    bekend = soort if soort in Soort.values else Soort.TUSSENTIJDS
    return render(
        request,
        "rapportages/nieuw_sjabloon.html",
        {
            "form": form,
            "sjabloon": eerder,
            "groepen": veldgroepen(verzamel(bekend, lokale_dag(nu), nu)),
        },
    )
