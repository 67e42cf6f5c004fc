import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inspectie", "0006_weergaven"),
        ("meldingen", "0017_zaken_vinden"),
    ]

    operations = [
        migrations.CreateModel(
            name="Naamwoord",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("woord", models.CharField(max_length=40)),
            ],
            options={"verbose_name_plural": "naamwoorden"},
        ),
        # Whole at once: a composite key can only name what is there.
        migrations.CreateModel(
            name="Naamspelling",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "spelling", "woord", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("spelling", models.CharField(max_length=8)),
                (
                    "woord",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spellingen",
                        to="meldingen.naamwoord",
                    ),
                ),
            ],
            options={"verbose_name_plural": "naamspellingen"},
        ),
        migrations.CreateModel(
            name="Naamplek",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "woord", "werkgever", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "woord",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plekken",
                        to="meldingen.naamwoord",
                    ),
                ),
                (
                    "werkgever",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="naamplekken",
                        to="meldingen.werkgever",
                    ),
                ),
            ],
            options={"verbose_name_plural": "naamplekken"},
        ),
        migrations.AddIndex(
            model_name="naamwoord",
            index=models.Index(fields=["woord"], name="naamwoord_begin", opclasses=["varchar_pattern_ops"]),
        ),
        migrations.AddIndex(
            model_name="werkgever",
            index=models.Index(
                condition=models.Q(("hoofd__isnull", True)), fields=["naam", "id"], name="werkgever_op_naam"
            ),
        ),
    ]
