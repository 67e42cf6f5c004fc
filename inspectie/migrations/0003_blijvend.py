from django.db import migrations

from inspectie.blijvend import bescherming


class Migration(migrations.Migration):
    """The log and the changes are never altered, also not by a slip in our own code."""

    replaces = [
        ("inspectie", "0002_log_blijft"),
    ]
    dependencies = [("inspectie", "0002_codes")]
    operations = [
        bescherming(
            "inspectie_logregel",
            "inspectie_wijziging",
        ),
    ]
