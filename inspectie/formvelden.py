"""The fields that many forms ask, with their words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspectie.fouten import MINSTE_REDEN
from inspectie.lijsten.filters import Datumvak
from inspectie.tijd import DATUMINVOER

GEEN_KEUZE = {
    "required": _("Kies er een."),
    "invalid_choice": _("Deze keuze bestaat niet. Kies er een uit de lijst."),
}


class Tekstveld(forms.CharField):
    """A line that ends is one sign, whatever the browser sends for it. The browser is not told where it ends: it would
    cut what is pasted, and say nothing of it."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {naam: waarde for naam, waarde in super().widget_attrs(widget).items() if naam != "maxlength"}


def tekstveld(label: Any, leeg: Any = "", *, hulp: Any = "", verplicht: bool = True) -> forms.CharField:
    return Tekstveld(
        label=label,
        help_text=hulp,
        required=verplicht,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": leeg or _("Vul dit in.")},
    )


def redenveld(
    label: Any, leeg: Any, *, hulp: Any, hoogstens: int = 500, widget: forms.Widget | None = None
) -> forms.CharField:
    """A reason that is kept: of at least `MINSTE_REDEN` characters."""
    return forms.CharField(
        label=label,
        help_text=hulp,
        min_length=MINSTE_REDEN,
        max_length=hoogstens,
        widget=widget,
        error_messages={"required": leeg, "min_length": _("Geef een reden van minstens vijf tekens.")},
    )


def dagveld(label: Any, *, hulp: Any = "", verplicht: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hulp or _("Dag-maand-jaar."),
        required=verplicht,
        input_formats=DATUMINVOER,
        widget=Datumvak(),
        error_messages={
            "required": _("Vul een dag in, bijvoorbeeld 10-01-2021."),
            "invalid": _("Dit is geen bestaande datum. Schrijf bijvoorbeeld 10-01-2021."),
        },
    )
