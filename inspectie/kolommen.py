"""From a cell to a value. A parser takes a text that is not empty and raises ValueError with the reason: in Dutch, and
for a screen in another language too (`Reden`)."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_noop as _

from inspectie.kluis import blinde_index
from inspectie.redenen import Reden
from inspectie.tijd import lokale_dag

Gebrek = tuple[str, str]  # (column, reason)
Ontleder = Callable[[str], Any]
GROOTSTE_TEKST = 100_000  # characters of free text
GETAL_MAX = 1_000_000
MEESTE_SLEUTELS = 500  # in one cell
# From the year after the first state of an employer (meldingen.models.werkgever.BEGIN).
JAREN = range(1901, 2101)
_GEEN_SLEUTEL = _("is geen sleutel: hoogstens 64 tekens, zonder puntkomma en zonder spaties eromheen")


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column of a file. `naar` is the attribute of the record it fills; `verwijst` the file whose key it holds.

    `verplicht`: no cell may be empty; `altijd`: the column must be there, its cells may be empty. `notatie` gives one
    text for a value that can be written in more than one way.
    """

    naam: str
    ontleed: Ontleder
    naar: str = ""
    verplicht: bool = False
    altijd: bool = False
    leeg: Any = None
    verwijst: str = ""
    vertrouwelijk: bool = False
    verborgen: bool = False  # in a message only by its length; what is vertrouwelijk always is
    notatie: Callable[[Any], str] | None = None

    @property
    def attribuut(self) -> str:
        return self.naar or self.naam


Plan = Iterable[tuple[Any, str, Ontleder, Callable[[Any], str] | None, bool]]
"""Per column: its place among the cells, name, parser, notation, and whether it must be filled."""


def plan(kolommen: Iterable[Kolom], plekken: Mapping[str, Any]) -> Plan:
    """How cells are read of which `plekken` says where each column is; a column that is not in it is absent."""
    return [
        (plekken[k.naam], k.naam, k.ontleed, k.notatie, k.verplicht) for k in kolommen if k.naam in plekken
    ]


def lees_cellen(plan: Plan, cellen: Any, waarden: dict[str, Any]) -> tuple[list[Gebrek], list[str]]:
    """Put in `waarden` what the cells (indexed by place) say. Returns what is wrong with them, and their content in one
    notation: the same for cells that say the same."""
    gebreken: list[Gebrek] = []
    inhoud: list[str] = []
    for plek, naam, ontleed, notatie, verplicht in plan:
        cel = cellen[plek]
        if not cel or (verplicht and cel.isspace()):
            if verplicht:
                gebreken.append((naam, Reden(_("is verplicht en is leeg"))))
            continue
        try:
            waarde = waarden[naam] = ontleed(cel)
        except ValueError as fout:
            gebreken.append((naam, fout.args[0] if fout.args else str(fout)))
            continue
        inhoud += (naam, notatie(waarde) if notatie else cel)
    return gebreken, inhoud


_TUSSEN = "\x1f"


def vingerafdruk(inhoud: list[str], soort: str) -> str:
    """Of a row of this kind; of one content and of no other. Empty cells are not in it: an absent column changes
    nothing."""
    tekst = _TUSSEN.join(inhoud)
    eenduidig = tekst if tekst.count(_TUSSEN) < len(inhoud) else json.dumps(inhoud)
    return blinde_index(eenduidig, f"regel:{soort}")


def tijdgebreken(
    gebeurtenis: str, gebeurd: datetime | date | None, geregistreerd_op: datetime, nu: datetime
) -> Iterator[Gebrek]:
    """What is wrong with the two times of a fact: when it happened (None: not known) and when it was registered."""
    if geregistreerd_op > nu:
        yield "geregistreerd_op", Reden(_("ligt in de toekomst"))
    if gebeurd is None:
        return
    if _voor(nu, gebeurd):
        yield gebeurtenis, Reden(_("ligt in de toekomst"))
    elif _voor(geregistreerd_op, gebeurd):
        yield (
            "geregistreerd_op",
            Reden(_("de registratie ligt voor %(gebeurtenis)s"), gebeurtenis=gebeurtenis),
        )


def _voor(moment: datetime, gebeurd: datetime | date) -> bool:
    if isinstance(gebeurd, datetime):
        return moment < gebeurd
    return lokale_dag(moment) < gebeurd


def in_utc(tijdstip: datetime) -> str:
    return str(tijdstip.timestamp())


def tekst(hoogstens: int = GROOTSTE_TEKST) -> Ontleder:
    def ontleed(cel: str) -> str:
        if len(cel) > hoogstens:
            raise ValueError(Reden(_("is langer dan %(aantal)s tekens"), aantal=hoogstens))
        return cel

    return ontleed


