"""The forms of a reporter who comes back."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.bestanden import BIJLAGEN_MAX
from inspectie.bestandsveld import Bestandenveld
from inspectie.formvelden import Tekstveld
from meldingen.meldpunt.vragen import ONLEESBAAR

TEKST_MAX = 5000


class BewijsForm(forms.Form):
    """Number and code. What was typed is never refused by the form: whatever it is takes the same road."""

    nummer = forms.CharField(
        label=_("Nummer van uw melding"),
        required=False,
        widget=forms.TextInput(
            attrs={"class": "smalle-invoer", "autocomplete": "off", "inputmode": "numeric", "required": True}
        ),
    )
    code = forms.CharField(
        label=_("Uw code"),
        help_text=_(
            "24 letters en cijfers, in vier groepjes. Hoofdletters of kleine letters maakt niet uit."
        ),
        required=False,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "required": True,
            }
        ),
    )
    use_required_attribute = False


def _tekst() -> Tekstveld:
    return Tekstveld(
        max_length=TEKST_MAX,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "max_length": _("Dit is te lang. Maak het korter, of stuur het in delen."),
            **ONLEESBAAR,
        },
    )


class AntwoordForm(forms.Form):
    """On the question that was read (`vraag`)."""

    vraag = forms.IntegerField(widget=forms.HiddenInput)
    antwoord = _tekst()

    def __init__(self, data: Any = None, *, vraag: int | None = None, antwoord: str = "") -> None:
        super().__init__(data, initial={"vraag": vraag, "antwoord": antwoord})
        veld = self.fields["antwoord"]
        veld.label = gettext("Uw antwoord")
        veld.help_text = gettext("Schrijf geen namen van zieke collega’s op.")
        veld.error_messages["required"] = gettext("Schrijf uw antwoord op.")


class AanvulForm(forms.Form):
    """Facts, files, or both. `sleutel` belongs to this one form, also when it is shown again before it was sent."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    tekst = _tekst()
    bestanden = Bestandenveld(label=_("Foto’s of bestanden"), hoogstens=BIJLAGEN_MAX)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        tekst: str = "",
        sleutel: UUID | None = None,
        vrij: int = 0,
    ) -> None:
        super().__init__(data, files, initial={"sleutel": sleutel or uuid4(), "tekst": tekst})
        veld = self.fields["tekst"]
        veld.required = False
        veld.label = gettext("Uw aanvulling")
        veld.help_text = gettext(
            "Bijvoorbeeld dat er iets is veranderd, of wat u vergat. Schrijf geen namen van zieke collega’s op."
        )
        if vrij < 1 and data is None:
            del self.fields["bestanden"]
        else:
            self.fields["bestanden"].help_text = gettext(
                "PDF, Word, Excel, OpenDocument of foto, elk hoogstens 10 MB. Bij uw melding passen er nog %(aantal)s. "
                "Bij foto’s halen wij weg waar en wanneer ze zijn gemaakt."
            ) % {"aantal": vrij}
