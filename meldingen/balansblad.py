"""The ledger on a page and in a file: which days, and where each number leads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Max
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.beeld import een_beeld
from inspectie.formvelden import GEEN_KEUZE
from inspectie.lijsten.filters import Datumvak, Keuzevak
from inspectie.models import Gebruiker
from inspectie.schermgetal import Deel, Getal
from inspectie.tijd import DATUMINVOER, begin_van, binnen_bereik, lokale_dag
from inspectie.uitvoer.cellen import Cel, Kolom
from inspectie.uitvoer.csvw import Csvkolom
from meldingen.balans import ANDERE_DELEN, DELEN, MELDINGDELEN, NAMEN, Balansregel, balans
from meldingen.balansstand import Balansstand, som_op
from meldingen.models import Melding, Ontvangst
from meldingen.models.melding import MeldingQuerySet
from meldingen.models.meldpunt import OntvangstQuerySet
from meldingen.woorden import Woorden

STANDAARD = 30
MEESTE = 366
"""Days."""


def _dagveld(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=DATUMINVOER,
        widget=Datumvak,
        error_messages={"invalid": _("Dit is geen bestaande datum. Schrijf bijvoorbeeld 10-01-2021.")},
    )


class BalansForm(forms.Form):
    """`van` and `tot` are filled in by what there is where they are not chosen."""

    kanaal = forms.ChoiceField(label=_("Kanaal"), required=False, widget=Keuzevak, error_messages=GEEN_KEUZE)
    van = _dagveld(_("Ontvangen vanaf"))
    tot = _dagveld(_("Ontvangen t/m"))

    def __init__(self, data: Mapping[str, Any], *, namen: Woorden, laatste: date) -> None:
        super().__init__(data)
        self.laatste = laatste
        kanalen = [("", gettext("Alle")), *namen.lijsten["kanaal"].items()]
        self.fields["kanaal"].choices = kanalen  # type: ignore[attr-defined]

    def clean(self) -> None:
        van, tot = self.periode()
        if van > tot:
            self.add_error("tot", gettext("De laatste dag ligt voor de eerste."))
        elif (tot - van).days >= MEESTE:
            self.add_error("van", gettext("Kies hoogstens een jaar."))

    def periode(self) -> tuple[date, date]:
        van, tot = self.cleaned_data.get("van"), self.cleaned_data.get("tot")
        if tot is None:
            tot = self.laatste if van is None else van + timedelta(days=STANDAARD - 1)
        return binnen_bereik(van or tot - timedelta(days=STANDAARD - 1)), binnen_bereik(tot)


@dataclass(frozen=True, slots=True)
class Rij:
    dag: date
    kanaal: str
    ontvangen: Getal
    delen: Sequence[Deel]


def laatste_dag(gebruiker: Gebruiker, nu: date) -> date:
    """The last day on which anything came in that this person may see."""
    laatste = [
        model.objects.zichtbaar_voor(gebruiker).aggregate(m=Max("ontvangen_op"))["m"]
        for model in (Melding, Ontvangst)
    ]
    return max((lokale_dag(moment) for moment in laatste if moment), default=nu)


def regels(form: BalansForm, gebruiker: Gebruiker) -> list[Balansregel]:
    return balans(*binnen(form, gebruiker)) if form.is_valid() else []


def paneel(stand: Balansstand, gebruiker: Gebruiker) -> Rij:
    """All days and channels together, as it stood; each number leads to its rows as they stood."""
    with een_beeld():
        delen = som_op(stand, gebruiker)
    alles = Getal.van(delen["ontvangen"], f"{reverse('binnengekomen')}?stand={stand}")

    def adres(deel: str) -> str:
        lijst = reverse("meldingen" if deel in MELDINGDELEN else "apart")
        return f"{lijst}?{urlencode({'balans': f'{deel}.{stand}'})}"

    return Rij(
        stand.tot,
        "",
        alles,
        [Deel(str(NAMEN[deel]), Getal.van(delen[deel], adres(deel))) for deel in DELEN],
    )


def binnen(form: BalansForm, gebruiker: Gebruiker) -> tuple[MeldingQuerySet, OntvangstQuerySet]:
    """Of what this person may see: what went to Opsporing is in no list and in no count here."""
    van, tot = form.periode()
    binnen: dict[str, Any] = {
        "ontvangen_op__gte": begin_van(van),
        "ontvangen_op__lt": begin_van(tot + timedelta(days=1)),
    }
    if kanaal := form.cleaned_data["kanaal"]:
        binnen["kanaal"] = kanaal
    return (
        Melding.objects.zichtbaar_voor(gebruiker).filter(**binnen),
        Ontvangst.objects.zichtbaar_voor(gebruiker).filter(**binnen),
    )


def binnen_zonder_meldingen(
    form: BalansForm, gebruiker: Gebruiker
) -> tuple[MeldingQuerySet, OntvangstQuerySet]:
    """The same, without the lines of what became a melding: each once."""
    meldingen, ontvangsten = binnen(form, gebruiker)
    return meldingen, ontvangsten.geen_melding()


def rijen(alle: Sequence[Balansregel], namen: Woorden) -> list[Rij]:
    return [
        _rij(
            regel.dag,
            str(namen("kanaal", regel.kanaal)),
            regel.ontvangen,
            regel.delen,
            {"kanaal": regel.kanaal, "van": regel.dag, "tot": regel.dag},
        )
        for regel in alle
    ]


def totaal(alle: Sequence[Balansregel], form: BalansForm) -> Rij:
    van, tot = form.periode()
    delen = {deel: sum(regel.delen[deel] for regel in alle) for deel in DELEN}
    keuze = {"kanaal": form.cleaned_data["kanaal"], "van": van, "tot": tot}
    return _rij(tot, "", sum(regel.ontvangen for regel in alle), delen, keuze)


def _rij(dag: date, kanaal: str, ontvangen: int, delen: Mapping[str, int], keuze: Mapping[str, Any]) -> Rij:
    waar = {n: f"{w:%d-%m-%Y}" if isinstance(w, date) else w for n, w in keuze.items() if w}
    return Rij(
        dag,
        kanaal,
        Getal.van(ontvangen, f"{reverse('binnengekomen')}?{urlencode(waar)}"),
        [Deel(str(NAMEN[deel]), Getal.van(delen[deel], _adres(deel, waar))) for deel in DELEN],
    )


def _adres(deel: str, waar: Mapping[str, str]) -> str:
    if deel in MELDINGDELEN:
        return f"{reverse('meldingen')}?{urlencode({**waar, 'werd': deel})}"
    return f"{reverse('apart')}?{urlencode({**waar, 'uitkomst': str(ANDERE_DELEN[deel])})}"


def csvkolommen() -> list[Csvkolom]:
    """The columns of that file."""
    return [
        Csvkolom("dag", soort="date", kop=gettext("Dag")),
        Csvkolom("kanaal", kop=gettext("Kanaal")),
        Csvkolom("ontvangen", soort="integer", kop=gettext("Ontvangen")),
        *(Csvkolom(deel, soort="integer", kop=str(NAMEN[deel])) for deel in DELEN),
    ]


def als_tabel(alle: Sequence[Balansregel], namen: Woorden) -> tuple[list[Kolom], list[list[Cel]]]:
    """For a file: its columns and its rows."""
    return [Kolom(kolom.kop, 3, kolom.soort == "integer") for kolom in csvkolommen()], [
        [r.dag, str(namen("kanaal", r.kanaal)), r.ontvangen, *(r.delen[deel] for deel in DELEN)] for r in alle
    ]


def in_woorden(form: BalansForm) -> str:
    return dagen_in_woorden(*form.periode())


def dagen_in_woorden(van: date, tot: date) -> str:
    return gettext("%(van)s tot en met %(tot)s") % {
        "van": date_format(van, "DATE_FORMAT"),
        "tot": date_format(tot, "DATE_FORMAT"),
    }
