"""Deciding on an advice, and asking for the reporter."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.bestandsveld import Bestandenveld
from inspectie.formvelden import Tekstveld, dagveld, redenveld
from meldingen.handelingen import AANVULLING, BEVESTIGEN, BEVESTIGING_HERROEPEN, DUBBEL, LATER, Handeling
from meldingen.later import NIET_LATER
from meldingen.models import Ontvangstbevestiging, Prioriteit, Route, Samen, TriageBesluit
from meldingen.models.triage import TE_KIEZEN
from meldingen.verzamelen import Opdracht
from meldingen.vragen import keuzes
from meldingen.woorden import Woorden

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
    reden = Tekstveld(
        label=_("Reden"),
        help_text=_("Nodig als u afwijkt van het advies."),
        required=False,
        max_length=2000,
        widget=_REDEN,
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

    def clean(self) -> None:
        """The same as the act says, but beside the field it is about; of another advice only the act speaks."""
        besluit, data = self.besluit, self.cleaned_data
        if besluit is None or self.errors or data["advies"] != besluit.pk:
            return
        anders = (data["route"], data["prioriteit"]) != (besluit.route, besluit.prioriteit)
        if anders and not data["reden"].strip():
            self.add_error("reden", gettext("U wijkt af van het advies; geef daar een reden voor."))


class HandelingForm(forms.Form):
    """The words of one act, and how the melding stood when its page was shown."""

    uiterlijk: date | None = None
    """The last day to do it, where there is one, and whether it has passed."""
    te_laat = False

    gezien = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)
    tekst = Tekstveld(widget=_REDEN)

    def __init__(self, handeling: Handeling, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id=f"id_{handeling.url}_%s")
        veld = self.fields["tekst"]
        veld.label, veld.help_text = str(handeling.veld), str(handeling.hulp)
        veld.error_messages["required"] = str(handeling.leeg)
        veld.validators.append(MaxLengthValidator(handeling.hoogstens))
        self.handeling = handeling


class AanvullingForm(HandelingForm):
    """A question to the reporter: of the ones we ask most, in own words, or both."""

    vragen = forms.MultipleChoiceField(
        label=_("Wat we vaak vragen"),
        help_text=_("Een melder met een ontvangstcode leest deze in de eigen taal."),
        choices=keuzes,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(AANVULLING, data)
        self.fields["tekst"].required = False

    def clean(self) -> None:
        if not self.cleaned_data.get("vragen") and not self.cleaned_data.get("tekst", "").strip():
            self.add_error("tekst", str(AANVULLING.leeg))


class BevestigingForm(HandelingForm):
    """How a reporter was told that the melding was received, and when, or why that cannot be; or that the program is to
    do it now (MAIL)."""

    MAIL = "MAIL"

    wijze = forms.ChoiceField(
        label=_("Hoe bevestigde u de ontvangst?"),
        help_text=_(
            "Schrijf in de bevestiging niet waar de melding over gaat, en stuur haar niet naar een adres bij de "
            "werkgever."
        ),
        choices=[*Ontvangstbevestiging.Wijze.choices, (MAIL, _("Nog niet: stuur nu een e-mail"))],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Kies hoe u de ontvangst bevestigde, of dat het niet kan.")
        ),
    )
    dag = dagveld(_("Op welke dag?"))

    def __init__(self, data: Any = None, *, vandaag: date | None = None) -> None:
        super().__init__(BEVESTIGEN, data)
        zonder_dag = data is not None and data.get("wijze") in (Ontvangstbevestiging.Wijze.NIET, self.MAIL)
        self.fields["dag"].required, self.fields["tekst"].required = not zonder_dag, False
        self.initial["dag"] = vandaag

    def clean(self) -> None:
        """The same as the act says, but beside the field it is about."""
        data = self.cleaned_data
        if data.get("wijze") == Ontvangstbevestiging.Wijze.NIET and not data.get("tekst", "x").strip():
            self.add_error("tekst", str(BEVESTIGEN.leeg))
        if data.get("wijze") == self.MAIL and data.get("tekst", "").strip():
            self.add_error("tekst", gettext("In de e-mail staat alleen het nummer. Laat dit vak dan leeg."))

    def zonder_mail(self) -> None:
        """Where the program can send none."""
        self.fields["wijze"].choices = Ontvangstbevestiging.Wijze.choices  # type: ignore[attr-defined]


class BevestigingHerroepenForm(HandelingForm):
    """`bevestigd_op`: of which one, as it was seen."""

    bevestigd_op = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, bevestigd_op: datetime | None = None) -> None:
        super().__init__(BEVESTIGING_HERROEPEN, data)
        self.initial["bevestigd_op"] = bevestigd_op.isoformat() if bevestigd_op else ""

    def moment(self) -> datetime:
        """What was made up is of no moment at which anything was recorded."""
        try:
            return datetime.fromisoformat(self.cleaned_data["bevestigd_op"]).astimezone(UTC)
        except (ValueError, OverflowError):
            return datetime.min.replace(tzinfo=UTC)


class LaterForm(HandelingForm):
    """What came from a reporter after the melding was registered, along which channel: words, files, or both.
    `inzending` belongs to this one form."""

    inzending = forms.UUIDField(widget=forms.HiddenInput)
    kanaal = forms.ChoiceField(
        label=_("Hoe kwam het?"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies hoe het kwam.")),
    )
    bestanden = Bestandenveld(
        label=_("Bestanden"),
        help_text=_(
            "Een foto, scan of document dat de melder stuurde; elk ten hoogste 10 MB. Bij foto’s gaat eraf waar en "
            "wanneer ze zijn gemaakt."
        ),
    )
    field_order = ("gezien", "inzending", "kanaal", "tekst", "bestanden")

    def __init__(self, data: Any = None, files: Any = None, *, woorden: Woorden) -> None:
        super().__init__(LATER, data, files)
        self.fields["tekst"].required = False
        self.fields["kanaal"].choices = [  # type: ignore[attr-defined]
            keuze for keuze in woorden.lijsten["kanaal"].items() if keuze[0] not in NIET_LATER
        ]
        self.fields["tekst"].widget.attrs["rows"] = 6
        self.initial["inzending"] = uuid4()

    def clean(self) -> None:
        data = self.cleaned_data
        leeg = not data.get("tekst", "").strip() and not data.get("bestanden")
        if leeg and self.errors.keys().isdisjoint({"tekst", "bestanden"}):
            self.add_error("tekst", str(self.handeling.leeg))
        if self.errors:
            self.kies_opnieuw()

    def kies_opnieuw(self) -> None:
        """A browser does not choose files again by itself."""
        if self.files:
            self.add_error("bestanden", gettext("De bestanden zijn niet bewaard. Kies ze opnieuw."))

    def nog_eens(self) -> None:
        """It was refused, and nothing was recorded: what is made of it is another form."""
        self.kies_opnieuw()
        self.data = {naam: self.data[naam] for naam in self.data} | {"inzending": str(uuid4())}


class SamenForm(forms.Form):
    """What to do with many at once. Which of the fields count depends on the act."""

    handeling = forms.ChoiceField(
        label=_("Wat wilt u doen?"),
        choices=Samen.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat u wilt doen."), "invalid_choice": _("Kies wat u wilt doen.")},
    )
    route = forms.ChoiceField(
        label=_("Route"), choices=[("", _("Kies een route")), *TE_KIEZEN], required=False
    )
    prioriteit = forms.ChoiceField(
        label=_("Prioriteit"), choices=[("", _("Geen")), *Prioriteit.choices], required=False
    )
    tekst = Tekstveld(
        label=_("Reden of vraag"),
        help_text=_("De reden, of de vraag aan de melder. Dezelfde voor elke melding."),
        required=False,
        max_length=2000,
        widget=_REDEN,
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


class DubbelForm(HandelingForm):
    """And of which melding (its number) this one is a duplicate. Each melding beside it has a form of its own."""

    van = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, van: int | None = None, data: Any = None) -> None:
        super().__init__(DUBBEL, data)
        nummer = van if van is not None else self["van"].value()
        self.auto_id = (
            f"id_dubbel_{nummer}_%s" if str(nummer).isascii() and str(nummer).isdecimal() else "id_dubbel_%s"
        )
        self.initial["van"] = van


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
