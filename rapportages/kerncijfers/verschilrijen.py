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
from rapportages.kerncijfers.definities import DEFINITIES, Telling
from rapportages.kerncijfers.jaar import JAARDEFINITIES, JAARRELATIES, jaarargumenten
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
_MEEST = max(map(len, (FEITEN | JAARFEITEN).values()))
_NAAM = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Rij:
    """`vlaggen`: by which of `tellingen_van(bron)` it counts."""

    id: int
    feiten: tuple[str, ...]
    vlaggen: str


Rijen = Mapping[str, Mapping[str, list[Rij]]]
"""By side, then relation: what is there only on that side."""


@cache
def tellingen_van(bron: str) -> tuple[str, ...]:
    """The conditions by which a relation is counted, each once; of `onderwerp` those are in the rows of `melding`."""
    alle = [
        telling for definitie in (*DEFINITIES, *JAARDEFINITIES) for telling in definitie.tellingen.values()
    ]
    return tuple(dict.fromkeys(telling.waar for telling in alle if telling.bron == bron))


def telt(telling: Telling, rij: Rij) -> bool:
    return rij.vlaggen[tellingen_van(telling.bron).index(telling.waar)] == "1"


def verschilrijen(was: Moment, wordt: Moment, *, jaar: bool = False) -> Rijen:
    """One query. Both moments have the same slice. `jaar`: also what the figures of a year count."""
    sql: list[str] = []
    waarden: dict[str, Any] = {}
    for kant, moment in zip(KANTEN, (was, wordt), strict=True):
        eigen = argumenten(moment.peildatum, moment.stand_van, moment.snede)
        zijde = _zijde(moment.snede.voorwaarden)
        if jaar:
            eigen |= jaarargumenten(moment.peildatum, moment.stand_van)
            zijde = f"{zijde} UNION ALL {_jaarzijde()}"
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
            aantal = len(FEITEN[bron] if bron in FEITEN else JAARFEITEN[bron])
            uit[kant][bron].append(Rij(int(pk), tuple(feiten[:aantal]), vlaggen))
    return uit


@cache
def _zijde(voorwaarden: tuple[str, ...]) -> str:
    return _rijen(relaties(voorwaarden) | _ERBIJ, FEITEN, "zijde")


@cache
def _jaarzijde() -> str:
    return _rijen(JAARRELATIES, JAARFEITEN, "jaarzijde")


def _rijen(relaties: Mapping[str, str], feiten_van: Mapping[str, tuple[str, ...]], naam: str) -> str:
    delen = []
    for bron, feiten in feiten_van.items():
        kolommen = [f"COALESCE(CAST({feit} AS VARCHAR(400)), '')" for feit in feiten]
        kolommen += ["''"] * (_MEEST - len(feiten))
        vlaggen = " || ".join(f"CASE WHEN {waar} THEN '1' ELSE '0' END" for waar in tellingen_van(bron))
        delen.append(
            f"SELECT '{bron}' AS bron, id, {', '.join(kolommen)}, {vlaggen or chr(39) * 2} FROM {bron}"
        )
    namen = ", ".join(f"f{nummer}" for nummer in range(_MEEST))
    rijen = " UNION ALL ".join(delen)
    return (
        f"SELECT * FROM ({samen(relaties)}, rijen(bron, id, {namen}, vlaggen) AS ({rijen})"
        f" SELECT * FROM rijen) AS {naam}"
    )
