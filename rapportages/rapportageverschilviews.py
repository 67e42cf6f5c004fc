"""Two reports beside each other."""

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, mag
from inspectie.tijd import lokale_dag
from inspectie.verzoek import Verzoek
from interventies.brieftekstblad import brieftekst_naast
from meldingen.woorden import woorden
from rapportages.cijferform import in_adres
from rapportages.forms import invoerwaarden
from rapportages.jaarcijfers import jaarwoorden
from rapportages.kerncijfers.verwijzing import Moment
from rapportages.levensloop import laatste_tekst
from rapportages.models import Rapportage, Status
from rapportages.rapportageverschil import Kant, in_volgorde, jaarcijfers_in, rapportageverschillen
from rapportages.schermgetallen import datum
from rapportages.verschilblad import maak_verschilblad

HOOGSTENS = 200  # to choose from, the latest first


class VergelijkForm(forms.Form):
    met = forms.ChoiceField(label=_("Met rapportage"), required=False)

    def __init__(self, data: QueryDict, keuzes: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["met"].choices = keuzes  # type: ignore[attr-defined]


def _keuzes(gebruiker: Gebruiker, pk: int) -> list[tuple[str, str]]:
    reeks = Rapportage.objects.zichtbaar_voor(gebruiker).exclude(pk=pk).exclude(status=Status.VERVALLEN)
    waarden = reeks.order_by("-peildatum", "-pk").values_list("pk", "titel", "peildatum", "stand_van")
    return [
        (
            str(ander),
            gettext("R-%(ander)s, %(dag)s, stand van %(stand)s: %(titel)s")
            % {"ander": ander, "dag": datum(dag), "stand": datum(lokale_dag(stand_van)), "titel": titel},
        )
        for ander, titel, dag, stand_van in waarden[:HOOGSTENS]
    ]


def _invoer(moment: Moment) -> dict[str, str]:
    return invoerwaarden(moment.peildatum, moment.stand_van) | in_adres(moment.versies)


@never_cache
@require_safe
@mag(Recht.RAPPORT_ZIEN)
def verschil(request: Verzoek, pk: int) -> HttpResponse:
    """What changed between this report and the one that is chosen, whichever came first."""
    alle = Rapportage.objects.zichtbaar_voor(request.user).select_related("vaststelling")
    gevonden = get_object_or_404(alle, pk=pk)
    keuzes = _keuzes(request.user, pk)
    form = VergelijkForm(request.GET, keuzes)
    context: dict[str, object] = {"rapportage": gevonden, "form": form, "niets": not keuzes}
    if form.is_valid() and (met := form.cleaned_data["met"]):
        was, wordt = in_volgorde(gevonden, get_object_or_404(alle, pk=int(met)))
        van_jaar = jaarcijfers_in(was, wordt)
        kanten = (Kant.van(was), Kant.van(wordt))
        gevonden_verschillen, bewaard = rapportageverschillen(*kanten, jaar=all(van_jaar))
        definities = [kant.versies.tekst(jaar=all(van_jaar)) for kant in kanten]
        teksten = [laatste_tekst(r) for r in (was, wordt)]
        context |= {
            "blad": maak_verschilblad(
                gevonden_verschillen,
                kanten[0].moment,
                kanten[1].moment,
                jaarwoorden() if all(van_jaar) else woorden(),
                (_invoer(kanten[0].moment), _invoer(kanten[1].moment)),
                bewaard,
            ),
            "jaarcijfers": ("beide" if all(van_jaar) else "een") if any(van_jaar) else "",
            "definities": definities if definities[0] != definities[1] else (),
            "was": was,
            "wordt": wordt,
            "tekst": brieftekst_naast(teksten[0].tekst, teksten[1].tekst)
            if teksten[0].tekst != teksten[1].tekst
            else "",
        }
    return render(request, "rapportages/rapportage_verschil.html", context)
