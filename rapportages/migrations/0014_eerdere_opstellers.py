"""Who worked on the text of a report that is replaced does not fix the one that takes its place."""

from typing import Any

from django.conf import settings
from django.db import migrations, models

OPSTELLEN = ("BEGONNEN", "CIJFERS", "AANGEBODEN")


def vul_in(apps: Any, schema_editor: Any) -> None:
    Rapportage = apps.get_model("rapportages", "Rapportage")
    # In order: what a report replaces has its own already.
    for rapportage in Rapportage.objects.filter(vervangt__isnull=False).order_by("pk"):
        eerder = rapportage.vervangt
        rapportage.eerdere_opstellers.set(
            {
                eerder.gemaakt_door_id,
                *eerder.eerdere_opstellers.values_list("pk", flat=True),
                *eerder.teksten.values_list("door_id", flat=True),
                *eerder.stappen.filter(stap__in=OPSTELLEN).values_list("door_id", flat=True),
            }
        )


class Migration(migrations.Migration):
    dependencies = [
        ("rapportages", "0013_kerncijfers_in_de_reeksen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="rapportage",
            name="eerdere_opstellers",
            field=models.ManyToManyField(
                help_text="wie werkte aan de tekst waar zij mee begon",
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(vul_in, migrations.RunPython.noop),
    ]
