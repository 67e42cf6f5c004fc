"""Naming a saved view."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class WeergaveForm(forms.Form):
    naam = forms.CharField(
        label=_("Naam"),
        max_length=60,
        error_messages={"required": _("Geef de weergave een naam.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    gedeeld = forms.BooleanField(required=False)
    met_kolommen = forms.BooleanField(required=False, label=_("Met de kolommen zoals ze nu staan"))
    standaard = forms.BooleanField(required=False, label=_("De lijst hiermee openen (alleen voor u)"))
    vervang = forms.BooleanField(required=False, label=_("Vervang de filters door wat u nu gekozen heeft"))

    def __init__(self, *args: Any, deel_met: str, velden: tuple[str, ...], **kwargs: Any) -> None:
        """`deel_met` names who would see it; of the boxes only `velden` are asked."""
        super().__init__(*args, **kwargs)
        self.fields["gedeeld"].label = deel_met
        for naam in list(self.fields):
            if naam != "naam" and naam not in velden:
                del self.fields[naam]

    @property
    def vakjes(self) -> list[forms.BoundField]:
        return [self[naam] for naam in self.fields if naam != "naam"]
