import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import meldingen.models.zoekwoorden

TABEL = "meldingen_zoekwoorden"
REGISTER = "meldingen_zoekregister"

# An FTS5 table that keeps the words only once: what it says is read from the table itself. `zoekwoorden.registreer`
# puts rows in, the trigger takes them out, and a row is never changed. A migration that has SQLite make the table anew
# (AlterField) drops the trigger with it and has to put it back.
ERAF = f"INSERT INTO {REGISTER} ({REGISTER}, rowid, woorden) VALUES ('delete', old.melding_id, old.woorden);"
TOKENIZE = "unicode61 remove_diacritics 0 tokenchars '_'"
SQLITE = (
    f"""CREATE VIRTUAL TABLE {REGISTER} USING fts5(
        woorden, content='{TABEL}', content_rowid='melding_id', tokenize="{TOKENIZE}")""",
    f"CREATE TRIGGER {TABEL}_eraf AFTER DELETE ON {TABEL} BEGIN {ERAF} END",
)
POSTGRES = (f"CREATE INDEX {TABEL}_gin ON {TABEL} USING gin (woorden)",)


def maak(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for opdracht in POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(opdracht)


def ruim_op(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TABLE {REGISTER}")


class Migration(migrations.Migration):
    dependencies = [("meldingen", "0009_verzameling")]

    operations = [
        migrations.CreateModel(
            name="Zoekwoorden",
            fields=[
                (
                    "melding",
                    models.OneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="zoekwoorden",
                        serialize=False,
                        to="meldingen.melding",
                    ),
                ),
                ("woorden", meldingen.models.zoekwoorden.Woordenveld()),
            ],
            options={"verbose_name_plural": "zoekwoorden"},
        ),
        migrations.RunPython(maak, ruim_op),
    ]
