import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.blijvend import bescherm, geef_vrij

INZAGE = "meldingen_ontvangstinzage"


def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    bescherm(schema_editor.connection, INZAGE, wissen=True)


def terug(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    geef_vrij(schema_editor.connection, INZAGE)


class Migration(migrations.Migration):
    """What was put aside keeps its files, and who read it is kept too."""

    dependencies = [
        ("meldingen", "0023_meldpunt"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OntvangstBestand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("naam", models.TextField(help_text="verzegeld")),
                ("mediatype", models.CharField(max_length=100)),
                ("grootte", models.PositiveIntegerField(help_text="bytes")),
                ("inhoud", models.BinaryField(help_text="verzegeld")),
                (
                    "ontvangst",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bestanden",
                        to="meldingen.ontvangst",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "bestanden van ontvangsten",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="OntvangstInzage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("op", models.DateTimeField()),
                ("reden", models.TextField()),
                (
                    "door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ontvangst",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inzagen",
                        to="meldingen.ontvangst",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "inzagen in ontvangsten",
                "ordering": ["op", "id"],
            },
        ),
        migrations.RunPython(vooruit, terug),
    ]
