from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.kluis import blinde_index

KAAL = 64
"""Signs of a digest without a key; one with a key has 32."""


def geef_sleutel(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What stood there without a key is what the key is laid over (`meldingen.ontvangen.meldersafdruk`). The log is not
    changed: its chain holds what it said."""
    for naam in ("ConceptBestand", "Meldingbijlage"):
        rijen = apps.get_model("meldingen", naam).objects.using(schema_editor.connection.alias)
        kaal = rijen.filter(vingerafdruk__regex=rf"^[0-9a-f]{{{KAAL}}}$").order_by().only("vingerafdruk")
        for rij in kaal.iterator():
            rijen.filter(pk=rij.pk).update(vingerafdruk=blinde_index(rij.vingerafdruk, "meldersbestand"))


class Migration(migrations.Migration):
    dependencies = [("meldingen", "0040_afdruk_met_sleutel")]

    operations = [migrations.RunPython(geef_sleutel, migrations.RunPython.noop)]
