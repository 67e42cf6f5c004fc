from collections import Counter
from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.gegevens import lees

GEGEVENS = Path(__file__).parent.parent / "gegevens"
VELDEN = ("lijst", "code", "naam", "naam_in_tekst", "naam_kort", "hoort_bij")


def vul(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Code, VrijeDag = apps.get_model("inspectie", "Code"), apps.get_model("inspectie", "VrijeDag")
    plaats: Counter[str] = Counter()
    for rij in lees(GEGEVENS / "codes.csv"):
        plaats[rij["lijst"]] += 1
        # What a column added later holds, the migration that adds it fills in.
        velden = {naam: rij[naam] for naam in VELDEN}
        Code.objects.create(volgorde=plaats[rij["lijst"]], **velden)
    VrijeDag.objects.bulk_create(
        [
            VrijeDag(datum=rij["datum"], naam=rij["naam"], bron=rij["bron"])
            for rij in lees(GEGEVENS / "vrije_dagen.csv")
        ]
    )


class Migration(migrations.Migration):
    """The shipped code lists (domain section 7) and the days on which no term ends [Algemene termijnenwet 3]."""

    dependencies = [("inspectie", "0002_log_blijft")]
    operations = [migrations.RunPython(vul, migrations.RunPython.noop)]
