"""The forms of handing over."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import GEEN_KEUZE, dagveld, soms_verplicht, tekstveld
from inspectie.fouten import zegt_iets
from interventies.berichten import Bezorging, kanalen, talen
from interventies.models import Deel
from interventies.overdrachtstukken import Stuk
from interventies.overdragen import Melderdeel, Opzet
from interventies.zaakform import GEEN_BERICHT
from meldingen.forms import MelderForm
from meldingen.melders import Bereik
from meldingen.models import Melding


class Eenmaalform(forms.Form):
    """Does its act once, however often it is sent."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, id_naam: str = "", **begin: Any) -> None:
        super().__init__(data, auto_id=f"id_{id_naam}_%s", initial={"sleutel": uuid4(), **begin})


class VoorstelForm(Eenmaalform):
    """To whom, and what; who decides sees this filled in."""

    partner = forms.ChoiceField(label=_("Partner"), error_messages=GEEN_KEUZE)
    delen = forms.MultipleChoiceField(
        label=_("Wat u deelt"),
        choices=Deel.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Wie er meldde hoort hier nooit bij."),
        error_messages={"required": _("Kies wat u deelt.")},
    )
    omschrijving = soms_verplicht(
        tekstveld(
            _("Omschrijving voor de partner"),
            hulp=_(
                "Nodig als u haar deelt. Haal eruit wat de melder of een zieke collega kan aanwijzen, of schrijf het"
                " in eigen woorden."
            ),
        )
    )
    bestanden = forms.MultipleChoiceField(
        label=_("Bestanden die meegaan"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Geen gaat vanzelf mee. Bekijk een bestand voor u het kiest. Wat een melder gaf aan een zaak van meer "
            "melders staat er niet bij: van wie het is staat nergens."
        ),
        error_messages={"invalid_choice": _("Dit bestand is er niet (meer). Kies opnieuw.")},
    )
    bestanden_bekeken = forms.BooleanField(
        label=_("Wat van een melder komt heb ik bekeken: niemand is eraan te herkennen"), required=False
    )
    reden = tekstveld(_("Reden"), _("Schrijf op waarom dit bij een ander hoort."))

    def __init__(
        self,
        *args: Any,
        partners: Sequence[tuple[str, str]],
        met_werkgever: bool,
        stukken: Sequence[Stuk] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bestanden"].choices = [(s.sleutel, _noem(s)) for s in stukken]  # type: ignore[attr-defined]
        if not stukken:
            del self.fields["bestanden"]
        if not any(stuk.van_melder for stuk in stukken):
            del self.fields["bestanden_bekeken"]
        self.fields["omschrijving"].widget.attrs |= {"rows": 8, "lang": "nl"}  # it goes to a Dutch authority
        self.fields["partner"].choices = [("", _("Kies een partner")), *partners]  # type: ignore[attr-defined]
        if not met_werkgever:
            self.fields["delen"].choices = [  # type: ignore[attr-defined]
                (code, naam) for code, naam in Deel.choices if code != Deel.WERKGEVER
            ]

    def clean(self) -> None:
        data = self.cleaned_data
        if Deel.OMSCHRIJVING in data.get("delen", ()) and not data.get("omschrijving", "").strip():
            self.add_error(
                "omschrijving", gettext("Schrijf de omschrijving voor de partner, of deel haar niet.")
            )

    def opzet(self) -> Opzet:
        data = self.cleaned_data
        return Opzet(
            partner=data["partner"],
            delen=data["delen"],
            omschrijving=data["omschrijving"],
            bestanden=data.get("bestanden", ()),
            bestanden_bekeken=data.get("bestanden_bekeken", False),
        )


class OverdragenForm(VoorstelForm):
    """And how the reporter is told; the reporter's identity only by a tick of its own."""

    gezien = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)
    reden = None  # type: ignore[assignment]  # a decision needs none beside the advice it follows
    met_melder = forms.BooleanField(
        label=_("De partner krijgt ook de naam en de bereikbaarheid van de melder"), required=False
    )
    melder_reden = soms_verplicht(
        forms.CharField(
            label=_("Waarom de partner dat moet weten"),
            max_length=400,
            help_text=_("Komt in het logboek als inzage in de kluis, met uw naam."),
        )
    )
    toestemming_op = soms_verplicht(
        dagveld(_("Toestemming van de melder, gegeven op"), hulp=_("Zonder toestemming kan het niet."))
    )
    kanaal = forms.ChoiceField(
        label=_("Bericht aan de melder"), widget=forms.RadioSelect, error_messages=GEEN_KEUZE
    )
    taal = forms.ChoiceField(
        label=_("Taal van het bericht"),
        widget=forms.RadioSelect,
        error_messages=GEEN_KEUZE,
    )
    dag = dagveld(
        _("Dag van het bericht"), hulp=_("Een e-mail en een bericht op de volgpagina gaan vandaag.")
    )
    geen_bericht_reden = soms_verplicht(
        tekstveld(_("Waarom een bericht niet kan"), hulp=_("Nodig als u hierboven koos dat het niet kan."))
    )

    def __init__(self, *args: Any, melding: Melding, wegen: Bereik, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [*kanalen(melding, wegen), (GEEN_BERICHT, _("Kan niet"))]
        self.fields["kanaal"].choices = keuzes  # type: ignore[attr-defined]
        self.initial.setdefault("kanaal", keuzes[0][0] if len(keuzes) == 1 else "")
        self.fields["taal"].choices = leest = talen(wegen)  # type: ignore[attr-defined]
        self.initial.setdefault("taal", leest[0][0])

    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        if data.get("met_melder"):
            if not zegt_iets(data.get("melder_reden", "")):
                self.add_error(
                    "melder_reden", gettext("Schrijf op waarom de partner moet weten wie er meldde.")
                )
            if not data.get("toestemming_op") and "toestemming_op" not in self.errors:
                self.add_error("toestemming_op", gettext("Vul de dag in waarop de melder het goedvond."))
        if data.get("kanaal") == GEEN_BERICHT and not data.get("geen_bericht_reden", "").strip():
            self.add_error(
                "geen_bericht_reden",
                gettext("De melder krijgt bericht van de overdracht; schrijf op waarom dat niet kan."),
            )

    def opzet(self) -> Opzet:
        data = self.cleaned_data
        geen = data["kanaal"] == GEEN_BERICHT
        return replace(
            super().opzet(),
            melder=Melderdeel(data["melder_reden"], data["toestemming_op"]) if data["met_melder"] else None,
            bericht=None if geen else Bezorging(data["kanaal"], data["taal"], data["dag"]),
            geen_bericht_reden=data["geen_bericht_reden"] if geen else "",
        )


def _noem(stuk: Stuk) -> str:
    waar = gettext("van een melder") if stuk.van_melder else stuk.wat
    if stuk.bijlage is not None:
        zaak = gettext("zaak %(nummer)s") % {"nummer": stuk.bijlage.zaak.nummer}
        waar = ", ".join(filter(None, (zaak, waar)))
    return f"{stuk.toon} ({waar})" if waar else stuk.toon


class BevestigenForm(Eenmaalform):
    dag = dagveld(_("Ontvangst bevestigd op"))


class TerugForm(Eenmaalform):
    dag = dagveld(_("Teruggestuurd op"))
    reden = tekstveld(_("Reden van de partner"), _("Schrijf op waarom de partner de melding terugstuurt."))


class HerroepenForm(Eenmaalform):
    """`melder` is asked of who was told."""

    reden = tekstveld(
        _("Wat was er bij vergissing vastgelegd?"), _("Schrijf op wat er bij vergissing was vastgelegd.")
    )
    melder = tekstveld(
        _("Hoe hoort de melder dat het niet doorgaat?"),
        _("Schrijf op hoe de melder hoort dat het niet doorgaat, of waarom dat niet kan."),
        hulp=_("Of waarom dat niet kan. Schrijf niet op wie de melder is."),
    )

    def __init__(self, *args: Any, verteld: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not verteld:
            del self.fields["melder"]


class AfwijzenForm(Eenmaalform):
    reden = tekstveld(_("Reden"), _("Schrijf op waarom de melding niet wordt overgedragen."))


class PakketForm(MelderForm):
    """The package with the reporter in it: a read of the vault."""

    formaat = forms.ChoiceField(label=_("Formaat"), error_messages=GEEN_KEUZE)

    def __init__(self, *args: Any, formaten: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "id_pakket_%s"
        self.fields["formaat"].choices = list(formaten)  # type: ignore[attr-defined]
