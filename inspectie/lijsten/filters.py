"""Which rows a list shows, in what order, and how that reads in the address.

The address is the only place where a choice is kept, so a page can be bookmarked, shared and gone back to.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet

from inspectie.lijsten.kolommen import Sortering, open_voor
from inspectie.models import Gebruiker
from inspectie.rechten import Recht, rechten_van
from inspectie.tijd import DATUMINVOER, begin_van, binnen_bereik
from inspectie.uren import met_dagen, op_de_dag

JA_NEE = [("true", _("Ja")), ("false", _("Nee")), ("onbekend", _("Onbekend"))]
DOORZOEK = "doorzoek"
"""Says that a list is to be looked through to its end, however long that takes."""
PLEK = ("cursor", "vanaf", DOORZOEK)
"""Where in the list one is: gone as soon as the choice changes."""
KOLOMMEN = "kolommen"
ALLES = "alles"
"""Says that nothing was chosen on purpose, for who has a saved view that opens by itself."""


def _attributen(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {naam}" if waarde is True else f' {naam}="{conditional_escape(waarde)}"'
        for naam, waarde in attrs.items()
        if waarde is not None and waarde is not False
    )


class Keuzevak(forms.Select):
    """A select written at once: Django renders a template per option, which cost more than the list itself."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: object = None
    ) -> SafeString:
        gekozen = "" if value is None else str(value)
        opties = "".join(
            f'<option value="{escape(code)}"{" selected" if str(code) == gekozen else ""}>{escape(naam)}</option>'
            for code, naam in self.choices
        )
        alles = self.build_attrs(self.attrs, attrs)
        return mark_safe(f'<select name="{escape(name)}"{_attributen(alles)}>{opties}</select>')  # noqa: S308


class Tekstvak(forms.TextInput):
    """For the same reason."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: object = None
    ) -> SafeString:
        getoond = self.format_value(value)
        alles = self.build_attrs({"type": self.input_type, "name": name}, {**self.attrs, **(attrs or {})})
        if getoond not in (None, ""):
            alles["value"] = getoond
        return mark_safe(f"<input{_attributen(alles)}>")  # noqa: S308 (escaped)


class Datumvak(Tekstvak):
    """Typed, not picked: a browser's own date field writes 10 January as 01/10/2021 for who has it in English."""

    def __init__(self) -> None:
        super().__init__({"class": "smalle-invoer", "autocomplete": "off"})

    def format_value(self, value: Any) -> str | None:
        return f"{value:%d-%m-%Y}" if isinstance(value, date) else super().format_value(value)


class Tekst(CharFilter):  # type: ignore[misc]  # django-filter ships no types
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=Tekstvak({"autocomplete": "off"}), max_length=100, **kwargs)


class Keuzelijst(ChoiceFilter):  # type: ignore[misc]
    def __init__(self, **kwargs: Any) -> None:
        fout = {"invalid_choice": _("Deze keuze bestaat niet. Kies er een uit de lijst.")}
        super().__init__(empty_label=_("Alle"), error_messages=fout, widget=Keuzevak, **kwargs)


class Dag(DateFilter):  # type: ignore[misc]
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=DATUMINVOER,
            widget=Datumvak(),
            error_messages={"invalid": _("Dit is geen bestaande datum. Schrijf bijvoorbeeld 10-01-2021.")},
            **kwargs,
        )


class _Daggrens(Dag):
    """Of a field that holds days, or moments: of those the day in Amsterdam counts."""

    def __init__(self, veld: str, **kwargs: Any) -> None:
        super().__init__(field_name=veld, **kwargs)

    def filter(self, qs: "models.QuerySet[Any]", value: date | None) -> "models.QuerySet[Any]":
        if value is None:
            return qs
        veld = qs.model._meta.get_field(self.field_name)
        return qs.filter(self.grens(binnen_bereik(value), moment=isinstance(veld, models.DateTimeField)))

    def grens(self, dag: date, *, moment: bool) -> "models.Q":
        raise NotImplementedError


class Vanaf(_Daggrens):
    def grens(self, dag: date, *, moment: bool) -> "models.Q":
        return models.Q((f"{self.field_name}__gte", begin_van(dag) if moment else dag))


class Tot(_Daggrens):
    """Up to and including."""

    def grens(self, dag: date, *, moment: bool) -> "models.Q":
        if moment:
            return models.Q((f"{self.field_name}__lt", begin_van(dag + timedelta(days=1))))
        return models.Q((f"{self.field_name}__lte", dag))


@dataclass(frozen=True, slots=True)
class Blokje:
    """A chosen filter that can be taken away: `vraag` is the query string that is left."""

    naam: str
    waarde: str
    vraag: str


