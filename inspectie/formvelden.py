"""The fields that many forms ask, with their words."""

import re
from copy import copy
from typing import Any, TypeVar

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from inspectie.fouten import MINSTE_REDEN, Regelfout
from inspectie.lijsten.filters import Datumvak
from inspectie.tijd import DATUMINVOER

SomVeld = TypeVar("SomVeld", bound=forms.Field)

GEEN_KEUZE = {
    "required": _("Kies er een."),
    "invalid_choice": _("Deze keuze bestaat niet. Kies er een uit de lijst."),
}


class _Aantal(int):
    """A number that a sentence can choose its plural by, and that reads as it is written in each language: 20.000."""

    def __str__(self) -> str:
        return number_format(int(self))


class Tekstveld(forms.CharField):
    """A line that ends is one sign, whatever the browser sends for it. The browser is not told where it ends: it would
    cut what is pasted, and say nothing of it."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")

    def run_validators(self, value: Any) -> None:
        try:
            super().run_validators(value)
        except forms.ValidationError as fouten:
            for fout in fouten.error_list:
                if fout.params and "limit_value" in fout.params:
                    fout.params["limit_value"] = _Aantal(fout.params["limit_value"])
            raise

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {naam: waarde for naam, waarde in super().widget_attrs(widget).items() if naam != "maxlength"}


class Getalveld(forms.IntegerField):
    """A whole number, as people write one: 1.000 is a thousand. Django takes a point with noughts for decimals and
    drops them, so that a thousand people in danger were one."""

    _MET_PUNTEN = re.compile(r"\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})(?:\1\d{3})*")
    _KAAL = re.compile(r"[+-]?\d+")

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str) and (tekst := value.strip()):
            if self._MET_PUNTEN.fullmatch(tekst):
                value = re.sub(r"\D", "", tekst)
            elif not self._KAAL.fullmatch(tekst):
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class Kvkveld(forms.RegexField):
    """Eight digits, however they are grouped: on a letterhead it reads "1234 5678" or "12.34.56.78", and a phone puts a
    space behind what it fills in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(r"^[0-9]{8}$", **kwargs)

    def to_python(self, value: Any) -> str:
        return re.sub(r"[\s.\-]", "", str(super().to_python(value)))


_SOMS = "soms_verplicht"


def soms_verplicht(veld: SomVeld) -> SomVeld:
    """A field that has to be filled in after some answers: its help, or what stands around it, says after which, and
    `_veld.html` does not call it optional. The form or the act refuses without."""
    veld.required = False
    setattr(veld, _SOMS, True)
    return veld


def toon_weigering(form: forms.Form, fout: Regelfout) -> None:
    """What an act refused, beside the field it is about; above the form when that field is not in it to be seen."""
    zichtbaar = fout.veld in form.fields and not form[fout.veld].is_hidden
    form.add_error(fout.veld if zichtbaar else None, list(fout.redenen))


def ververs(form: forms.Form, **nu: Any) -> None:
    """What was overtaken as it was filled in, with in these fields what stands there now: it may be sent again, by who
    sees that beside it."""
    data: Any = copy(form.data)
    for naam, waarde in nu.items():
        data[naam] = waarde
    form.data = data


def vraag_reden(form: forms.Form, keuze: str, zin: str) -> None:
    """Who answers "nee" says why: as the act asks, but told beside the field it is about."""
    data = form.cleaned_data
    if data.get(keuze) == "nee" and not data.get("besluit_reden", "heeft al een fout").strip():
        form.add_error("besluit_reden", zin)


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
