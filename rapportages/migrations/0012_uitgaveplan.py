import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rapportages", "0011_titel_ingevuld"),
    ]

    operations = [
        migrations.CreateModel(
            name="Uitgaveplan",
            fields=[
                (
                    "rapportage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="rapportages.rapportage",
                    ),
                ),
                ("sleutel", models.CharField(max_length=64)),
                (
                    "status",
                    models.CharField(
                        choices=[("GEVRAAGD", "Gevraagd"), ("KLAAR", "Klaar"), ("MISLUKT", "Mislukt")],
                        default="GEVRAAGD",
                        max_length=8,
                    ),
                ),
                ("gevraagd_op", models.DateTimeField()),
                ("inhoud", models.TextField(blank=True)),
            ],
            options={
                "verbose_name_plural": "uitgaveplannen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "KLAAR"), _negated=True),
                            models.Q(("inhoud", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="uitgaveplan_klaar_heeft_inhoud",
                    )
                ],
            },
        ),
    ]
