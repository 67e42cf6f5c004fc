from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.blijvend import bescherm, geef_vrij

TABELLEN = ("meldingen_meldingbijlage", "meldingen_meldingbijlageinhoud")


def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for tabel in TABELLEN:
        bescherm(schema_editor.connection, tabel, wissen=True)


def terug(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for tabel in TABELLEN:
        geef_vrij(schema_editor.connection, tabel)


class Migration(migrations.Migration):
    """A file of a reporter is never altered; another key writes it anew."""

    dependencies = [("meldingen", "0041_afdrukken_van_nu")]
    operations = [migrations.RunPython(vooruit, terug)]
