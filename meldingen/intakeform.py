"""The form of a conversation: what is asked when a melding comes by phone, e-mail or letter, in that order."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.kolommen import JAREN, Bezwaar
from inspectie.redenen import in_de_taal
from inspectie.tijd import AMSTERDAM
from meldingen.models import Melding, Werkgever
from meldingen.models.melding import Bevoegd, CoronaRelatie, Ernst
from meldingen.woorden import Woorden

DATUMINVOER = ["%d-%m-%Y", "%Y-%m-%d"]
TIJDINVOER = ["%H:%M", "%H.%M"]
JA_NEE_ONBEKEND = [("ja", _("Ja")), ("nee", _("Nee")), ("", _("Weet ik niet"))]
NIEUW, ONBEKEND = "nieuw", "onbekend"
_SMAL = {"class": "smalle-invoer", "autocomplete": "off"}
_TEKST_MAX = 100_000


def _ja_nee(label: Any, hulp: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, help_text=hulp, choices=JA_NEE_ONBEKEND, required=False, widget=forms.RadioSelect
    )


def _getal(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=1_000_000,
        widget=forms.TextInput(attrs=_SMAL | {"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Schrijf een heel getal, bijvoorbeeld 12."),
            "min_value": _("Dit getal kan niet kleiner dan 0 zijn."),
            "max_value": _("Dit getal is te groot."),
        },
    )


def _keuze(label: Any, leeg: Any, hulp: Any = "", **opties: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hulp,
        error_messages={
            "required": leeg,
            "invalid_choice": _("Deze keuze bestaat niet. Kies er een uit de lijst."),
        },
        **opties,
    )


class OntvangstForm(forms.Form):
    """When a melding was received: a day and a time in Amsterdam, of which one can be there twice or not at all."""

    ontvangen_dag = forms.DateField(
        label=_("Ontvangen op"),
        help_text=_("Dag-maand-jaar. Bij een brief: de dag waarop hij binnenkwam."),
        input_formats=DATUMINVOER,
        widget=forms.DateInput(format="%d-%m-%Y", attrs=_SMAL),
        error_messages={
            "required": _("Vul in op welke dag de melding is ontvangen."),
            "invalid": _("De dag van ontvangst bestaat niet. Schrijf bijvoorbeeld 10-01-2021."),
        },
    )
    ontvangen_tijd = forms.TimeField(
        label=_("Tijd"),
        help_text=_("Uur:minuut."),
        input_formats=TIJDINVOER,
        widget=forms.TimeInput(format="%H:%M", attrs=_SMAL),
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


class FeitenForm(OntvangstForm):
    """What a melding says, apart from its topics and its reporter."""

    kanaal = _keuze(
        _("Hoe kwam de melding binnen?"), _("Kies hoe de melding binnenkwam."), widget=forms.RadioSelect
    )
    personen_in_gevaar = _ja_nee(
        _("Is er nu iemand in gevaar?"),
        _("Denk aan acuut besmettingsgevaar of aan mensen die niet weg kunnen."),
    )
    werkonderbreking = _ja_nee(_("Hebben werknemers het werk neergelegd?"))
    ernst = _keuze(
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
    nieuw_naam = forms.CharField(label=_("Naam"), required=False, max_length=200)
    nieuw_plaats = forms.CharField(label=_("Plaats"), required=False, max_length=100)
    nieuw_provincie = forms.ChoiceField(label=_("Provincie"), required=False)
    nieuw_sector = forms.ChoiceField(label=_("Sector"), required=False)
    nieuw_kvk_nummer = forms.RegexField(
        r"^[0-9]{8}$",
        label=_("KvK-nummer"),
        required=False,
        widget=forms.TextInput(attrs=_SMAL | {"inputmode": "numeric"}),
        error_messages={"invalid": _("Een KvK-nummer heeft acht cijfers.")},
    )
    omschrijving = forms.CharField(
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
    corona_relatie = _keuze(
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
    bevoegd = _keuze(
        _("Wiens terrein is het?"),
        "",
        choices=[c for c in Bevoegd.choices if c[0] != Bevoegd.ONBEKEND]
        + [(Bevoegd.ONBEKEND.value, _("Weet ik niet"))],
        required=False,
        widget=forms.RadioSelect,
    )
    opsporing_indicatie = _ja_nee(_("Zijn er aanwijzingen voor een strafbaar feit?"))
    melder_type = _keuze(_("Wie meldt?"), _("Kies wie er meldt."))

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

    def clean_omschrijving(self) -> str:
        return str(self.cleaned_data["omschrijving"]).replace("\r\n", "\n")

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


class IntakeForm(FeitenForm):
    """`cellen` is what it says, by the columns of a melding. Who may not record a reporter gets no fields for one."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    gezien = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    hoofdonderwerp = _keuze(_("Belangrijkste onderwerp"), _("Kies het belangrijkste onderwerp."))
    onderwerpen = forms.MultipleChoiceField(
        label=_("Gaat het ook over iets anders?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Dit onderwerp bestaat niet.")},
    )
    anoniem = _keuze(
        _("Wil de melder zijn naam geven?"),
        _("Kies of de melder anoniem blijft."),
        choices=[
            ("ja", _("Nee, de melder blijft anoniem")),
            ("nee", _("Ja, of een manier om hem te bereiken")),
        ],
        widget=forms.RadioSelect,
    )
    melder_naam = forms.CharField(label=_("Naam"), required=False, max_length=200)
    melder_email = forms.EmailField(
        label=_("E-mailadres"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("Dit is geen e-mailadres. Schrijf bijvoorbeeld naam@voorbeeld.nl.")},
    )
    melder_telefoon = forms.CharField(label=_("Telefoonnummer"), required=False, max_length=40)
    dubbel = forms.CharField(required=False, max_length=20)

    MELDER = ("anoniem", "melder_naam", "melder_email", "melder_telefoon")

    # As the page asks them, so that what is wrong is summed up in that order.
    field_order = (
        *("kanaal", "ontvangen_dag", "ontvangen_tijd", "ontvangen_keer", "personen_in_gevaar", "ernst"),
        *("werkonderbreking", "werkgever_zoek", "werkgever", "nieuw_naam", "nieuw_plaats", "nieuw_provincie"),
        *("nieuw_kvk_nummer", "nieuw_sector", "omschrijving", "hoofdonderwerp", "onderwerpen"),
    )

    def __init__(self, *args: Any, woorden: Woorden, legt_melder_vast: bool, **kwargs: Any) -> None:
        super().__init__(*args, woorden=woorden, **kwargs)
        self._zet("kanaal", [k for k in woorden.lijsten["kanaal"].items() if k[0] != "WEBFORMULIER"])
        groepen = onderwerpgroepen(woorden)
        self._zet("hoofdonderwerp", [("", gettext("Maak een keuze")), *groepen])
        self._zet("onderwerpen", groepen)
        if not legt_melder_vast:
            for naam in self.MELDER:
                del self.fields[naam]

    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        bekend = any(data.get(veld, "").strip() for veld in self.MELDER[1:])
        if data.get("anoniem") == "nee" and not bekend and not self.errors.keys() & set(self.MELDER):
            self.add_error(
                "melder_naam", gettext("Vul een naam, e-mailadres of telefoonnummer in, of kies anoniem.")
            )

    def cellen(self) -> dict[str, str]:
        """By column. What the reporter said of himself and then took back by choosing anonymous is not in it."""
        data = self.cleaned_data
        uit = {naam: cel(data[naam]) for naam in FEITEN}
        if data.get("anoniem") == "nee":
            uit |= {naam: data[naam] for naam in self.MELDER[1:]}
        uit["ontvangen_op"] = self.moment.isoformat() if self.moment else ""
        uit["onderwerpen"] = ";".join(self.onderwerpcodes())
        return uit

    def onderwerpcodes(self) -> list[str]:
        """The main one first."""
        hoofd = self.cleaned_data["hoofdonderwerp"]
        return [hoofd, *(code for code in self.cleaned_data["onderwerpen"] if code != hoofd)]


