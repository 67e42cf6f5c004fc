"""The fields that many forms ask, with their words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspectie.lijsten.filters import Datumvak
from inspectie.tijd import DATUMINVOER

GEEN_KEUZE = {
    "required": _("Kies er een."),
    "invalid_choice": _("Deze keuze bestaat niet. Kies er een uit de lijst."),
}


def tekstveld(label: Any, leeg: Any = "", *, hulp: Any = "", verplicht: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hulp,
        required=verplicht,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": leeg or _("Vul dit in.")},
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
