import django.db.models.deletion
from django.db import migrations, models

from inspectie.blijvend import bescherming


class Migration(migrations.Migration):
    """A letter can be that an order to stop work is lifted."""

    dependencies = [
        ("interventies", "0007_een_overtreding_of_meer"),
    ]

    operations = [
        migrations.AddField(
            model_name="brief",
            name="wissel",
            field=models.ForeignKey(
                db_index=False,
                help_text="de opheffing die hij meldt; leeg: hij is die van het concept zelf",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="brieven",
                to="interventies.interventiewissel",
            ),
        ),
        migrations.AlterField(
            model_name="brieftekst",
            name="voor",
            field=models.CharField(
                choices=[
                    ("AFZENDER", "Afzender, boven elke brief"),
                    ("AANSPREKEN_SCHRIFTELIJK", "Schriftelijk aanspreken"),
                    ("WAARSCHUWING", "Waarschuwing"),
                    ("EIS", "Eis"),
                    ("STILLEGGING", "Stillegging"),
                    ("BOETERAPPORT", "Boeterapport"),
                    ("OPHEFFING", "Opheffing van een stillegging"),
                ],
                max_length=24,
            ),
        ),
        bescherming("interventies_brief", "interventies_brieftekst", wissen=True),
    ]
