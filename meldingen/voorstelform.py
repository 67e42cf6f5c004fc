"""Proposing another domain or other topics, and deciding on it."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import Tekstveld, soms_verplicht, tekstveld, vraag_reden
from meldingen.intakeform import onderwerpgroepen
from meldingen.models import Melding
from meldingen.models.feiten import Domein
from meldingen.woorden import Woorden


class VoorstelForm(forms.Form):
    """`toen` carries the domain and the topics one saw."""

    toen = forms.CharField(widget=forms.HiddenInput, max_length=420)
    domein = forms.ChoiceField(label=_("Domein"), error_messages={"required": _("Kies een domein.")})
    hoofdonderwerp = forms.ChoiceField(
        label=_("Belangrijkste onderwerp"),
        error_messages={"required": _("Kies het belangrijkste onderwerp.")},
    )
    onderwerpen = forms.MultipleChoiceField(
        label=_("Overige onderwerpen"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reden = Tekstveld(
        label=_("Reden"),
        help_text=_("Een teamleider beslist op grond hiervan. Schrijf niet op wie de melder is."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf op waarom dit anders moet.")},
    )

    def __init__(self, *args: Any, melding: Melding, woorden: Woorden, **kwargs: Any) -> None:
        hoofd, *rest = melding.onderwerpen.split(";")
        begin = {
            "toen": f"{melding.domein}|{melding.onderwerpen}",
            "domein": melding.domein,
            "hoofdonderwerp": hoofd,
            "onderwerpen": rest,
        }
        kwargs.setdefault("initial", begin)
        super().__init__(*args, **kwargs)
        domeinen = [(c, n) for c, n in woorden.lijsten["domein"].items() if c != Domein.ONBEPAALD]
        if melding.domein == Domein.ONBEPAALD:
            domeinen = [("", gettext("Maak een keuze")), *domeinen]
        groepen = onderwerpgroepen(woorden)
        for naam, keuzes in (("domein", domeinen), ("hoofdonderwerp", groepen), ("onderwerpen", groepen)):
            self.fields[naam].choices = keuzes  # type: ignore[attr-defined]

    def toen_(self) -> tuple[str, str]:
        domein, _, onderwerpen = str(self.cleaned_data["toen"]).partition("|")
        return domein, onderwerpen

    def codes(self) -> str:
        """The topics, the main one first."""
        hoofd = self.cleaned_data["hoofdonderwerp"]
        return ";".join([hoofd, *(c for c in self.cleaned_data["onderwerpen"] if c != hoofd)])


class VoorstelbesluitForm(forms.Form):
    voorstel = forms.IntegerField(widget=forms.HiddenInput)
    aanvaard = forms.ChoiceField(
        label=_("Uw besluit"),
        choices=[("ja", _("Aanvaarden: de melding wordt gecorrigeerd")), ("nee", _("Afwijzen"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of u het voorstel aanvaardt of afwijst.")},
    )
    besluit_reden = soms_verplicht(
        Tekstveld(
            label=_("Reden"),
            help_text=_("Nodig als u afwijst."),
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
    )

    def clean(self) -> None:
        vraag_reden(self, "aanvaard", gettext("Een voorstel afwijzen vraagt een reden."))


class IntrekkenForm(forms.Form):
    """Taking back one's own proposal, of an employer or of law. `sleutel` makes that one form does so once."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    reden = tekstveld(_("Reden"), verplicht=False)
