"""The questions, one thing per page. A form says what is asked, in what words, and how the answer reads."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import islice
from typing import Any, cast

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import Getalveld, Kvkveld, Tekstveld, soms_verplicht
from meldingen.meldpunt.woorden import (
    MELDER,
    NAMENS,
    ONDERWERP,
    ONDERWERPEN,
    PROVINCIE,
    SECTOR,
    ZEGT_NIETS,
)

WEET_NIET = "weetniet"
JA_NEE = [("ja", _("Ja")), ("nee", _("Nee")), (WEET_NIET, _("Weet ik niet"))]
_KIES = _("Kies een antwoord. Weet u het niet? Kies dan “Weet ik niet”.")
TE_LANG = _("Dit is te lang. Er passen %(limit_value)s tekens in. Maak het korter.")
ONLEESBAAR = {
    "null_characters_not_allowed": _(
        "Er staat een teken in dat wij niet kunnen lezen. Typ het nog een keer, zonder plakken."
    )
}
"""What Django says of it no reporter understands."""
TEKST_MAX = 20_000
KORT_MAX = 200
"""Of a field that has no length of its own, and of a choice."""


class Antwoorden:
    """What was answered so far, as it was sent: by step, by field, a list of values."""

    def __init__(self, gegeven: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._gegeven = gegeven

    def alle(self, stap: str, veld: str) -> list[str]:
        return list(self._gegeven.get(stap, {}).get(veld, ()))

    def een(self, stap: str, veld: str) -> str:
        return next(iter(self.alle(stap, veld)), "").strip()


class _Velden(dict[str, forms.Field]):
    """The fields of a question: the same ones for everybody who answers it. Django makes a copy of each, every time,
    and that was a sixth of the work of sending. A question that makes something else of a field takes a copy of it."""

    def __deepcopy__(self, _: Any) -> dict[str, forms.Field]:
        return dict(self)


class _Vraagsoort(DeclarativeFieldsMetaclass):
    def __new__(mcs, naam: str, ouders: tuple[type, ...], inhoud: dict[str, Any]) -> "_Vraagsoort":
        soort: Any = super().__new__(mcs, naam, ouders, inhoud)
        soort.base_fields = _Velden(soort.base_fields)
        for veld in soort.base_fields.values():
            veld.error_messages |= ONLEESBAAR
        if len(soort.base_fields) == 1:
            (veld,) = soort.base_fields.values()
            veld.help_text = soort.uitleg  # lazy, as everywhere
        return cast("_Vraagsoort", soort)


class Vraag(forms.Form, metaclass=_Vraagsoort):
    """A step. `titel` is the question, `kort` what it is called in the summary and in “what comes next”. A step of one
    field has the question as its label."""

    titel: Promise
    kort: Promise
    uitleg: Promise | str = ""
    use_required_attribute = False

    def __init__(self, *args: Any, antwoorden: Antwoorden, **kwargs: Any) -> None:
        kwargs["label_suffix"] = ""  # Django would translate a colon, which no page shows
        super().__init__(*args, **kwargs)
        self.antwoorden = antwoorden

    def eigen(self, naam: str) -> Any:
        """A copy of this field, for this form to change."""
        veld = self.fields[naam] = deepcopy(self.fields[naam])
        return veld

    @classmethod
    def meer(cls, naam: str) -> bool:
        """Whether this field holds more than one answer."""
        return isinstance(cls.base_fields.get(naam), forms.MultipleChoiceField)

    @property
    def alleen(self) -> bool:
        return len(self.fields) == 1

    @property
    def veld(self) -> forms.BoundField | None:
        """Its field, when it has just one."""
        return self[next(iter(self.fields))] if self.alleen else None

    def gestuurd(self, data: MultiValueDict[str, str]) -> dict[str, list[str]]:
        """What was sent for its fields, as it was, for the draft: also what is not right."""
        return {
            naam: [waarde[:lengte] for waarde in data.getlist(naam)[:aantal]]
            for naam, (aantal, lengte) in ((naam, _hoogstens(veld)) for naam, veld in self.fields.items())
            if naam in data
        }

    def regels(self) -> Iterator[tuple[str, str, str]]:
        """(field, what it is called, the answer) for the summary, of a form that is valid."""
        for veld in self.visible_fields():
            naam = str(self.kort if self.alleen else veld.label)
            yield veld.auto_id, naam, self.leesbaar(veld.name) or gettext("Niet ingevuld")

    def leesbaar(self, naam: str) -> str:
        veld, waarde = self.fields[naam], self.cleaned_data[naam]
        if isinstance(veld, forms.ChoiceField):
            namen = dict(_plat(veld.choices))
            codes = waarde if isinstance(waarde, list) else [waarde]
            return "\n".join(str(namen[code]) for code in codes if code in namen)
        return "" if waarde is None else str(waarde)


def _hoogstens(veld: forms.Field) -> tuple[int, int]:
    """How many values are kept of a field, and how much of each: twice what it may hold, so that what is somewhat too
    long can be made shorter by who wrote it."""
    if isinstance(veld, forms.MultipleChoiceField):
        return len(list(_plat(veld.choices))), KORT_MAX
    return 1, 2 * (getattr(veld, "max_length", None) or KORT_MAX)


def _plat(keuzes: Any) -> Iterator[tuple[str, Any]]:
    for code, naam in keuzes:
        if isinstance(naam, list | tuple):
            yield from naam
        else:
            yield code, naam


def _keuze(keuzes: Any, label: Any = "", fout: Any = _KIES, **opties: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=keuzes,
        widget=forms.RadioSelect,
        error_messages={
            "required": fout,
            "invalid_choice": _("Dit antwoord bestaat niet. Kies er een uit de lijst."),
        },
        **opties,
    )


def _lijst(label: Any, keuzes: Mapping[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", _("Weet ik niet")), *keuzes.items()],
        required=False,
        error_messages={"invalid_choice": _("Dit antwoord bestaat niet. Kies er een uit de lijst.")},
    )


def _tekst(label: Any, lengte: int = 200, hulp: Any = "", **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hulp,
        required=False,
        max_length=lengte,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"max_length": TE_LANG},
    )


def _getal(label: Any = "", hulp: Any = "") -> Getalveld:
    return Getalveld(
        label=label,
        help_text=hulp,
        required=False,
        min_value=0,
        max_value=1_000_000,
        widget=forms.TextInput(
            attrs={"class": "smalle-invoer", "inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={
            "invalid": _("Schrijf een heel getal, bijvoorbeeld 12."),
            "min_value": _("Dit getal kan niet kleiner zijn dan 0."),
            "max_value": _("Dit getal is te groot."),
        },
    )


class Gevaar(Vraag):
    titel = _("Is er nu direct gevaar voor mensen op het werk?")
    kort = _("Direct gevaar")
    uitleg = _("Bijvoorbeeld: iemand kan nu ernstig ziek of gewond raken, of mensen kunnen niet weg.")
    gevaar = _keuze(JA_NEE)


class Wie(Vraag):
    titel = _("Wie bent u?")
    kort = _("Wie meldt")
    uitleg = _("Wij vragen hier niet naar uw naam. Kies wat het beste past.")
    wie = _keuze(list(MELDER.items()), fout=_("Kies wat het beste past, of “Dat zeg ik liever niet”."))


class Verzoek(Vraag):
    titel = _("Vraagt u ons om een onderzoek?")
    kort = _("Verzoek om onderzoek")
    uitleg = _(
        "Een ondernemingsraad, een personeelsvertegenwoordiging of een vakbond die aan de voorwaarden van de wet "
        "voldoet kan dat vragen (Arbowet, artikel 24, lid 7). Wij moeten dan onderzoek doen. Bij zo’n verzoek kan het "
        "bedrijf wel horen dat het er is."
    )
    verzoek = _keuze(
        [("ja", _("Ja, dit is een verzoek om onderzoek")), ("nee", _("Nee, dit is een gewone melding"))],
        fout=_("Kies of u om een onderzoek vraagt."),
    )


def verzoekt(antwoorden: Antwoorden) -> bool:
    """It is a request under Arbowet 24(7), by who may make one: that binds us, so it is never anonymous."""
    van = antwoorden.een("wie", "wie")
    return van in NAMENS and antwoorden.een("verzoek", "verzoek") == "ja"


class Namens(Vraag):
    titel = _("Namens wie vraagt u het onderzoek?")
    kort = _("Verzoek namens")
    uitleg = _("Schrijf op welke ondernemingsraad, personeelsvertegenwoordiging of vakbond het is.")
    namens = forms.CharField(
        label="",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Schrijf op namens wie u het onderzoek vraagt."),
            "max_length": TE_LANG,
        },
    )


class Onderwerp(Vraag):
    titel = _("Wat is er mis?")
    kort = _("Wat er mis is")
    uitleg = _("Kies alles wat past. Het mogen er meer zijn.")
    onderwerpen = forms.MultipleChoiceField(
        label="",
        choices=[(kop, list(codes.items())) for kop, codes in ONDERWERPEN],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Kies wat er mis is. Staat het er niet bij? Kies dan “Iets anders”."),
            "invalid_choice": _("Dit antwoord bestaat niet. Kies er een uit de lijst."),
            "invalid_list": _("Dit antwoord bestaat niet. Kies er een uit de lijst."),
        },
    )

    def groepen(self) -> list[tuple[Promise, list[forms.boundfield.BoundWidget]]]:
        """The topics under the head of their group."""
        keuzes = iter(self["onderwerpen"])
        return [(kop, list(islice(keuzes, len(codes)))) for kop, codes in ONDERWERPEN]


class Hoofd(Vraag):
    titel = _("Wat is het belangrijkste?")
    kort = _("Het belangrijkste")
    uitleg = _("U koos meer dingen. Welke is het ergst?")
    hoofd = _keuze([], fout=_("Kies wat het belangrijkste is."))

    def __init__(self, *args: Any, antwoorden: Antwoorden, **kwargs: Any) -> None:
        super().__init__(*args, antwoorden=antwoorden, **kwargs)
        gekozen = antwoorden.alle("onderwerp", "onderwerpen")
        self.eigen("hoofd").choices = [(c, ONDERWERP[c]) for c in ONDERWERP if c in gekozen]


class Verhaal(Vraag):
    titel = _("Vertel in uw eigen woorden wat er gebeurt")
    kort = _("Wat er gebeurt")
    uitleg = _(
        "Het mag in uw eigen taal. Wat gebeurt er, en op welke plek? Schrijf geen namen van zieke collega’s op. "
        "Schrijf ook niet op wie u zelf bent: daar vragen wij later naar."
    )
    verhaal = Tekstveld(
        label="",
        required=False,
        max_length=TEKST_MAX,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"max_length": TE_LANG},
    )

    def clean_verhaal(self) -> str:
        tekst = str(self.cleaned_data["verhaal"])
        gekozen = set(self.antwoorden.alle("onderwerp", "onderwerpen"))
        if not tekst and gekozen and gekozen <= ZEGT_NIETS:
            raise forms.ValidationError(
                gettext("U koos “iets anders” of een vraag. Schrijf hier op wat het is.")
            )
        return tekst


class Wanneer(Vraag):
    titel = _("Wanneer gebeurt dit?")
    kort = _("Wanneer")
    sinds = _tekst(
        _("Sinds wanneer?"), hulp=_("Bijvoorbeeld: drie weken, of sinds 10 januari."), autocomplete="off"
    )
    duurt_voort = _keuze(JA_NEE, _("Gaat het nu nog door?"))


class Corona(Vraag):
    titel = _("Heeft het met corona te maken?")
    kort = _("Corona")
    corona = _keuze(
        [
            ("DIRECT", _("Ja, het gaat over besmetting of over de coronaregels")),
            (
                "INDIRECT",
                _("Een beetje: door corona is er iets anders mis, bijvoorbeeld met loon of werktijd"),
            ),
            ("GEEN", _("Nee")),
        ],
        fout=_("Kies wat het beste past."),
    )


class Mensen(Vraag):
    titel = _("Hoeveel mensen lopen gevaar?")
    kort = _("Hoeveel mensen gevaar lopen")
    uitleg = _("Ongeveer is genoeg. Weet u het niet? Laat het dan leeg.")
    mensen = _getal()


class Besmettingen(Vraag):
    titel = _("Zijn er mensen op het werk van wie zeker is dat zij corona hebben?")
    kort = _("Besmettingen")
    uitleg = _("Bijvoorbeeld door een test. Geef geen namen.")
    besmet = _keuze(JA_NEE, _("Is er iemand besmet?"))
    aantal = soms_verplicht(
        _getal(_("Hoeveel mensen zijn besmet?"), _("Alleen als u “Ja” koos. Vul in wat u zeker weet."))
    )

    def regels(self) -> Iterator[tuple[str, str, str]]:
        """How many only where there are any: another number is not sent either."""
        besmet = self.cleaned_data["besmet"] == "ja"
        return (regel for regel in super().regels() if besmet or regel[0] != self["aantal"].auto_id)

    def clean(self) -> None:
        data = self.cleaned_data
        if data.get("besmet") == "ja" and not data.get("aantal") and "aantal" not in self.errors:
            self.add_error(
                "aantal", gettext("Vul in hoeveel mensen besmet zijn. Weet u het niet precies? Vul dan 1 in.")
            )


class Gestopt(Vraag):
    titel = _("Zijn mensen gestopt met werken omdat het te gevaarlijk is?")
    kort = _("Gestopt met werken")
    gestopt = _keuze(JA_NEE)


class Risico(Vraag):
    titel = _("Loopt u gevaar doordat u niet thuis kunt werken?")
    kort = _("Gevaar door niet thuiswerken")
    uitleg = _("Bijvoorbeeld omdat het op het werk te vol is.")
    risico = _keuze(JA_NEE)


class Migranten(Vraag):
    titel = _("Werken daar mensen die voor dit werk uit een ander land komen?")
    kort = _("Mensen uit een ander land")
    uitleg = _("Bijvoorbeeld uit Polen, Roemenië of Bulgarije. Wij kijken dan sneller.")
    migranten = _keuze(JA_NEE)


class Bedrijf(Vraag):
    titel = _("Bij welk bedrijf gebeurt het?")
    kort = _("Bedrijf")
    uitleg = _(
        "Schrijf op wat u weet. Werkt u via een uitzendbureau? Noem dan het bedrijf waar u het werk doet."
    )
    # A letter to the employer is addressed to it under this name.
    naam = forms.CharField(
        label=_("Naam van het bedrijf"),
        help_text=_(
            "Schrijf alleen de naam, zoals op een loonstrook of op de gevel. Een afdeling of ploeg schrijft u verderop."
        ),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Schrijf de naam van het bedrijf op, of kies “Ik weet de naam niet”."),
            "max_length": TE_LANG,
        },
    )
    onbekend = forms.BooleanField(label=_("Ik weet de naam niet"), required=False)
    plaats = _tekst(_("Plaats"), 100, autocomplete="off")
    waar = _tekst(_("Straat, of hoe wij het kunnen vinden"), 500, autocomplete="off")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "onbekend" in self.data:
            self.eigen("naam").required = False

    def leesbaar(self, naam: str) -> str:
        if naam == "naam" and not self.cleaned_data["naam"]:
            return gettext("Weet ik niet")
        return super().leesbaar(naam)

    def regels(self) -> Iterator[tuple[str, str, str]]:
        return (regel for regel in super().regels() if regel[0] != "id_onbekend")


class Bedrijfsgegevens(Vraag):
    titel = _("Wat weet u nog meer van het bedrijf?")
    kort = _("Meer over het bedrijf")
    uitleg = _("Dit helpt ons om het goede bedrijf te vinden. U hoeft het niet op te zoeken.")
    sector = _lijst(_("Wat voor bedrijf is het?"), SECTOR)
    provincie = _lijst(_("In welke provincie?"), PROVINCIE)
    kvk_nummer = Kvkveld(
        label=_("KvK-nummer"),
        help_text=_("Acht cijfers. Het staat soms op een contract, loonstrook of website."),
        required=False,
        widget=forms.TextInput(
            attrs={"class": "smalle-invoer", "inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={
            "invalid": _("Een KvK-nummer heeft acht cijfers. Weet u het niet? Laat het dan leeg.")
        },
    )


class Toestemming(Vraag):
    titel = _("Mogen wij contact opnemen met het bedrijf?")
    kort = _("Contact met het bedrijf")
    uitleg = _(
        "Wij vertellen het bedrijf niet dat er een melding was, en niet van wie. Zegt u nee? Dan bellen of schrijven "
        "wij het bedrijf niet om uw melding. Soms gaan wij wel kijken, bijvoorbeeld bij gevaar of als er al een "
        "onderzoek loopt."
    )
    toestemming = _keuze(JA_NEE)

    def __init__(self, *args: Any, antwoorden: Antwoorden, **kwargs: Any) -> None:
        super().__init__(*args, antwoorden=antwoorden, **kwargs)
        if verzoekt(antwoorden):  # of such a one the employer may hear
            self.eigen("toestemming").help_text = gettext(
                "Bij een verzoek om onderzoek kan het bedrijf horen dat het er is. Uw naam en contactgegevens geven "
                "wij nooit aan het bedrijf."
            )


class Bereikbaar(Vraag):
    titel = _("Wilt u anoniem blijven?")
    kort = _("Anoniem")
    uitleg = _(
        "Allebei is goed. U krijgt altijd een geheime code waarmee u later antwoord van ons leest. "
        "Uw gegevens geven wij nooit aan het bedrijf."
    )
    anoniem = _keuze(
        [
            ("ja", _("Ja, ik blijf anoniem")),
            ("nee", _("Nee, ik geef mijn naam, e-mailadres of telefoonnummer")),
        ],
        fout=_("Kies of u anoniem blijft."),
    )


class Gegevens(Vraag):
    titel = _("Hoe kunnen wij u bereiken?")
    kort = _("Uw gegevens")
    uitleg = _("Vul in wat u wilt geven. Eén is genoeg.")
    naam = soms_verplicht(_tekst(_("Uw naam"), autocomplete="name", spellcheck="false"))
    email = soms_verplicht(
        forms.EmailField(
            label=_("E-mailadres"),
            help_text=_("Geef geen e-mailadres van uw werk. Wij sturen u meteen een bericht."),
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
            error_messages={
                "invalid": _("Dit is geen e-mailadres. Een e-mailadres ziet er zo uit: naam@voorbeeld.nl."),
                "max_length": TE_LANG,
            },
        )
    )
    telefoon = soms_verplicht(_tekst(_("Telefoonnummer"), 40, autocomplete="tel", inputmode="tel"))

    def clean(self) -> None:
        gegeven = {veld for veld in self.fields if self.cleaned_data.get(veld)}
        if self.errors:
            return
        if verzoekt(self.antwoorden) and gegeven.isdisjoint({"email", "telefoon"}):
            self.add_error(
                "email",
                gettext(
                    "Bij een verzoek om onderzoek moeten wij u kunnen bereiken. Vul een e-mailadres of telefoonnummer "
                    "in. Wilt u dat niet? Ga dan terug en kies een gewone melding."
                ),
            )
        elif not gegeven:
            self.add_error(
                "naam", gettext("Vul er ten minste één in. Wilt u dat niet? Ga dan terug en kies anoniem.")
            )


class Bestanden(Vraag):
    """Its files are kept one by one (`concepten`); the page has nothing else to say."""

    titel = _("Wilt u foto’s of documenten meesturen?")
    kort = _("Foto’s en documenten")
    uitleg = _("Het hoeft niet. Zorg dat er geen zieke collega’s herkenbaar op staan.")
