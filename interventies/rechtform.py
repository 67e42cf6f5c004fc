"""The forms with which the law is changed. `inhoud()` is what a proposal keeps; what can be, the acts say."""

import hashlib
import json
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import GEEN_KEUZE, Tekstveld, dagveld, soms_verplicht, tekstveld, vraag_reden
from inspectie.models import VrijeDag
from interventies.handhaving import noemt_thuiswerken
from interventies.models import Bepaling, Grondslag, Rechtsact, Rechtstabel, Voorschrift
from interventies.rechtsgegevens.stand import TABELLEN, Stand, Versie
from interventies.rechtsgegevens.voorstellen import MOGELIJK


def merk(stand: Stand) -> str:
    """What tells this state of a key from any other."""
    return hashlib.sha256(json.dumps([dict(v) for v in stand], sort_keys=True).encode()).hexdigest()


def woordveld(label: Any, lengte: int, *, hulp: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=lengte,
        help_text=hulp,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Vul dit in.")},
    )


class Rechtform(forms.Form):
    """`sleutel` makes that one form does its act once; `gezien` says of what stood there that it was seen."""

    VELDEN: tuple[str, ...] = ()
    field_order: tuple[str, ...] = ()
    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    gezien = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reden = tekstveld(
        _("Reden"),
        _("Schrijf op waarom dit verandert."),
        hulp=_("Een teamleider beslist op grond hiervan. Noem het besluit of de publicatie."),
    )

    def __init__(self, data: Any, stand: Stand, versie: Versie | None) -> None:
        """`versie`: the one it is about, or from which a new one begins."""
        begin = {} if versie is None else {naam: w for naam, w in versie.items() if naam in self.VELDEN}
        super().__init__(data, initial={"sleutel": uuid4(), "gezien": merk(stand), **self.begin(begin)})
        self.versie = versie
        self.order_fields([*(naam for naam in self.fields if naam != "reden"), "reden"])

    def begin(self, velden: dict[str, Any]) -> dict[str, Any]:
        return velden

    def inhoud(self) -> dict[str, Any]:
        waarden = {naam: self.cleaned_data[naam] for naam in self.VELDEN}
        uit = {
            naam: w.isoformat() if isinstance(w, date) else "" if w is None else w
            for naam, w in waarden.items()
        }
        return uit if self.versie is None else {"pk": self.versie["pk"], **uit}


class _Looptijd(forms.Form):
    geldig_van = dagveld(
        _("Eerste dag"),
        hulp=_("De dag van de overtreding beslist. De versie die dan geldt, eindigt een dag eerder."),
    )
    geldig_tot = dagveld(_("Laatste dag"), hulp=_("Leeg: tot nader order."), verplicht=False)


class _NieuweVersie(Rechtform):
    """A version that begins with the words and rules of the last one; its days are to be filled in."""

    def begin(self, velden: dict[str, Any]) -> dict[str, Any]:
        return {naam: w for naam, w in velden.items() if naam not in ("geldig_van", "geldig_tot")}

    def inhoud(self) -> dict[str, Any]:
        return {naam: w for naam, w in super().inhoud().items() if naam != "pk"}


class _NieuweBepaling(_NieuweVersie, _Looptijd):
    pass


class VoorschriftForm(_NieuweBepaling):
    naam = woordveld(_("Naam"), 200)
    artikel = woordveld(_("Artikel"), 120, hulp=_("Zoals het in een brief staat."))
    klasse = forms.ChoiceField(
        label=_("Klasse"),
        choices=Voorschrift.Klasse.choices,
        widget=forms.RadioSelect,
        error_messages=GEEN_KEUZE,
    )
    eis_of_stillegging = forms.BooleanField(
        label=_("Een eis of stillegging kan op dit voorschrift staan"), required=False
    )
    bron = woordveld(_("Bron"), 200)

    VELDEN = ("naam", "artikel", "klasse", "eis_of_stillegging", "geldig_van", "geldig_tot", "bron")
    field_order: tuple[str, ...] = VELDEN


class GrondslagForm(_NieuweBepaling):
    naam = woordveld(_("Naam"), 200)
    artikel = woordveld(_("Artikel"), 120, hulp=_("Zoals het in een brief staat."))
    soort = forms.ChoiceField(
        label=_("Instrument"),
        choices=Grondslag.Soort.choices,
        widget=forms.RadioSelect,
        error_messages=GEEN_KEUZE,
    )
    vereist = forms.ChoiceField(
        label=_("Vereist"),
        choices=[("", _("Alleen een overtreding")), *Grondslag.Vereist.choices],
        required=False,
        widget=forms.RadioSelect,
        error_messages=GEEN_KEUZE,
    )
    bron = woordveld(_("Bron"), 200)

    VELDEN = ("naam", "artikel", "soort", "vereist", "geldig_van", "geldig_tot", "bron")
    field_order: tuple[str, ...] = VELDEN


class BrieftekstForm(_NieuweVersie):
    tekst = Tekstveld(
        label=_("Tekst"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 24, "lang": "nl"}),
        error_messages={"required": _("Vul dit in.")},
    )
    geldig_van = dagveld(
        _("Eerste dag"), hulp=_("Brieven die vanaf deze dag worden vastgesteld krijgen deze tekst.")
    )
    bron = woordveld(_("Bron"), 200, hulp=_("Waarom hij zo luidt."))

    VELDEN = ("tekst", "geldig_van", "bron")
    field_order: tuple[str, ...] = VELDEN

    def begin(self, velden: dict[str, Any]) -> dict[str, Any]:
        return {"tekst": velden["tekst"]}

    def clean_tekst(self) -> str:
        """As it is kept: a browser sends other line ends."""
        return "\n".join(regel.rstrip() for regel in str(self.cleaned_data["tekst"]).splitlines()) + "\n"


