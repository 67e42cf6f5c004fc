"""Proposing that two employers are one, or not, or that one succeeds the other; and deciding on it."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import Tekstveld
from meldingen.voorstelform import VoorstelbesluitForm


class WerkgevervoorstelForm(forms.Form):
    """`gezien` is how both employers stood when they were shown; `sleutel` makes that one form proposes once."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    gezien = forms.CharField(widget=forms.HiddenInput, max_length=40)
    soort = forms.ChoiceField(
        label=_("Uw voorstel"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat u voorstelt.")},
    )
    reden = Tekstveld(
        label=_("Reden"),
        help_text=_("Een teamleider beslist op grond hiervan. Schrijf op waaruit het blijkt."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf op waarom u dit voorstelt.")},
    )

    def __init__(self, data: Any = None, *, keuzes: Sequence[tuple[str, str]], gezien: str) -> None:
        begin = {"sleutel": uuid4(), "gezien": gezien}
        if len(keuzes) == 1:
            begin["soort"] = keuzes[0][0]
        super().__init__(data, initial=begin)
        self.fields["soort"].choices = keuzes  # type: ignore[attr-defined]


class EigenInitiatiefForm(forms.Form):
    """`sleutel` makes that one form opens one zaak."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    domein = forms.ChoiceField(
        label=_("Domein"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies het domein.")},
    )
    reden = Tekstveld(
        label=_("Reden"),
        help_text=_("Bijvoorbeeld een programma of een eerdere bevinding. Blijft binnen de inspectie."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf op waarom u deze zaak opent.")},
    )

    def __init__(self, data: Any = None, *, domeinen: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, initial={"sleutel": uuid4()})
        self.fields["domein"].choices = domeinen  # type: ignore[attr-defined]


class NaamForm(forms.Form):
    """`gezien` is the record as it was shown; `sleutel` makes that one form corrects once."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    gezien = forms.CharField(widget=forms.HiddenInput, max_length=40)
    naam = Tekstveld(
        label=_("Naam"),
        help_text=_("Zoals in het handelsregister. Een brief is aan deze naam gericht."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Vul de naam in.")},
    )
    plaats = Tekstveld(
        label=_("Plaats"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reden = Tekstveld(
        label=_("Reden"),
        help_text=_("Schrijf op waaruit het blijkt. Blijft binnen de inspectie."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf op waarom dit onjuist was.")},
    )


class WerkgeverbesluitForm(VoorstelbesluitForm):
    voorstel = None  # type: ignore[assignment]  # Django: leaves the field out
    gezien = forms.CharField(widget=forms.HiddenInput, max_length=40)
    aanvaard = forms.ChoiceField(
        label=_("Uw besluit"),
        choices=[("ja", _("Aanvaarden: het wordt meteen doorgevoerd")), ("nee", _("Afwijzen"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of u het voorstel aanvaardt of afwijst.")},
    )
