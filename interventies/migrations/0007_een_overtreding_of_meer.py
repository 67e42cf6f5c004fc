from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MAP = Path(__file__).parent.parent / "gegevens" / "briefteksten" / "2026-11-29"
BRON = "Meegeleverd; te bevestigen door de eigenaar van de teksten"


def vul(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Brieftekst = apps.get_model("interventies", "Brieftekst")
    for voor in ("BOETERAPPORT", "WAARSCHUWING"):
        if not Brieftekst.objects.filter(voor=voor).exclude(geldig_van="2020-03-01").exists():
            tekst = (MAP / f"{voor}.txt").read_text(encoding="utf-8")
            Brieftekst.objects.create(voor=voor, geldig_van="2026-11-29", tekst=tekst, bron=BRON)


class Migration(migrations.Migration):
    """What was one violation was called violations. Who has a text of their own keeps it."""

    dependencies = [("interventies", "0006_toezegging_staat_sinds")]
    operations = [migrations.RunPython(vul, migrations.RunPython.noop)]
