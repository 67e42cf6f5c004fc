"""Long work in the database that somebody else may stop. On SQLite it goes on to its end: nothing reaches in."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_NAAM = "SELECT set_config('application_name', %s, false)"


@contextmanager
def af_te_breken(naam: str) -> Iterator[None]:
    """What this connection does meanwhile goes by this name."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('application_name')")
        (eerst,) = cursor.fetchone()
        cursor.execute(_NAAM, [naam])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(_NAAM, [eerst])


def breek_af(naam: str) -> None:
    """Stop what goes by this name, if it runs: it fails, as any statement may."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_cancel_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = %s AND datname = current_database()",
                [naam],
            )
