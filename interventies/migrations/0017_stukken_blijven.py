from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.blijvend import bescherm, geef_vrij

# Fixed here: a migration must do the same for ever.
TABELLEN = ("interventies_afschrift", "interventies_bijlage", "interventies_bijlageweg")


def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for tabel in TABELLEN:
        bescherm(schema_editor.connection, tabel, wissen=True)


def terug(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for tabel in TABELLEN:
        geef_vrij(schema_editor.connection, tabel)


class Migration(migrations.Migration):
    """What was added to a zaak, taken away or copied is never altered."""

    dependencies = [("interventies", "0016_stukken")]
    operations = [migrations.RunPython(vooruit, terug)]
