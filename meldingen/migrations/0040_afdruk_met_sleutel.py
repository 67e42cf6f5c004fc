from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meldingen", "0039_attendering_bericht")]

    operations = [
        migrations.AlterField(
            model_name=model,
            name="vingerafdruk",
            field=models.CharField(help_text="met sleutel, van de inhoud", max_length=64),
        )
        for model in ("conceptbestand", "meldingbijlage")
    ]
