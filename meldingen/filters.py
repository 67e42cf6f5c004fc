"""Which meldingen a list shows, in what order, and how that reads in the address.

The address is the only place where a choice is kept, so a page can be bookmarked, shared and gone back to.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.tijd import begin_van
from meldingen.models import Melding, Status, Werkgever
from meldingen.models.melding import Ernst, MeldingQuerySet
from meldingen.models.triage import Prioriteit, Route
from meldingen.woorden import Woorden

PRIORITEITEN = [*Prioriteit.choices, ("geen", _("Geen"))]
JA_NEE = [("true", _("Ja")), ("false", _("Nee")), ("onbekend", _("Onbekend"))]
VROEGSTE, LAATSTE = date(2000, 1, 1), date(2200, 1, 1)
DATUMINVOER = ["%d-%m-%Y", "%Y-%m-%d"]
# Typed, not picked: a browser's own date field writes 10 January as 01/10/2021 for who has it in English.
_DATUM = forms.DateInput(format="%d-%m-%Y", attrs={"class": "smalle-invoer", "autocomplete": "off"})

SORTERINGEN: Mapping[str, tuple[str, str | Promise]] = {
    "-ontvangen": ("-ontvangen_op", _("Nieuwste eerst")),
    "ontvangen": ("ontvangen_op", _("Oudste eerst")),
    "-nummer": ("-nummer", _("Nummer, hoogste eerst")),
    "nummer": ("nummer", _("Nummer, laagste eerst")),
}
STANDAARD = "-ontvangen"
PLEK = ("cursor", "vanaf")
"""Where in the list one is: gone as soon as the choice changes."""


class Keuzelijst(ChoiceFilter):  # type: ignore[misc]  # django-filter ships no types
    def __init__(self, **kwargs: Any) -> None:
        fout = {"invalid_choice": _("Deze keuze bestaat niet. Kies er een uit de lijst.")}
        super().__init__(empty_label=_("Alle"), error_messages=fout, **kwargs)


class Dag(DateFilter):  # type: ignore[misc]
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=DATUMINVOER,
            widget=_DATUM,
            error_messages={"invalid": _("Dit is geen bestaande datum. Schrijf bijvoorbeeld 10-01-2021.")},
            **kwargs,
        )


class MeldingFilter(FilterSet):  # type: ignore[misc]
    """Who may not see triage cannot filter on it either: the filter would tell."""

    q = CharFilter(label=_("Zoeken"), method="zoek", max_length=100)
    besluit = Keuzelijst(
        label=_("Besluit"), method="met_besluit", choices=[("open", _("Te nemen")), ("genomen", _("Genomen"))]
    )
    status = Keuzelijst(
        label=_("Status"), choices=[(s.value, s.label) for s in Status if s != Status.NAAR_OPSPORING]
    )
    domein = Keuzelijst(label=_("Domein"))
    onderwerp = Keuzelijst(label=_("Onderwerp"), method="met_onderwerp")
    route = Keuzelijst(label=_("Route"), choices=Route.choices)
    prioriteit = Keuzelijst(label=_("Prioriteit"), method="met_prioriteit", choices=PRIORITEITEN)
    ernst = Keuzelijst(label=_("Ernst"), choices=Ernst.choices)
    sector = Keuzelijst(label=_("Sector"), field_name="werkgever__sector")
    provincie = Keuzelijst(label=_("Provincie"), field_name="werkgever__provincie")
    kanaal = Keuzelijst(label=_("Kanaal"))
    arbeidsmigranten = Keuzelijst(label=_("Arbeidsmigranten"), method="met_arbeidsmigranten", choices=JA_NEE)
    van = Dag(label=_("Ontvangen vanaf"), method="vanaf_dag")
    tot = Dag(label=_("Ontvangen t/m"), method="tot_dag")

    TRIAGE = ("besluit", "route", "prioriteit")
    CODELIJSTEN = ("domein", "onderwerp", "sector", "provincie", "kanaal")

    def __init__(
        self, data: QueryDict, queryset: MeldingQuerySet, *, gebruiker: Gebruiker, woorden: Woorden
    ) -> None:
        super().__init__(data, queryset)
        if not heeft(gebruiker, Recht.TRIAGE_ZIEN):
            for naam in self.TRIAGE:
                del self.filters[naam]
        for naam in self.CODELIJSTEN:
            self.filters[naam].extra["choices"] = list(woorden.lijsten.get(naam, {}).items())
        sort = str(data.get("sort", ""))
        self.volgorde = sort if sort in SORTERINGEN else STANDAARD

    def zoek(self, reeks: MeldingQuerySet, _naam: str, tekst: str) -> MeldingQuerySet:
        """A number, the sender's key, or a part of the employer's name."""
        gezocht = Q(extern_kenmerk__iexact=tekst)
        if tekst.isdecimal() and tekst.isascii() and len(tekst) < 19:
            gezocht |= Q(nummer=int(tekst))
        return reeks.filter(gezocht | Q(werkgever__in=Werkgever.objects.filter(naam__icontains=tekst)))

    def met_besluit(self, reeks: MeldingQuerySet, _naam: str, keuze: str) -> MeldingQuerySet:
        return reeks.te_beslissen() if keuze == "open" else reeks.filter(besloten_op__isnull=False)

    def met_onderwerp(self, reeks: MeldingQuerySet, _naam: str, code: str) -> MeldingQuerySet:
        return reeks.met_onderwerp(code)

    def met_prioriteit(self, reeks: MeldingQuerySet, _naam: str, prioriteit: str) -> MeldingQuerySet:
        # Without a route there is no priority to have none of.
        return (
            reeks.filter(prioriteit=prioriteit)
            if prioriteit != "geen"
            else reeks.filter(prioriteit="").exclude(route="")
        )

    def met_arbeidsmigranten(self, reeks: MeldingQuerySet, _naam: str, keuze: str) -> MeldingQuerySet:
        return reeks.filter(arbeidsmigranten={"true": True, "false": False, "onbekend": None}[keuze])

    def vanaf_dag(self, reeks: MeldingQuerySet, _naam: str, dag: date) -> MeldingQuerySet:
        return reeks.filter(ontvangen_op__gte=begin_van(min(max(dag, VROEGSTE), LAATSTE)))

    def tot_dag(self, reeks: MeldingQuerySet, _naam: str, dag: date) -> MeldingQuerySet:
        return reeks.filter(ontvangen_op__lt=begin_van(min(max(dag, VROEGSTE), LAATSTE) + timedelta(days=1)))

    @property
    def veld(self) -> str:
        """The field the list is ordered by."""
        return SORTERINGEN[self.volgorde][0]

    def vraag(self, *, zonder: Iterable[str] = (), **erbij: str) -> str:
        """The choice as a query string, without what is empty, unknown or the default."""
        uit = QueryDict(mutable=True)
        waarden = {naam: self.data.get(naam, "").strip() for naam in (*self.filters, *PLEK)}
        waarden["sort"] = "" if self.volgorde == STANDAARD else self.volgorde
        for naam, waarde in (waarden | erbij).items():
            if waarde and naam not in zonder:
                uit[naam] = waarde[:200]
        return uit.urlencode()

    def blokjes(self) -> "list[Blokje]":
        """What was chosen, each with the address of the list without it."""
        return [
            Blokje(str(filter_.label), self._getoond(naam), self.vraag(zonder=(naam, *PLEK)))
            for naam, filter_ in self.filters.items()
            if self.form.cleaned_data.get(naam) not in (None, "")
        ]

    def _getoond(self, naam: str) -> str:
        waarde = self.form.cleaned_data[naam]
        if isinstance(waarde, date):
            return date_format(waarde, "SHORT_DATE_FORMAT")
        keuzes = dict(getattr(self.form.fields[naam], "choices", ()))
        return str(keuzes.get(waarde, waarde))


@dataclass(frozen=True, slots=True)
class Blokje:
    """A chosen filter that can be taken away: `vraag` is the query string that is left."""

    naam: str
    waarde: str
    vraag: str


def volgende(reeks: MeldingQuerySet, veld: str, melding: Melding, *, terug: bool = False) -> Melding | None:
    """The melding after this one in an order (`veld` as in SORTERINGEN), or before it; itself need not be in it."""
    omlaag = veld.startswith("-") != terug
    naam, kant = veld.removeprefix("-"), "lt" if omlaag else "gt"
    waarde = getattr(melding, naam)
    verder = reeks.filter(
        Q(**{f"{naam}__{kant}e": waarde})
        & (Q(**{f"{naam}__{kant}": waarde}) | Q(**{naam: waarde, f"pk__{kant}": melding.pk}))
    )
    richting = "-" if omlaag else ""
    return verder.order_by(f"{richting}{naam}", f"{richting}pk").only("pk", "nummer").first()
