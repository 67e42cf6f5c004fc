import json
from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.blijvend import bescherm, geef_vrij

GEGEVENS = Path(__file__).parent.parent / "gegevens" / "berichten.json"
# Fixed here: a migration must do the same for ever.
TABEL = "interventies_berichttekst"


def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Berichttekst = apps.get_model("interventies", "Berichttekst")
    for rij in json.loads(GEGEVENS.read_text(encoding="utf-8")):
        onderwerp = f"Onderwerp: {rij['onderwerp']}\n\n" if "onderwerp" in rij else ""
        Berichttekst.objects.create(
            voor=f"{rij['code']}_{rij['taal'].upper()}",
            geldig_van=rij["geldig_vanaf"],
            tekst=f"{onderwerp}{rij['tekst']}\n",
            bron="Meegeleverd; te bevestigen door de eigenaar van de teksten",
        )
    bescherm(schema_editor.connection, TABEL, wissen=True)


def terug(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    geef_vrij(schema_editor.connection, TABEL)


class Migration(migrations.Migration):
    """The shipped texts to reporters; like those of letters they are never altered."""

    dependencies = [("interventies", "0030_berichtteksten")]
    operations = [migrations.RunPython(vooruit, terug)]
