from datetime import UTC, datetime

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F

from inspectie.getuigen import getuig_van
from inspectie.logboek import BEGIN, GETUIGT, hash_van


def vul(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("interventies", "Toezegging").objects.update(stand_vanaf=F("geregistreerd_op"))


def getuig(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    logregel, teller = apps.get_model("inspectie", "Logregel"), apps.get_model("inspectie", "Teller")
    getuigenis = getuig_van(apps.get_model("interventies", "Toezegging").objects.all()).als_json()
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
    """Until now no promise was corrected: each stands as it was recorded, and from now on the log bears witness of it."""

    dependencies = [("interventies", "0005_toezegging_twee_tijden")]
    operations = [
        migrations.RunPython(vul, migrations.RunPython.noop),
        migrations.RunPython(getuig, migrations.RunPython.noop),
    ]
