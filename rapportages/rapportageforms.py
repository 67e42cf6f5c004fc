"""The forms of a report: beginning one, its text, its moments, and each step of its life."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import GEEN_KEUZE, Tekstveld, dagveld, tekstveld
from inspectie.tijd import lokale_dag
from rapportages.forms import MomentForm
from rapportages.models import Sjabloon


def _verborgen() -> tuple[forms.UUIDField, forms.IntegerField]:
    return forms.UUIDField(widget=forms.HiddenInput), forms.IntegerField(widget=forms.HiddenInput)


class NieuweRapportageForm(MomentForm):
    """`sjabloon` is the code of a text; which version of it follows from the stand van."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    sjabloon = forms.ChoiceField(label=_("Begintekst"), widget=forms.RadioSelect, error_messages=GEEN_KEUZE)
    reden = tekstveld(
        _("Waarom vervangt zij de vorige?"),
        _("Schrijf waarom de rapportage wordt vervangen."),
        hulp=_(
            "Staat in de rapportage, onder “Vaststelling”. Typ geen cijfers; een jaar of datum staat tussen rechte"
            " haken: [6 juli 2020]."
        ),
    )

    def __init__(self, *args: Any, keuzes: list[tuple[str, str]], herziet: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sleutel", uuid4())
        self.fields["sjabloon"].choices = keuzes  # type: ignore[attr-defined]
        if not herziet:
            del self.fields["reden"]
        self.order_fields(["sjabloon", "peildatum", "stand_van", "reden"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("sjabloon") and data.get("stand_van"):
            dag = lokale_dag(data["stand_van"])
            gekozen = Sjabloon.objects.geldig_op(dag).filter(code=data["sjabloon"]).first()
            if gekozen is None:
                self.add_error("sjabloon", gettext("Op de dag van de stand van was deze tekst er nog niet."))
            data["sjabloon"] = gekozen
        return data


class RapportagetekstForm(forms.Form):
    """Which words are allowed, the act says, with the place of each that is not."""

    gezien = forms.IntegerField(widget=forms.HiddenInput)
    titel = forms.CharField(
        label=_("Titel"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off", "lang": "nl"}),
        error_messages={"required": _("Vul dit in.")},
    )
    tekst = Tekstveld(
        label=_("Tekst"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 34, "lang": "nl", "spellcheck": "true"}),
        error_messages={"required": _("De tekst is leeg.")},
    )


class RapportagecijfersForm(MomentForm):
    sleutel, gezien = _verborgen()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sleutel", uuid4())


class StapForm(forms.Form):
    """A step that asks nothing but to be taken once, of the report as it was shown."""

    sleutel, gezien = _verborgen()

    def __init__(self, data: Any = None, *, id_naam: str = "", **begin: Any) -> None:
        super().__init__(data, auto_id=f"id_{id_naam}_%s", initial={"sleutel": uuid4(), **begin})

    def gegevens(self) -> dict[str, Any]:
        """What the act asks beside these."""
        return {naam: w for naam, w in self.cleaned_data.items() if naam not in ("sleutel", "gezien")}


class VervallenForm(StapForm):
    reden = tekstveld(_("Waarom vervalt zij?"), _("Schrijf waarom de rapportage vervalt."))


class RapportageTerugForm(StapForm):
    reden = tekstveld(_("Wat moet er anders?"), _("Schrijf wat er anders moet."))


class PubliceerForm(StapForm):
    dag = dagveld(_("Dag van publicatie"))
