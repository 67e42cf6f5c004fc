from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    melding = apps.get_model("meldingen", "Melding")
    melding.objects.filter(aangevuld_op__isnull=False, ontvangst_afgedaan_op=None).update(
        ontvangst_afgedaan_op=F("aangevuld_op")
    )


def terug(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was told was told."""


class Migration(migrations.Migration):
    """Who answered a question knows that the melding was received: that is kept where all the other ways are."""

    dependencies = [("meldingen", "0051_balansdagen")]
    operations = [migrations.RunPython(vooruit, terug)]
