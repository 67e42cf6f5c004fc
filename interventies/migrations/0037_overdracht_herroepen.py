import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A handover that was recorded by mistake can be taken back, and made anew to the same partner."""

    dependencies = [
        ("interventies", "0036_koppeling_sinds"),
        ("meldingen", "0056_herroepen_blijft"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="overdracht",
            name="overdracht_een_per_partner",
        ),
        migrations.RemoveIndex(
            model_name="overdracht",
            name="overdracht_onbevestigd",
        ),
        migrations.AddField(
            model_name="overdracht",
            name="herroepen_door",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="overdracht",
            name="herroepen_melder",
            field=models.TextField(blank=True, help_text="hoe wie bericht had hoort dat het niet doorgaat"),
        ),
        migrations.AddField(
            model_name="overdracht",
            name="herroepen_op",
            field=models.DateTimeField(help_text="bij vergissing vastgelegd", null=True),
        ),
        migrations.AddField(
            model_name="overdracht",
            name="herroepen_reden",
            field=models.TextField(blank=True),
        ),
        migrations.AddIndex(
            model_name="overdracht",
            index=models.Index(
                condition=models.Q(
                    ("herroepen_op__isnull", True),
                    ("ontvangst_bevestigd_op__isnull", True),
                    ("teruggestuurd_op__isnull", True),
                ),
                fields=["overgedragen_op", "id"],
                name="overdracht_onbevestigd",
            ),
        ),
        migrations.AddConstraint(
            model_name="overdracht",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("herroepen_op__isnull", True),
                    models.Q(
                        ("ontvangst_bevestigd_op__isnull", True),
                        ("teruggestuurd_op__isnull", True),
                        models.Q(("herroepen_reden", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="overdracht_herroepen_met_reden",
            ),
        ),
        migrations.AddConstraint(
            model_name="overdracht",
            constraint=models.UniqueConstraint(
                condition=models.Q(("herroepen_op__isnull", True), ("teruggestuurd_op__isnull", True)),
                fields=("melding", "partner"),
                name="overdracht_een_per_partner",
            ),
        ),
    ]
