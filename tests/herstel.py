"""Begins the test database as the migrations leave it, and puts it back so after a test that commits.

`make test` migrates once (SJABLOON is the address of what came of it) and every process that tests begins with a copy.
Without, each migrates for itself, as Django does: a migration one is still working on is never an older copy.

Django empties every table one by one and reads back what the migrations put there (code lists, law, rules) record by
record: 0.3 to 1.0 second per test. Here a whole copy is put back on SQLite; on PostgreSQL only the tables that changed.
Both hold back the triggers of tables in which nothing is ever changed (inspectie/blijvend.py), for this moment only.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

SCHEMA = "zoals_het_begon"
GEDULD = 20  # seconds


@contextmanager
def begin_met_kopie() -> Iterator[None]:
    """Around what makes the test database and ends it; Django still looks whether something is left to migrate."""
    sjabloon = os.environ.get("SJABLOON", "")
    if sjabloon and connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = sjabloon.rpartition("/")[2]
    with ExitStack() as open_:
        if sjabloon and connection.vendor != "postgresql":
            creation: Any = connection.creation
            maak = creation._create_test_db

            def maak_met_kopie(*args: Any, **kwargs: Any) -> str:
                naam: str = maak(*args, **kwargs)
                # Kept open: a database in memory is gone when nobody has it open.
                kopie = sqlite3.connect(naam, uri=True, check_same_thread=False)
                open_.enter_context(closing(kopie))
                with closing(sqlite3.connect(sjabloon.removeprefix("sqlite:///"))) as bron:
                    bron.backup(kopie)
                return naam

            creation._create_test_db = maak_met_kopie
        yield


@contextmanager
def herstel() -> Iterator[Callable[[], None]]:
    """Remembers the database as it is now, and gives what puts it back so."""
    if connection.vendor == "postgresql":
        yield _herstel_postgres()
        return
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as bewaard:
        yield _herstel_sqlite(bewaard)


def _herstel_sqlite(bewaard: sqlite3.Connection) -> Callable[[], None]:
    connection.ensure_connection()
    connection.connection.backup(bewaard)

    def zet_terug() -> None:
        connection.ensure_connection()
        grens = time.monotonic() + GEDULD
        while True:
            try:
                bewaard.backup(connection.connection)
            except sqlite3.OperationalError as fout:
                # A browser may have asked for something that the server is still answering.
                if "locked" not in str(fout) or time.monotonic() > grens:
                    raise
                time.sleep(0.05)
            else:
                break
        ContentType.objects.clear_cache()

    return zet_terug


def _herstel_postgres() -> Callable[[], None]:
    kolommen: dict[str, str] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        # A stored generated column is computed again, and cannot be given.
        cursor.execute(
            "SELECT quote_ident(c.relname), string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)"
            " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
            "   AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' GROUP BY 1"
        )
        kolommen.update(cursor.fetchall())
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        for tabel, namen in kolommen.items():
            cursor.execute(f"CREATE TABLE {SCHEMA}.{tabel} AS SELECT {namen} FROM public.{tabel}")

    # Whoever writes a row, changes or removes one, leaves another count or a younger transaction.
    afdruk = " UNION ALL ".join(
        f"SELECT '{tabel}', count(*), max(xmin::text::bigint) FROM public.{tabel}" for tabel in kolommen
    )

    def afdrukken() -> dict[str, tuple[int, int]]:
        with closing(connection.cursor()) as cursor:
            cursor.execute(afdruk)
            return {tabel: (aantal, jongste) for tabel, aantal, jongste in cursor.fetchall()}

    begin = afdrukken()

    def zet_terug() -> None:
        anders = [tabel for tabel, nu in afdrukken().items() if nu != begin[tabel]]
        with transaction.atomic(), connection.cursor() as cursor:
            for tabel in anders:
                cursor.execute(f"ALTER TABLE {tabel} DISABLE TRIGGER USER")
            for tabel in anders:
                cursor.execute(f"DELETE FROM {tabel}")
            for tabel in anders:
                namen = kolommen[tabel]
                cursor.execute(
                    f"INSERT INTO {tabel} ({namen}) OVERRIDING SYSTEM VALUE SELECT {namen} FROM {SCHEMA}.{tabel}"
                )
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for tabel in anders:
                cursor.execute(f"ALTER TABLE {tabel} ENABLE TRIGGER USER")
        begin.update({tabel: nu for tabel, nu in afdrukken().items() if tabel in anders})
        ContentType.objects.clear_cache()

    return zet_terug
