"""Deciding on an advice, of one or of many; asking for what is sealed, with a reason; and the key of a partner. Acts
with words on one melding have theirs in `handelingforms`."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import Tekstveld, redenveld, soms_verplicht
from meldingen.models import Prioriteit, Route, Samen, TriageBesluit
from meldingen.models.triage import TE_KIEZEN
from meldingen.verzamelen import Opdracht

_REDEN = forms.Textarea(attrs={"rows": 3})


class BesluitForm(forms.Form):
    """A route and priority on one advice; a reason where they differ from it (the act itself refuses without).

    `advies` is the advice the person looked at.
    """

    advies = forms.IntegerField(widget=forms.HiddenInput)
    route = forms.ChoiceField(
        label=_("Route"),
        choices=[("", _("Kies een route")), *TE_KIEZEN],
        error_messages={
            "required": _("Kies een route."),
            "invalid_choice": _("Deze route bestaat niet. Kies er een uit de lijst."),
        },
    )
    prioriteit = forms.ChoiceField(
        label=_("Prioriteit"),
        choices=[("", _("Geen")), *Prioriteit.choices],
        required=False,
        error_messages={"invalid_choice": _("Deze prioriteit bestaat niet. Kies er een uit de lijst.")},
    )
    reden = soms_verplicht(
        Tekstveld(
            label=_("Reden"),
            help_text=_("Nodig als u afwijkt van het advies."),
            max_length=2000,
            widget=_REDEN,
        )
    )

    def __init__(self, *args: Any, besluit: TriageBesluit | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.besluit = besluit
        if besluit is not None:
            self.initial = {
                "advies": besluit.pk,
                "route": "" if besluit.route == Route.HANDMATIG else besluit.route,
                "prioriteit": besluit.prioriteit,
            }
            # Whatever one chooses differs from no advice. Of another advice than this only the act speaks.
            ditzelfde = not self.is_bound or self.data.get("advies") == str(besluit.pk)
            if besluit.route == Route.HANDMATIG and ditzelfde:
                veld = self.fields["reden"]
                veld.required, veld.help_text = True, ""
                veld.error_messages["required"] = gettext(
                    "De regels geven geen advies. Schrijf op waarom u dit kiest."
                )

    def clean(self) -> None:
        """The same as the act says, but beside the field it is about; of another advice only the act speaks."""
        besluit, data = self.besluit, self.cleaned_data
        if besluit is None or self.errors or data["advies"] != besluit.pk:
            return
        anders = (data["route"], data["prioriteit"]) != (besluit.route, besluit.prioriteit)
        if anders and not data["reden"].strip():
            self.add_error("reden", gettext("U wijkt af van het advies; geef daar een reden voor."))


class SamenForm(forms.Form):
    """What to do with many at once. Which of the fields count depends on the act."""

    handeling = forms.ChoiceField(
        label=_("Wat wilt u doen?"),
        choices=Samen.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat u wilt doen."), "invalid_choice": _("Kies wat u wilt doen.")},
    )
    route = soms_verplicht(
        forms.ChoiceField(label=_("Route"), choices=[("", _("Kies een route")), *TE_KIEZEN])
    )
    prioriteit = forms.ChoiceField(
        label=_("Prioriteit"), choices=[("", _("Geen")), *Prioriteit.choices], required=False
    )
    tekst = soms_verplicht(
        Tekstveld(
            label=_("Reden of vraag"),
            help_text=_("De reden, of de vraag aan de melder. Dezelfde voor elke melding."),
            max_length=2000,
            widget=_REDEN,
        )
    )
    bekeken = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    sleutel = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean(self) -> None:
        data = self.cleaned_data
        handeling = data.get("handeling")
        if handeling == Samen.ROUTE and not data.get("route") and "route" not in self.errors:
            self.add_error("route", gettext("Kies een route."))
        if handeling and handeling != Samen.OVERNEMEN and "tekst" in data and not data["tekst"].strip():
            vraag = handeling == Samen.AANVULLING
            self.add_error(
                "tekst", gettext("Schrijf op wat er ontbreekt.") if vraag else gettext("Geef een reden.")
            )

    def opdracht(self) -> Opdracht:
        """Without what does not belong to the act."""
        data, handeling = self.cleaned_data, Samen(self.cleaned_data["handeling"])
        if handeling == Samen.OVERNEMEN:
            return Opdracht(handeling)
        if handeling == Samen.ROUTE:
            return Opdracht(handeling, data["route"], data["prioriteit"], data["tekst"])
        return Opdracht(handeling, tekst=data["tekst"])


class MelderForm(forms.Form):
    """Answered once: who sends the same form again (goes back, reloads) is asked again."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False)
    reden = redenveld(
        _("Reden van inzage"),
        _("Geef een reden om de melder in te zien."),
        hulp=_("Komt in het logboek, met uw naam en het tijdstip."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sleutel", uuid4())

    def nog_eens(self, fout: str, veld: str | None = "reden") -> "MelderForm":
        """Another form, with why this one was not answered; of its reason nothing is kept."""
        vers = MelderForm({"sleutel": uuid4(), "reden": ""})
        vers.errors.clear()
        vers.add_error(veld, fout)
        return vers


class InzageForm(forms.Form):
    reden = redenveld(
        _("Waarom opent u dit bericht?"),
        _("Geef een reden om dit bericht te openen."),
        hulp=_("Er kan in staan wie meldt. Uw reden komt in het logboek, met uw naam en het tijdstip."),
    )


class GeenMeldingForm(forms.Form):
    waarom = redenveld(
        _("Waarom is dit geen melding?"),
        _("Schrijf op waarom dit geen melding is."),
        hulp=_("Schrijf niet op wie het stuurde."),
        hoogstens=300,
    )


class PartnersleutelForm(forms.Form):
    inzending = forms.UUIDField(widget=forms.HiddenInput)
    naam = forms.CharField(
        label=_("Naam van de partner"),
        max_length=100,
        error_messages={"required": _("Vul de naam van de partner in.")},
    )
    kanaal = forms.ChoiceField(
        label=_("Langs welk kanaal meldt hij?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een kanaal.")},
    )

    def __init__(self, *args: Any, kanalen: Sequence[tuple[str, str]], opvolger: bool, **kwargs: Any) -> None:
        """`opvolger`: it succeeds another, and is of the same partner along the same channel."""
        super().__init__(*args, **kwargs)
        if opvolger:
            del self.fields["naam"], self.fields["kanaal"]
        else:
            self.fields["kanaal"].choices = kanalen  # type: ignore[attr-defined]
