import json
from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GEGEVENS = Path(__file__).parent.parent / "gegevens" / "berichten" / "2026-11-29.json"


def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Who has a text of their own keeps it."""
    Berichttekst = apps.get_model("interventies", "Berichttekst")
    Rechtsvoorstel = apps.get_model("interventies", "Rechtsvoorstel")
    besloten = Rechtsvoorstel.objects.filter(tabel="BERICHTTEKST", besluit__uitkomst="AANVAARD")
    eigen = set(besloten.values_list("sleutel", flat=True))
    for rij in json.loads(GEGEVENS.read_text(encoding="utf-8")):
        voor = f"{rij['code']}_{rij['taal'].upper()}"
        onderwerp = f"Onderwerp: {rij['onderwerp']}\n\n" if "onderwerp" in rij else ""
        if voor not in eigen:
            Berichttekst.objects.get_or_create(
                voor=voor,
                geldig_van=rij["geldig_vanaf"],
                defaults={
                    "tekst": f"{onderwerp}{rij['tekst']}\n",
                    "bron": "Meegeleverd; te bevestigen door de eigenaar van de teksten",
                },
            )


class Migration(migrations.Migration):
    """Polish, Romanian and Bulgarian read again against the Dutch; in English it is a report, as on the form. What was
    told before has the text it was told in."""

    dependencies = [("interventies", "0038_reden_van_weigering")]
    operations = [migrations.RunPython(vooruit, migrations.RunPython.noop)]
