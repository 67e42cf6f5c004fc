"""What the address of the figures asks for: the moments, the period and its pieces, and which part of the meldingen.

The address is the only place where the choice is kept. Who may see the figures of the own team only gets those,
whatever the address says.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import GEEN_KEUZE
from inspectie.lijsten.filters import Datumvak, Keuzevak
from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.tijd import DATUMINVOER, VROEGSTE
from meldingen.models.triage import Route
from meldingen.woorden import Woorden
from rapportages.forms import MomentForm, beginwaarden
from rapportages.kerncijfers.snede import ONBEKEND, VELDEN, Snede
from rapportages.kerncijfers.vakken import HOOGSTENS, MAAND, WEEK, Vak, snijd
from rapportages.kerncijfers.versies import NU, Versies
from rapportages.kerncijfers.verwijzing import Moment

PERIODE = 12
"""Weeks before the one of the peildatum."""
NAMEN = ("peildatum", "stand_van", "van", "per", *VELDEN)
ONBEKEND_BIJ = ("team", "sector", "provincie")


def in_adres(versies: Versies) -> dict[str, str]:
    """By which definitions the numbers behind an address are counted; those of now need not be said."""
    return {} if versies == NU else {"definities": versies.tekst(jaar=True)}


def uit_adres(tekst: str) -> Versies | None:
    """None for what is no version of ours."""
    versies = Versies.uit(tekst, jaar=True) if tekst else NU
    return versies if versies.bekend else None


class Cijferform(MomentForm):
    van = forms.DateField(
        label=_("Vanaf"),
        input_formats=DATUMINVOER,
        widget=Datumvak(),
        required=False,
        error_messages={
            "invalid": _("De eerste dag is geen bestaande datum. Schrijf bijvoorbeeld 10-01-2021.")
        },
    )
    per = forms.ChoiceField(
        label=_("Per"), choices=[(WEEK, _("Week")), (MAAND, _("Maand"))], required=False, widget=Keuzevak
    )
    team = forms.ChoiceField(label=_("Team"), required=False, widget=Keuzevak)
    domein = forms.ChoiceField(label=_("Domein"), required=False, widget=Keuzevak)
    onderwerp = forms.ChoiceField(label=_("Onderwerp"), required=False, widget=Keuzevak)
    sector = forms.ChoiceField(label=_("Sector"), required=False, widget=Keuzevak)
    provincie = forms.ChoiceField(label=_("Provincie"), required=False, widget=Keuzevak)

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        gebruiker: Gebruiker,
        nu: datetime,
        namen: Woorden,
        synthetisch: bool,
    ) -> None:
        begin = beginwaarden(nu, gebruiker, synthetisch=synthetisch)
        gekozen = {naam: str(data.get(naam, "")).strip() for naam in NAMEN}
        super().__init__(
            {
                **gekozen,
                "peildatum": gekozen["peildatum"] or begin["peildatum"],
                "stand_van": gekozen["stand_van"] or (begin["stand_van"] if not gekozen["peildatum"] else ""),
            },
            nu=nu,
            gebruiker=gebruiker,
        )
        self.eigen_team = "" if heeft(gebruiker, Recht.CIJFERS_ZIEN) else gebruiker.team
        self.niets = not heeft(gebruiker, Recht.CIJFERS_ZIEN) and not gebruiker.team
        for naam in VELDEN:
            keuzes = dict(namen.lijsten.get(naam, {}))
            if naam in ONBEKEND_BIJ:
                keuzes.setdefault(ONBEKEND, gettext("Onbekend"))
            if naam == "team":
                keuzes.pop(Route.OPSPORING, None)  # what it has is for nobody here, also not counted apart
            veld: Any = self.fields[naam]
            veld.choices = [("", gettext("Alle")), *keuzes.items()]
            veld.error_messages |= GEEN_KEUZE
        self.fields["stand_van"].help_text = self.fields["peildatum"].help_text = ""
        if not heeft(gebruiker, Recht.CIJFERS_ZIEN):
            del self.fields["team"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        peildatum: date | None = data.get("peildatum")
        if peildatum is None or "van" in self.errors:
            return data
        data["per"] = data.get("per") or WEEK
        data["van"] = van = data.get("van") or max(_eerste(peildatum, data["per"]), VROEGSTE)
        if not VROEGSTE <= van <= peildatum:
            self.add_error("van", gettext("De eerste dag ligt na de peildatum, of te ver terug."))
        elif len(snijd(van, peildatum, data["per"])) > HOOGSTENS:
            self.add_error(
                "van", gettext("Dit zijn te veel stukken. Kies een kortere periode, of per maand.")
            )
        return data

    @property
    def moment(self) -> Moment:
        """Of a valid form."""
        data = self.cleaned_data
        vakken: list[Vak] = snijd(data["van"], data["peildatum"], data["per"])
        return Moment(data["peildatum"], data["stand_van"], tuple(vakken), self.snede)

    @property
    def snede(self) -> Snede:
        """The part that is chosen, of a form in which that is right."""
        gekozen = {naam: self.cleaned_data.get(naam, "") for naam in VELDEN}
        return Snede(**gekozen | {"team": self.eigen_team or gekozen["team"]})

    def snede_invoer(self) -> dict[str, str]:
        """The same as it stands in an address: the own team does not, whatever it says."""
        return {naam: waarde for naam in VELDEN if (waarde := self.cleaned_data.get(naam, ""))}

    def snede_in_woorden(self, namen: Woorden) -> list[tuple[str, str]]:
        return [
            (str(self.fields[naam].label), namen(naam, waarde))
            for naam, waarde in self.snede_invoer().items()
        ]

    def vraag(self, **anders: str) -> str:
        """This choice as a query string that gives the same for ever: the moments are written out (`invoer`)."""
        data = self.cleaned_data
        waarden = {
            **self.invoer(),
            "van": f"{data['van']:%d-%m-%Y}",
            "per": data["per"],
            **self.snede_invoer(),
        }
        return urlencode({naam: waarde for naam, waarde in (waarden | anders).items() if waarde})


def _eerste(peildatum: date, per: str) -> date:
    if per == MAAND:
        return peildatum.replace(year=peildatum.year - 1, day=1)
    return peildatum - timedelta(days=peildatum.weekday() + 7 * PERIODE)
