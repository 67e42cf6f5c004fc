from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import CharField, F
from django.db.models.functions import Cast


def vul(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """By the number of the key, as its Idempotency-Keys went: what was sent before this stays what it was."""
    sleutels = apps.get_model("meldingen", "Partnersleutel").objects.using(schema_editor.connection.alias)
    sleutels.filter(partner="").update(partner=Cast(F("pk"), CharField(max_length=36)))


class Migration(migrations.Migration):
    dependencies = [("meldingen", "0037_partner_blijft")]

    operations = [migrations.RunPython(vul, migrations.RunPython.noop)]
