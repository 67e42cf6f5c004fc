"""Choosing the moments of the figures, and asking for a report."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.tijd import AMSTERDAM, DATUMINVOER, LAATSTE, VROEGSTE, begin_van, einde_van, lokale_dag
from rapportages.standen import elke_stand, is_hele_dag, mag_kiezen
from rapportages.uitvoer import FORMATEN
from rapportages.verantwoording import BRON_DATUM, BRON_PEILDATUM

TIJDINVOER = [
    *("%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%d-%m-%Y %H.%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"),
    "%d-%m-%Y %H:%M:%S %z",  # in the hour that there is twice
]

_SMAL = {"class": "smalle-invoer", "autocomplete": "off"}

# What each format is for; a format without words is shown with its name only.
GEBRUIK = {
    "pdf": _("om te versturen en af te drukken"),
    "odt": _("om de tekst te bewerken"),
    "ods": _("om met de cijfers te rekenen"),
    "xlsx": _("om met de cijfers te rekenen, in Excel"),
    "csv": _("de cijfers, één per regel"),
    "json": _("de cijfers, voor een ander programma"),
    "html": _("om in een browser te lezen"),
}


def standaard(nu: datetime, *, synthetisch: bool) -> tuple[date, datetime]:
    """The moments to begin with: today and now; in the demo those of the report that the demo set reproduces."""
    return (BRON_PEILDATUM, begin_van(BRON_DATUM)) if synthetisch else (lokale_dag(nu), nu)


def invoerwaarden(peildatum: date, stand_van: datetime) -> dict[str, str]:
    """Both moments as one types them, to the second, in local time; the end of a day is that day. In the hour that the
    clock goes back through, with the offset: there are two of each moment."""
    lokaal = stand_van.astimezone(AMSTERDAM)
    if stand_van == einde_van(lokaal.date()):
        return {"peildatum": f"{peildatum:%d-%m-%Y}", "stand_van": f"{lokaal:%d-%m-%Y}"}
    tijd = f"{lokaal:%H:%M:%S}" if lokaal.second else f"{lokaal:%H:%M}"
    if lokaal.replace(fold=0).utcoffset() != lokaal.replace(fold=1).utcoffset():
        tijd = f"{lokaal:%H:%M:%S %z}"
    return {"peildatum": f"{peildatum:%d-%m-%Y}", "stand_van": f"{lokaal:%d-%m-%Y} {tijd}"}


def beginwaarden(
    nu: datetime, gebruiker: Gebruiker, *, synthetisch: bool, terug: timedelta = timedelta()
) -> dict[str, str]:
    """The moments to begin with, or as long before, as this person may choose them: now is written as nothing by who
    may not name it later on."""
    peildatum, stand_van = standaard(nu, synthetisch=synthetisch)
    peildatum, stand_van = peildatum - terug, stand_van - terug
    if elke_stand(gebruiker) or is_hele_dag(stand_van):
        return invoerwaarden(peildatum, stand_van)
    if not terug:
        return invoerwaarden(peildatum, stand_van) | {"stand_van": ""}
    return invoerwaarden(peildatum, einde_van(lokale_dag(stand_van)))


class StandVanVeld(forms.DateTimeField):
    def to_python(self, value: Any) -> datetime | None:
        """A moment; a day without a time is its end, as on the command line (contract section 2)."""
        try:
            dag = forms.DateField(input_formats=DATUMINVOER).to_python(value)
        except forms.ValidationError:
            try:
                return super().to_python(value)
            except forms.ValidationError:
                # Django's own words name the time zone; what one can do about it stands with the field.
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        return einde_van(min(dag, LAATSTE)) if dag else None


class MomentForm(forms.Form):
    """Peildatum and stand van. An empty stand van is `nu` (`laatste_stand`); what is not over yet is refused, and so is
    a time of day for who would find the hour of receipt by it (`standen`)."""

    peildatum = forms.DateField(
        label=_("Peildatum"),
        help_text=_("Dag-maand-jaar. Wat tot en met deze dag is gebeurd, telt mee."),
        input_formats=DATUMINVOER,
        widget=forms.DateInput(format="%d-%m-%Y", attrs=_SMAL),
        error_messages={
            "required": _("Vul de peildatum in."),
            "invalid": _("De peildatum is geen bestaande datum. Schrijf bijvoorbeeld 10-01-2021."),
        },
    )
    stand_van = StandVanVeld(
        label=_("Stand van"),
        help_text=_("Dag-maand-jaar uur:minuut. Wat toen geregistreerd was, telt mee. Leeg is nu."),
        required=False,
        input_formats=TIJDINVOER,
        widget=forms.DateTimeInput(format="%d-%m-%Y %H:%M:%S", attrs=_SMAL),
        error_messages={
            "invalid": _("De stand van is geen bestaand tijdstip. Schrijf bijvoorbeeld 03-02-2021 14:30."),
        },
    )

    def __init__(self, *args: Any, nu: datetime, gebruiker: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nu, self.gebruiker = nu, gebruiker
        if not elke_stand(gebruiker):
            self.fields["stand_van"].help_text = _(
                "Dag-maand-jaar. Wat aan het einde van die dag geregistreerd was, telt mee; met 00:00 erachter aan"
                " het begin. Leeg is nu."
            )

    def invoer(self) -> dict[str, str]:
        """The moments of a valid form for an address that this person may go to. Without a right to every stand van,
        now stays now."""
        peildatum, stand_van = self.cleaned_data["peildatum"], self.cleaned_data["stand_van"]
        waarden = invoerwaarden(peildatum, stand_van)
        if stand_van == self.nu and not (elke_stand(self.gebruiker) or is_hele_dag(stand_van)):
            waarden["stand_van"] = ""
        return waarden

    def clean_peildatum(self) -> date:
        peildatum: date = self.cleaned_data["peildatum"]
        if peildatum > lokale_dag(self.nu):
            raise forms.ValidationError(
                gettext("De peildatum ligt in de toekomst. Kies vandaag of een eerdere dag.")
            )
        if peildatum < VROEGSTE:
            raise forms.ValidationError(
                gettext("De peildatum ligt te ver terug. Kies een dag vanaf 1 januari 2000.")
            )
        return peildatum

    def clean_stand_van(self) -> datetime:
        stand_van: datetime | None = self.cleaned_data["stand_van"]
        if stand_van is None:
            return self.nu
        if stand_van > self.nu:
            raise forms.ValidationError(
                gettext(
                    "Wat op dat tijdstip is geregistreerd is nog niet allemaal bekend. Kies een eerder tijdstip, of"
                    " laat het veld leeg voor nu."
                )
                if lokale_dag(stand_van) == lokale_dag(self.nu)
                else gettext(
                    "De stand van ligt in de toekomst. Kies een eerder tijdstip, of laat het veld leeg voor nu."
                )
            )
        if stand_van < begin_van(VROEGSTE):
            raise forms.ValidationError(
                gettext("De stand van ligt te ver terug. Kies een dag vanaf 1 januari 2000.")
            )
        if not mag_kiezen(self.gebruiker, stand_van):
            raise forms.ValidationError(
                gettext("Kies voor de stand van een hele dag, zonder tijd. Laat het veld leeg voor nu.")
            )
        return stand_van


def _keuzes() -> list[tuple[str, str]]:
    return [
        (code, f"{formaat.naam}, {GEBRUIK[code]}" if code in GEBRUIK else str(formaat.naam))
        for code, formaat in FORMATEN.items()
    ]


class RapportForm(MomentForm):
    formaat = forms.ChoiceField(
        label=_("Formaat"),
        choices=_keuzes,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies een formaat."),
            "invalid_choice": _("Dit formaat bestaat niet. Kies er een uit de lijst."),
        },
    )
