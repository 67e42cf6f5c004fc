"""Many rows at once, by the quickest road each database has: COPY on PostgreSQL, executemany on SQLite."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def reserveer(model: type[models.Model], aantal: int) -> Sequence[int]:
    """`aantal` new primary keys. On SQLite only inside a (write) transaction, which keeps others out."""
    tabel = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [f'"{tabel}"', aantal]
            )
            return [rij[0] for rij in cursor.fetchall()]
        cursor.execute("SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = %s), 0)", [tabel])
        hoogste = cursor.fetchone()[0]
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [hoogste + aantal, tabel])
        if cursor.cursor.rowcount == 0:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [tabel, hoogste + aantal])
        return range(hoogste + 1, hoogste + aantal + 1)


def voeg_toe(model: type[models.Model], velden: Sequence[str], rijen: Iterable[Sequence[Any]]) -> None:
    """Insert rows of Python values, in the order of `velden` (attribute names). No defaults are filled in."""
    kolommen = [next(k for k in model._meta.concrete_fields if k.attname == veld) for veld in velden]
    namen = ", ".join(f'"{kolom.column}"' for kolom in kolommen)
    omzetters = [
        (nummer, kolom)
        for nummer, kolom in enumerate(kolommen)
        if isinstance(kolom, (models.DateField, models.DateTimeField, models.JSONField))
    ]

    def klaar() -> Iterable[list[Any]]:
        for rij in rijen:
            waarden = list(rij)
            for nummer, kolom in omzetters:
                if waarden[nummer] is not None:
                    waarden[nummer] = kolom.get_db_prep_save(waarden[nummer], connection)
            yield waarden

    tabel = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{tabel}" ({namen}) FROM STDIN') as kopie:
                for waarden in klaar():
                    kopie.write_row(waarden)
        else:
            plek = ", ".join(["%s"] * len(kolommen))
            cursor.executemany(f'INSERT INTO "{tabel}" ({namen}) VALUES ({plek})', klaar())
