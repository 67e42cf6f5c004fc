"""The forms of the acts with words on one melding (`handelingen`): the words, and what else an act asks."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.bestandsveld import Bestandenveld
from inspectie.formvelden import Getalveld, Tekstveld, dagveld, soms_verplicht, ververs
from meldingen.handelingen import AANVULLING, BEVESTIGEN, BEVESTIGING_HERROEPEN, DUBBEL, LATER, Handeling
from meldingen.later import NIET_LATER
from meldingen.models import Ontvangstbevestiging
from meldingen.vragen import CONTACT, keuzes
from meldingen.woorden import Woorden


class HandelingForm(forms.Form):
    """The words of one act, and how the melding stood when its page was shown."""

    uiterlijk: date | None = None
    """The last day to do it, where there is one, and whether it has passed."""
    te_laat = False

    gezien = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)
    tekst = Tekstveld(widget=forms.Textarea(attrs={"rows": 3}))

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

    def zonder_contact(self) -> None:
        """It promises what is not so of this melding (`meldingen.vragen.CONTACT`)."""
        self.fields["vragen"].choices = [keuze for keuze in keuzes() if keuze[0] != CONTACT]  # type: ignore[attr-defined]

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
        self.fields["dag"].required = not zonder_dag
        soms_verplicht(self.fields["tekst"])
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
        ververs(self, inzending=str(uuid4()))


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


class AnderDubbelForm(DubbelForm):
    """The same of a melding that does not look like this one: its number is written."""

    ander = forms.CharField(initial="1", widget=forms.HiddenInput)
    van = Getalveld(
        min_value=1,
        max_value=2**63 - 1,
        label=_("Nummer van de andere melding"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            naam: _("Vul het nummer van de andere melding in, in cijfers.")
            for naam in ("required", "invalid", "min_value", "max_value")
        },
    )
    field_order = ("gezien", "ander", "van", "tekst")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data=data)
        self.auto_id = "id_dubbel_ander_%s"
