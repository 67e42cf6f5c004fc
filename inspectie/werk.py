"""What waits for somebody: the kinds of work, each told by the app it belongs to (`settings.WERK`)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, rechten_van

EERSTE = 10
TELGRENS = 250
"""What a block counts to: at a million meldingen counting on costs more than the page. Its list counts further."""
HOOGSTENS = 99
"""What the navigation counts to: beyond it is "99+"."""
BEWAARD = 2_000
"""Of how many people the query of that number is kept in a process."""
NERGENS = "?"
"""A province that there is not."""


@dataclass(frozen=True, slots=True)
class Regel:
    """One thing that waits. `uiterlijk` is its clock, `sinds` from when it waits where it has none."""

    naam: str
    bij: str
    url: str = ""
    prioriteit: str = ""
    uiterlijk: datetime | date | None = None
    te_laat: bool = False
    sinds: date | None = None


@dataclass(frozen=True, slots=True)
class Werksoort:
    """A kind of work. `reeks` is what waits for this person at this moment, and is all that the count, the block and
    the whole list are made from; every page counts it, so what only its rows show is added by `getoond`."""

    code: str
    titel: str | Promise
    leeg: str | Promise
    rechten: frozenset[Recht]
    reeks: Callable[[Gebruiker, datetime], QuerySet[Any]]
    regel: Callable[[Any, datetime], Regel]
    volgorde: Sequence[str]
    """Of the whole list: fields that are never empty."""
    eerste: Callable[[QuerySet[Any], int], Iterable[Any]] | None = None
    """The first by deadline, where `volgorde` is not that."""
    getoond: Callable[[Any], QuerySet[Any]] = lambda reeks: reeks
    lijst: Callable[[Gebruiker], str] | None = None
    """The address of the same in a list of its own; without one there is the page of this kind."""
    telt: bool = False
    """Whether it makes up the number in the navigation: then its `reeks` hangs on who asks, and not on the moment."""

    def adres(self, gebruiker: Gebruiker) -> str:
        return self.lijst(gebruiker) if self.lijst else reverse("mijn_werk_soort", args=[self.code])


@dataclass(frozen=True, slots=True)
class Blok:
    soort: Werksoort
    aantal: int  # TELGRENS + 1: more
    regels: Sequence[Regel]
    alles: str

    @property
    def is_meer(self) -> bool:
        """Than was counted."""
        return self.aantal > TELGRENS

    @property
    def telling(self) -> str:
        """How many, as it reads: "204", or "250+" beyond the bound."""
        return f"{TELGRENS}+" if self.is_meer else str(self.aantal)


def soorten(gebruiker: Gebruiker) -> Iterator[Werksoort]:
    """The kinds of work this person does, in the order of the page."""
    rechten = rechten_van(gebruiker)
    for naam in settings.WERK:
        yield from (soort for soort in import_string(naam) if soort.rechten & rechten)


def blok(soort: Werksoort, gebruiker: Gebruiker, nu: datetime) -> Blok:
    """Its count, and the first by deadline."""
    reeks, adres = soort.reeks(gebruiker, nu), soort.adres(gebruiker)
    aantal = reeks.order_by().values("pk")[: TELGRENS + 1].count()
    rijen: Iterable[Any] = ()
    if aantal:  # looking for the first of none costs as much as counting them
        rijen = soort.getoond(reeks)
        rijen = soort.eerste(rijen, EERSTE) if soort.eerste else rijen.order_by(*soort.volgorde)[:EERSTE]
    return Blok(
        soort,
        aantal,
        [_in_de_lijst(soort.regel(rij, nu), adres if soort.lijst else "") for rij in rijen],
        adres,
    )


def _in_de_lijst(regel: Regel, lijst: str) -> Regel:
    """Opened from here one goes on in the list it is from, as from that list itself."""
    vraag = lijst.partition("?")[2]
    return replace(regel, url=f"{regel.url}?{vraag}") if vraag and regel.url else regel


def wacht(gebruiker: Gebruiker, nu: datetime) -> str:
    """The number in the navigation; empty where nothing waits. One query, for all kinds that count."""
    sql, waarden = _telvraag(gebruiker, nu)
    if not sql:
        return ""
    with connection.cursor() as cursor:
        cursor.execute(sql, waarden)
        return _wacht(int(cursor.fetchone()[0]))


def wacht_in(blokken: Iterable[Blok]) -> str:
    """The same, from what is counted already."""
    return _wacht(sum(blok.aantal for blok in blokken if blok.soort.telt))


def _wacht(aantal: int) -> str:
    return f"{HOOGSTENS}+" if aantal > HOOGSTENS else str(aantal or "")


Telvraag = tuple[str, list[Any]]
_TELVRAGEN: dict[tuple[int, str, str], tuple[Sequence[str] | None, Telvraag]] = {}


def _telvraag(gebruiker: Gebruiker, nu: datetime) -> Telvraag:
    """The query that counts for this person. Every page asks it, and writing it takes longer than its answer: it is
    written again only for who got another role or team, or whose team got another province."""
    wie = (gebruiker.pk, gebruiker.rol, gebruiker.team)
    if bewaard := _TELVRAGEN.get(wie):
        provincies, vraag = bewaard
        if provincies is None or provincies == gebruiker.provincies:
            return vraag
    elif len(_TELVRAGEN) >= BEWAARD:
        _TELVRAGEN.clear()
    # The provinces are asked of the database only for whom the query names them.
    ergens = copy(gebruiker)
    ergens.provincies = [NERGENS]
    vraag = _schrijf_telvraag(ergens, nu)
    per_provincie = NERGENS in vraag[1]
    if per_provincie:
        vraag = _schrijf_telvraag(gebruiker, nu)
    _TELVRAGEN[wie] = gebruiker.provincies if per_provincie else None, vraag
    return vraag


def _schrijf_telvraag(gebruiker: Gebruiker, nu: datetime) -> Telvraag:
    """How many there are in all, up to the limit: what comes after that is not looked for. Django counts one after the
    other. Empty where there is nothing to count."""
    delen: list[str] = []
    waarden: list[Any] = []
    for reeks in (soort.reeks(gebruiker, nu) for soort in soorten(gebruiker) if soort.telt):
        try:
            sql, eigen = reeks.order_by().values("pk")[: HOOGSTENS + 1].query.sql_with_params()
        except EmptyResultSet:  # nothing this person may see
            continue
        delen.append(f"SELECT * FROM ({sql}) AS deel{len(delen)}")  # noqa: S608 (what Django wrote)
        waarden += eigen
    if not delen:
        return "", []
    alle = " UNION ALL ".join(delen)
    samen = f"SELECT * FROM ({alle}) AS alle LIMIT {HOOGSTENS + 1}"  # noqa: S608
    return f"SELECT COUNT(*) FROM ({samen}) AS samen", waarden  # noqa: S608