def sleutel(cel: str) -> str:
    if len(cel) > 64 or cel != cel.strip() or ";" in cel or not cel.isprintable():
        raise ValueError(Reden(_GEEN_SLEUTEL))
    return cel


def code(codes: Collection[str], lijst: str) -> Ontleder:
    bekend = {waarde: waarde for waarde in codes}
    keuze = f" ({', '.join(bekend)})" if len(bekend) <= 12 else ""

    def ontleed(cel: str) -> str:
        try:
            return bekend[cel]
        except KeyError:
            raise ValueError(
                Reden(_("staat niet in de codelijst %(lijst)s%(keuze)s"), lijst=lijst, keuze=keuze)
            ) from None

    return ontleed


def codes(bekend: Collection[str], lijst: str) -> Ontleder:
    """A list joined by `;`, each code once, the order kept."""
    goed = frozenset(bekend)

    @lru_cache(4096)
    def ontleed(cel: str) -> str:
        delen = cel.split(";")
        for deel in delen:
            if deel not in goed:
                raise ValueError(
                    Reden(_("“%(code)s” staat niet in de codelijst %(lijst)s"), code=kort(deel), lijst=lijst)
                )
        if len(set(delen)) < len(delen):
            raise ValueError(Reden(_("noemt een code twee keer")))
        if len(cel) > 400:
            raise ValueError(Reden(_("noemt te veel codes")))
        return cel

    return ontleed


def sleutels(cel: str) -> tuple[str, ...]:
    delen = tuple(sleutel(deel) for deel in cel.split(";", MEESTE_SLEUTELS)[:MEESTE_SLEUTELS])
    if "" in delen or len(set(delen)) < len(delen) or cel.count(";") >= MEESTE_SLEUTELS:
        raise ValueError(
            Reden(
                _("hoort een rij van hoogstens %(aantal)s verschillende sleutels te zijn, met ; ertussen"),
                aantal=MEESTE_SLEUTELS,
            )
        )
    return delen


_JANEE = {"ja": True, "nee": False}


def janee(cel: str) -> bool:
    try:
        return _JANEE[cel]
    except KeyError:
        raise ValueError(Reden(_("hoort ja, nee of leeg te zijn"))) from None


def getal(cel: str) -> int:
    if not cel.isascii() or not cel.isdigit() or len(cel) > 9 or int(cel) > GETAL_MAX:
        raise ValueError(
            Reden(_("hoort een geheel getal van 0 tot en met %(hoogste)s te zijn"), hoogste=GETAL_MAX)
        )
    return int(cel)


def cijfers(aantal: int) -> Ontleder:
    def ontleed(cel: str) -> str:
        if len(cel) != aantal or not cel.isascii() or not cel.isdigit():
            raise ValueError(Reden(_("hoort uit %(aantal)s cijfers te bestaan"), aantal=aantal))
        return cel

    return ontleed


@lru_cache(4096)
def dag(cel: str) -> date:
    try:
        # fromisoformat also reads 20210110 and week dates.
        if len(cel) != 10 or cel[4] != "-" or cel[7] != "-":
            raise ValueError
        uit = date.fromisoformat(cel)
    except ValueError:
        raise ValueError(Reden(_("is geen datum (jjjj-mm-dd)"))) from None
    if uit.year not in JAREN:
        raise ValueError(Reden(_("heeft een onmogelijk jaartal")))
    return uit


def moment(cel: str) -> datetime:
    try:
        # fromisoformat also takes anything between day and time, and a later Python the hour 24.
        if len(cel) < 16 or cel[4] != "-" or cel[7] != "-" or cel[10] != "T" or cel[11:13] == "24":
            raise ValueError
        uit = datetime.fromisoformat(cel)
    except ValueError:
        raise ValueError(Reden(_("is geen tijdstip (zoals 2021-01-10T23:59:59+01:00)"))) from None
    verschil = uit.utcoffset()
    if verschil is None:
        raise ValueError(Reden(_("mist het verschil met UTC (zoals +01:00)")))
    if verschil.seconds % 60:  # Python reads +01:00:30 too
        raise ValueError(Reden(_("is geen tijdstip (zoals 2021-01-10T23:59:59+01:00)")))
    if uit.year not in JAREN:
        raise ValueError(Reden(_("heeft een onmogelijk jaartal")))
    return uit


def zichtbaar(tekst: str) -> str:
    """On a screen a control character would do something, and a line end would make one message look like two."""
    return "".join(teken if teken.isprintable() else repr(teken)[1:-1] for teken in tekst)


def kort(tekst: str, tekens: int = 80) -> str:
    """A value as it can be shown in a message: no control characters, and not more than fits."""
    begin = zichtbaar(tekst[:tekens])
    return begin if len(tekst) <= tekens else f"{begin}… ({len(tekst)} tekens)"
