from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GEGEVENS = Path(__file__).parent.parent / "gegevens" / "briefteksten" / "2026-11-28"
VOOR, VANAF = "STILLEGGING", "2026-11-28"


def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Who has a text of their own keeps it."""
    Brieftekst = apps.get_model("interventies", "Brieftekst")
    Rechtsvoorstel = apps.get_model("interventies", "Rechtsvoorstel")
    besloten = Rechtsvoorstel.objects.filter(tabel="BRIEFTEKST", sleutel=VOOR, besluit__uitkomst="AANVAARD")
    if besloten.exists():
        return
    Brieftekst.objects.get_or_create(
        voor=VOOR,
        geldig_van=VANAF,
        defaults={
            "tekst": (GEGEVENS / f"{VOOR}.txt").read_text(encoding="utf-8"),
            "bron": "Meegeleverd; te bevestigen door de eigenaar van de teksten",
        },
    )


class Migration(migrations.Migration):
    """An order to stop work names the work itself. What was fixed before has the text it was made of."""

    dependencies = [("interventies", "0033_dag_van_de_brief")]
    operations = [migrations.RunPython(vooruit, migrations.RunPython.noop)]
