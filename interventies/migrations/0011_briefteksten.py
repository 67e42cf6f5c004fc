from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.blijvend import bescherm, geef_vrij

GEGEVENS = Path(__file__).parent.parent / "gegevens" / "briefteksten"
# Fixed here: a migration must do the same for ever.
TEKSTEN = ("AANSPREKEN_SCHRIFTELIJK", "AFZENDER", "BOETERAPPORT", "EIS", "STILLEGGING", "WAARSCHUWING")
TABELLEN = ("interventies_brief", "interventies_brieftekst")


def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Brieftekst = apps.get_model("interventies", "Brieftekst")
    for voor in TEKSTEN:
        Brieftekst.objects.create(
            voor=voor,
            geldig_van="2020-03-01",
            tekst=(GEGEVENS / f"{voor}.txt").read_text(encoding="utf-8"),
            bron="Meegeleverd; te bevestigen door de eigenaar van de teksten",
        )
    for tabel in TABELLEN:
        bescherm(schema_editor.connection, tabel, wissen=True)


def terug(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for tabel in TABELLEN:
        geef_vrij(schema_editor.connection, tabel)


class Migration(migrations.Migration):
    """The shipped texts of letters; like the letters themselves they are never altered."""

    dependencies = [("interventies", "0010_brieven")]
    operations = [migrations.RunPython(vooruit, terug)]
