"""Deciding on other rules of triage, taking back one's own, and trying them on what came in before."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import GEEN_KEUZE, dagveld, soms_verplicht, tekstveld, vraag_reden


class RegelbesluitForm(forms.Form):
    uitkomst = forms.ChoiceField(
        label=_("Uw besluit"),
        choices=[("ja", _("Goedkeuren: de regels veranderen")), ("nee", _("Laten vervallen"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of u de regels goedkeurt of laat vervallen.")},
    )
    besluit_reden = soms_verplicht(tekstveld(_("Reden"), hulp=_("Nodig als u ze laat vervallen.")))

    def clean(self) -> None:
        vraag_reden(self, "uitkomst", gettext("Een voorstel laten vervallen vraagt een reden."))
        if self.cleaned_data.get("uitkomst") == "ja" and self.cleaned_data.get("besluit_reden"):
            zin = gettext("Bij goedkeuren wordt geen reden bewaard. Laat dit vak dan leeg.")
            self.add_error("besluit_reden", zin)


class RegelintrekForm(forms.Form):
    """Taking back one's own proposal. Whoever forges another outcome is refused by the act."""

    uitkomst = forms.ChoiceField(
        choices=[("ja", ""), ("nee", "")], initial="nee", widget=forms.HiddenInput, error_messages=GEEN_KEUZE
    )
    besluit_reden = tekstveld(_("Reden"), verplicht=False)


class ProefForm(forms.Form):
    """On which days rules are tried."""

    van = dagveld(_("Ontvangen vanaf"))
    tot = dagveld(_("Ontvangen t/m"))
