from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.blijvend import bescherm, geef_vrij

TABEL = "meldingen_herroepenbevestiging"


def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    bescherm(schema_editor.connection, TABEL, wissen=True)


def terug(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    geef_vrij(schema_editor.connection, TABEL)


class Migration(migrations.Migration):
    """What was taken back stays as it was."""

    dependencies = [("meldingen", "0055_bevestiging_herroepen")]
    operations = [migrations.RunPython(vooruit, terug)]
