"""The form of when a melding was received."""

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.kolommen import JAREN
from inspectie.tijd import AMSTERDAM, DATUMINVOER

TIJDINVOER = ["%H:%M", "%H.%M"]
SMAL = {"class": "smalle-invoer", "autocomplete": "off"}


class OntvangstForm(forms.Form):
    """When a melding was received: a day and a time in Amsterdam, of which one can be there twice or not at all."""

    ontvangen_dag = forms.DateField(
        label=_("Ontvangen op"),
        help_text=_("Dag-maand-jaar. Bij een brief: de dag waarop hij binnenkwam."),
        input_formats=DATUMINVOER,
        widget=forms.DateInput(format="%d-%m-%Y", attrs=SMAL),
        error_messages={
            "required": _("Vul in op welke dag de melding is ontvangen."),
            "invalid": _("De dag van ontvangst bestaat niet. Schrijf bijvoorbeeld 10-01-2021."),
        },
    )
    ontvangen_tijd = forms.TimeField(
        label=_("Tijd"),
        help_text=_("Uur:minuut."),
        input_formats=TIJDINVOER,
        widget=forms.TimeInput(format="%H:%M", attrs=SMAL),
        error_messages={
            "required": _("Vul in hoe laat de melding is ontvangen."),
            "invalid": _("De tijd van ontvangst bestaat niet. Schrijf bijvoorbeeld 14:30."),
        },
    )
    ontvangen_keer = forms.ChoiceField(
        label=_("Welke keer"),
        help_text=_("Die nacht ging de klok een uur terug: dit tijdstip was er twee keer."),
        choices=[("0", _("Eerste keer (zomertijd)")), ("1", _("Tweede keer (wintertijd)"))],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, nu: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nu = nu
        self.twee_keer = False
        """Whether the moment that was typed was there twice: then `ontvangen_keer` is asked."""

    def ontvangen(self) -> datetime | None:
        """The moment, in `clean`; with an error where there is none."""
        dag, tijd = self.cleaned_data.get("ontvangen_dag"), self.cleaned_data.get("ontvangen_tijd")
        if dag is None or tijd is None:
            return None
        if dag.year not in JAREN:
            self.add_error("ontvangen_dag", gettext("Dit jaar kan niet kloppen."))
            return None
        momenten = _momenten(dag, tijd)
        self.twee_keer = len(momenten) > 1
        if not momenten:
            self.add_error(
                "ontvangen_tijd",
                gettext("Dit tijdstip bestaat niet: die nacht ging de klok een uur vooruit."),
            )
            return None
        keer = self.cleaned_data.get("ontvangen_keer")
        if self.twee_keer and not keer:
            self.add_error("ontvangen_keer", gettext("Kies of het de eerste of de tweede keer was."))
            return None
        moment = momenten[int(keer or 0) if self.twee_keer else 0]
        if moment > self.nu:
            self.add_error("ontvangen_dag", gettext("Het moment van ontvangst ligt in de toekomst."))
        return moment


def _momenten(dag: date, tijd: time) -> list[datetime]:
    """The moments at which a clock in Amsterdam shows this: one; two when it is put back, none when put forward."""
    kandidaten = {
        datetime.combine(dag, tijd, AMSTERDAM).replace(fold=fold).astimezone(UTC) for fold in (0, 1)
    }
    echt = (
        m
        for m in sorted(kandidaten)
        if m.astimezone(AMSTERDAM).replace(tzinfo=None) == datetime.combine(dag, tijd)
    )
    return [moment.astimezone(AMSTERDAM) for moment in echt]
