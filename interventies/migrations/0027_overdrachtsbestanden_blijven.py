from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.blijvend import bescherm, geef_vrij

TABEL = "interventies_overdrachtsbestand"


def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    bescherm(schema_editor.connection, TABEL, wissen=True)


def terug(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    geef_vrij(schema_editor.connection, TABEL)


class Migration(migrations.Migration):
    """Which files a partner got is never altered."""

    dependencies = [("interventies", "0026_overdrachtsbestanden")]
    operations = [migrations.RunPython(vooruit, terug)]
