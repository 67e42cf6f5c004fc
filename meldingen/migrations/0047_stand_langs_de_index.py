import django.db.models.deletion
from django.db import migrations, models

# Its index by melding alone is in the new one. Not by the field: SQLite would build the table anew, without triggers.
EERAF = "DROP INDEX meldingen_statuswissel_melding_id_202a6edf"
TERUG = "CREATE INDEX meldingen_statuswissel_melding_id_202a6edf ON meldingen_statuswissel (melding_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("meldingen", "0046_lijst_langs_de_index"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="melding", name="melding_ontvangen"),
        migrations.AddIndex(
            model_name="melding",
            index=models.Index(
                fields=["ontvangen_op", "id"],
                include=("status", "werkgever", "stand_vanaf"),
                name="melding_ontvangen",
            ),
        ),
        migrations.RunSQL(
            EERAF,
            TERUG,
            state_operations=[
                migrations.AlterField(
                    model_name="statuswissel",
                    name="melding",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wissels",
                        to="meldingen.melding",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="statuswissel",
            index=models.Index(fields=["melding", "op", "id"], include=("van",), name="statuswissel_verloop"),
        ),
    ]
