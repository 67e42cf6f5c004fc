"""What a list is: its columns, its orders, where its rows come from and who may see it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, rechten_van
from inspectie.tijd import lokale_dag
from inspectie.uitvoer.cellen import Cel

if TYPE_CHECKING:
    from inspectie.lijsten.filters import Lijstfilter


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column. `cel` makes of the choice (`Lijstfilter`, with its words and its moment) and the values of `velden`
    what an export writes, always the same of the same values; `toon` makes the HTML of it where the plain text is not
    enough, and may need the values of `erbij` too. `sorteringen` are the orders its heading leads to, the first one
    first.

    `naamloos`: on a narrow screen its cell speaks for itself and needs no heading beside it.
    """

    sleutel: str
    kop: str | Promise
    velden: tuple[str, ...]
    cel: Callable[..., Cel]
    toon: Callable[..., SafeString] | None = None
    klasse: str = ""
    breedte: float = 3
    recht: Recht | frozenset[Recht] | None = None
    sorteringen: tuple[str, ...] = ()
    naamloos: bool = False
    kort: str | Promise = ""  # the heading where there is little room
    erbij: tuple[str, ...] = ()
    uur: Recht | None = None
    """Of a moment: who lacks this right gets its day, also in a file."""

    def html(self, keuze: "Lijstfilter", rij: models.Model) -> SafeString:
        waarden = [waarde_van(rij, veld) for veld in self.velden]
        if self.toon is not None:
            return self.toon(keuze, *waarden, *(waarde_van(rij, veld) for veld in self.erbij))
        cel = self.cel(keuze, *waarden)
        return zacht(gettext("Onbekend")) if cel in (None, "") else escape(leesbaar(cel))


def zelf(_keuze: "Lijstfilter", waarde: Any) -> Any:
    """A `cel` that is the value of its one field. A file need not look at it."""
    return waarde


def alleen_de_dag(_keuze: "Lijstfilter", moment: datetime | None) -> date | None:
    return None if moment is None else lokale_dag(moment)


def waarde_van(rij: Any, veld: str) -> Any:
    """The value of "werkgever__naam"; None where there is no werkgever."""
    for naam in veld.split("__"):
        if rij is None:
            return None
        try:
            rij = getattr(rij, naam)
        except ObjectDoesNotExist:  # the other side of a one to one: there is none
            return None
    return rij


def leesbaar(cel: Cel) -> str:
    if isinstance(cel, bool):
        return gettext("Ja") if cel else gettext("Nee")
    if isinstance(cel, date):
        dag = lokale_dag(cel) if isinstance(cel, datetime) else cel
        return date_format(dag, "SHORT_DATE_FORMAT")
    return str(cel)


def toon_dag(_keuze: "Lijstfilter", dag: date | None) -> SafeString:
    """A `toon` of a day."""
    if dag is None:
        return geen()
    return format_html(
        '<time datetime="{}">{}</time>', dag.isoformat(), date_format(dag, "SHORT_DATE_FORMAT")
    )


def toon_dag_van(keuze: "Lijstfilter", moment: datetime | None) -> SafeString:
    """A `toon` of a moment: the day it was in Amsterdam."""
    return toon_dag(keuze, alleen_de_dag(keuze, moment))


def zacht(tekst: str) -> SafeString:
    return format_html('<span class="zacht">{}</span>', tekst)


def geen() -> SafeString:
    """There is none; on a narrow screen the cell is left out."""
    return format_html('<span class="zacht nvt">{}</span>', gettext("Geen"))


def persoon(wie: str) -> tuple[str, ...]:
    """The fields of a column about a person, for `naam_van`: an export reads values and no records."""
    return tuple(f"{wie}__{veld}" for veld in ("first_name", "last_name", "username"))


def naam_van(_keuze: "Lijstfilter", voornaam: str | None, achternaam: str | None, naam: str | None) -> str:
    return f"{voornaam or ''} {achternaam or ''}".strip() or naam or ""


@dataclass(frozen=True, slots=True)
class Sortering:
    """An order: fields as `bladeren.blader` takes them."""

    naam: str | Promise
    velden: tuple[str, ...]
    recht: Recht | None = None


def open_voor(recht: Recht | frozenset[Recht] | None, rechten: frozenset[Recht]) -> bool:
    """Whether who has `rechten` may see what asks this right, or one of these."""
    return recht is None or (recht in rechten if isinstance(recht, Recht) else bool(recht & rechten))


@dataclass(frozen=True, slots=True)
class Lijst:
    """A list as an app declares it.

    `naam` is the name of its page and of its choices in the database; `rechten` are those of which one is needed. The
    first column is the way to the row itself and always there. `namen` reads the words that the cells need, once.
    """

    naam: str
    titel: str | Promise
    bestandsnaam: str
    rechten: tuple[Recht, ...]
    kolommen: tuple[Kolom, ...]
    standaard: tuple[str, ...]
    filter: "type[Lijstfilter]"
    eerst: tuple[str, ...]  # filters in sight; the others stand under "Meer filters"
    ingangen: tuple[tuple[str | Promise, str, Recht | None], ...]  # tabs: name, query string, right
    rij: str  # what a row is called in its anchor: "melding" makes #melding-17
    rijadres: Callable[[Any], str]  # "" where a row has no page of its own
    zichtbaar: "Callable[[Gebruiker], models.QuerySet[Any]]"
    namen: Callable[[], Any]
    anker: Callable[[Any], object] | None = None
    """What tells a row from the others in its anchor, where the first column does not."""
    met_vraag: bool = True
    """Whether the page of a row goes on in this list: it is opened with the choice in its address."""

    @property
    def url(self) -> str:
        return reverse(self.naam)

    def adres(self, vraag: str) -> str:
        return f"{self.url}?{vraag}" if vraag else self.url

    def kolommen_voor(self, gebruiker: Gebruiker) -> tuple[Kolom, ...]:
        """What this person may choose from."""
        rechten = rechten_van(gebruiker)
        return tuple(
            kolom if kolom.uur is None or kolom.uur in rechten else replace(kolom, cel=alleen_de_dag)
            for kolom in self.kolommen
            if open_voor(kolom.recht, rechten)
        )

    def gekozen(self, gebruiker: Gebruiker, sleutels: Iterable[str]) -> tuple[Kolom, ...]:
        """The first column and those of these keys, in their order, each once; unknown keys do not count."""
        mogelijk = {kolom.sleutel: kolom for kolom in self.kolommen_voor(gebruiker)}
        vast = self.kolommen[0].sleutel
        return tuple(mogelijk[s] for s in dict.fromkeys((vast, *sleutels)) if s in mogelijk)

    def kies(
        self,
        data: Mapping[str, Any],
        gebruiker: Gebruiker,
        nu: datetime,
        namen: object = None,
        reeks: "models.QuerySet[Any] | None" = None,
    ) -> "Lijstfilter":
        """The rows that this person may see and that an address asks for."""
        reeks = self.zichtbaar(gebruiker) if reeks is None else reeks
        return self.filter(data, reeks, gebruiker=gebruiker, nu=nu, namen=namen or self.namen())


def met_verwijzingen(reeks: "models.QuerySet[Any]", kolommen: Sequence[Kolom]) -> "models.QuerySet[Any]":
    """With the records that these columns look at, in the same query."""
    paden = {veld.rpartition("__")[0] for kolom in kolommen for veld in (*kolom.velden, *kolom.erbij)} - {""}
    return reeks.select_related(*sorted(paden)) if paden else reeks
