from django.db import migrations

from inspectie.blijvend import bescherming


class Migration(migrations.Migration):
    """What was written of a zaak, told or proposed is never altered: a later row adds to it."""

    replaces = [
        ("interventies", "0004_toetsingen_blijven"),
        ("interventies", "0007_zaakdossier_blijft"),
        ("interventies", "0013_rechtsvoorstellen_blijven"),
        ("interventies", "0015_berichten_blijven"),
        ("interventies", "0017_stukken_blijven"),
        ("interventies", "0023_eigen_initiatief_blijft"),
        ("interventies", "0027_overdrachtsbestanden_blijven"),
    ]
    dependencies = [("interventies", "0003_teksten")]
    operations = [
        bescherming(
            "interventies_rechtsbesluit",
            "interventies_rechtsvoorstel",
        ),
        bescherming(
            "interventies_afschrift",
            "interventies_bijlage",
            "interventies_bijlageweg",
            "interventies_brief",
            "interventies_brieftekst",
            "interventies_bericht",
            "interventies_berichttekst",
            "interventies_conceptstap",
            "interventies_contact",
            "interventies_eigeninitiatief",
            "interventies_interventiewissel",
            "interventies_overdrachtsbestand",
            "interventies_overdrachtspakket",
            "interventies_toetsing",
            "interventies_zaakwissel",
            "interventies_zondergevolg",
            wissen=True,
        ),
    ]
