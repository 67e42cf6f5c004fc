from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# An FTS5 table keeps the words only once: what it says is read from the table itself. `zoekwoorden.registreer` and
# `register` put rows in, the trigger takes them out, and a row is never changed. A migration that has SQLite make the
# table anew (AlterField) drops the trigger with it and has to put it back.
WOORDEN, BEDRIJF = "meldingen_zoekwoorden", "meldingen_registerbedrijf"
SQLITE = (
    (
        "meldingen_zoekregister",
        WOORDEN,
        "melding_id",
        """tokenize="unicode61 remove_diacritics 0 tokenchars '_'" """,
    ),
    ("meldingen_registerwoorden", BEDRIJF, "id", "prefix='3 4 5', tokenize='unicode61 remove_diacritics 0'"),
)
# What only PostgreSQL can: SQLite reads on, and has far fewer. Of the columns of a melding with few values there are
# few combinations: a filter on any of them reads no more than the 8 MB that it has at a million meldingen.
POSTGRES = (
    f"CREATE INDEX {WOORDEN}_gin ON {WOORDEN} USING gin (woorden)",
    f"CREATE INDEX {BEDRIJF}_gin ON {BEDRIJF} USING gin (woorden)",
    (
        "CREATE INDEX werkgever_woorden ON meldingen_werkgever USING gin"
        " (to_tsvector('simple', translate(naam || ' ' || plaats || ' ' || kvk_nummer, '.&/@+-', '      ')))"
    ),
    "CREATE INDEX werkgever_naam ON meldingen_werkgever (UPPER(naam) text_pattern_ops)",
    "CREATE INDEX melding_onderwerpen ON meldingen_melding USING gin (string_to_array(onderwerpen::text, ';'))",
    (
        "CREATE INDEX melding_kenmerken ON meldingen_melding"
        " (domein, prioriteit, ernst, arbeidsmigranten, status, route, kanaal)"
    ),
)


def maak(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for opdracht in POSTGRES:
            schema_editor.execute(opdracht)
        return
    for register, tabel, sleutel, hoe in SQLITE:
        schema_editor.execute(
            f"CREATE VIRTUAL TABLE {register} USING fts5("
            f"woorden, content='{tabel}', content_rowid='{sleutel}', {hoe})"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {tabel}_eraf AFTER DELETE ON {tabel} BEGIN"
            f" INSERT INTO {register} ({register}, rowid, woorden)"
            f" VALUES ('delete', old.{sleutel}, old.woorden); END"
        )


def ruim_op(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for opdracht in POSTGRES:
            schema_editor.execute(f"DROP INDEX {opdracht.split()[2]}")
        return
    for register, tabel, _sleutel, _hoe in SQLITE:
        schema_editor.execute(f"DROP TRIGGER {tabel}_eraf")
        schema_editor.execute(f"DROP TABLE {register}")


class Migration(migrations.Migration):
    """What is looked up along: words of meldingen and of the public register, names of employers, marks of a list."""

    replaces = [
        ("meldingen", "0014_werkgevers_zoeken"),
        ("meldingen", "0022_kenmerken"),
    ]
    dependencies = [("meldingen", "0001_schema")]
    operations = [migrations.RunPython(maak, ruim_op)]
