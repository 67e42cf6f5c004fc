import json
from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GEGEVENS = Path(__file__).parent.parent / "gegevens"
BRON = "Meegeleverd; te bevestigen door de eigenaar van de teksten"
# Fixed here: a migration must do the same for ever. What each text holds for begins on its day; the second of an order
# to stop work names the work itself, the second of what reporters are told was read again against the Dutch.
BRIEVEN = (
    ("2020-03-01", ".", "AANSPREKEN_SCHRIFTELIJK"),
    ("2020-03-01", ".", "AFZENDER"),
    ("2020-03-01", ".", "BOETERAPPORT"),
    ("2020-03-01", ".", "EIS"),
    ("2020-03-01", ".", "STILLEGGING"),
    ("2020-03-01", ".", "WAARSCHUWING"),
    ("2026-11-28", "2026-11-28", "STILLEGGING"),
)
BERICHTEN = ("berichten.json", "berichten/2026-11-29.json")


def vul(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Brieftekst = apps.get_model("interventies", "Brieftekst")
    Berichttekst = apps.get_model("interventies", "Berichttekst")
    for geldig_van, map_, voor in BRIEVEN:
        tekst = (GEGEVENS / "briefteksten" / map_ / f"{voor}.txt").read_text(encoding="utf-8")
        Brieftekst.objects.create(voor=voor, geldig_van=geldig_van, tekst=tekst, bron=BRON)
    for naam in BERICHTEN:
        for rij in json.loads((GEGEVENS / naam).read_text(encoding="utf-8")):
            onderwerp = f"Onderwerp: {rij['onderwerp']}\n\n" if "onderwerp" in rij else ""
            Berichttekst.objects.create(
                voor=f"{rij['code']}_{rij['taal'].upper()}",
                geldig_van=rij["geldig_vanaf"],
                tekst=f"{onderwerp}{rij['tekst']}\n",
                bron=BRON,
            )


class Migration(migrations.Migration):
    """The shipped texts of letters and to reporters."""

    replaces = [
        ("interventies", "0011_briefteksten"),
        ("interventies", "0031_berichtteksten_blijven"),
        ("interventies", "0034_stillegging_noemt_het_werk"),
        ("interventies", "0039_berichtteksten_nagelezen"),
    ]
    dependencies = [("interventies", "0002_voorschriften")]
    operations = [migrations.RunPython(vul, migrations.RunPython.noop)]
