"""The form of a conversation: what is asked when a melding comes by phone, e-mail or letter, in that order."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import soms_verplicht
from meldingen.feitenform import FEITEN, FeitenForm, keuze
from meldingen.kolommen import als_cel
from meldingen.models import Melding
from meldingen.woorden import Woorden


class IntakeForm(FeitenForm):
    """`cellen` is what it says, by the columns of a melding. Who may not record a reporter gets no fields for one.
    With a `vast_kanaal` it came by that, and when it came is known: that is not for this form to say."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    gezien = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    hoofdonderwerp = keuze(_("Belangrijkste onderwerp"), _("Kies het belangrijkste onderwerp."))
    onderwerpen = forms.MultipleChoiceField(
        label=_("Gaat het ook over iets anders?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Dit onderwerp bestaat niet.")},
    )
    anoniem = keuze(
        _("Wil de melder zijn naam geven?"),
        _("Kies of de melder anoniem blijft."),
        choices=[
            ("ja", _("Nee, de melder blijft anoniem")),
            ("nee", _("Ja, of een manier om hem te bereiken")),
        ],
        widget=forms.RadioSelect,
    )
    melder_naam = soms_verplicht(forms.CharField(label=_("Naam"), max_length=200))
    melder_email = soms_verplicht(
        forms.EmailField(
            label=_("E-mailadres"),
            max_length=254,
            error_messages={"invalid": _("Dit is geen e-mailadres. Schrijf bijvoorbeeld naam@voorbeeld.nl.")},
        )
    )
    melder_telefoon = soms_verplicht(forms.CharField(label=_("Telefoonnummer"), max_length=40))
    dubbel = forms.CharField(required=False, max_length=20)

    MELDER = ("anoniem", "melder_naam", "melder_email", "melder_telefoon")

    # As the page asks them, so that what is wrong is summed up in that order.
    field_order = (
        *("kanaal", "ontvangen_dag", "ontvangen_tijd", "ontvangen_keer", "personen_in_gevaar", "ernst"),
        *("werkonderbreking", "werkgever_zoek", "werkgever", "nieuw_naam", "nieuw_plaats", "nieuw_provincie"),
        *("nieuw_kvk_nummer", "nieuw_sector", "omschrijving", "hoofdonderwerp", "onderwerpen"),
    )

    VAST = ("kanaal", "ontvangen_dag", "ontvangen_tijd", "ontvangen_keer")

    def __init__(
        self,
        *args: Any,
        woorden: Woorden,
        legt_melder_vast: bool,
        vast_kanaal: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, woorden=woorden, **kwargs)
        kanalen = woorden.lijsten["kanaal"].items()
        self._zet(
            "kanaal", [k for k in kanalen if (k[0] == vast_kanaal if vast_kanaal else k[0] != "WEBFORMULIER")]
        )
        for naam in self.VAST if vast_kanaal else ():
            self.fields[naam].disabled = True
        groepen = onderwerpgroepen(woorden)
        self._zet("hoofdonderwerp", [("", gettext("Maak een keuze")), *groepen])
        self._zet("onderwerpen", groepen)
        if not legt_melder_vast:
            for naam in self.MELDER:
                del self.fields[naam]

    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        bekend = any(data.get(veld, "").strip() for veld in self.MELDER[1:])
        if data.get("anoniem") == "nee" and not bekend and not self.errors.keys() & set(self.MELDER):
            self.add_error(
                "melder_naam", gettext("Vul een naam, e-mailadres of telefoonnummer in, of kies anoniem.")
            )

    def cellen(self) -> dict[str, str]:
        """By column. What the reporter said of himself and then took back by choosing anonymous is not in it."""
        data = self.cleaned_data
        uit = {naam: als_cel(data[naam]) for naam in FEITEN}
        if data.get("anoniem") == "nee":
            uit |= {naam: data[naam] for naam in self.MELDER[1:]}
        uit["ontvangen_op"] = self.moment.isoformat() if self.moment else ""
        uit["onderwerpen"] = ";".join(self.onderwerpcodes())
        return uit

    def onderwerpcodes(self) -> list[str]:
        """The main one first."""
        hoofd = self.cleaned_data["hoofdonderwerp"]
        return [hoofd, *(code for code in self.cleaned_data["onderwerpen"] if code != hoofd)]


def onderwerpgroepen(woorden: Woorden) -> list[tuple[str, list[tuple[str, str]]]]:
    """The topics under the name of their home domain, for a list with groups."""
    thuis: dict[str, list[tuple[str, str]]] = {}
    for code, domein in woorden.thuis:
        thuis.setdefault(domein, []).append((code, woorden("onderwerp", code)))
    return [(woorden("domein", domein), codes) for domein, codes in thuis.items()]


def vind_melding(reeks: Sequence[Melding], nummer: str) -> Melding | None:
    return next((melding for melding in reeks if str(melding.nummer) == nummer), None)
