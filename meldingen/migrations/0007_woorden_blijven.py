from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.blijvend import bescherm, geef_vrij

# Fixed here: a migration must do the same for ever.
TABELLEN = ("meldingen_melder", "meldingen_meldingtekst")


def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for tabel in TABELLEN:
        bescherm(schema_editor.connection, tabel, wissen=True)


def terug(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for tabel in TABELLEN:
        geef_vrij(schema_editor.connection, tabel)


class Migration(migrations.Migration):
    """What somebody reported, and who, is never altered: a correction adds a row."""

    dependencies = [("meldingen", "0006_weigeringen")]
    operations = [migrations.RunPython(vooruit, terug)]
