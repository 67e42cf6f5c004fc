from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.blijvend import bescherm, geef_vrij

TABELLEN = ("interventies_rechtsbesluit", "interventies_rechtsvoorstel")


def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for tabel in TABELLEN:
        bescherm(schema_editor.connection, tabel)


def terug(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for tabel in TABELLEN:
        geef_vrij(schema_editor.connection, tabel)


class Migration(migrations.Migration):
    """What was proposed about the law, and what was decided on it, is never altered nor taken away."""

    dependencies = [("interventies", "0012_rechtsvoorstellen")]
    operations = [migrations.RunPython(vooruit, terug)]
