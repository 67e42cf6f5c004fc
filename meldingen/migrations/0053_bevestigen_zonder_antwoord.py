from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meldingen", "0052_antwoord_is_bericht")]

    operations = [
        migrations.RemoveIndex(model_name="melding", name="melding_ontvangst"),
        migrations.AddIndex(
            model_name="melding",
            index=models.Index(
                condition=models.Q(
                    models.Q(("melder_bereikbaar", True), ("anoniem", False), _connector="OR"),
                    models.Q(("kanaal__in", ("TELEFOON", "WEBFORMULIER")), _negated=True),
                    ("inzending__isnull", False),
                    ("ontvangst_afgedaan_op__isnull", True),
                    (
                        "status__in",
                        (
                            "ONTVANGEN",
                            "IN_TRIAGE",
                            "AANVULLING_GEVRAAGD",
                            "GEKOPPELD",
                            "AFGEHANDELD",
                            "GEREGISTREERD",
                            "AFGESLOTEN",
                        ),
                    ),
                ),
                fields=["ontvangen_op", "id", "kanaal"],
                name="melding_ontvangst",
            ),
        ),
    ]
