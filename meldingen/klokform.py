"""Proposing other clocks, and deciding on them."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import Getalveld, dagveld, tekstveld
from meldingen.klokken import Klok, klokken_van, naam_van
from meldingen.models import Regelset

EENHEDEN = [("uur", _("uur")), ("werkdagen", _("werkdagen")), ("dagen", _("dagen"))]
GROOTSTE = 366


class KlokkenForm(forms.Form):
    """A number and a unit for each clock of the set in force; the other fields of a proposal."""

    gezien = forms.IntegerField(widget=forms.HiddenInput)
    vanaf = dagveld(
        _("Vanaf"),
        hulp=_(
            "Voor wat vanaf die dag wordt ontvangen. Wat al een advies heeft, houdt zijn route en zijn klok."
        ),
    )
    reden = tekstveld(
        _("Reden"),
        _("Schrijf op waarom dit verandert."),
        hulp=_("Een teamleider beslist op grond hiervan."),
    )

    def __init__(self, data: Any, regelset: Regelset) -> None:
        super().__init__(data, initial={"gezien": regelset.pk})
        self.klokken_ = klokken_van(regelset.inhoud)
        for (soort, code), (aantal, eenheid) in self.klokken_.items():
            naam = naam_van(soort, code)
            self.fields[f"{soort}_{code}_aantal"] = Getalveld(
                label=gettext("%(klok)s: hoeveel") % {"klok": naam},
                min_value=1,
                max_value=GROOTSTE,
                initial=aantal,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "smalle-invoer"}),
                error_messages={
                    "required": gettext("Vul een aantal in."),
                    "invalid": gettext("Vul een heel getal in."),
                    "min_value": gettext("Een termijn is minstens 1."),
                    "max_value": gettext("Een termijn is hoogstens een jaar."),
                },
            )
            self.fields[f"{soort}_{code}_eenheid"] = forms.ChoiceField(
                label=gettext("%(klok)s: waarin") % {"klok": naam}, choices=EENHEDEN, initial=eenheid
            )
        klok = [naam for naam in self.fields if naam.endswith(("_aantal", "_eenheid"))]
        self.order_fields([*klok, "vanaf", "reden", "gezien"])

    def klokken(self) -> dict[tuple[str, str], Klok]:
        data = self.cleaned_data
        return {
            (soort, code): (data[f"{soort}_{code}_aantal"], data[f"{soort}_{code}_eenheid"])
            for soort, code in self.klokken_
        }
