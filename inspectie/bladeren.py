"""Pages of a long list that stay as quick as the first: a page begins after a row, not after a number of rows.

The place in the list is a cursor: the values of the ordering at the edge of the page. It lives in the URL, so going
back finds the same page, and rows that came in meanwhile shift nothing. The one definition of "after" (`plekken`):
`blader`, `volgende` and `buren` share it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import models
from django.utils.translation import gettext

from inspectie.bulk import onder
from inspectie.plekken import (
    Deel,
    Plek,
    cijfer,
    delen_van,
    is_leeg,
    kolommen_van,
    leeg_in,
    ontcijfer,
    stukken_van,
)
from inspectie.schermgetal import getal

M = TypeVar("M", bound=models.Model)

TELGRENS = 500
"""Counting stops here: an exact count of a wide list costs more than its page."""
BEKEKEN = 3_000
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
    def bekeken(self) -> str:
        return getal(BEKEKEN)

    @property
    def telling(self) -> str:
        return self.telling_vanaf(1)

    def telling_vanaf(self, van: int) -> str:
        """How many in all, as it reads, where this page begins with row `van`: "204", "meer dan 500"."""
        if self.minstens is not None:
            aantal = getal(van - 1 + self.minstens)
            return gettext("minstens %(aantal)s") % {"aantal": aantal}
        if self.aantal is None:
            return gettext("meer dan %(grens)s") % {"grens": getal(TELGRENS)}
        return getal(self.aantal)


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
    delen = delen_van(reeks.model, volgorde)
    plek = ontcijfer(reeks.model, delen, cursor)
    if binnen is not None:
        return _doorzoek(reeks, binnen, delen, plek, per)
    alle = list(reeks.order_by().values_list("pk", flat=True)[: TELGRENS + 1])
    aantal = len(alle)
    if aantal <= TELGRENS:
        # Hundreds of numbers one by one cost more than the page.
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
        "" if eerste is None or is_begin else cijfer("voor", delen, *eerste),
        "" if laatste is None or is_einde else cijfer("na", delen, *laatste),
        None if aantal > TELGRENS else aantal,
    )


def _doorzoek(
    reeks: "models.QuerySet[M]", binnen: "models.QuerySet[M]", delen: Sequence[Deel], plek: Plek, per: int
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
    begin, einde = blad[0] if blad and plek.grens is not None else None, blad[-1] if meer and blad else grens
    heen = "" if begin is None else cijfer("na" if plek.terug else "voor", delen, *begin)
    door = "" if einde is None else cijfer("voor" if plek.terug else "na", delen, *einde)
    if plek.terug:
        blad.reverse()
    volledig = plek.grens is None and grens is None
    return Blad(
        [rij for _, rij in blad],
        vorige=door if plek.terug else heen,
        volgende=heen if plek.terug else door,
        aantal=len(gevonden) if volledig and len(gevonden) <= TELGRENS else None,
        minstens=None if volledig or len(gevonden) > TELGRENS else len(hier if plek.terug else gevonden),
        afgebroken=grens is not None and not meer,
    )


def _bekeken(
    reeks: "models.QuerySet[M]", binnen: "models.QuerySet[M]", delen: Sequence[Deel], plek: Plek
) -> "Iterator[tuple[int, models.QuerySet[M], M | None]]":
    """As `stukken_van`, as far as BEKEKEN rows of `binnen` go; with the last one that is looked at, where that is not
    the end of the stretch."""
    for (nummer, stuk), (_, alles) in zip(
        stukken_van(reeks, delen, plek), stukken_van(binnen, delen, plek), strict=True
    ):
        deel = delen[nummer]
        rand = list(alles.only(*kolommen_van(reeks.model, deel.velden))[BEKEKEN - 1 : BEKEKEN + 1])
        if len(rand) < 2:
            yield nummer, stuk, None
        else:
            yield nummer, stuk.filter(deel.voorbij(deel.waarden(rand[1]), not plek.terug)), rand[0]
            return


def volgende(
    reeks: "models.QuerySet[M]", volgorde: Sequence[str], rij: M, *, terug: bool = False
) -> M | None:
    """The row after this one in an order, or before it; itself need not be in `reeks`."""
    delen = delen_van(reeks.model, volgorde)
    deel = len(delen) - 1 if is_leeg(rij, delen) else 0
    plek = Plek(deel, delen[deel].waarden(rij), terug)
    return next((gevonden for _, gevonden in _vanaf(reeks, delen, plek, 1)), None)


def buren(
    reeks: "models.QuerySet[M]",
    volgorde: Sequence[str],
    rij: M,
    binnen: "models.QuerySet[M] | None" = None,
) -> tuple[M | None, M | None]:
    """The row before this one in an order, and the row after it: as `volgende`, both in one query. `binnen` as in
    `blader`: two queries more, and None is then also what lies further."""
    delen = delen_van(reeks.model, volgorde)
    deel = len(delen) - 1 if is_leeg(rij, delen) else 0
    bronnen: list[Any] = []
    kanten: list[bool] = []
    for terug in (True, False):
        plek = Plek(deel, delen[deel].waarden(rij), terug)
        stukken = (
            stukken_van(reeks, delen, plek)
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
    delen = delen_van(type(rij), volgorde)
    return cijfer("na", delen, len(delen) - 1 if is_leeg(rij, delen) else 0, rij)


def op_volgorde(reeks: "models.QuerySet[M]", volgorde: Sequence[str]) -> "models.QuerySet[M]":
    """All rows in the order in which `blader` gives them."""
    eerste = volgorde[0].removeprefix("-")
    deel = delen_van(reeks.model, volgorde)[0]
    rest = deel.volgorde(terug=False)
    leeg = leeg_in(reeks.model, eerste)
    if leeg is None:
        return reeks.order_by(*rest)
    achteraan = models.Case(models.When(leeg, then=1), default=0, output_field=models.SmallIntegerField())
    return reeks.order_by(achteraan, *rest)


def _vanaf(
    reeks: "models.QuerySet[M]", delen: Sequence[Deel], plek: Plek, aantal: int
) -> Iterator[tuple[int, M]]:
    """At most `aantal` rows from a place on, each with its stretch; the nearest first."""
    for nummer, stuk in stukken_van(reeks, delen, plek):
        for rij in stuk[:aantal]:
            aantal -= 1
            yield nummer, rij
        if not aantal:
            return
