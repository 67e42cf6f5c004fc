from django.db import migrations

from inspectie.blijvend import bescherming


class Migration(migrations.Migration):
    """What was fixed, how it came to be and what went outside is never altered nor taken away."""

    replaces = [
        ("rapportages", "0008_uitgaven_blijven"),
    ]
    dependencies = [("rapportages", "0002_sjablonen")]
    operations = [
        bescherming(
            "rapportages_rapportagestap",
            "rapportages_rapportagetekst",
            "rapportages_sjabloon",
            "rapportages_uitgave",
            "rapportages_uitgavebestand",
            "rapportages_vaststelling",
            "rapportages_vaststellingsbestand",
        ),
    ]
