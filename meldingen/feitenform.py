"""The form of what a melding says, for who records one and for who corrects it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import GEEN_KEUZE, Getalveld, Kvkveld, Tekstveld, soms_verplicht
from inspectie.getal import als_getal
from inspectie.kolommen import Gebrek
from inspectie.redenen import in_de_taal
from meldingen.models import Werkgever
from meldingen.models.feiten import Bevoegd, CoronaRelatie, Ernst
from meldingen.ontvangstform import SMAL, OntvangstForm
from meldingen.woorden import Woorden

JA_NEE_ONBEKEND = [("ja", _("Ja")), ("nee", _("Nee")), ("", _("Weet ik niet"))]
NIEUW, ONBEKEND = "nieuw", "onbekend"
_TEKST_MAX = 100_000
FEITEN = (
    "kanaal personen_in_gevaar werkonderbreking ernst omschrijving corona_relatie duurt_voort aantal_blootgesteld "
    "bevestigde_besmettingen arbeidsmigranten melder_ziet_risico toestemming_contact_werkgever verzoek_24_7 bevoegd "
    "opsporing_indicatie melder_type"
).split()
"""The fields that fill a column of the same name."""


def _ja_nee(label: Any, hulp: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, help_text=hulp, choices=JA_NEE_ONBEKEND, required=False, widget=forms.RadioSelect
    )


def _getal(label: Any) -> Getalveld:
    return Getalveld(
        label=label,
        required=False,
        min_value=0,
        max_value=1_000_000,
        widget=forms.TextInput(attrs=SMAL | {"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Schrijf een heel getal, bijvoorbeeld 12."),
            "min_value": _("Dit getal kan niet kleiner dan 0 zijn."),
            "max_value": _("Dit getal is te groot."),
        },
    )


def keuze(label: Any, leeg: Any, hulp: Any = "", **opties: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hulp,
        error_messages=GEEN_KEUZE | {"required": leeg},
        **opties,
    )


class FeitenForm(OntvangstForm):
    """What a melding says, apart from its topics and its reporter."""

    kanaal = keuze(
        _("Hoe kwam de melding binnen?"), _("Kies hoe de melding binnenkwam."), widget=forms.RadioSelect
    )
    personen_in_gevaar = _ja_nee(
        _("Is er nu iemand in gevaar?"),
        _("Denk aan acuut besmettingsgevaar of aan mensen die niet weg kunnen."),
    )
    werkonderbreking = _ja_nee(_("Hebben werknemers het werk neergelegd?"))
    ernst = keuze(
        _("Hoe ernstig schat u het in?"),
        "",
        choices=[*Ernst.choices, ("", _("Nog niet te zeggen"))],
        required=False,
        widget=forms.RadioSelect,
    )
    werkgever_zoek = forms.CharField(
        label=_("Zoek de werkgever"),
        help_text=_("Naam, plaats of KvK-nummer."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )
    werkgever = forms.CharField(
        label=_("Om welke werkgever gaat het?"),
        max_length=20,
        error_messages={"required": _("Kies de werkgever, voeg hem toe of kies “Weet ik niet”.")},
    )
    nieuw_naam = soms_verplicht(forms.CharField(label=_("Naam"), max_length=200))
    nieuw_plaats = forms.CharField(label=_("Plaats"), required=False, max_length=100)
    nieuw_provincie = forms.ChoiceField(label=_("Provincie"), required=False)
    nieuw_sector = forms.ChoiceField(label=_("Sector"), required=False)
    nieuw_kvk_nummer = Kvkveld(
        label=_("KvK-nummer"),
        required=False,
        widget=forms.TextInput(attrs=SMAL | {"inputmode": "numeric"}),
        error_messages={"invalid": _("Een KvK-nummer heeft acht cijfers.")},
    )
    omschrijving = Tekstveld(
        label=_("Wat is er aan de hand?"),
        help_text=_(
            "In de woorden van de melder, met sinds wanneer. "
            "Schrijf geen namen van zieke collega’s op, en niet wie de melder is."
        ),
        required=False,
        max_length=_TEKST_MAX,
        widget=forms.Textarea(attrs={"rows": 6, "lang": "nl-NL"}),
        error_messages={"max_length": _("Deze tekst is te lang: hoogstens 100.000 tekens.")},
    )
    corona_relatie = keuze(
        _("Heeft het met corona te maken?"),
        _("Kies of de melding met corona te maken heeft."),
        choices=CoronaRelatie.choices,
        widget=forms.RadioSelect,
    )
    duurt_voort = _ja_nee(_("Gaat het nu nog door?"))
    aantal_blootgesteld = _getal(_("Hoeveel mensen staan eraan bloot?"))
    bevestigde_besmettingen = _getal(_("Hoeveel besmettingen zijn er bevestigd?"))
    arbeidsmigranten = _ja_nee(_("Gaat het om arbeidsmigranten?"))
    melder_ziet_risico = _ja_nee(_("Ziet de melder zelf een risico?"))
    toestemming_contact_werkgever = _ja_nee(
        _("Mogen wij contact opnemen met de werkgever?"),
        _("De werkgever hoort nooit van ons dat er een melding was."),
    )
    verzoek_24_7 = _ja_nee(
        _("Is dit een verzoek om onderzoek volgens Arbowet artikel 24 lid 7?"),
        _("Alleen van een ondernemingsraad, personeelsvertegenwoordiging of vakbond."),
    )
    bevoegd = keuze(
        _("Wiens terrein is het?"),
        "",
        choices=[c for c in Bevoegd.choices if c[0] != Bevoegd.ONBEKEND]
        + [(Bevoegd.ONBEKEND.value, _("Weet ik niet"))],
        required=False,
        widget=forms.RadioSelect,
    )
    opsporing_indicatie = _ja_nee(_("Zijn er aanwijzingen voor een strafbaar feit?"))
    melder_type = keuze(_("Wie meldt?"), _("Kies wie er meldt."))

    WERKGEVER = ("naam", "plaats", "provincie", "sector", "kvk_nummer")

    def __init__(self, *args: Any, woorden: Woorden, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._zet("kanaal", list(woorden.lijsten["kanaal"].items()))
        self._zet("melder_type", [("", gettext("Maak een keuze")), *woorden.lijsten["melder_type"].items()])
        for naam in ("sector", "provincie"):
            self._zet(f"nieuw_{naam}", [("", gettext("Onbekend")), *woorden.lijsten[naam].items()])
        self.moment: datetime | None = None
        self.gekozen: Werkgever | None = None
        """The known employer that was chosen."""

    def _zet(self, veld: str, keuzes: Sequence[Any]) -> None:
        self.fields[veld].choices = keuzes  # type: ignore[attr-defined]

    def clean_werkgever(self) -> str:
        keuze: str = self.cleaned_data["werkgever"]
        if keuze not in (NIEUW, ONBEKEND):
            self.gekozen = vind_werkgever(keuze)
            if self.gekozen is None:
                raise forms.ValidationError(gettext("Deze werkgever bestaat niet. Zoek opnieuw."))
        return keuze

    def clean(self) -> None:
        self.moment = self.ontvangen()
        data = self.cleaned_data
        zonder_naam = not data.get("nieuw_naam", "").strip() and "nieuw_naam" not in self.errors
        if data.get("werkgever") == NIEUW and zonder_naam:
            self.add_error("nieuw_naam", gettext("Vul de naam van de nieuwe werkgever in."))

    def werkgevercellen(self) -> dict[str, str] | None:
        """Of a new employer, when it is one."""
        if self.cleaned_data["werkgever"] != NIEUW:
            return None
        return {naam: self.cleaned_data[f"nieuw_{naam}"].strip() for naam in self.WERKGEVER}


def wijs_aan(form: forms.Form, gebreken: Sequence[Gebrek]) -> None:
    """What the records refuse of a column, in the language of the page, at the field that column is filled by. Where a
    form has no such field it stands above it, under the name of the column."""
    for kolom, reden in gebreken:
        veld = "ontvangen_dag" if kolom == "ontvangen_op" else kolom.replace("werkgever.", "nieuw_")
        if veld in form.fields:
            form.add_error(veld, capfirst(f"{in_de_taal(reden)}."))
        else:
            form.add_error(None, f"{kolom}: {in_de_taal(reden)}.")


def vind_werkgever(pk: str) -> Werkgever | None:
    getal = als_getal(pk)
    return None if getal is None else Werkgever.objects.bekend().filter(pk=getal).first()
