from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def vul(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("interventies", "Toezegging").objects.update(stand_vanaf=F("geregistreerd_op"))


class Migration(migrations.Migration):
    """Until now no promise was corrected: each stands as it was recorded."""

    dependencies = [("interventies", "0005_toezegging_twee_tijden")]
    operations = [migrations.RunPython(vul, migrations.RunPython.noop)]
