from collections import Counter
from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.gegevens import lees

GEGEVENS = Path(__file__).parent.parent / "gegevens"
CODE = ("lijst", "code", "naam", "naam_in_tekst", "naam_kort", "naam_en", "naam_kort_en", "hoort_bij")
VRIJEDAG = ("datum", "naam", "bron")


def vul(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Code, VrijeDag = apps.get_model("inspectie", "Code"), apps.get_model("inspectie", "VrijeDag")
    plaats: Counter[str] = Counter()
    for rij in lees(GEGEVENS / "codes.csv"):
        plaats[rij["lijst"]] += 1
        # A column added later is filled in by the migration that adds it.
        Code.objects.create(volgorde=plaats[rij["lijst"]], **{naam: rij[naam] for naam in CODE})
    VrijeDag.objects.bulk_create(
        [VrijeDag(**{naam: rij[naam] for naam in VRIJEDAG}) for rij in lees(GEGEVENS / "vrije_dagen.csv")]
    )


class Migration(migrations.Migration):
    """The shipped code lists (domain section 7) and the days on which no term ends [Algemene termijnenwet 3]."""

    replaces = [
        ("inspectie", "0003_codes_en_vrije_dagen"),
        ("inspectie", "0005_codes_in_het_engels"),
    ]
    dependencies = [("inspectie", "0001_schema")]
    operations = [migrations.RunPython(vul, migrations.RunPython.noop)]
