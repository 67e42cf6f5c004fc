"""The forms of a zaak. What they ask is little; what is allowed, the acts say."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import GEEN_KEUZE, dagveld, soms_verplicht, tekstveld, ververs
from inspectie.models import Code, Gebruiker, Rol
from interventies.models import (
    Concept,
    Contact,
    Interventie,
    InterventieStatus,
    Overtreding,
    Soort,
    Toetsing,
    Toezegging,
    VeiligheidBesluit,
    Zaak,
    ZaakStatus,
)
from interventies.statussen import ZAAK, volgende_van
from interventies.zaakform import (
    ZONDER_FEITEN,
    ZONDER_WERK,
    WerkgeverMixin,
    Zaakform,
    bevindingenveld,
    een_uit,
    werkveld,
)
from meldingen.models import Melding


class Inspecteurkeuze(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    def label_from_instance(self, wie: Any) -> str:
        engels = wie.teamnaam_en if get_language() == "en" else ""
        team = engels or wie.teamnaam or wie.team
        return f"{wie.naam} ({team})" if team else wie.naam


_TEAM = Code.objects.filter(lijst="team", code=OuterRef("team"))


class ToewijzenForm(Zaakform):
    behandelaar = Inspecteurkeuze(
        Gebruiker.objects.filter(rol=Rol.INSPECTEUR, is_active=True)
        .annotate(teamnaam=Subquery(_TEAM.values("naam")), teamnaam_en=Subquery(_TEAM.values("naam_en")))
        .order_by("team", "last_name", "username"),
        label=_("Inspecteur"),
        empty_label=_("Kies een inspecteur"),
        error_messages={"required": _("Kies een inspecteur."), "invalid_choice": _("Kies een inspecteur.")},
    )


class ContactForm(Zaakform):
    dag = dagveld(_("Dag"))
    wijze = forms.ChoiceField(label=_("Hoe"), choices=Contact.Wijze.choices, error_messages=GEEN_KEUZE)
    met = forms.CharField(
        label=_("Met wie"),
        help_text=_("Bij de werkgever. Schrijf hier niet op wie er meldde."),
        max_length=200,
        error_messages={"required": _("Schrijf op met wie u contact had.")},
    )
    verslag = tekstveld(
        _("Verslag"),
        _("Schrijf op wat er is besproken."),
        hulp=_("Schrijf niet op wie er meldde, en geen namen van zieke medewerkers."),
    )


class VeiligheidForm(Zaakform):
    dag = dagveld(_("Dag"))
    besluit = forms.ChoiceField(
        label=_("Is het bezoek veilig?"),
        choices=VeiligheidBesluit.choices,
        widget=forms.RadioSelect,
        error_messages=GEEN_KEUZE,
    )
    afspraken = soms_verplicht(
        tekstveld(
            _("Afspraken, of waarom niet"),
            hulp=_("Nodig bij niet akkoord: het onderzoek gaat dan op afstand verder, met deze reden."),
        )
    )


class VerderForm(Zaakform):
    """`gezien`: the state of the zaak when its page was shown."""

    gezien = forms.CharField(max_length=20, widget=forms.HiddenInput)
    naar = forms.ChoiceField(label=_("Verder met"), error_messages=GEEN_KEUZE)
    toelichting = tekstveld(_("Toelichting"), verplicht=False)

    def bij_de_zaak(self) -> None:
        self.initial["gezien"] = self.zaak.status
        # A step that was on offer when the page was shown is read; that it no longer is, the act says.
        ingehaald = self.is_bound and self.data.get("gezien") != self.zaak.status
        self._bied_aan(ZaakStatus if ingehaald else stappen(self.zaak))

    def _bied_aan(self, mogelijk: Collection[ZaakStatus]) -> None:
        self.fields["naar"].choices = [  # type: ignore[attr-defined]
            (naar.value, naar.label) for naar in ZaakStatus if naar in mogelijk
        ]

    def ververs(self) -> None:
        self.zaak.refresh_from_db(fields=["status"])
        ververs(self, gezien=self.zaak.status)
        self._bied_aan(stappen(self.zaak))


def stappen(zaak: Zaak) -> set[ZaakStatus]:
    """Where the investigation itself can go; what else there is has an act of its own."""
    eigen = {ZaakStatus.TOEGEWEZEN, ZaakStatus.AFGEROND, ZaakStatus.GESLOTEN, ZaakStatus.HEROPEND}
    return set(ZAAK[ZaakStatus(zaak.status)]) - eigen


class Rechtkeuze(forms.Select):
    """What the law is called is Dutch in any language."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        optie = super().create_option(name, value, *args, **kwargs)
        if value:
            optie["attrs"]["lang"] = "nl"
        return optie


