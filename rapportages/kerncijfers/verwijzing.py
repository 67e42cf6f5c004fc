"""What is behind a number: which figure, which part of it, at which moments, of which slice.

The list is made by the same `Telling` as the number, as a subquery that a QuerySet filters by; so what somebody may see
of it is said by `zichtbaar_voor`, as everywhere."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from rapportages.kerncijfers.bronnen import samen
from rapportages.kerncijfers.definities import DEFINITIES, Definitie, Telling
from rapportages.kerncijfers.jaar import JAARDEFINITIES, JAARRELATIES, Jaardefinitie, jaarargumenten
from rapportages.kerncijfers.snede import ALLES, Snede
from rapportages.kerncijfers.stroom import STROOMCIJFERS, Stroomcijfer
from rapportages.kerncijfers.stroomrelaties import stroomrelaties
from rapportages.kerncijfers.stroomtelling import stroomargumenten
from rapportages.kerncijfers.vakken import Vak
from rapportages.kerncijfers.versies import NU, Versies

VERSCHIL = "verschil"
"""The role of what a report works out with this figure and another (`Definitie.verschil`)."""
_NAAM = re.compile(r"%\((\w+)\)s")
_VAK = re.compile(r"[1-9][0-9]{0,3}")
_DEEL = re.compile(r"[\w.-]{1,40}", re.ASCII)
CIJFERS: dict[str, Definitie | Stroomcijfer] = {
    **{d.code: d for d in (*DEFINITIES, *JAARDEFINITIES)},
    **STROOMCIJFERS,
}


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """`rol` is the key in `tellingen` of the figure, `delen` are the codes of the part, as many as were chosen."""

    code: str
    rol: str
    delen: tuple[str, ...] = ()

    @property
    def cijfer(self) -> Definitie | Stroomcijfer:
        return CIJFERS[self.code]

    @property
    def telling(self) -> Telling:
        telling = _telling(self.cijfer, self.rol)
        if telling is None:
            raise KeyError(self.rol)
        return telling

    def __str__(self) -> str:
        return f"{self.code}.{self.rol}"


def _telling(cijfer: Definitie | Stroomcijfer, rol: str) -> Telling | None:
    if rol == VERSCHIL:
        return getattr(cijfer, VERSCHIL, None)
    return cijfer.tellingen.get(rol)


def lees(getal: str, delen: Sequence[str] = ()) -> Verwijzing | None:
    """Of "KC-02.delen" with ["EERLIJK"]; None for what is no number of ours."""
    code, _, rol = getal.partition(".")
    cijfer = CIJFERS.get(code)
    telling = _telling(cijfer, rol) if cijfer else None
    if telling is None or len(delen) > len(telling.per):
        return None
    if not all(
        (_VAK if feit.startswith("vak_") else _DEEL).fullmatch(deel)
        for feit, deel in zip(telling.per, delen, strict=False)
    ):
        return None
    return Verwijzing(code, rol, tuple(delen))


@dataclass(frozen=True, slots=True)
class Moment:
    """Where all numbers of a page are counted, and by which definitions."""

    peildatum: date
    stand_van: datetime
    vakken: tuple[Vak, ...]
    snede: Snede = ALLES
    versies: Versies = NU

    def betekent(self, cijfer: Definitie | Stroomcijfer) -> Definitie | Stroomcijfer:
        """What a figure means here."""
        return self.versies.van(cijfer) if isinstance(cijfer, Definitie) else cijfer

    def telling(self, verwijzing: Verwijzing) -> Telling:
        """What this number counts here."""
        telling = _telling(self.betekent(verwijzing.cijfer), verwijzing.rol)
        if telling is None:
            raise KeyError(verwijzing.rol)
        return telling


def is_jaarcijfer(verwijzing: Verwijzing) -> bool:
    return isinstance(verwijzing.cijfer, Jaardefinitie)


def bestaat(verwijzing: Verwijzing, moment: Moment) -> bool:
    """Whether the period has the piece of which this is the number, and the figure has a slice where one is asked."""
    if is_jaarcijfer(verwijzing) and moment.snede != ALLES:
        return False
    return all(
        int(deel) <= len(moment.vakken)
        for feit, deel in zip(verwijzing.telling.per, verwijzing.delen, strict=False)
        if feit.startswith("vak_")
    )


def ids(verwijzing: Verwijzing, moment: Moment) -> RawSQL:
    """The ids of what is counted, of a `melding`, `werkgever`, `zaak` or `interventie`, for `pk__in`."""
    return _ids(*_vraag(verwijzing, moment))


def _ids(sql: str, waarden: Mapping[str, Any]) -> RawSQL:
    namen: list[str] = _NAAM.findall(sql)
    return RawSQL(_NAAM.sub("%s", sql), [waarden[naam] for naam in namen])  # noqa: S611 (of constants)


_BEWIJS = {
    "werkgever": "SELECT id FROM ingreep",
    "werkgever_domein": "SELECT id FROM ingreep",
    "overtreder": "SELECT o.id FROM overtreding AS o JOIN bezocht ON bezocht.zaak_id = o.zaak_id",
    "bezochte": "SELECT id FROM locatie",
    "bezochte_in_zaak": "SELECT id FROM locatie_in_zaak",
    "jaarovertreder": "SELECT id FROM jaarovertreding",
}


def bewijs(verwijzing: Verwijzing, moment: Moment) -> RawSQL | None:
    """The ids of the interventions (of KC-12 and JV-04 the violations) by which an employer is counted in this number:
    who sees none of those of an employer has no business with its being counted. None: no single one of them is
    enough."""
    telling = moment.telling(verwijzing)
    if telling.waar != "TRUE":
        return None
    sql = _BEWIJS[telling.bron]
    if verwijzing.delen:
        sql += " WHERE domein = %(deel0)s"
    return _ids(*_opdracht(sql, verwijzing, moment))


def aantal(verwijzing: Verwijzing, moment: Moment) -> int:
    """How many there are, seen or not. One query."""
    sql, waarden = _vraag(verwijzing, moment)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({sql}) AS achter", waarden)
        return int(cursor.fetchone()[0])


def _vraag(verwijzing: Verwijzing, moment: Moment) -> tuple[str, dict[str, Any]]:
    return _opdracht(moment.telling(verwijzing).ids_sql(len(verwijzing.delen)), verwijzing, moment)


def _opdracht(sql: str, verwijzing: Verwijzing, moment: Moment) -> tuple[str, dict[str, Any]]:
    if is_jaarcijfer(verwijzing):
        relaties, waarden = JAARRELATIES, jaarargumenten(moment.peildatum, moment.stand_van)
    else:
        relaties = stroomrelaties(moment.snede.voorwaarden, len(moment.vakken))
        waarden = stroomargumenten(moment.peildatum, moment.stand_van, list(moment.vakken), moment.snede)
    for nummer, (feit, deel) in enumerate(
        zip(moment.telling(verwijzing).per, verwijzing.delen, strict=False)
    ):
        waarden[f"deel{nummer}"] = int(deel) if feit.startswith("vak_") else deel
    return samen(relaties, sql), waarden
