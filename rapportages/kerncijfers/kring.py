"""Which records must be counted again to get from one moment to another, and nothing else.

A melding counts by itself; an instrument and an investigation by the meldingen of its zaak; an employer by all its
zaken. So with what was written since come the zaken it hangs in (through duplicates as well), the employers there with
all that are one with them, the other zaken of these, and the meldingen of all those. What is taken in too much does no
harm: it counts the same at both moments.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from inspectie.bulk import als_reeks
from inspectie.versies import verleden_van
from interventies.models import Interventie, Overtreding, ZaakMelding
from meldingen.models import Aanvulling, Bevestigingsplicht, Melding, TriageBesluit, Werkgever
from meldingen.models.feiten import Status
from rapportages.kerncijfers.termijneinde import LANGSTE_UITLOOP

HOOGSTENS = 20_000
"""With more of them than this it is quicker to count everything."""


@dataclass(frozen=True, slots=True)
class Geschreven:
    """By sort of `Spoor`, what was written since; of `weg` only what is on the other side of Opsporing now."""

    meldingen: frozenset[int] = frozenset()
    zaken: frozenset[int] = frozenset()
    werkgevers: frozenset[int] = frozenset()
    plekken: frozenset[int] = frozenset()
    omgezet: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Kring:
    meldingen: frozenset[int]
    zaken: frozenset[int]
    werkgevers: frozenset[int]
    weg: frozenset[int] = frozenset()
    terug: frozenset[int] = frozenset()

    def parameters(self, *, toen: bool) -> Mapping[str, Any]:
        """For relations with a kring (`bronnen.in_kring`); `toen`: with Opsporing as it was at the earlier count."""
        leeg: frozenset[int] = frozenset()
        return {
            "kring_melding": als_reeks(self.meldingen),
            "kring_zaak": als_reeks(self.zaken),
            "kring_werkgever": als_reeks(self.werkgevers),
            "kring_weg": als_reeks(self.weg if toen else leeg),
            "kring_terug": als_reeks(self.terug if toen else leeg),
        }


@dataclass(frozen=True, slots=True)
class Aangeraakt:
    """What makes a difference by itself between two moments."""

    meldingen: frozenset[int]
    zaken: frozenset[int]
    werkgevers: frozenset[int]

    @property
    def aantal(self) -> int:
        return len(self.meldingen) + len(self.zaken) + len(self.werkgevers)


def aangeraakt_door(
    geschreven: Geschreven, dagen: tuple[date, date], stappen: tuple[datetime, datetime]
) -> Aangeraakt:
    """`dagen` are the two peildata, `stappen` the two moments that steps count up to: a term that ends between them
    makes a difference too. Four small queries."""
    return Aangeraakt(
        geschreven.meldingen
        | geschreven.omgezet
        | _op_plekken(geschreven.plekken)
        | _verlopen(*stappen)
        | _onbevestigd(*dagen),
        geschreven.zaken | _termijnen(*dagen),
        geschreven.werkgevers,
    )


def kring_om(geschreven: Geschreven, aangeraakt: Aangeraakt) -> Kring | None:
    """None when there are too many. About a dozen small queries."""
    zaken = set(aangeraakt.zaken)
    if len(aangeraakt.meldingen) + len(zaken) > HOOGSTENS:
        return None
    via = aangeraakt.meldingen | _dubbelen(aangeraakt.meldingen)
    zaken |= _ids(f"SELECT zaak_id FROM {_tabel(ZaakMelding)} WHERE {_in('melding_id')}", via)
    werkgevers = _een_met(aangeraakt.werkgevers | _in_zaken("werkgever_id", "zaak_id", zaken))
    zaken |= _in_zaken("zaak_id", "werkgever_id", werkgevers)
    erin = _ids(f"SELECT melding_id FROM {_tabel(ZaakMelding)} WHERE {_in('zaak_id')}", zaken)
    meldingen = via | erin | _originelen(via | erin)
    if len(meldingen) + len(zaken) > HOOGSTENS:
        return None
    weg = _ids(
        f"SELECT id FROM {_tabel(Melding)} WHERE {_in('id')} AND status = '{Status.NAAR_OPSPORING.value}'",
        geschreven.omgezet,
    )
    allen = werkgevers | _in_zaken("werkgever_id", "zaak_id", zaken)
    allen |= _werkgevers_van(meldingen)
    return Kring(
        frozenset(meldingen), frozenset(zaken), frozenset(allen), frozenset(weg), geschreven.omgezet - weg
    )


def _tabel(model: type) -> str:
    return str(model._meta.db_table)  # type: ignore[attr-defined]


def _in(kolom: str) -> str:
    if connection.vendor == "postgresql":
        return f"{kolom} = ANY(%(ids)s::bigint[])"
    return f"{kolom} IN (SELECT value FROM json_each(%(ids)s))"


def _ids(sql: str, ids: Collection[int], **waarden: Any) -> set[int]:
    """The first column; without any id there is nothing to ask."""
    if not ids:
        return set()
    return _vraag(sql, {"ids": als_reeks(ids)} | waarden)


def _vraag(sql: str, waarden: Mapping[str, Any]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, waarden)
        return {rij[0] for rij in cursor.fetchall() if rij[0] is not None}


def _samen(*delen: str) -> str:
    return " UNION ".join(delen)


def _ooit(model: type, kolom: str, bij: str) -> str:
    """SQL: this column of what has, or once had, one of the ids in `bij`."""
    toen = verleden_van(model)
    return _samen(
        f"SELECT {kolom} FROM {_tabel(model)} WHERE {_in(bij)}",
        f"SELECT {'van_id' if kolom == 'id' else kolom} FROM {_tabel(toen)} WHERE"
        f" {_in('van_id' if bij == 'id' else bij)}",
    )


def _op_plekken(werkgevers: Collection[int]) -> set[int]:
    """The meldingen of employers that moved, or of which the sector is another."""
    return _ids(_ooit(Melding, "id", "werkgever_id"), werkgevers)


def _werkgevers_van(meldingen: Collection[int]) -> set[int]:
    return _ids(_ooit(Melding, "werkgever_id", "id"), meldingen)


def _in_zaken(kolom: str, bij: str, ids: Collection[int]) -> set[int]:
    return _ids(_samen(_ooit(Interventie, kolom, bij), _ooit(Overtreding, kolom, bij)), ids)


def _een_met(werkgevers: Collection[int]) -> set[int]:
    """They, and all that are or were one with them."""
    hoofden = set(werkgevers) | _ids(_ooit(Werkgever, "hoofd_id", "id"), werkgevers)
    return hoofden | _ids(_ooit(Werkgever, "id", "hoofd_id"), hoofden)


def _dubbelen(meldingen: Iterable[int]) -> set[int]:
    """What is or was, through others as well, a duplicate of these: a zaak of theirs counts through them."""
    return _verder(set(meldingen), _ooit(Melding, "id", "dubbel_van_id"))


def _originelen(meldingen: Iterable[int]) -> set[int]:
    return _verder(set(meldingen), _ooit(Melding, "dubbel_van_id", "id"))


def _verder(alle: set[int], sql: str) -> set[int]:
    nieuw = alle
    while nieuw:
        nieuw = _ids(sql, nieuw) - alle
        alle = alle | nieuw
    return alle


def _verlopen(van: datetime, tot: datetime) -> set[int]:
    """Of which the clock of an advice, or of a question, ran out in between. Of questions only what is open now: what
    was closed before the earlier moment told nothing at either, and what was closed since is among what was written."""
    moment = connection.ops.adapt_datetimefield_value
    tussen = "uiterlijk >= %(van)s AND uiterlijk < %(tot)s"
    return _vraag(
        f"SELECT melding_id FROM {_tabel(TriageBesluit)} WHERE {tussen} UNION ALL SELECT melding_id"
        f" FROM {_tabel(Aanvulling)} WHERE {tussen} AND ontvangen_op IS NULL AND herroepen_op IS NULL",
        {"van": moment(van), "tot": moment(tot)},
    )


def _onbevestigd(van: date, tot: date) -> set[int]:
    """Of which the last day to tell the reporter that it was received passed in between; what is open now, as above."""
    dag = connection.ops.adapt_datefield_value
    return _vraag(
        f"SELECT melding_id FROM {_tabel(Bevestigingsplicht)} WHERE uiterlijk >= %(van)s AND uiterlijk < %(tot)s"
        " AND tot IS NULL",
        {"van": dag(van), "tot": dag(tot)},
    )


def _termijnen(van: date, tot: date) -> set[int]:
    """The zaken of instruments whose term ended in between, or may have: it may have run on."""
    dag = connection.ops.adapt_datefield_value
    return _vraag(
        f"SELECT zaak_id FROM {_tabel(Interventie)} WHERE termijn_tot >= %(van)s AND termijn_tot < %(tot)s",
        {"van": dag(van - LANGSTE_UITLOOP), "tot": dag(tot)},
    )
