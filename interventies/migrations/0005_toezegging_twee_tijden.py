from datetime import UTC, datetime

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A promise can be corrected, and so has two times; the next migration says since when each stood."""

    dependencies = [
        ("inspectie", "0003_blijvend"),
        ("interventies", "0004_blijvend"),
        ("meldingen", "0005_blijvend"),
    ]

    operations = [
        migrations.AddField(
            model_name="toezegging",
            name="extern_kenmerk",
            field=models.CharField(
                help_text="de sleutel van de afzender", max_length=130, null=True, unique=True
            ),
        ),
        migrations.AddField(
            model_name="toezegging",
            name="invoer",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inspectie.invoer",
            ),
        ),
        migrations.AddField(
            model_name="toezegging",
            name="stand_vanaf",
            field=models.DateTimeField(default=datetime(2020, 1, 1, tzinfo=UTC)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="toezegging",
            name="vervallen",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="toezegging",
            name="vingerafdruk",
            field=models.CharField(blank=True, help_text="van de regel zoals aangeleverd", max_length=32),
        ),
        migrations.AlterField(
            model_name="toezegging",
            name="werkgever",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_set",
                to="meldingen.werkgever",
            ),
        ),
        migrations.AlterField(
            model_name="toezegging",
            name="zaak",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_set",
                to="interventies.zaak",
            ),
        ),
        migrations.CreateModel(
            name="ToezeggingVerleden",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stand_vanaf", models.DateTimeField()),
                ("stand_tot", models.DateTimeField(db_index=True)),
                ("vervallen", models.BooleanField(default=False)),
                ("maatregel", models.TextField()),
                ("uiterlijk_op", models.DateField()),
                (
                    "van",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verleden",
                        to="interventies.toezegging",
                    ),
                ),
                (
                    "werkgever",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="meldingen.werkgever",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="interventies.zaak",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
