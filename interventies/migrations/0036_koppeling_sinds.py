from django.db import migrations, models


class Migration(migrations.Migration):
    """What was linked since some moment is found without reading every link."""

    dependencies = [
        ("interventies", "0035_eigen_initiatief_bekend"),
        ("meldingen", "0051_balansdagen"),
    ]

    operations = [
        migrations.AddIndex(
            "zaakmelding", models.Index(fields=["stand_vanaf", "melding"], name="koppeling_sinds")
        ),
    ]
