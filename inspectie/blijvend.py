"""Tables in which a row, once written, stays as it is: triggers refuse to change it, on both databases."""

from collections.abc import Iterator

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Neither changed nor taken away.
TABELLEN = (
    "inspectie_logregel",
    "inspectie_wijziging",
    "interventies_rechtsbesluit",
    "interventies_rechtsvoorstel",
    "rapportages_rapportagestap",
    "rapportages_rapportagetekst",
    "rapportages_sjabloon",
    "rapportages_uitgave",
    "rapportages_uitgavebestand",
    "rapportages_vaststelling",
    "rapportages_vaststellingsbestand",
)
# Not changed: a correction adds a row. An import that is taken back removes what it wrote; a reporter sealed with a new
# key is written anew, and the old row removed.
AANVULBAAR = (
    "interventies_afschrift",
    "interventies_bijlage",
    "interventies_bijlageweg",
    "interventies_brief",
    "interventies_brieftekst",
    "interventies_bericht",
    "interventies_berichttekst",
    "interventies_conceptstap",
    "interventies_contact",
    "interventies_eigeninitiatief",
    "interventies_interventiewissel",
    "interventies_overdrachtsbestand",
    "interventies_overdrachtspakket",
    "interventies_toetsing",
    "interventies_zaakwissel",
    "interventies_zondergevolg",
    "meldingen_herroepenbevestiging",
    "meldingen_melder",
    "meldingen_meldingbijlage",
    "meldingen_meldingbijlageinhoud",
    "meldingen_meldingtekst",
    "meldingen_nagekomen",
    "meldingen_ontvangstbevestiging",
    "meldingen_ontvangstinzage",
)

_SQLITE = """
CREATE TRIGGER {tabel}_blijft_{act} BEFORE {act} ON {tabel}
BEGIN SELECT RAISE(ABORT, '{tabel} wordt nooit gewijzigd'); END;
"""
_POSTGRES = """
CREATE OR REPLACE FUNCTION {tabel}_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{tabel} wordt nooit gewijzigd'; END $$;
CREATE TRIGGER {tabel}_blijft_update BEFORE UPDATE ON {tabel} FOR EACH ROW EXECUTE FUNCTION {tabel}_blijft();
"""
_POSTGRES_WISSEN = """
CREATE TRIGGER {tabel}_blijft_delete BEFORE DELETE ON {tabel} FOR EACH ROW EXECUTE FUNCTION {tabel}_blijft();
CREATE TRIGGER {tabel}_blijft_truncate BEFORE TRUNCATE ON {tabel} FOR EACH STATEMENT EXECUTE FUNCTION {tabel}_blijft();
"""


def bescherm(connection: BaseDatabaseWrapper, tabel: str, *, wissen: bool = False) -> None:
    """Refuse UPDATE of this table, and, unless `wissen`, DELETE and TRUNCATE as well."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute((_POSTGRES if wissen else _POSTGRES + _POSTGRES_WISSEN).format(tabel=tabel))
        else:
            for act in ("UPDATE",) if wissen else ("UPDATE", "DELETE"):
                cursor.execute(_SQLITE.format(tabel=tabel, act=act))


def geef_vrij(connection: BaseDatabaseWrapper, tabel: str) -> None:
    with connection.cursor() as cursor:
        for act in ("update", "delete", "truncate"):
            waar = f" ON {tabel}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {tabel}_blijft_{act}{waar}")


def bescherming(*tabellen: str, wissen: bool = False) -> migrations.RunPython:
    """As a step of a migration; the tables are named there, for a migration does the same for ever. Also for one that
    has SQLite build a table anew (AlterField), which takes its trigger away."""

    def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for tabel in tabellen:
            geef_vrij(schema_editor.connection, tabel)
            bescherm(schema_editor.connection, tabel, wissen=wissen)

    def terug(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for tabel in tabellen:
            geef_vrij(schema_editor.connection, tabel)

    return migrations.RunPython(vooruit, terug)


def onbeschermd(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """The tables of which a trigger is missing or switched off: SQLite loses them when it builds a table anew."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        er_zijn = {rij[0].lower() for rij in cursor.fetchall()}
    for tabel in (*TABELLEN, *AANVULBAAR):
        acts = ("update", "delete") if tabel in TABELLEN else ("update",)
        if not er_zijn >= {f"{tabel}_blijft_{act}" for act in acts}:
            yield tabel
