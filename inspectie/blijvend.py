"""Tables in which a row, once written, stays as it is: triggers refuse UPDATE and DELETE on both databases."""

from django.db.backends.base.base import BaseDatabaseWrapper

TABELLEN = ("inspectie_logregel", "inspectie_wijziging")

_SQLITE = """
CREATE TRIGGER {tabel}_blijft_{act} BEFORE {act} ON {tabel}
BEGIN SELECT RAISE(ABORT, '{tabel} wordt nooit gewijzigd'); END;
"""
_POSTGRES = """
CREATE OR REPLACE FUNCTION {tabel}_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{tabel} wordt nooit gewijzigd'; END $$;
CREATE TRIGGER {tabel}_blijft BEFORE UPDATE OR DELETE ON {tabel} FOR EACH ROW EXECUTE FUNCTION {tabel}_blijft();
CREATE TRIGGER {tabel}_blijft_vol BEFORE TRUNCATE ON {tabel} FOR EACH STATEMENT EXECUTE FUNCTION {tabel}_blijft();
"""


def bescherm(connection: BaseDatabaseWrapper, tabel: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES.format(tabel=tabel))
        else:
            for act in ("UPDATE", "DELETE"):
                cursor.execute(_SQLITE.format(tabel=tabel, act=act))


def geef_vrij(connection: BaseDatabaseWrapper, tabel: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"DROP TRIGGER {tabel}_blijft ON {tabel}; DROP TRIGGER {tabel}_blijft_vol ON {tabel};"
            )
        else:
            for act in ("UPDATE", "DELETE"):
                cursor.execute(f"DROP TRIGGER {tabel}_blijft_{act}")
