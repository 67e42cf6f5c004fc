from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meldingen", "0059_plicht_van_voorheen")]

    operations = [
        migrations.RemoveIndex(model_name="melding", name="melding_ontvangst"),
        migrations.RemoveField(model_name="melding", name="ontvangst_afgedaan_op"),
        migrations.AddIndex(
            model_name="melding",
            index=models.Index(
                condition=models.Q(
                    ("bevestig_uiterlijk__isnull", False),
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
                fields=["bevestig_uiterlijk", "id"],
                name="melding_ontvangst",
            ),
        ),
    ]
