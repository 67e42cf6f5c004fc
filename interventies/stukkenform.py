"""The forms of the papers of a zaak: a file in it, and a copy of the whole."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import GEEN_KEUZE, tekstveld
from interventies.models import Bijlage
from interventies.zaakform import Zaakform, een_uit


class BijlageForm(Zaakform):
    bestand = forms.FileField(
        label=_("Bestand"),
        help_text=_("PDF, ODT, ODS, Word, Excel of een afbeelding; ten hoogste 10 MB."),
        error_messages={
            # Of one that is far too large nothing is taken in (`FILE_UPLOAD_HANDLERS`).
            "required": _("Kies een bestand van ten hoogste 10 MB."),
            "empty": _("Het bestand is leeg."),
            "missing": _("Kies een bestand van ten hoogste 10 MB."),
        },
    )
    herkomst = forms.ChoiceField(
        label=_("Van wie komt het?"),
        help_text=_("Wat van een melder komt gaat nooit mee naar de werkgever."),
        choices=[("", _("Kies er een")), *Bijlage.Herkomst.choices],
        error_messages=GEEN_KEUZE,
    )
    omschrijving = forms.CharField(
        label=_("Wat is het?"),
        help_text=_(
            "Gaat met de naam van het bestand mee naar de werkgever, tenzij het van een melder komt."
        ),
        max_length=200,
        required=False,
    )


class BijlageWegForm(Zaakform):
    over = "bijlage"
    bijlage = een_uit(Bijlage.objects.none())
    reden = tekstveld(_("Reden"), _("Schrijf op waarom het bestand weg moet."))

    def bij_de_zaak(self) -> None:
        self.fields["bijlage"].queryset = Bijlage.objects.filter(zaak=self.zaak)  # type: ignore[attr-defined]


class AfschriftForm(forms.Form):
    omvang = forms.ChoiceField(label=_("Wat erin staat"), widget=forms.RadioSelect, error_messages=GEEN_KEUZE)
    formaat = forms.ChoiceField(
        label=_("Als"),
        choices=[
            ("pdf", _("Eén PDF, met een lijst van de bijlagen")),
            ("zip", _("ZIP met elk stuk apart, ook de bijlagen zelf")),
        ],
        widget=forms.RadioSelect,
        initial="pdf",
        error_messages=GEEN_KEUZE,
    )
    reden = tekstveld(_("Waarvoor"), _("Schrijf op waarvoor het afschrift is."))
    bekeken = forms.TypedMultipleChoiceField(
        label=_("Bekeken: niets hierin verraadt dat of door wie er is gemeld"),
        help_text=_("Nodig als de werkgever een ZIP krijgt. Wat hij zelf schreef staat er niet bij."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: Any = None, *, omvangen: list[tuple[str, str]], bijlagen: list[tuple[int, str]]
    ) -> None:
        super().__init__(data, initial={"omvang": omvangen[0][0]})
        self.fields["omvang"].choices = omvangen  # type: ignore[attr-defined]
        self.fields["bekeken"].choices = bijlagen  # type: ignore[attr-defined]
        if not bijlagen:
            del self.fields["bekeken"]
