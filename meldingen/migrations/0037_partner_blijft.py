from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meldingen", "0036_intrekverzoek")]

    operations = [
        migrations.AddField(
            model_name="partnersleutel",
            name="partner",
            field=models.CharField(
                db_index=True,
                default="",
                help_text="dezelfde voor elke sleutel die een eerdere opvolgt",
                max_length=36,
            ),
            preserve_default=False,
        ),
    ]
