import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meldingen", "0031_klok_van_vraag"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Partnersleutel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("naam", models.CharField(help_text="van de partner", max_length=100)),
                ("kanaal", models.CharField(max_length=20)),
                ("afdruk", models.CharField(help_text="sha256 van de sleutel", max_length=64, unique=True)),
                ("begin", models.CharField(max_length=10)),
                (
                    "inzending",
                    models.UUIDField(help_text="het formulier waarmee zij werd gemaakt", unique=True),
                ),
                ("gemaakt_op", models.DateTimeField()),
                ("ingetrokken_op", models.DateTimeField(null=True)),
                ("minuut", models.DateTimeField(null=True)),
                ("aantal", models.PositiveIntegerField(default=0)),
                (
                    "gemaakt_door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ingetrokken_door",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "partnersleutels",
                "ordering": ["gemaakt_op", "id"],
            },
        ),
        migrations.AddField(
            model_name="ontvangst",
            name="partner",
            field=models.ForeignKey(
                help_text="die haar instuurde",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ontvangsten",
                to="meldingen.partnersleutel",
            ),
        ),
    ]
