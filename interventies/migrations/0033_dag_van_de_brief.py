from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("interventies", "0032_welk_werk"),
    ]

    operations = [
        migrations.AddField(
            model_name="concept",
            name="uitgereikt_op",
            field=models.DateField(help_text="wanneer de brief uitging", null=True),
        ),
    ]
