from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.gegevens import lees

GEGEVENS = Path(__file__).parent.parent / "gegevens"
VOORSCHRIFT = ("code", "naam", "artikel", "klasse", "bron")
GRONDSLAG = ("code", "naam", "artikel", "soort", "vereist", "bron")


def vul(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Voorschrift, Grondslag = (
        apps.get_model("interventies", "Voorschrift"),
        apps.get_model("interventies", "Grondslag"),
    )
    for rij in lees(GEGEVENS / "voorschriften.csv"):
        Voorschrift.objects.create(
            geldig_van=rij["geldig_van"] or None,
            geldig_tot=rij["geldig_tot"] or None,
            eis_of_stillegging=rij["eis_of_stillegging"] == "ja",
            **{naam: rij[naam] for naam in VOORSCHRIFT},
        )
    for rij in lees(GEGEVENS / "grondslagen.csv"):
        Grondslag.objects.create(
            geldig_van=rij["geldig_van"] or None,
            geldig_tot=rij["geldig_tot"] or None,
            **{naam: rij[naam] for naam in GRONDSLAG},
        )


class Migration(migrations.Migration):
    """The shipped provisions and bases with the violation dates they hold for (domain section 4)."""

    replaces = [
        ("interventies", "0002_recht"),
    ]
    dependencies = [("interventies", "0001_schema")]
    operations = [migrations.RunPython(vul, migrations.RunPython.noop)]
