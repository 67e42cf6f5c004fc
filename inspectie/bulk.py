"""Many rows at once, by the quickest road each database has: COPY on PostgreSQL, executemany on SQLite."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models.expressions import Expression, RawSQL

from inspectie.bundel import Rij, Vraag, actief, vraag

WEINIG = 32
"""So few rows go to PostgreSQL in one statement: COPY takes three exchanges with it, whatever it carries."""


def tijdelijk_in_geheugen() -> None:
    """For as long as this connection lives: of a table with a trigger SQLite else writes every page of every row to a
    temporary file first, in case the row is refused."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:  # where it is too late for it
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA temp_store = MEMORY")


def reserveer(model: type[models.Model], aantal: int) -> Sequence[int]:
    """`aantal` new primary keys. On SQLite only inside a (write) transaction, which keeps others out."""
    tabel = model._meta.db_table
    if (bundel := actief()) is not None and len(voorraad := bundel.sleutels.get(tabel, [])) >= aantal:
        return [voorraad.pop(0) for _ in range(aantal)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [f'"{tabel}"', aantal],
            )
            return [rij[0] for rij in cursor.fetchall()]
        cursor.execute("SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = %s), 0)", [tabel])
        hoogste = cursor.fetchone()[0]
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [hoogste + aantal, tabel])
        if cursor.cursor.rowcount == 0:
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [tabel, hoogste + aantal]
            )
        return range(hoogste + 1, hoogste + aantal + 1)


def sla_in(*modellen: type[models.Model], samen_met: Sequence[Vraag] = ()) -> list[list[Rij]]:
    """A key of each of these tables in stock, for `reserveer` in this bundle: one question for all, in one go with
    others, whose rows it returns."""
    if (bundel := actief()) is None:
        return vraag(*samen_met)
    tabellen = [model._meta.db_table for model in modellen]
    keuze = ", ".join(["nextval(pg_get_serial_sequence(%s, 'id'))"] * len(tabellen))
    *uit, ((*sleutels,),) = vraag(*samen_met, (f"SELECT {keuze}", [f'"{tabel}"' for tabel in tabellen]))
    for tabel, sleutel in zip(tabellen, sleutels, strict=True):
        bundel.sleutels.setdefault(tabel, []).append(sleutel)
    return uit


def alle_pks(model: type[models.Model], per: int) -> Iterator[list[int]]:
    """Every primary key there is, a portion per query: rows may go or come meanwhile."""
    vanaf = 0
    reeks = model._default_manager.order_by("pk").values_list("pk", flat=True)
    while deel := list(reeks.filter(pk__gt=vanaf)[:per]):
        vanaf = deel[-1]
        yield deel


def onder(pks: Collection[int]) -> RawSQL:
    """All these ids as one parameter: as many as there are, which neither Django nor the driver takes apart one by one,
    and of which SQLite takes no more than 32.766. And one statement, however many: sqlite3 keeps the last 128 it
    prepared, and one with 2000 places takes 0.2 MB."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [als_reeks(pks)])
    return RawSQL("SELECT value FROM json_each(%s)", [als_reeks(pks)])


def onder_woorden(woorden: Collection[str]) -> RawSQL:
    """The same for texts. There is no NUL in them."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::text[])", [list(woorden)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(woorden))])


def plek_onder(pks: Collection[int]) -> models.Func:
    """The place, from 0, of the id of a row among these ids; NULL where it is none of them. They are one parameter
    here too: a CASE with a branch for each takes Django longer than the database needs for the list."""
    if connection.vendor == "postgresql":
        template, arg_joiner = "array_position(%(expressions)s) - 1", "::bigint[], "
    else:
        template, arg_joiner = "(SELECT key FROM json_each(%(expressions)s)", ") WHERE value = "
    return models.Func(
        models.Value(als_reeks(pks)),
        models.F("pk"),
        template=template,
        arg_joiner=arg_joiner,
        output_field=models.IntegerField(),
    )


def als_reeks(pks: Iterable[int]) -> str:
    """Ids as one parameter: an array of PostgreSQL, for SQLite in JSON."""
    tekst = ",".join(map(str, pks))
    return f"{{{tekst}}}" if connection.vendor == "postgresql" else f"[{tekst}]"


def samen(reeksen: "Iterable[models.QuerySet[Any]]") -> RawSQL:
    """The ids that any of these finds, each with an order and a limit of its own. As text: of querysets it takes Django
    longer than the database needs, and on SQLite no part of a union can have a limit."""
    delen: list[str] = []
    waarden: list[Any] = []
    for reeks in reeksen:
        try:
            sql, eigen = reeks.values("pk").query.sql_with_params()
        except EmptyResultSet:  # nothing, whatever the database holds
            continue
        delen.append(f"SELECT * FROM ({sql}) bron{len(delen)}")
        waarden += eigen
    return RawSQL(" UNION ".join(delen), waarden) if delen else onder([])  # noqa: S611 (querysets, values apart)


