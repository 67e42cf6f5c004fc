"""What the forms of a zaak are made of."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import GEEN_KEUZE, tekstveld
from interventies.models import Zaak
from interventies.zaakwerkgevers import werkgevers_in
from meldingen.models import Werkgever

GEEN_BERICHT = "NIET"
PLEK = {"over": "plek-van-over", "sleutel": "plek-van-sleutel", "bij": "plek-van-bij"}
"""What stands in a form that is written once for many records, where each has its own."""


def bevindingenveld() -> forms.CharField:
    """What was found: the part of a letter that its author writes."""
    return tekstveld(
        _("Wat u vaststelde"),
        hulp=_("Staat zo in de brief. Schrijf niet dat er is gemeld of door wie, en geen namen."),
        verplicht=False,
    )


ZONDER_FEITEN = _("Schrijf op wat u vaststelde: een boeterapport geeft de feiten waarop het rust.")
ZONDER_WERK = _("Schrijf op welk werk of welke plaats wordt stilgelegd.")


def werkveld(*, verplicht: bool) -> forms.CharField:
    """Which work or place an order stops: the employer must know what is not to go on."""
    return tekstveld(
        _("Welk werk of welke plaats"),
        ZONDER_WERK,
        hulp=_("Staat zo in de brief: wat moet stoppen, waar, en welke plaats wordt verlaten."),
        verplicht=verplicht,
    )


class Zaakform(forms.Form):
    """The form of one act in a zaak. `sleutel` makes that one form does its act once, however often it is sent.

    `over` names the field with the record of the zaak that the act is about; of another zaak it does not exist.
    """

    over = ""
    gedrukt = ""
    """As it reads, once it is written, with `PLEK` for what differs."""
    sleutel = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        zaak: Zaak,
        vandaag: date,
        data: Any = None,
        bestanden: Any = None,
        *,
        id_naam: str = "",
        **begin: Any,
    ) -> None:
        super().__init__(data, bestanden, auto_id=f"id_{id_naam}_%s", initial={"sleutel": uuid4(), **begin})
        self.zaak, self.vandaag = zaak, vandaag
        if "dag" in self.fields:
            self.initial.setdefault("dag", vandaag)
        self.bij_de_zaak()

    def bij_de_zaak(self) -> None:
        """Fill in what can be chosen in this zaak."""

    def ververs(self) -> None:
        """Of what was overtaken: as it was filled in, and now about the zaak as it is shown beside it."""

    def voor_elk(self) -> None:
        """Made with one record, and to be written for others of which it reads the same."""
        self.initial.update({"sleutel": PLEK["sleutel"], self.over: PLEK["over"]})

    def zichtbaar(self) -> list[forms.BoundField]:
        return [veld for veld in self if not veld.is_hidden]


def een_uit(reeks: Any) -> "forms.ModelChoiceField[Any]":
    """One record of these, by its id."""
    return forms.ModelChoiceField(
        reeks,
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Het gaat nergens over. Begin opnieuw op de pagina van de zaak."),
            "invalid_choice": _("Dit hoort niet bij deze zaak. Begin opnieuw op de pagina van de zaak."),
        },
    )


class WerkgeverMixin(Zaakform):
    werkgever = forms.ModelChoiceField(
        Werkgever.objects.none(), label=_("Werkgever"), error_messages=GEEN_KEUZE
    )

    def bij_de_zaak(self) -> None:
        veld = self.fields["werkgever"]
        veld.queryset = werkgevers_in(self.zaak)  # type: ignore[attr-defined]
        veld.label_from_instance = naam_en_plaats  # type: ignore[attr-defined]
        veld.empty_label = None  # type: ignore[attr-defined]

    def kies_uit(self, werkgevers: Sequence[Werkgever]) -> None:
        """The same, as they were read for the page: it holds more than one such form."""
        self.fields["werkgever"].choices = [  # type: ignore[attr-defined]
            (werkgever.pk, naam_en_plaats(werkgever)) for werkgever in werkgevers
        ]


def naam_en_plaats(werkgever: Werkgever) -> str:
    return f"{werkgever.naam}, {werkgever.plaats}" if werkgever.plaats else werkgever.naam
