"""What is counted at one moment and not at another: the rows of every relation behind a figure, one way and the other.

One statement, and only what differs leaves the database. A row is (relation, id, up to five facts as text, one flag per
way of counting it); what is the same on both sides is in neither list.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection

from rapportages.kerncijfers.berekening import argumenten
from rapportages.kerncijfers.bronnen import relaties, samen
from rapportages.kerncijfers.definities import Telling
from rapportages.kerncijfers.jaar import JAARRELATIES, jaarargumenten
from rapportages.kerncijfers.versies import Versies
from rapportages.kerncijfers.verwijzing import Moment

WAS, WORDT = "was", "wordt"
KANTEN = (WAS, WORDT)
FEITEN: dict[str, tuple[str, ...]] = {
    "melding": ("domein", "onderwerpen", "arbeidsmigranten"),
    "toets": ("resultaat",),
    "werkgever_domein": ("domein",),
    "werkgever": (),
    "onderzoek": (),
    "overtreder": (),
    "instrument": ("soort",),
    # How these hang together, for why.
    "ingreep": ("zaak_id", "domein", "werkgever", "soort", "wijze"),
    "telzaak": ("domein",),
    "gevonden": ("zaak_id", "werkgever"),
    "geteld_in": ("melding_id",),
}
_ERBIJ = {
    "gevonden": (
        "SELECT o.id, o.zaak_id, COALESCE(samen.hoofd_id, o.werkgever_id) AS werkgever FROM overtreding AS o"
        " JOIN bezocht ON bezocht.zaak_id = o.zaak_id LEFT JOIN samen ON samen.id = o.werkgever_id"
    ),
    "geteld_in": (
        "SELECT DISTINCT keten.zaak_id AS id, keten.melding_id FROM keten CROSS JOIN melding"
        " WHERE melding.id = keten.melding_id"
    ),
}
JAARFEITEN: dict[str, tuple[str, ...]] = {
    "bezoek": ("domein", "zaak_id", "dag"),
    "bezochte": (),
    "jaarovertreding": ("voorschrift", "werkgever"),
    "jaarovertreder": (),
    "jaarinstrument": ("soort",),
    "locatie": ("werkgever",),
}
EERDER: dict[str, tuple[str, ...]] = {"locatie_in_zaak": ("domein", "werkgever"), "bezochte_in_zaak": ()}
"""What only earlier definitions count; not asked for otherwise."""
_ALLE = FEITEN | JAARFEITEN | EERDER
_MEEST = max(map(len, _ALLE.values()))
_NAAM = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Rij:
    """`vlaggen`: by which of `voorwaarden(bron, …)` it counts."""

    id: int
    feiten: tuple[str, ...]
    vlaggen: str


Rijen = Mapping[str, Mapping[str, list[Rij]]]
"""By side, then relation: what is there only on that side."""


Kanten = tuple[Versies, Versies]
"""By what is counted on each side."""


@cache
def _tellingen(versies: Kanten) -> tuple[tuple[Telling, Telling], ...]:
    """Of every number how it is counted on the one side and on the other."""
    return tuple(
        (telling, wordt.tellingen[rol])
        for was, wordt in zip(*(kant.definities(jaar=True) for kant in versies), strict=True)
        for rol, telling in was.tellingen.items()
    )


@cache
def voorwaarden(bron: str, versies: Kanten) -> tuple[str, ...]:
    """The conditions by which a relation is counted, each once; of `onderwerp` those are in the rows of `melding`."""
    alle = [telling for paar in _tellingen(versies) for telling in paar]
    return tuple(dict.fromkeys(telling.waar for telling in alle if telling.bron == bron))


def telt(telling: Telling, rij: Rij, versies: Kanten) -> bool:
    return rij.vlaggen[voorwaarden(telling.bron, versies).index(telling.waar)] == "1"


@cache
def _anders(bron: str, versies: Kanten) -> str:
    """SQL: whether a row of this relation makes a difference by which side's definitions it is counted. Of a figure
    that counts other things, or in other parts, each row does."""
    waar: dict[str, None] = {}
    for een, ander in _tellingen(versies):
        if (een.bron, een.per) != (ander.bron, ander.per):
            waar |= {f"({t.waar})": None for t in (een, ander) if _rijen_van(t) == bron}
        elif een != ander and _rijen_van(een) == bron:
            waar[f"{_vlag(een.waar)} <> {_vlag(ander.waar)}"] = None
    return " OR ".join(waar)


def _rijen_van(telling: Telling) -> str:
    return "melding" if telling.bron == "onderwerp" else telling.bron


def _vlag(waar: str) -> str:
    return f"CASE WHEN {waar} THEN '1' ELSE '0' END"


def verschilrijen(was: Moment, wordt: Moment, *, jaar: bool = False) -> Rijen:
    """One query. Both moments have the same slice. `jaar`: also what the figures of a year count."""
    sql: list[str] = []
    versies = (was.versies, wordt.versies)
    waarden: dict[str, Any] = {}
    for kant, moment in zip(KANTEN, (was, wordt), strict=True):
        eigen = argumenten(moment.peildatum, moment.stand_van, moment.snede)
        zijde = _zijde(moment.snede.voorwaarden, versies, kant)
        if jaar:
            eigen |= jaarargumenten(moment.peildatum, moment.stand_van)
            zijde = f"{zijde} UNION ALL {_jaarzijde(versies, kant)}"
        sql.append(_NAAM.sub(rf"%(\1_{kant})s", zijde))
        waarden |= {f"{naam}_{kant}": waarde for naam, waarde in eigen.items()}
    uit: dict[str, dict[str, list[Rij]]] = {kant: defaultdict(list) for kant in KANTEN}
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH was AS MATERIALIZED ({sql[0]}), wordt AS MATERIALIZED ({sql[1]})"
            " SELECT 'was', a.* FROM (SELECT * FROM was EXCEPT SELECT * FROM wordt) AS a"
            " UNION ALL SELECT 'wordt', b.* FROM (SELECT * FROM wordt EXCEPT SELECT * FROM was) AS b",
            waarden,
        )
        for kant, bron, pk, *feiten, vlaggen in cursor.fetchall():
            uit[kant][bron].append(Rij(int(pk), tuple(feiten[: len(_ALLE[bron])]), vlaggen))
    return uit


@cache
def _zijde(snede: tuple[str, ...], versies: Kanten, kant: str) -> str:
    return _rijen(relaties(snede) | _ERBIJ, FEITEN, "zijde", versies, kant)


@cache
def _jaarzijde(versies: Kanten, kant: str) -> str:
    eerder = {bron: feiten for bron, feiten in EERDER.items() if voorwaarden(bron, versies)}
    return _rijen(JAARRELATIES, JAARFEITEN | eerder, "jaarzijde", versies, kant)


def _rijen(
    relaties: Mapping[str, str],
    feiten_van: Mapping[str, tuple[str, ...]],
    naam: str,
    versies: Kanten,
    kant: str,
) -> str:
    """What is counted otherwise on the other side has the name of its side, so that it is on both."""
    namen = (*(f"f{nummer}" for nummer in range(_MEEST)), "vlaggen")
    delen = []
    for bron, feiten in feiten_van.items():
        kolommen = [f"COALESCE(CAST({feit} AS VARCHAR(400)), '')" for feit in feiten]
        kolommen += ["''"] * (_MEEST - len(feiten))
        vlaggen = [_vlag(waar) for waar in voorwaarden(bron, versies)]
        if anders := _anders(bron, versies):
            vlaggen.append(f"CASE WHEN {anders} THEN '{kant}' ELSE '' END")
        kolommen.append(" || ".join(vlaggen) or "''")
        met_namen = ", ".join(f"{wat} AS {als}" for wat, als in zip(kolommen, namen, strict=True))
        delen.append(f"SELECT '{bron}' AS bron, id, {met_namen} FROM {bron}")
    return f"SELECT * FROM ({samen(relaties, ' UNION ALL '.join(delen))}) AS {naam}"