def voeg_toe(
    model: type[models.Model],
    velden: Sequence[str],
    rijen: Iterable[Sequence[Any]],
    *,
    mag_er_zijn: bool = False,
) -> None:
    """Insert rows of Python values, in the order of `velden` (attribute names). No defaults are filled in.
    `mag_er_zijn`: of these, not many, somebody else may add the same at the same moment."""
    tabel, soort = model._meta.db_table, connection.vendor
    kolommen, omzetters = _kolommen(model, tuple(velden), soort)
    namen = ", ".join(f'"{kolom.column}"' for kolom in kolommen)
    omgezet = _omgezet(omzetters, rijen)
    if soort != "postgresql":
        plek = ", ".join(["%s"] * len(kolommen))
        with connection.cursor() as cursor:
            # sqlite3 takes rows as they come; the types know only a list of them.
            cursor.executemany(f'INSERT INTO "{tabel}" ({namen}) VALUES ({plek})', omgezet)  # type: ignore[arg-type]
        return
    eerste = list(islice(omgezet, None if mag_er_zijn else WEINIG + 1))
    if len(eerste) > WEINIG and not mag_er_zijn:
        if (bundel := actief()) is not None:
            bundel.stuur()
        with (
            connection.cursor() as cursor,
            cursor.copy(f'COPY "{tabel}" ({namen}) FROM STDIN') as kopie,
        ):
            for waarden in chain(eerste, omgezet):
                kopie.write_row(waarden)
    elif eerste:
        rij = f"({', '.join(['%s'] * len(kolommen))})"
        zend(
            f'INSERT INTO "{tabel}" ({namen}) VALUES {", ".join([rij] * len(eerste))}'
            + (" ON CONFLICT DO NOTHING" if mag_er_zijn else ""),
            list(chain.from_iterable(eerste)),
        )


def bewaar_nieuw(*rijen: models.Model) -> None:
    """Insert these, whose keys are known (`reserveer`), without waiting for an answer. What the database works out is
    left to it."""
    for rij in rijen:
        waarden = {kolom.attname: getattr(rij, kolom.attname) for kolom in rij._meta.concrete_fields}
        velden = [veld for veld, waarde in waarden.items() if not isinstance(waarde, Expression)]
        voeg_toe(type(rij), velden, [[waarden[veld] for veld in velden]])
        rij._state.adding, rij._state.db = False, connection.alias


def zend(sql: str, waarden: Sequence[Any]) -> None:
    """A statement nobody waits for an answer to (`inspectie.bundel`)."""
    if (bundel := actief()) is not None:
        bundel.voeg_bij(sql, waarden)
        return
    with connection.cursor() as cursor:
        cursor.execute(sql, waarden)


def werk_bij(model: type[models.Model], velden: Sequence[str], rijen: Iterable[Sequence[Any]]) -> None:
    """Update many rows, each with values of its own: the id, then those of `velden` (attribute names)."""
    soort = connection.vendor
    kolommen, omzetters = _kolommen(model, ("id", *velden), soort)
    tabel, (sleutel, *gezet) = model._meta.db_table, [f'"{kolom.column}"' for kolom in kolommen]
    waarden = list(_omgezet(omzetters, rijen))
    een = f'UPDATE "{tabel}" SET {", ".join(f"{naam} = %s" for naam in gezet)} WHERE {sleutel} = %s'
    if soort != "postgresql":
        with connection.cursor() as cursor:
            cursor.executemany(een, [(*rij, pk) for pk, *rij in waarden])
    elif len(waarden) == 1:
        ((pk, *rij),) = waarden
        zend(een, [*rij, pk])
    elif waarden:
        reeksen = ", ".join(f"%s::{kolom.db_type(connection)}[]" for kolom in kolommen)
        zend(
            f'UPDATE "{tabel}" SET {", ".join(f"{naam} = nieuw.{naam}" for naam in gezet)} '
            f"FROM unnest({reeksen}) AS nieuw ({', '.join([sleutel, *gezet])}) "
            f'WHERE "{tabel}".{sleutel} = nieuw.{sleutel}',
            [list(reeks) for reeks in zip(*waarden, strict=True)],
        )


Kolommen = Sequence["models.Field[Any, Any]"]
Omzetter = Callable[[Any], Any]


@lru_cache(1024)
def _kolommen(
    model: type[models.Model], velden: tuple[str, ...], soort: str
) -> tuple[Kolommen, list[tuple[int, Omzetter]]]:
    """The columns, and the place of those whose values go to this kind of database as something else."""
    kolommen = [next(k for k in model._meta.concrete_fields if k.attname == veld) for veld in velden]
    omzetters = [
        (plek, omzetter) for plek, kolom in enumerate(kolommen) if (omzetter := _omzetter(kolom, soort))
    ]
    return kolommen, omzetters


def _omgezet(omzetters: list[tuple[int, Omzetter]], rijen: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    for rij in rijen:
        waarden = list(rij)
        for plek, omzetter in omzetters:
            if waarden[plek] is not None:
                waarden[plek] = omzetter(waarden[plek])
        yield waarden


def _omzetter(kolom: "models.Field[Any, Any]", soort: str) -> Omzetter | None:
    """How a value of this column goes to the driver: what Django does field by field, without its checks."""
    if isinstance(kolom, models.JSONField):
        return lambda waarde: kolom.get_db_prep_save(waarde, connection)
    if soort == "postgresql":
        return None
    if isinstance(kolom, models.DateTimeField):
        return _tekst_in_utc
    if isinstance(kolom, models.UUIDField):
        return lambda waarde: waarde.hex
    return str if isinstance(kolom, models.DateField) else None


@lru_cache(8192)
def _tekst_in_utc(moment: datetime) -> str:
    return str(moment.astimezone(UTC).replace(tzinfo=None))