class BerichttekstForm(BrieftekstForm):
    geldig_van = dagveld(_("Eerste dag"), hulp=_("Berichten die vanaf deze dag uitgaan krijgen deze tekst."))


class VrijeDagForm(Rechtform):
    naam = woordveld(_("Naam"), 60)
    bron = woordveld(_("Bron"), 120, hulp=_("Het besluit of artikel dat de dag aanwijst."))
    gelijkgesteld = forms.BooleanField(
        label=_("Gelijkgesteld met een algemeen erkende feestdag"), required=False
    )

    VELDEN = TABELLEN[Rechtstabel.VRIJE_DAG].velden
    field_order: tuple[str, ...] = VELDEN


class EindeForm(Rechtform):
    geldig_tot = dagveld(_("Laatste dag"), hulp=_("Van overtredingen; daarna geldt deze versie niet meer."))

    VELDEN = ("geldig_tot",)


class TekstForm(Rechtform):
    naam = woordveld(_("Naam"), 200)
    artikel = woordveld(_("Artikel"), 120)
    bron = woordveld(_("Bron"), 200)

    VELDEN = ("naam", "artikel", "bron")
    field_order: tuple[str, ...] = VELDEN


class VervaltForm(Rechtform):
    pass


class _NieuweCode(forms.Form):
    """What is new altogether has a code of its own too, and may have held for ever."""

    MODEL: type[Bepaling]

    code = forms.RegexField(
        r"^[A-Z][A-Z0-9_]*$",
        label=_("Code"),
        help_text=_("Hoofdletters, cijfers en liggende streepjes. Verandert daarna nooit meer."),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Vul een code in."),
            "invalid": _("Een code heeft alleen hoofdletters, cijfers en liggende streepjes."),
        },
    )
    geldig_van = dagveld(
        _("Eerste dag"), hulp=_("De dag van de overtreding beslist. Leeg: altijd al."), verplicht=False
    )

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if noemt_thuiswerken(code):
            raise forms.ValidationError(
                gettext("Niet thuiswerken is in zichzelf geen overtreding; er is geen voorschrift voor.")
            )
        if len(code) > (hoogstens := self.MODEL._meta.get_field("code").max_length or 0):
            raise forms.ValidationError(
                gettext("Een code heeft hier hoogstens %(aantal)d tekens.") % {"aantal": hoogstens}
            )
        if self.MODEL.objects.filter(code=code).exists():
            raise forms.ValidationError(
                gettext("Deze code bestaat al. Open haar, en maak daar een nieuwe versie.")
            )
        return code


class NieuwVoorschriftForm(_NieuweCode, VoorschriftForm):
    MODEL = Voorschrift
    field_order = ("code", *VoorschriftForm.VELDEN)


class NieuweGrondslagForm(_NieuweCode, GrondslagForm):
    MODEL = Grondslag
    field_order = ("code", *GrondslagForm.VELDEN)


class NieuweVrijeDagForm(VrijeDagForm):
    datum = dagveld(_("Dag"))
    field_order = ("datum", *VrijeDagForm.VELDEN)

    def clean_datum(self) -> date:
        datum: date = self.cleaned_data["datum"]
        if VrijeDag.objects.filter(datum=datum).exists():
            raise forms.ValidationError(gettext("Deze dag staat er al als vrije dag."))
        return datum


class RechtsbesluitForm(forms.Form):
    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    uitkomst = forms.ChoiceField(
        label=_("Uw besluit"),
        choices=[("ja", _("Aanvaarden: het recht verandert")), ("nee", _("Afwijzen"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of u het voorstel aanvaardt of afwijst.")},
    )
    besluit_reden = soms_verplicht(tekstveld(_("Reden"), hulp=_("Nodig als u afwijst.")))

    def clean(self) -> None:
        vraag_reden(self, "uitkomst", gettext("Een voorstel afwijzen vraagt een reden."))


NIEUW: dict[str, type[Rechtform]] = {
    Rechtstabel.VOORSCHRIFT: NieuwVoorschriftForm,
    Rechtstabel.GRONDSLAG: NieuweGrondslagForm,
    Rechtstabel.VRIJE_DAG: NieuweVrijeDagForm,
}
_VERSIE: dict[str, type[Rechtform]] = {
    Rechtstabel.VOORSCHRIFT: VoorschriftForm,
    Rechtstabel.GRONDSLAG: GrondslagForm,
    Rechtstabel.BRIEFTEKST: BrieftekstForm,
    Rechtstabel.BERICHTTEKST: BerichttekstForm,
}


def acten(tabel: str) -> list[Rechtsact]:
    """What can be proposed about what is there. A day that is there cannot come again."""
    return [act for act in MOGELIJK[tabel] if act != Rechtsact.NIEUW or tabel in _VERSIE]


def form_van(tabel: str, act: str) -> type[Rechtform]:
    """The form of an act on what is there."""
    if act == Rechtsact.NIEUW:
        return _VERSIE[tabel]
    if act == Rechtsact.TEKST and tabel == Rechtstabel.VRIJE_DAG:
        return VrijeDagForm
    return {Rechtsact.EINDE: EindeForm, Rechtsact.TEKST: TekstForm, Rechtsact.VERVALT: VervaltForm}[
        Rechtsact(act)
    ]
