import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """That an instrument was complied with, or not, can turn out to be recorded in error."""

    dependencies = [
        ("interventies", "0009_opheffing"),
    ]

    operations = [
        migrations.AddField(
            model_name="interventiewissel",
            name="herroept",
            field=models.ForeignKey(
                db_index=False,
                help_text="de wissel die ten onrechte was vastgelegd; geen van beide telt dan mee",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="herroepingen",
                to="interventies.interventiewissel",
            ),
        ),
        migrations.AddConstraint(
            model_name="interventiewissel",
            constraint=models.UniqueConstraint(
                condition=models.Q(("herroept__isnull", False)),
                fields=("herroept",),
                name="wissel_eenmaal_herroepen",
            ),
        ),
    ]
