from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# For looking an employer up while one types; SQLite reads them all, and has far fewer.
TABEL = "meldingen_werkgever"
POSTGRES = (
    (
        f"CREATE INDEX werkgever_woorden ON {TABEL} USING gin"
        " (to_tsvector('simple', translate(naam || ' ' || plaats || ' ' || kvk_nummer, '.&/@+-', '      ')))"
    ),
    f"CREATE INDEX werkgever_naam ON {TABEL} (UPPER(naam) text_pattern_ops)",
)


def maak(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for opdracht in POSTGRES:
            schema_editor.execute(opdracht)


def ruim_op(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX werkgever_woorden, werkgever_naam")


class Migration(migrations.Migration):
    dependencies = [("meldingen", "0013_aanwezigheid")]

    operations = [migrations.RunPython(maak, ruim_op)]
