from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import meldingen.models.zoekwoorden

TABEL = "meldingen_registerbedrijf"
REGISTER = "meldingen_registerwoorden"
# As beside the words of a melding (0010): the words stand once, `register` puts rows in, the trigger takes them out.
ERAF = f"INSERT INTO {REGISTER} ({REGISTER}, rowid, woorden) VALUES ('delete', old.id, old.woorden);"
SQLITE = (
    f"""CREATE VIRTUAL TABLE {REGISTER} USING fts5(
        woorden, content='{TABEL}', content_rowid='id', prefix='3 4 5', tokenize='unicode61 remove_diacritics 0')""",
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
    """The public register of firms: whoever reports looks one up here, and never among those we know."""

    dependencies = [
        ("meldingen", "0032_partnersleutels"),
    ]

    operations = [
        migrations.CreateModel(
            name="Registerbedrijf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sleutel", models.CharField(max_length=13, unique=True)),
                ("naam", models.CharField(max_length=200)),
                ("kvk_nummer", models.CharField(max_length=8)),
                ("vestigingsnummer", models.CharField(blank=True, max_length=12)),
                ("plaats", models.CharField(blank=True, max_length=100)),
                ("provincie", models.CharField(blank=True, max_length=2)),
                ("sector", models.CharField(blank=True, max_length=20)),
                ("woorden", meldingen.models.zoekwoorden.Woordenveld()),
            ],
            options={
                "verbose_name_plural": "registerbedrijven",
            },
        ),
        migrations.RunPython(maak, ruim_op),
    ]
