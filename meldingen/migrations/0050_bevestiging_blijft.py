from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F

from inspectie.blijvend import bescherm, geef_vrij

TABEL = "meldingen_ontvangstbevestiging"


def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    bescherm(schema_editor.connection, TABEL, wissen=True)
    # Who got a code heard at once. Of the public form that needs no saying, and there may be very many.
    melding, volgcode = (apps.get_model("meldingen", naam) for naam in ("Melding", "Volgcode"))
    anders = melding.objects.exclude(kanaal="WEBFORMULIER").filter(inzending__isnull=False)
    anders.filter(pk__in=volgcode.objects.values("melding")).update(
        ontvangst_afgedaan_op=F("geregistreerd_op")
    )


def terug(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    geef_vrij(schema_editor.connection, TABEL)


class Migration(migrations.Migration):
    """How a reporter was told that a melding was received is never altered."""

    dependencies = [("meldingen", "0049_ontvangst_bevestigen")]
    operations = [migrations.RunPython(vooruit, terug)]
