from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.blijvend import bescherm, geef_vrij

# Fixed here: a migration must do the same for ever.
TABELLEN = ("rapportages_uitgave", "rapportages_uitgavebestand")


def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for tabel in TABELLEN:
        bescherm(schema_editor.connection, tabel)


def terug(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for tabel in TABELLEN:
        geef_vrij(schema_editor.connection, tabel)


class Migration(migrations.Migration):
    """What went outside is never altered nor taken away."""

    dependencies = [("rapportages", "0007_uitgaven")]
    operations = [migrations.RunPython(vooruit, terug)]
