import json
from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REGELS = Path(__file__).parent.parent / "regels" / "2020-03-01.json"


def vul(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    inhoud = json.loads(REGELS.read_text(encoding="utf-8"))
    apps.get_model("meldingen", "Regelset").objects.create(
        versie=inhoud["versie"],
        geldig_vanaf=inhoud["geldig_vanaf"],
        geldig_tot=inhoud["geldig_tot"],
        inhoud=inhoud,
        status="GOEDGEKEURD",
    )


class Migration(migrations.Migration):
    """The rule set the system ships with (domain section 3)."""

    replaces = [
        ("meldingen", "0002_regelset"),
    ]
    dependencies = [("meldingen", "0003_balansspoor")]
    operations = [migrations.RunPython(vul, migrations.RunPython.noop)]
