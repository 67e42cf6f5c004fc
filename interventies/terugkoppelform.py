"""The form with which the reporter of one melding hears what came of it."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import GEEN_KEUZE, dagveld, soms_verplicht, tekstveld
from interventies.berichten import kanalen, talen
from interventies.models import BERICHTTALEN, Kanaal, Terugkoppeling
from interventies.zaakform import GEEN_BERICHT, Zaakform, een_uit
from meldingen.melders import bereik_van


class TerugkoppelForm(Zaakform):
    """Which ways there are, the record says that comes with it (`met_bereik`, annotated); of a form that is sent back
    the act refuses what is none."""

    over = "terugkoppeling"
    terugkoppeling = een_uit(Terugkoppeling.objects.none())
    kanaal = forms.ChoiceField(
        label=_("Bericht aan de melder"), widget=forms.RadioSelect, error_messages=GEEN_KEUZE
    )
    taal = forms.ChoiceField(
        label=_("Taal van het bericht"),
        choices=list(BERICHTTALEN.items()),
        widget=forms.RadioSelect,
        error_messages=GEEN_KEUZE,
    )
    dag = dagveld(
        _("Dag van het bericht"), hulp=_("Een e-mail en een bericht op de volgpagina gaan vandaag.")
    )
    reden = soms_verplicht(
        tekstveld(_("Waarom een bericht niet kan"), hulp=_("Nodig als u hierboven koos dat het niet kan."))
    )

    def bij_de_zaak(self) -> None:
        self.fields["terugkoppeling"].queryset = Terugkoppeling.objects.hier().filter(  # type: ignore[attr-defined]
            zaak=self.zaak
        )
        eigen = self.initial.get("terugkoppeling")
        wegen: list[tuple[str, object]] = list(Kanaal.choices)
        if isinstance(eigen, Terugkoppeling):
            gevonden = bereik_van(eigen)
            wegen = list(kanalen(eigen.melding, gevonden))
            self.fields["taal"].choices = leest = talen(gevonden)  # type: ignore[attr-defined]
            self.initial["taal"] = leest[0][0]
        self.fields["kanaal"].choices = [*wegen, (GEEN_BERICHT, _("Kan niet"))]  # type: ignore[attr-defined]
        self.initial.setdefault("taal", "nl")
        if not wegen:
            # Without a way to the reporter there is only why not.
            self.initial["kanaal"] = GEEN_BERICHT
            for naam in ("taal", "dag"):
                self.fields[naam].widget = forms.HiddenInput()

    def clean(self) -> None:
        data = self.cleaned_data
        if data.get("kanaal") == GEEN_BERICHT and not data.get("reden", "").strip():
            self.add_error("reden", gettext("Schrijf op waarom de melder geen bericht kan krijgen."))


def leest_als(terugkoppeling: Terugkoppeling) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The ways and the languages that its form offers."""
    gevonden = bereik_van(terugkoppeling)
    return tuple(kanalen(terugkoppeling.melding, gevonden)), tuple(talen(gevonden))
