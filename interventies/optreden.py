"""The page on which an inspecteur chooses what to do: what the law allows, and beside it what not and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import GEEN_KEUZE, dagveld, soms_verplicht, tekstveld
from inspectie.nederlands import merk, merk_geheel
from inspectie.tijd import AMSTERDAM
from interventies import handhaving, wet
from interventies.concepten import VIER_OGEN, ZELF_VAST
from interventies.handhaven import Opzet, aanbod
from interventies.models import MET_BRIEF, Grondslag, Overtreding, Soort, Voorschrift, Wijze, Zaak, ZaakStatus
from interventies.wetstaal import op_scherm
from interventies.wetszinnen import uitkomsten, zonder_codes
from interventies.zaakform import ZONDER_FEITEN, WerkgeverMixin, Zaakform, bevindingenveld, werkveld
from meldingen.models import Werkgever

WIJZE = _("Voorgeschreven wijze van naleving")
# What is asked for each kind; what is not here is not asked.
VELDEN: dict[str, tuple[str, ...]] = {
    Soort.TELEFONISCH_GESPREK: ("dag", "toelichting"),
    Soort.AANSPREKEN_MONDELING: ("dag", "wijze", "toelichting"),
    Soort.AANSPREKEN_SCHRIFTELIJK: ("bevindingen",),
    Soort.LOCATIEBEZOEK: ("dag", "toelichting"),
    Soort.WAARSCHUWING: ("wijze", "termijn_tot", "bevindingen"),
    Soort.EIS: ("wijze", "termijn_tot", "toelichting", "bevindingen"),
    Soort.STILLEGGING: ("wijze", "mondeling_dag", "mondeling_tijd", "werk", "bevindingen"),
    Soort.BOETERAPPORT: ("wijze", "bevindingen"),
}


_NIET_VAN_DE_ZAAK = format_lazy(
    "{} [{}]", _("Deze overtreding hoort niet bij deze zaak."), handhaving.AWB_OVERTREDING
)


class GrondForm(WerkgeverMixin):
    """At which employer, and on which violations."""

    o = forms.ModelMultipleChoiceField(
        Overtreding.objects.none(),
        label=_("Op welke overtredingen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(("invalid_choice", "invalid_pk_value"), _NIET_VAN_DE_ZAAK),
    )

    def __init__(self, *args: Any, voorschriften: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["sleutel"]  # it does nothing, it only asks
        veld: Any = self.fields["o"]
        veld.queryset = (
            Overtreding.objects.filter(zaak=self.zaak, vervallen=False)
            .select_related("zaak", "werkgever")
            .order_by("geconstateerd_op", "pk")
        )
        veld.label_from_instance = lambda o: format_html(
            "{}, {}, {}",
            merk_geheel(voorschriften.get(o.voorschrift, o.voorschrift)),
            date_format(o.geconstateerd_op, "SHORT_DATE_FORMAT"),
            o.werkgever.naam,
        )
        # Asked once: for what can be ticked, and to say where one goes when there is nothing.
        veld.choices = [(o.pk, veld.label_from_instance(o)) for o in veld.queryset]
        if not veld.choices:
            veld.help_text = format_html(
                '{} <a href="{}">{}</a>',
                gettext("In deze zaak is nog geen overtreding vastgelegd."),
                reverse("zaak", args=[self.zaak.nummer]),
                gettext("Leg een overtreding vast bij de zaak"),
            )


@dataclass(frozen=True, slots=True)
class Keus:
    """A kind, with the basis it would stand on; `redenen` why not, empty when it can be chosen."""

    soort: str
    grondslag: str
    naam: str | Promise
    basis: str
    redenen: tuple[str, ...]
    artikel: str = ""  # of the basis alone

    @property
    def waarde(self) -> str:
        return f"{self.soort}|{self.grondslag}"


def keuzes(zaak: Zaak, werkgever: Werkgever, overtredingen: Sequence[Overtreding], dag: date) -> list[Keus]:
    """All there is, in the order of the law; what may be first."""
    opzet = Opzet(werkgever, Soort.EIS, Wijze.AFSTAND, overtredingen=overtredingen)
    namen = dict(Grondslag.objects.op_volgorde().values_list("code", "artikel"))
    voorschriften = list(Voorschrift.objects.op_volgorde().values_list("code", "naam", "artikel"))
    in_woorden = namen | {code: naam for code, naam, _artikel in voorschriften} | uitkomsten()
    recht = {*namen.values(), *(deel for _code, *woorden in voorschriften for deel in woorden)}
    uit = [
        Keus(
            m.soort,
            m.grondslag,
            Soort(m.soort).label,
            merk(handhaving.zeg(m.oordeel.grondslag, op_scherm) or namen.get(m.grondslag, ""), recht),
            tuple(
                dict.fromkeys(
                    merk(zonder_codes(wet.in_woorden(w, op_scherm), in_woorden), recht)
                    for w in m.oordeel.weigeringen
                )
            ),
            namen.get(m.grondslag, ""),
        )
        for m in aanbod(zaak, opzet, dag)
    ]
    return sorted(uit, key=lambda keus: bool(keus.redenen))


class OptredenForm(Zaakform):
    """How it is done. Only the fields of its kind are asked."""

    dag = dagveld(_("Dag"))
    wijze = forms.ChoiceField(label=_("Wijze"), choices=Wijze.choices, error_messages=GEEN_KEUZE)
    termijn_tot = dagveld(
        _("Termijn tot en met"),
        hulp=_(
            "Dag-maand-jaar. Eindigt een korte termijn in een weekend of op een feestdag, dan loopt zij door tot de"
            " eerste werkdag erna."
        ),
        verplicht=False,
    )
    mondeling_dag = dagveld(
        _("Al mondeling opgelegd op"),
        hulp=_("Leeg als dit nog niet is opgelegd. Mondeling telt meteen en moet binnen 24 uur op schrift."),
        verplicht=False,
    )
    mondeling_tijd = soms_verplicht(
        forms.TimeField(
            label=_("Hoe laat"),
            help_text=_("Nodig als u een dag invult. Uur:minuut."),
            input_formats=["%H:%M", "%H.%M"],
            widget=forms.TimeInput(format="%H:%M", attrs={"class": "smalle-invoer", "autocomplete": "off"}),
            error_messages={"invalid": _("Deze tijd bestaat niet. Schrijf bijvoorbeeld 14:30.")},
        )
    )
    toelichting = tekstveld(_("Toelichting"), verplicht=False)
    werk = werkveld(verplicht=True)
    bevindingen = bevindingenveld()

    def __init__(self, *args: Any, soort: str, artikel: str = "", **kwargs: Any) -> None:
        """`artikel`: of the basis it would stand on."""
        super().__init__(*args, **kwargs)
        self.soort = soort
        for naam in set(self.fields) - {"sleutel", *VELDEN[soort]}:
            del self.fields[naam]
        # Who is on the spot did it there: what is counted may not hang on a default that nobody looked at.
        if self.zaak.status == ZaakStatus.ONDERZOEK_LOCATIE:
            self.initial["wijze"] = Wijze.LOCATIE
        if soort == Soort.BOETERAPPORT:
            self.fields["bevindingen"].required = True
            self.fields["bevindingen"].error_messages["required"] = ZONDER_FEITEN
        if soort == Soort.EIS:
            veld = self.fields["toelichting"]
            veld.label = WIJZE
            veld.help_text = gettext("Wat moet de werkgever doen, en hoe?")
            # The law asks both, in these words.
            for naam, reden in (
                ("termijn_tot", handhaving.EIS_VRAAGT_TERMIJN),
                ("toelichting", handhaving.EIS_VRAAGT_WIJZE),
            ):
                self.fields[naam].required = True
                self.fields[naam].error_messages["required"] = f"{handhaving.zeg(reden, gettext)} [{artikel}]"

    def clean(self) -> None:
        data = self.cleaned_data
        if (
            data.get("mondeling_dag")
            and not data.get("mondeling_tijd")
            and "mondeling_tijd" not in self.errors
        ):
            self.add_error("mondeling_tijd", gettext("Schrijf op hoe laat u het mondeling oplegde."))
        # Else it would be a letter to come, and no order that stands.
        if (
            data.get("mondeling_tijd")
            and not data.get("mondeling_dag")
            and "mondeling_dag" not in self.errors
        ):
            self.add_error("mondeling_dag", gettext("Schrijf ook de dag op waarop u het mondeling oplegde."))

    def mondeling(self) -> datetime | None:
        """When an oral order was given, if it was."""
        dag, tijd = self.cleaned_data.get("mondeling_dag"), self.cleaned_data.get("mondeling_tijd") or time()
        return None if dag is None else datetime.combine(dag, tijd, AMSTERDAM)

    def opzet(self, werkgever: Werkgever, grondslag: str, overtredingen: Iterable[Overtreding]) -> Opzet:
        data = self.cleaned_data
        vast = {
            Soort.LOCATIEBEZOEK: Wijze.LOCATIE,
            Soort.TELEFONISCH_GESPREK: Wijze.AFSTAND,
            Soort.AANSPREKEN_SCHRIFTELIJK: Wijze.AFSTAND,
        }
        return Opzet(
            werkgever,
            self.soort,
            data.get("wijze") or vast[Soort(self.soort)],
            grondslag,
            data.get("termijn_tot"),
            data.get("toelichting", ""),
            data.get("bevindingen", ""),
            data.get("werk", ""),
            tuple(overtredingen),
        )

    @property
    def met_brief(self) -> bool:
        return self.soort in MET_BRIEF

    @property
    def daarna(self) -> str:
        """What is still to be done before it counts; empty of what counts at once."""
        if not self.met_brief:
            return ""
        if self.soort in VIER_OGEN:
            return gettext(
                "Daarna leest u de brief en legt hem voor. Een teamleider stelt hem vast, en u reikt hem uit."
            )
        if self.soort in ZELF_VAST:
            return gettext("Daarna leest u de brief, stelt hem vast en reikt hem uit.")
        return gettext("Daarna leest u de brief en reikt hem uit.")
