"""Pages of a long list that stay as quick as the first: a page begins after a row, not after a number of rows.

The place in the list is a cursor: the values of the ordering at the edge of the page. It lives in the URL, so going
back finds the same page, and rows that came in meanwhile shift nothing. The one definition of "after": `blader`,
`volgende` and `buren` share it.

Rows whose first field is empty (NULL, or "" where that may be) stand at the end, in either direction: a list is a
stretch of filled rows and then one of empty rows, and each stretch is a range of an index.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext

from inspectie.bulk import onder

M = TypeVar("M", bound=models.Model)

LANGSTE_CURSOR = 1000  # characters; a longer one was not made here
TREFFER = "treffer"
"""An order that no table has: the place of a row among what was searched for. An annotation, a number, never empty."""
TELGRENS = 1_000
"""Counting stops here: an exact count of a wide list costs more than its page."""
BEKEKEN = 5_000
"""So many rows are looked through for one page, where no index knows which ones are meant."""


@dataclass(frozen=True, slots=True)
class Blad(Generic[M]):
    """One page. `vorige` and `volgende` are cursors, empty where there is nothing; `aantal` is None above TELGRENS.

    Where only BEKEKEN rows were looked through, there are `minstens` so many from this page on; `afgebroken`: the page
    lacks what may lie beyond those.
    """

    rijen: Sequence[M]
    vorige: str
    volgende: str
    aantal: int | None
    minstens: int | None = None
    afgebroken: bool = False

    @property
    def telling(self) -> str:
        return self.telling_vanaf(1)

    def telling_vanaf(self, van: int) -> str:
        """How many in all, as it reads, where this page begins with row `van`: "1.204", "meer dan 1.000"."""
        if self.minstens is not None:
            aantal = number_format(van - 1 + self.minstens, force_grouping=True)
            return gettext("minstens %(aantal)s") % {"aantal": aantal}
        if self.aantal is None:
            return gettext("meer dan %(grens)s") % {"grens": number_format(TELGRENS, force_grouping=True)}
        return number_format(self.aantal, force_grouping=True)


@dataclass(frozen=True, slots=True)
class _Deel:
    """A stretch of the list: which rows, and their order with the id as the last, so that no two rows are equal."""

    voorwaarde: Q
    velden: tuple[str, ...]
    omlaag: tuple[bool, ...]

    def volgorde(self, terug: bool) -> list[str]:
        return [f"-{v}" if kant != terug else v for v, kant in zip(self.velden, self.omlaag, strict=True)]

    def voorbij(self, grens: Sequence[Any], terug: bool) -> Q:
        """Past the row with these values: (a, b, id) > (x, y, z), written so that an index on a, b, id can serve it."""
        kanten = ["lt" if kant != terug else "gt" for kant in self.omlaag]
        uit = Q()
        for plek, veld in enumerate(self.velden):
            gelijk = Q(**dict(zip(self.velden[:plek], grens[:plek], strict=True)))
            uit |= gelijk & Q(**{f"{veld}__{kanten[plek]}": grens[plek]})
        # Follows from the rest; said apart it is what lets the index be entered at the right place.
        return Q(**{f"{self.velden[0]}__{kanten[0]}e": grens[0]}) & uit

    def waarden(self, rij: models.Model) -> list[Any]:
        return [getattr(rij, veld) for veld in self.velden]


@dataclass(frozen=True, slots=True)
class _Plek:
    """A place in the list: in which stretch, and at which row of it (None: at its edge)."""

    deel: int
    grens: Sequence[Any] | None
    terug: bool = False


def blader(
    reeks: "models.QuerySet[M]",
    volgorde: Sequence[str],
    cursor: str = "",
    per: int = 25,
    binnen: "models.QuerySet[M] | None" = None,
) -> "Blad[M]":
    """The page of `reeks` at a cursor, in an order of fields ("-ontvangen_op") of which only the first may be empty. A
    cursor that is not one of this order means the first page.

    Two queries, the page and a count that stops at TELGRENS; a third where the page runs into the empty rows. What was
    counted to the end is the whole list, and the page is then made of these rows alone: of a few among a million a
    database would walk the order to the end.

    `binnen`: `reeks` without a condition that no index answers. At most BEKEKEN rows of it are then looked through.
    """
    delen = _delen(reeks.model, volgorde)
    plek = _ontcijfer(reeks.model, delen, cursor)
    if binnen is not None:
        return _doorzoek(reeks, binnen, delen, plek, per)
    alle = list(reeks.order_by().values_list("pk", flat=True)[: TELGRENS + 1])
    aantal = len(alle)
    if aantal <= TELGRENS:
        # A thousand numbers one by one cost more than the page.
        los = alle and isinstance(alle[0], int)
        reeks = reeks.filter(pk__in=onder(alle) if los else alle)
    gevonden = list(_vanaf(reeks, delen, plek, per + 1))
    meer, gevonden = len(gevonden) > per, gevonden[:per]
    if plek.terug:
        gevonden.reverse()
    eerste, laatste = (gevonden[0], gevonden[-1]) if gevonden else (None, None)
    is_begin = plek.grens is None or (plek.terug and not meer)
    is_einde = not meer if not plek.terug else plek.grens is None
    return Blad(
        [rij for _, rij in gevonden],
        "" if eerste is None or is_begin else _cijfer("voor", delen, *eerste),
        "" if laatste is None or is_einde else _cijfer("na", delen, *laatste),
        None if aantal > TELGRENS else aantal,
    )


def _doorzoek(
    reeks: "models.QuerySet[M]", binnen: "models.QuerySet[M]", delen: Sequence[_Deel], plek: _Plek, per: int
) -> "Blad[M]":
    """For each stretch that it comes to: where the looking ends, and what is found until there. And the page of it."""
    gevonden: list[tuple[int, Any]] = []
    grens: tuple[int, M] | None = None
    for nummer, stuk, laatste in _bekeken(reeks, binnen, delen, plek):
        pks = stuk.values_list("pk", flat=True)[: TELGRENS + 1 - len(gevonden)]
        gevonden += [(nummer, pk) for pk in pks]
        grens = None if laatste is None else (nummer, laatste)
        if len(gevonden) > TELGRENS:
            break
    meer, hier = len(gevonden) > per, gevonden[:per]
    rijen = {rij.pk: rij for rij in reeks.filter(pk__in=[pk for _, pk in hier])} if hier else {}
    blad = [(nummer, rijen[pk]) for nummer, pk in hier if pk in rijen]  # unless it went meanwhile
    kanten = ("na", "voor") if plek.terug else ("voor", "na")
    begin, einde = blad[0] if blad and plek.grens is not None else None, blad[-1] if meer and blad else grens
    cursors = [
        "" if rand_ is None else _cijfer(kant, delen, *rand_)
        for kant, rand_ in zip(kanten, (begin, einde), strict=True)
    ]
    if plek.terug:
        blad.reverse()
        cursors.reverse()
    volledig = plek.grens is None and grens is None
    return Blad(
        [rij for _, rij in blad],
        *cursors,
        aantal=len(gevonden) if volledig and len(gevonden) <= TELGRENS else None,
        minstens=None if volledig or len(gevonden) > TELGRENS else len(hier if plek.terug else gevonden),
        afgebroken=grens is not None and not meer,
    )


def _bekeken(
    reeks: "models.QuerySet[M]", binnen: "models.QuerySet[M]", delen: Sequence[_Deel], plek: _Plek
) -> "Iterator[tuple[int, models.QuerySet[M], M | None]]":
    """As `_stukken`, as far as BEKEKEN rows of `binnen` go; with the last one that is looked at, where that is not the
    end of the stretch."""
    for (nummer, stuk), (_, alles) in zip(
        _stukken(reeks, delen, plek), _stukken(binnen, delen, plek), strict=True
    ):
        deel = delen[nummer]
        rand = list(alles.only(*_kolommen(reeks.model, deel.velden))[BEKEKEN - 1 : BEKEKEN + 1])
        if len(rand) < 2:
            yield nummer, stuk, None
        else:
            yield nummer, stuk.filter(deel.voorbij(deel.waarden(rand[1]), not plek.terug)), rand[0]
            return


def volgende(
    reeks: "models.QuerySet[M]", volgorde: Sequence[str], rij: M, *, terug: bool = False
) -> M | None:
    """The row after this one in an order, or before it; itself need not be in `reeks`."""
    delen = _delen(reeks.model, volgorde)
    deel = len(delen) - 1 if _is_leeg(rij, delen) else 0
    plek = _Plek(deel, delen[deel].waarden(rij), terug)
    return next((gevonden for _, gevonden in _vanaf(reeks, delen, plek, 1)), None)


def buren(
    reeks: "models.QuerySet[M]",
    volgorde: Sequence[str],
    rij: M,
    binnen: "models.QuerySet[M] | None" = None,
) -> tuple[M | None, M | None]:
    """The row before this one in an order, and the row after it: as `volgende`, both in one query. `binnen` as in
    `blader`: two queries more, and None is then also what lies further."""
    delen = _delen(reeks.model, volgorde)
    deel = len(delen) - 1 if _is_leeg(rij, delen) else 0
    bronnen: list[Any] = []
    kanten: list[bool] = []
    for terug in (True, False):
        plek = _Plek(deel, delen[deel].waarden(rij), terug)
        stukken = (
            _stukken(reeks, delen, plek)
            if binnen is None
            else ((nummer, stuk) for nummer, stuk, _ in _bekeken(reeks, binnen, delen, plek))
        )
        for _, stuk in stukken:
            # In a query of its own: on SQLite no part of a union can have a limit.
            eerste = reeks.model._default_manager.filter(pk__in=stuk.values("pk")[:1]).order_by()
            nummer = models.Value(len(kanten), output_field=models.IntegerField())
            bronnen.append(eerste.annotate(plek_hier=nummer))
            kanten.append(terug)
    wie: dict[bool, M] = {}
    for gevonden in sorted(bronnen[0].union(*bronnen[1:], all=True), key=lambda een: een.plek_hier):
        wie.setdefault(kanten[gevonden.plek_hier], gevonden)
    return wie.get(True), wie.get(False)


def cursor_na(rij: models.Model, volgorde: Sequence[str]) -> str:
    """The cursor of the page that begins after this row."""
    delen = _delen(type(rij), volgorde)
    return _cijfer("na", delen, len(delen) - 1 if _is_leeg(rij, delen) else 0, rij)


def op_volgorde(reeks: "models.QuerySet[M]", volgorde: Sequence[str]) -> "models.QuerySet[M]":
    """All rows in the order in which `blader` gives them."""
    eerste = volgorde[0].removeprefix("-")
    deel = _delen(reeks.model, volgorde)[0]
    rest = deel.volgorde(terug=False)
    leeg = _leeg(reeks.model, eerste)
    if leeg is None:
        return reeks.order_by(*rest)
    achteraan = models.Case(models.When(leeg, then=1), default=0, output_field=models.SmallIntegerField())
    return reeks.order_by(achteraan, *rest)


def _vanaf(
    reeks: "models.QuerySet[M]", delen: Sequence[_Deel], plek: _Plek, aantal: int
) -> Iterator[tuple[int, M]]:
    """At most `aantal` rows from a place on, each with its stretch; the nearest first."""
    for nummer, stuk in _stukken(reeks, delen, plek):
        for rij in stuk[:aantal]:
            aantal -= 1
            yield nummer, rij
        if not aantal:
            return


def _stukken(
    reeks: "models.QuerySet[M]", delen: Sequence[_Deel], plek: _Plek
) -> Iterator[tuple[int, "models.QuerySet[M]"]]:
    """What lies beyond a place, stretch by stretch, the nearest first."""
    for nummer in range(plek.deel, -1, -1) if plek.terug else range(plek.deel, len(delen)):
        deel = delen[nummer]
        hier = reeks.filter(deel.voorwaarde)
        if plek.grens is not None and nummer == plek.deel:
            hier = hier.filter(deel.voorbij(plek.grens, plek.terug))
        yield nummer, hier.order_by(*deel.volgorde(plek.terug))


def _kolommen(model: type[models.Model], velden: Sequence[str]) -> list[str]:
    """Of these, those that are columns of its table."""
    anders = {TREFFER, *getattr(model, "AFGELEID", {})}
    return [veld for veld in velden if veld not in anders]


def _delen(model: type[models.Model], volgorde: Sequence[str]) -> list[_Deel]:
    velden = (*(veld.removeprefix("-") for veld in volgorde), "pk")
    omlaag = [veld.startswith("-") for veld in volgorde]
    kanten = (*omlaag, omlaag[-1])
    leeg = _leeg(model, velden[0])
    if leeg is None:
        return [_Deel(Q(), velden, kanten)]
    # Not "anything but empty": an index cannot begin there.
    vol = (
        Q(**{f"{velden[0]}__isnull": False})
        if _veld(model, velden[0]).null
        else Q(**{f"{velden[0]}__gt": ""})
    )
    return [_Deel(vol, velden, kanten), _Deel(leeg, velden[1:], kanten[1:])]


def _leeg(model: type[models.Model], naam: str) -> Q | None:
    """Which rows have nothing in a field; None where every row has something."""
    veld = _veld(model, naam)
    if veld.null:
        return Q(**{f"{naam}__isnull": True})
    return Q(**{naam: ""}) if isinstance(veld, models.CharField) and veld.blank else None


def _is_leeg(rij: models.Model, delen: Sequence[_Deel]) -> bool:
    return len(delen) > 1 and getattr(rij, delen[0].velden[0]) in (None, "")


def _cijfer(kant: str, delen: Sequence[_Deel], deel: int, rij: models.Model) -> str:
    waarden = delen[deel].waarden(rij)
    tekst = json.dumps([kant, deel, *(w.isoformat() if hasattr(w, "isoformat") else w for w in waarden)])
    return urlsafe_b64encode(tekst.encode()).decode().rstrip("=")


def _ontcijfer(model: type[models.Model], delen: Sequence[_Deel], cursor: str) -> _Plek:
    """The place that a cursor names; the beginning for none and for nonsense."""
    begin = _Plek(0, None)
    if len(cursor) > LANGSTE_CURSOR:
        return begin
    try:
        kant, nummer, *waarden = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if kant not in ("na", "voor") or type(nummer) is not int or not 0 <= nummer < len(delen):
            return begin
        velden = delen[nummer].velden
        if len(waarden) != len(velden):
            return begin
        grens = [_veld(model, veld).to_python(waarde) for veld, waarde in zip(velden, waarden, strict=True)]
    except (ValueError, TypeError, OverflowError, ValidationError):
        return begin
    return _Plek(nummer, grens, kant == "voor") if all(map(_past, grens)) else begin


def _past(waarde: object) -> bool:
    """Whether a database can compare with it: whoever types a cursor by hand gets no error of the database."""
    if isinstance(waarde, datetime):
        return waarde.tzinfo is not None and 1900 <= waarde.year <= 2200
    return waarde is not None and not (isinstance(waarde, str) and "\0" in waarde)


def _veld(model: type[models.Model], naam: str) -> "models.Field[Any, Any]":
    """A day of `UREN` (`inspectie.uren`) is no column of the model, but annotated, and an attribute of a row."""
    if naam == TREFFER:
        return models.IntegerField()
    if naam in getattr(model, "UREN", {}).values():
        return cast("models.Field[Any, Any]", models.DateField())
    veld = model._meta.pk if naam == "pk" else model._meta.get_field(naam)
    if not isinstance(veld, models.Field):
        raise TypeError(f"Op {naam} kan niet worden geordend.")
    return veld