def wijs_aan(form: forms.Form, bezwaren: Sequence[Bezwaar]) -> None:
    """What the records refuse of a column, in the language of the page, at the field that column is filled by. Where a
    form has no such field it stands above it, under the name of the column."""
    for kolom, reden in bezwaren:
        veld = "ontvangen_dag" if kolom == "ontvangen_op" else kolom.replace("werkgever.", "nieuw_")
        if veld in form.fields:
            form.add_error(veld, capfirst(f"{in_de_taal(reden)}."))
        else:
            form.add_error(None, f"{kolom}: {in_de_taal(reden)}.")


FEITEN = (
    "kanaal personen_in_gevaar werkonderbreking ernst omschrijving corona_relatie duurt_voort aantal_blootgesteld "
    "bevestigde_besmettingen arbeidsmigranten melder_ziet_risico toestemming_contact_werkgever verzoek_24_7 bevoegd "
    "opsporing_indicatie melder_type"
).split()


def cel(waarde: object) -> str:
    return "" if waarde is None else str(waarde)


def onderwerpgroepen(woorden: Woorden) -> list[tuple[str, list[tuple[str, str]]]]:
    """The topics under the name of their home domain, for a list with groups."""
    thuis: dict[str, list[tuple[str, str]]] = {}
    for code, domein in woorden.thuis:
        thuis.setdefault(domein, []).append((code, woorden("onderwerp", code)))
    return [(woorden("domein", domein), codes) for domein, codes in thuis.items()]


def vind_werkgever(pk: str) -> Werkgever | None:
    return (
        Werkgever.objects.filter(pk=int(pk)).first()
        if pk.isascii() and pk.isdecimal() and len(pk) < 19
        else None
    )


def vind_melding(reeks: Sequence[Melding], nummer: str) -> Melding | None:
    return next((melding for melding in reeks if str(melding.nummer) == nummer), None)