class Lijstfilter(FilterSet):  # type: ignore[misc]
    """The filters and orders of a list. A subclass declares filters and fills in what it has of these.

    A filter or order that shows what one may not see is taken away: it would tell.
    """

    SORTERINGEN: ClassVar[Mapping[str, Sortering]]
    STANDAARD: ClassVar[str]
    RECHTEN: ClassVar[Mapping[str, Recht | frozenset[Recht]]] = {}
    CODELIJSTEN: ClassVar[tuple[str, ...]] = ()
    VERBORGEN: ClassVar[tuple[str, ...]] = ()
    """Filters that another page leads to: kept and shown as chosen, but nobody types them."""

    def __init__(
        self,
        data: Mapping[str, Any],
        queryset: "models.QuerySet[Any]",
        *,
        gebruiker: Gebruiker,
        nu: datetime,
        namen: Any,
    ) -> None:
        super().__init__(data, queryset)
        self.gebruiker, self.nu, self.namen = gebruiker, nu, namen
        rechten = rechten_van(gebruiker)
        for naam, recht in self.RECHTEN.items():
            if not open_voor(recht, rechten):
                del self.filters[naam]
        for naam in self.VERBORGEN:
            if naam in self.filters:
                self.filters[naam].extra["widget"] = forms.HiddenInput
        for naam in self.CODELIJSTEN:
            self.filters[naam].extra["choices"] = list(namen.lijsten.get(naam, {}).items())
        self.queryset = met_dagen(queryset, gebruiker)
        self.sorteringen = {
            code: replace(s, velden=op_de_dag(s.velden, queryset.model, gebruiker))
            for code, s in self.SORTERINGEN.items()
            if s.recht is None or s.recht in rechten
        }
        sort = str(data.get("sort", ""))
        self.volgorde = sort if sort in self.sorteringen else self.STANDAARD
        self.leeg = ALLES if ALLES in data else ""

    def filter_queryset(
        self, queryset: "models.QuerySet[Any]", zonder: Collection[str] = ()
    ) -> "models.QuerySet[Any]":
        self._weiger_omgekeerd()
        # A copy: a filter may take its own value out again, with an error.
        for naam, waarde in list(self.form.cleaned_data.items()):
            if naam not in zonder:
                queryset = self.filters[naam].filter(queryset, waarde)
        return queryset

    def _weiger_omgekeerd(self) -> None:
        """A last day before the first leaves nothing, and reads as if there were nothing."""
        dagen = self.form.cleaned_data
        eerste = {f.field_name: dagen.get(naam) for naam, f in self.filters.items() if isinstance(f, Vanaf)}
        for naam, f in self.filters.items():
            van, tot = eerste.get(f.field_name), dagen.get(naam)
            if isinstance(f, Tot) and van and tot and tot < van:
                self.form.add_error(naam, gettext("De laatste dag ligt voor de eerste."))

    def te_tonen(self) -> tuple[Any, Any]:
        """The rows; and, where no index knows which these are, the rows among which a page looks for them, else None.
        Of the kind that the list is of."""
        return self.qs, None

    def telt_door(self) -> bool:
        """Whether the list says how many there are, however many: who came from a number wants to see it again."""
        return False

    @property
    def velden(self) -> tuple[str, ...]:
        """The fields the list is ordered by."""
        return self.sorteringen[self.volgorde].velden

    def vraag(self, *, zonder: Iterable[str] = (), **erbij: str) -> str:
        """The choice as a query string, without what is empty, unknown or the default."""
        uit = QueryDict(mutable=True)
        waarden = {naam: str(self.data.get(naam, "")).strip() for naam in (*self.filters, KOLOMMEN, *PLEK)}
        waarden["sort"] = "" if self.volgorde == self.STANDAARD else self.volgorde
        for naam, waarde in (waarden | erbij).items():
            if waarde and naam not in zonder:
                uit[naam] = waarde[:200]
        return uit.urlencode() or (f"{self.leeg}=1" if self.leeg else "")

    def keuze(self) -> str:
        """The choice as it is kept: filters and order, not the place nor the columns."""
        return "" if (vraag := self.vraag(zonder=(KOLOMMEN, *PLEK))) == f"{ALLES}=1" else vraag

    @property
    def klopt(self) -> bool:
        """Whether the address says which list it is. Of one that does not there is no file: it would be empty."""
        return bool(self.form.is_valid())

    def over_de_lijst(self) -> Iterable[tuple[str, str]]:
        """What a file says of the list as a whole; nothing where its rows say it all."""
        return ()

    def kenmerk(self) -> str:
        """What a file of this choice is called, beside the name of the list; "" calls it by the day."""
        return ""

    def gebruikt(self) -> list[str]:
        """The names of the filters in use; of what does not fit too."""
        return [naam for naam in self.filters if str(self.data.get(naam, "")).strip()]

    def blokjes(self) -> list[Blokje]:
        """What was chosen, each with the address of the list without it."""
        return [
            Blokje(str(filter_.label), self.getoond(naam), self.vraag(zonder=(naam, *PLEK)))
            for naam, filter_ in self.filters.items()
            if self.form.cleaned_data.get(naam) not in (None, "")
        ]

    def getoond(self, naam: str) -> str:
        waarde = self.form.cleaned_data[naam]
        if isinstance(waarde, date):
            return date_format(waarde, "SHORT_DATE_FORMAT")
        keuzes = dict(getattr(self.form.fields[naam], "choices", ()))
        return str(keuzes.get(waarde, waarde))
