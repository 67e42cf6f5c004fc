from django.db import migrations, models

VERDACHT = [
    ("LOKAAS", "Een veld dat niemand ziet was ingevuld"),
    ("TE_SNEL", "Sneller ingevuld dan iemand kan"),
]


class Migration(migrations.Migration):
    """What is as a machine does it becomes a melding, with that mark."""

    dependencies = [("meldingen", "0033_register")]
    operations = [
        migrations.AddField(
            "ontvangst",
            "verdacht",
            models.CharField(max_length=7, choices=VERDACHT, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddIndex(
            "ontvangst",
            models.Index(
                fields=["melding", "verdacht"],
                name="ontvangst_verdacht",
                condition=models.Q(verdacht__gt=""),
            ),
        ),
    ]
