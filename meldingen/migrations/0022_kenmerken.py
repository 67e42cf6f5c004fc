from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Only PostgreSQL can look into an array; SQLite reads on. Since 0046 another index has its name.
MAAK = """
CREATE INDEX melding_kenmerken ON meldingen_melding USING gin ((ARRAY[
    's' || status, 'd' || domein, 'e' || ernst, 'p' || prioriteit, 'r' || route, 'k' || kanaal,
    CASE WHEN arbeidsmigranten THEN 'a1' WHEN NOT arbeidsmigranten THEN 'a0' ELSE 'a' END]))
"""


def maak(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(MAAK)


def haal_weg(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX melding_kenmerken")


class Migration(migrations.Migration):
    dependencies = [("meldingen", "0021_stapels_tellen")]

    operations = [migrations.RunPython(maak, haal_weg)]