class Voorschriftkeuze(forms.ChoiceField):
    """What is not in the list the law refuses, in its own words and with the article: not working from home too."""

    widget = Rechtkeuze

    def valid_value(self, value: Any) -> bool:
        return True


class OvertredingForm(WerkgeverMixin):
    voorschrift = Voorschriftkeuze(label=_("Voorschrift"), error_messages=GEEN_KEUZE)
    dag = dagveld(_("Geconstateerd op"), hulp=_("Het recht van deze dag geldt."))
    ernstig_gevaar = forms.BooleanField(label=_("Ernstig gevaar voor personen"), required=False)
    motivering = soms_verplicht(
        tekstveld(
            _("Motivering van de ernstige mate"),
            hulp=_("Nodig voor de tijdelijke bevoegdheden van de Twm covid-19."),
        )
    )

    def __init__(self, *args: Any, voorschriften: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["voorschrift"].choices = [("", _("Kies een voorschrift")), *voorschriften]  # type: ignore[attr-defined]


class ZonderGevolgForm(Zaakform):
    over = "overtreding"
    overtreding = een_uit(Overtreding.objects.none())
    reden = tekstveld(_("Reden"), _("Schrijf op waarom op de overtreding niets volgt."))

    def bij_de_zaak(self) -> None:
        self.fields["overtreding"].queryset = Overtreding.objects.filter(  # type: ignore[attr-defined]
            zaak=self.zaak, vervallen=False
        )


class ConceptForm(Zaakform):
    """An act on a concept as it was seen (`versie`)."""

    over = "concept"
    concept = een_uit(Concept.objects.none())
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def ververs(self) -> None:
        concept = self.cleaned_data["concept"]
        concept.refresh_from_db(fields=["versie"])
        ververs(self, versie=str(concept.versie))

    def bij_de_zaak(self) -> None:
        self.fields["concept"].queryset = Concept.objects.filter(zaak=self.zaak)  # type: ignore[attr-defined]


class ConceptMetRedenForm(ConceptForm):
    reden = tekstveld(_("Reden"), _("Geef een reden."))


_NODIG = {Soort.STILLEGGING: ("werk", ZONDER_WERK), Soort.BOETERAPPORT: ("bevindingen", ZONDER_FEITEN)}
"""By kind the field that its letter cannot do without."""


class WijzigConceptForm(ConceptForm):
    """What of a concept can be written anew; its kind, employer and violations are what it is."""

    termijn_tot = dagveld(_("Termijn tot en met"), verplicht=False)
    toelichting = tekstveld(_("Voorgeschreven wijze van naleving"), verplicht=False)
    werk = werkveld(verplicht=False)
    bevindingen = bevindingenveld()

    def bij_de_zaak(self) -> None:
        super().bij_de_zaak()
        eigen = self.initial.get("concept")
        if isinstance(eigen, Concept):
            for naam in ("termijn_tot", "toelichting", "werk", "bevindingen"):
                self.initial.setdefault(naam, getattr(eigen, naam))
            if eigen.soort != Soort.EIS:
                self.fields["toelichting"].widget = forms.HiddenInput()
            if eigen.soort not in (Soort.EIS, Soort.WAARSCHUWING):
                self.fields["termijn_tot"].widget = forms.HiddenInput()
            if eigen.soort != Soort.STILLEGGING:
                self.fields["werk"].widget = forms.HiddenInput()
            for soort, (naam, _zin) in _NODIG.items():
                self.fields[naam].required = self.fields[naam].required or eigen.soort == soort

    def clean(self) -> None:
        concept = self.cleaned_data.get("concept")
        naam, zin = _NODIG.get(concept.soort, ("", "")) if concept else ("", "")
        if naam and not self.cleaned_data.get(naam) and naam not in self.errors:
            self.add_error(naam, zin)


class UitreikenForm(ConceptForm):
    dag = dagveld(_("Uitgereikt op"))


class OpvolgenForm(Zaakform):
    over = "interventie"
    interventie = een_uit(Interventie.objects.none())
    naar = forms.ChoiceField(label=_("Uitkomst"), error_messages=GEEN_KEUZE)
    dag = dagveld(_("Vastgesteld op"))
    toelichting = soms_verplicht(
        tekstveld(
            _("Toelichting"),
            hulp=_(
                "Nodig bij opheffen of intrekken. Bij opheffen staat dit zo in de brief aan de werkgever."
            ),
        )
    )

    def bij_de_zaak(self) -> None:
        self.fields["interventie"].queryset = Interventie.objects.filter(  # type: ignore[attr-defined]
            zaak=self.zaak, vervallen=False
        )
        eigen = self.initial.get("interventie")
        mogelijk = volgende_van(eigen) if isinstance(eigen, Interventie) else frozenset(InterventieStatus)
        # What came of it is chosen: what stands first would be taken along by who only fills in the day.
        self.fields["naar"].choices = [  # type: ignore[attr-defined]
            ("", _("Kies een uitkomst")),
            *((naar.value, naar.label) for naar in InterventieStatus if naar in mogelijk),
        ]


class ToezeggingForm(WerkgeverMixin):
    maatregel = tekstveld(_("Wat is toegezegd"), _("Schrijf op wat de werkgever toezegt."))
    uiterlijk = dagveld(_("Uiterlijk op"))


class NakomenForm(Zaakform):
    over = "toezegging"
    toezegging = een_uit(Toezegging.objects.none())
    dag = dagveld(_("Nagekomen op"))

    def bij_de_zaak(self) -> None:
        self.fields["toezegging"].queryset = Toezegging.objects.filter(  # type: ignore[attr-defined]
            zaak=self.zaak, vervallen=False
        )


class UitkomstForm(Zaakform):
    resultaat = forms.ChoiceField(label=_("Zijn er maatregelen getroffen?"), error_messages=GEEN_KEUZE)
    dag = dagveld(_("Getoetst op"))
    toelichting = soms_verplicht(tekstveld(_("Toelichting"), hulp=_("Nodig als het niet te toetsen is.")))

    def bij_de_zaak(self) -> None:
        R = Toetsing.Resultaat  # noqa: N806 (as it is written where it is defined)
        self.fields["resultaat"].choices = [  # type: ignore[attr-defined]
            ("", _("Kies een uitkomst")),
            *((r.value, r.label) for r in R if r != R.OPEN),
        ]

    def clean(self) -> None:
        data = self.cleaned_data
        if (
            data.get("resultaat") == Toetsing.Resultaat.NIET_TOETSBAAR
            and not data.get("toelichting", "").strip()
        ):
            self.add_error("toelichting", gettext("Schrijf op waarom het niet te toetsen is."))


class ToetsingForm(UitkomstForm):
    over = "melding"
    melding = een_uit(Melding.objects.none())

    def bij_de_zaak(self) -> None:
        super().bij_de_zaak()
        self.fields["melding"].queryset = Melding.objects.hier().in_zaak(self.zaak.pk)  # type: ignore[attr-defined]


class RedenForm(Zaakform):
    reden = tekstveld(_("Reden"), _("Geef een reden."))
