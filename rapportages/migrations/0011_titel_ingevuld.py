"""The title of a report is kept as one reads it: a list showed its fields."""

from typing import Any

from django.db import migrations


def vul_in(apps: Any, schema_editor: Any) -> None:
    Rapportage = apps.get_model("rapportages", "Rapportage")
    # The one field that stands in a title of ours; any other is filled in when its report is written again.
    for rapportage in Rapportage.objects.filter(titel__contains="{jaar}"):
        rapportage.titel = rapportage.titel.replace("{jaar}", str(rapportage.peildatum.year))
        rapportage.save(update_fields=["titel"])


class Migration(migrations.Migration):
    dependencies = [("rapportages", "0010_bewaking")]

    operations = [migrations.RunPython(vul_in, migrations.RunPython.noop)]
