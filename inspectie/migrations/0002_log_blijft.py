from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.blijvend import bescherm, geef_vrij

# Fixed here: a migration must do the same for ever.
TABELLEN = ("inspectie_logregel", "inspectie_wijziging")


def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for tabel in TABELLEN:
        bescherm(schema_editor.connection, tabel)


def terug(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for tabel in TABELLEN:
        geef_vrij(schema_editor.connection, tabel)


class Migration(migrations.Migration):
    """The log and the changes are never altered, also not by a slip in our own code."""

    dependencies = [("inspectie", "0001_begin")]
    operations = [migrations.RunPython(vooruit, terug)]
