from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GEGEVENS = Path(__file__).parent.parent / "gegevens" / "sjablonen"
# Fixed here: a migration must do the same for ever.
TEKSTEN = (
    "JAARVERSLAG.2020-01-01",
    "TUSSENTIJDS.2020-03-01",
    "TUSSENTIJDS.2021-02-02",
    "TUSSENTIJDS.2021-02-18",
)


def vul(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Sjabloon = apps.get_model("rapportages", "Sjabloon")
    for naam in TEKSTEN:
        soort, geldig_van = naam.split(".")
        kop, _, tekst = (GEGEVENS / f"{naam}.txt").read_text(encoding="utf-8").partition("\n\n")
        velden = dict(regel.split(": ", 1) for regel in kop.splitlines())
        Sjabloon.objects.create(
            code=soort.lower(),
            soort=soort,
            geldig_van=geldig_van,
            naam=velden["Naam"],
            titel=velden["Titel"],
            bron=velden["Bron"],
            tekst=tekst.strip(),
        )


class Migration(migrations.Migration):
    """The shipped texts of reports."""

    replaces = [
        ("rapportages", "0005_sjablonen_en_vaststellingen_blijven"),
    ]
    dependencies = [("rapportages", "0001_schema")]
    operations = [migrations.RunPython(vul, migrations.RunPython.noop)]
