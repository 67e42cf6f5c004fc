from datetime import UTC, datetime

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.getuigen import getuig_van
from inspectie.logboek import BEGIN, GETUIGT, hash_van

GETUIGD = (
    ("meldingen", "Werkgever"),
    ("meldingen", "Melding"),
    ("interventies", "Zaak"),
    ("interventies", "ZaakMelding"),
    ("interventies", "Overtreding"),
    ("interventies", "Interventie"),
    ("interventies", "Toetsing"),
    ("inspectie", "Wijziging"),
    ("meldingen", "StatusWissel"),
    ("interventies", "ZaakWissel"),
    ("interventies", "InterventieWissel"),
    ("interventies", "ConceptStap"),
    ("interventies", "Contact"),
    ("interventies", "Veiligheidstoets"),
    ("interventies", "ZonderGevolg"),
    ("meldingen", "MelderInzage"),
)


def getuig(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    logregel, teller = apps.get_model("inspectie", "Logregel"), apps.get_model("inspectie", "Teller")
    getuigenis = getuig_van(*(apps.get_model(*naam).objects.all() for naam in GETUIGD)).als_json()
    if not getuigenis:
        return
    laatste = logregel.objects.order_by("-nummer").first()
    nummer = laatste.nummer + 1 if laatste else 1
    regel = logregel(
        nummer=nummer,
        tijdstip=datetime.now(UTC),
        actie="getuigenis_begint",
        gegevens={GETUIGT: getuigenis},
        vorige=laatste.hash if laatste else BEGIN,
    )
    regel.hash = hash_van(regel)
    regel.save(force_insert=True)
    teller.objects.update_or_create(naam="logregel", defaults={"waarde": nummer})


class Migration(migrations.Migration):
    """What was there before the log bore witness of it (inspectie.getuigen): from now on it does."""

    dependencies = [
        ("rapportages", "0002_een_aanvraag_een_rapport"),
        ("inspectie", "0006_weergaven"),
        ("interventies", "0009_zaken_vinden"),
        ("meldingen", "0017_zaken_vinden"),
    ]
    operations = [migrations.RunPython(getuig, migrations.RunPython.noop)]
