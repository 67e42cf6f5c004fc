from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BESTAND = Path(__file__).parent.parent / "gegevens" / "briefteksten" / "OPHEFFING.txt"
BRON = "Meegeleverd; te bevestigen door de eigenaar van de teksten"


def vul(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("interventies", "Brieftekst").objects.get_or_create(
        voor="OPHEFFING",
        geldig_van="2020-03-01",
        defaults={"tekst": BESTAND.read_text(encoding="utf-8"), "bron": BRON},
    )


class Migration(migrations.Migration):
    """The text of the letter that an order to stop work is lifted."""

    dependencies = [("interventies", "0008_brief_van_opheffing")]
    operations = [migrations.RunPython(vul, migrations.RunPython.noop)]
