"""The forms by which what was recorded wrongly in a zaak is corrected, or taken back. `gezien`: the record when it was
shown."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import tekstveld, ververs
from inspectie.versies import standen
from interventies.corrigeren import merk
from interventies.forms import OvertredingForm, ToezeggingForm
from interventies.models import Interventie, Overtreding, Toezegging
from interventies.zaakform import Zaakform, een_uit


def _redenveld() -> forms.CharField:
    return tekstveld(
        _("Reden van de correctie"),
        _("Schrijf op waarom dit onjuist was."),
        hulp=_("Komt in de tijdlijn. Een brief die al uitging verandert niet mee."),
    )


class Correctieform(Zaakform):
    """`velden`: of each field the column that it corrects. A record that was taken back since is still found: the act
    says so."""

    velden: Mapping[str, str] = {}
    gezien = forms.CharField(max_length=60, widget=forms.HiddenInput)

    def bij_de_zaak(self) -> None:
        super().bij_de_zaak()
        veld: Any = self.fields[self.over]
        veld.queryset = veld.queryset.model._default_manager.filter(zaak=self.zaak)
        if eigen := self.initial.get(self.over):
            staat = {veld: getattr(eigen, kolom) for veld, kolom in self.velden.items()}
            self.initial = {**self.initial, **staat, "gezien": merk(eigen)}

    def ververs(self) -> None:
        """What was typed stays; what was left as it stood follows what stands there now, or who sends it again would
        take back what the other corrected."""
        record, gezien = self.cleaned_data[self.over], self.cleaned_data["gezien"].partition(" ")[0]
        reeks = standen(type(record), [record.pk], ook_zonder_duur=True)[record.pk]
        record.refresh_from_db()
        nu: dict[str, Any] = {}
        for toen in (stand.velden for stand in reeks if stand.vanaf.isoformat() == gezien):
            for veld, kolom in self.velden.items():
                ingevuld = self.cleaned_data.get(veld)
                if (getattr(ingevuld, "pk", ingevuld) or None) == (toen[kolom] or None):
                    nu[veld] = getattr(record, kolom)
        ververs(self, gezien=merk(record), **nu)


class VanOvertreding(Correctieform):
    over = "overtreding"
    overtreding = een_uit(Overtreding.objects.none())


class VanToezegging(Correctieform):
    over = "toezegging"
    toezegging = een_uit(Toezegging.objects.none())


class CorrigeerOvertredingForm(VanOvertreding, OvertredingForm):
    reden = _redenveld()
    field_order = ("werkgever", "voorschrift", "dag", "ernstig_gevaar", "motivering", "reden")
    velden: Mapping[str, str] = {
        "werkgever": "werkgever_id",
        "voorschrift": "voorschrift",
        "dag": "geconstateerd_op",
        "ernstig_gevaar": "ernstig_gevaar",
        "motivering": "ernstige_mate_motivering",
    }


class CorrigeerToezeggingForm(VanToezegging, ToezeggingForm):
    reden = _redenveld()
    field_order = ("werkgever", "maatregel", "uiterlijk", "reden")
    velden: Mapping[str, str] = {
        "werkgever": "werkgever_id",
        "maatregel": "maatregel",
        "uiterlijk": "uiterlijk_op",
    }


class OvertredingVervaltForm(VanOvertreding):
    reden = tekstveld(
        _("Reden"),
        _("Schrijf op waarom dit onjuist was."),
        hulp=_("Voor een overtreding die er niet was, of in een andere zaak hoort. Zij telt niet meer mee."),
    )


class ToezeggingVervaltForm(VanToezegging):
    reden = tekstveld(
        _("Reden"),
        _("Schrijf op waarom dit onjuist was."),
        hulp=_("Voor iets dat niet is toegezegd, of in een andere zaak hoort."),
    )


class NakomenHerroepenForm(VanToezegging):
    reden = tekstveld(
        _("Reden"),
        _("Schrijf op waarom dit onjuist was."),
        hulp=_("De toezegging staat dan weer open. Leg daarna vast op welke dag zij wel is nagekomen."),
    )


class VanInterventie(Zaakform):
    """Nothing of it is corrected, so what it says need not have been seen."""

    over = "interventie"
    interventie = een_uit(Interventie.objects.none())

    def bij_de_zaak(self) -> None:
        super().bij_de_zaak()
        self.fields["interventie"].queryset = Interventie.objects.filter(zaak=self.zaak)  # type: ignore[attr-defined]


class InterventieVervaltForm(VanInterventie):
    reden = tekstveld(
        _("Reden"),
        _("Schrijf op waarom dit onjuist was."),
        hulp=_("Voor wat er niet was, of in een andere zaak hoort. Was het anders, leg dan daarna vast hoe."),
    )


class UitkomstHerroepenForm(VanInterventie):
    """`gezien`: the outcome that was shown."""

    gezien = forms.CharField(max_length=14, widget=forms.HiddenInput)
    reden = tekstveld(
        _("Reden"),
        _("Schrijf op waarom dit onjuist was."),
        hulp=_("Het instrument staat dan weer zoals daarvoor. Leg daarna vast wat er wel van kwam."),
    )

    def bij_de_zaak(self) -> None:
        super().bij_de_zaak()
        if eigen := self.initial.get("interventie"):
            self.initial = {**self.initial, "gezien": eigen.status}
