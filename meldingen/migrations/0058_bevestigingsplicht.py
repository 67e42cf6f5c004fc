import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meldingen", "0057_klok_van_een_vraag")]

    operations = [
        migrations.AddField(
            model_name="melding",
            name="bevestig_uiterlijk",
            field=models.DateField(
                help_text="de laatste dag om te zeggen dat zij is ontvangen; leeg als dat niet (meer) hoeft",
                null=True,
            ),
        ),
        migrations.CreateModel(
            name="Bevestigingsplicht",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uiterlijk", models.DateField(help_text="de laatste dag")),
                ("vanaf", models.DateTimeField()),
                ("tot", models.DateTimeField(null=True)),
                (
                    "melding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bevestigingsplichten",
                        to="meldingen.melding",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "bevestigingsplichten",
                "ordering": ["vanaf", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("tot", None)),
                        fields=["uiterlijk", "melding"],
                        name="bevestigingsplicht_klok",
                    ),
                    models.Index(
                        condition=models.Q(("tot__isnull", False)),
                        fields=["tot"],
                        name="bevestigingsplicht_tot",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("tot", None)),
                        fields=("melding",),
                        name="bevestigingsplicht_een_open",
                    )
                ],
            },
        ),
    ]
