from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.blijvend import bescherm, geef_vrij

TABEL = "meldingen_nagekomen"


def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    bescherm(schema_editor.connection, TABEL, wissen=True)


def terug(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    geef_vrij(schema_editor.connection, TABEL)


class Migration(migrations.Migration):
    """What a reporter added is never altered."""

    dependencies = [("meldingen", "0026_volgen")]
    operations = [migrations.RunPython(vooruit, terug)]
