from django.db import migrations

from inspectie.blijvend import bescherming


class Migration(migrations.Migration):
    """What somebody reported, who, and what was done with it is never altered: a correction adds a row."""

    replaces = [
        ("meldingen", "0007_woorden_blijven"),
        ("meldingen", "0027_volgen_blijft"),
        ("meldingen", "0042_bijlagen_blijven"),
        ("meldingen", "0050_bevestiging_blijft"),
        ("meldingen", "0056_herroepen_blijft"),
    ]
    dependencies = [("meldingen", "0004_regelset")]
    operations = [
        bescherming(
            "meldingen_herroepenbevestiging",
            "meldingen_melder",
            "meldingen_meldingbijlage",
            "meldingen_meldingbijlageinhoud",
            "meldingen_meldingtekst",
            "meldingen_nagekomen",
            "meldingen_ontvangstbevestiging",
            "meldingen_ontvangstinzage",
            wissen=True,
        ),
    ]
