from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.blijvend import bescherm, geef_vrij

# Fixed here: a migration must do the same for ever. SQLite built the table of toetsingen anew, without its trigger.
NIEUW = (
    "interventies_conceptstap",
    "interventies_contact",
    "interventies_interventiewissel",
    "interventies_zaakwissel",
    "interventies_zondergevolg",
)
OPNIEUW = ("interventies_toetsing",)


def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for tabel in (*NIEUW, *OPNIEUW):
        geef_vrij(schema_editor.connection, tabel)
        bescherm(schema_editor.connection, tabel, wissen=True)


def terug(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for tabel in NIEUW:
        geef_vrij(schema_editor.connection, tabel)


class Migration(migrations.Migration):
    """What was written of a zaak is never altered: a later row adds to it."""

    dependencies = [("interventies", "0006_zaakdossier")]
    operations = [migrations.RunPython(vooruit, terug)]
