"""Correcting what a melding says: the form, and what happened to the melding while it was being filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django import forms
from django.core import signing
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import Tekstveld
from inspectie.tijd import AMSTERDAM
from meldingen.corrigeren import Beeld
from meldingen.feitenform import FEITEN, ONBEKEND, FeitenForm
from meldingen.kolommen import als_cel
from meldingen.models import Melding

HUN, MIJN = "hun", "mijn"
_ZOUT = "melding-gezien"


def merk(melding: Melding, gezien: Beeld, kies: Sequence[str] = ()) -> str:
    """What was seen, signed, for the form to carry; with the columns of which a person must pick what will stand."""
    return signing.dumps([melding.pk, asdict(gezien), list(kies)], salt=_ZOUT, compress=True)


def lees_merk(melding: Melding, merk: str) -> tuple[Beeld, list[str]] | None:
    try:
        pk, gezien, kies = signing.loads(merk, salt=_ZOUT)
        return (Beeld(**gezien), kies) if pk == melding.pk else None
    except (signing.BadSignature, TypeError, ValueError):
        return None


def begin(cellen: Mapping[str, str]) -> dict[str, str]:
    """The fields of the form for what the melding says."""
    ontvangen = datetime.fromisoformat(cellen["ontvangen_op"]).astimezone(AMSTERDAM)
    return {
        **{veld: cellen[veld] for veld in FEITEN},
        "bevoegd": cellen["bevoegd"] or "onbekend",
        "werkgever": cellen["werkgever"] or ONBEKEND,
        "ontvangen_dag": f"{ontvangen:%d-%m-%Y}",
        "ontvangen_tijd": f"{ontvangen:%H:%M}",
        "ontvangen_keer": str(ontvangen.fold),
    }


VELD_VAN = {"ontvangen_op": ("ontvangen_dag", "ontvangen_tijd", "ontvangen_keer")}
"""The fields of a column, where they are not one with its name."""


class WijzigForm(FeitenForm):
    gezien = forms.CharField(widget=forms.HiddenInput)
    reden = Tekstveld(
        label=_("Waarom wijzigt u dit?"),
        help_text=_("Komt in de tijdlijn. Schrijf niet op wie de melder is."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf op waarom u dit wijzigt.")},
    )

    def __init__(self, *args: Any, oud: Mapping[str, str], kies: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.oud, self.kies = oud, kies
        for veld in kies:
            self.fields[f"kies_{veld}"] = forms.ChoiceField(
                label=self.naam(veld),
                choices=[(HUN, _("Wat nu is vastgelegd")), (MIJN, _("Mijn invoer"))],
                widget=forms.RadioSelect,
                error_messages={"required": gettext("Kies wat er moet staan bij “%s”.") % self.naam(veld)},
            )

    def naam(self, veld: str) -> str:
        return str(self.fields[VELD_VAN.get(veld, (veld,))[0]].label)

    def mijn(self) -> dict[str, str]:
        """The cells as they were filled in; what the form can only show in part stays as it was."""
        data = self.cleaned_data
        uit = {veld: als_cel(data[veld]) for veld in FEITEN}
        if uit["bevoegd"] == "onbekend" and not self.oud["bevoegd"]:
            uit["bevoegd"] = ""
        uit["werkgever"] = als_cel(self.gekozen.pk) if self.gekozen else ""
        uit["ontvangen_op"] = self.oud["ontvangen_op"]
        was = datetime.fromisoformat(self.oud["ontvangen_op"])
        if self.moment is not None and self.moment.timestamp() // 60 != was.timestamp() // 60:
            uit["ontvangen_op"] = als_cel(self.moment)
        return uit

    def cellen(self) -> dict[str, str]:
        """What will stand: what was filled in, and where the other was picked what stands already."""
        gekozen = {veld for veld in self.kies if self.cleaned_data[f"kies_{veld}"] == HUN}
        return {veld: waarde for veld, waarde in self.mijn().items() if veld not in gekozen}

    def in_woorden(self, veld: str, waarde: str) -> str:
        """A cell as one reads it; of an employer its name is for the caller."""
        if veld == "ontvangen_op":
            return date_format(datetime.fromisoformat(waarde).astimezone(AMSTERDAM), "SHORT_DATETIME_FORMAT")
        keuzes = dict(getattr(self.fields[veld], "choices", ()))
        return str(keuzes.get(waarde, waarde) or gettext("Niets ingevuld"))
