from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.gegevens import lees

CODES = Path(__file__).parent.parent / "gegevens" / "codes.csv"


def vul(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Code = apps.get_model("inspectie", "Code")
    woorden = {(rij["lijst"], rij["code"]): rij for rij in lees(CODES)}
    for code in Code.objects.filter(naam_en=""):
        if rij := woorden.get((code.lijst, code.code)):
            code.naam_en, code.naam_kort_en = rij["naam_en"], rij["naam_kort_en"]
            code.save(update_fields=["naam_en", "naam_kort_en"])


class Migration(migrations.Migration):
    """English words for the shipped codes; what an owner added is left to its owner."""

    dependencies = [("inspectie", "0004_taal")]
    operations = [migrations.RunPython(vul, migrations.RunPython.noop)]
