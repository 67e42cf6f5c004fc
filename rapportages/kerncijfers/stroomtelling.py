"""The figures of `stroom`, computed: one statement for a whole page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Any

from django.db import connection

from inspectie.tijd import begin_van, einde_van
from rapportages.kerncijfers.berekening import Gevonden, argumenten
from rapportages.kerncijfers.bronnen import samen
from rapportages.kerncijfers.snede import ALLES, Snede
from rapportages.kerncijfers.stroom import LEEFTIJDEN, PER_VERDELING, VERDELINGEN
from rapportages.kerncijfers.stroomrelaties import eenmaal, stroomopdracht, stroomrelaties
from rapportages.kerncijfers.termijneinde import termijnargumenten
from rapportages.kerncijfers.vakken import Vak, vak_argumenten
from rapportages.kerncijfers.verloop import KERN, aan_het_eind


@dataclass(frozen=True, slots=True)
class Vakcijfers:
    """Of one piece of the period: what happened in it, and what lay open and was counted at its end."""

    vak: Vak
    binnen: int
    besloten: int
    afgerond: int
    open: int
    kern: Gevonden
    """What `tel_kern` gives at its end."""

    def waarde(self, code: str) -> int:
        """Of a figure that is one number."""
        return self.kern.get((code, "waarde", "", ""), 0)


@dataclass(frozen=True, slots=True)
class Stroom:
    """`totaal` and the values of `per` are in the order of PER_VERDELING; `delen` are counts by split and code."""

    totaal: tuple[int, ...]
    per: Mapping[str, Mapping[str, tuple[int, ...]]]
    delen: Mapping[str, Mapping[str, int]]
    vakken: Sequence[Vakcijfers]
    termijn_voorbij: int


Telrijen = dict[str, dict[str, tuple[int, ...]]]
"""By what and key, the numbers of `stroomopdracht`."""


def bereken_stroom(peildatum: date, stand_van: datetime, vakken: list[Vak], snede: Snede = ALLES) -> Stroom:
    """`vakken` end with the peildatum. One query."""
    return als_stroom(tel_stroom(peildatum, stand_van, vakken, snede), vakken)


def tel_stroom(
    peildatum: date,
    stand_van: datetime,
    vakken: list[Vak],
    snede: Snede = ALLES,
    kring: Mapping[str, Any] | None = None,
    leeftijd_op: date | None = None,
) -> Telrijen:
    """The numbers by themselves; with the parameters of a `kring`, of those records only. `leeftijd_op`: the day at
    which their age is told, if it is not the peildatum. One query."""
    voorwaarden, met_kring = snede.voorwaarden, kring is not None
    relaties = stroomrelaties(voorwaarden, len(vakken), kring=met_kring)
    sql = samen(relaties, stroomopdracht(voorwaarden, len(vakken)), eenmaal(kring=met_kring))
    waarden = stroomargumenten(peildatum, stand_van, vakken, snede, leeftijd_op)
    rijen: Telrijen = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(sql, waarden | dict(kring or {}))
        for wat, sleutel, *aantallen in cursor.fetchall():
            rijen[wat][sleutel] = tuple(int(n or 0) for n in aantallen)
    return rijen


def als_stroom(rijen: Telrijen, vakken: list[Vak]) -> Stroom:
    een = {wat: {sleutel: n[0] for sleutel, n in delen.items() if n[0]} for wat, delen in rijen.items()}
    return Stroom(
        totaal=rijen.get("alles", {}).get("", (0,) * len(PER_VERDELING)),
        per={naam: {code: n for code, n in rijen.get(naam, {}).items() if any(n)} for naam in VERDELINGEN},
        delen={wat: een.get(wat, {}) for wat in ("fase", "leeftijd", "prioriteit", "afloop")},
        vakken=_vakken(vakken, een),
        termijn_voorbij=een.get("verlopen", {}).get("", 0),
    )


def _vakken(vakken: list[Vak], een: Mapping[str, Mapping[str, int]]) -> list[Vakcijfers]:
    def reeks(wat: str) -> list[int]:
        return [een.get(wat, {}).get(str(nummer), 0) for nummer in range(len(vakken) + 1)]

    binnen, besloten, afgerond = reeks("vak_in"), reeks("vak_besloten"), reeks("vak_afgerond")
    open_ = list(accumulate(map(sum, zip(binnen, reeks("wissel"), strict=True))))
    kern = aan_het_eind(een.get(KERN, {}), len(vakken))
    return [
        Vakcijfers(
            vak,
            binnen[nummer],
            besloten[nummer],
            afgerond[nummer],
            open_[nummer],
            kern[nummer - 1],
        )
        for nummer, vak in enumerate(vakken, 1)
    ]


def stroomargumenten(
    peildatum: date,
    stand_van: datetime,
    vakken: list[Vak],
    snede: Snede,
    leeftijd_op: date | None = None,
) -> dict[str, Any]:
    """What the relations of `stroom` ask for. `moment` is when a step must have been taken to count."""
    moment = connection.ops.adapt_datetimefield_value
    return (
        argumenten(peildatum, stand_van, snede)
        | vak_argumenten(vakken)
        | termijnargumenten(peildatum)
        | {"moment": moment(stapmoment(peildatum, stand_van))}
        | {
            f"sinds{dagen}": moment(begin_van((leeftijd_op or peildatum) - timedelta(days=dagen)))
            for dagen, _naam in LEEFTIJDEN.values()
            if dagen
        }
    )


def stapmoment(peildatum: date, stand_van: datetime) -> datetime:
    """When a step must have been taken to count."""
    return min(einde_van(peildatum), stand_van)
