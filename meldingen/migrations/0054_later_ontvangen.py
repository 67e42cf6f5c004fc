import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectie.blijvend import bescherm, geef_vrij

TABEL = "meldingen_nagekomen"


def opnieuw(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite builds the table anew, and loses the trigger."""
    geef_vrij(schema_editor.connection, TABEL)
    bescherm(schema_editor.connection, TABEL, wissen=True)


class Migration(migrations.Migration):
    """Who wrote down what a reporter without a code sent or said later, and along which way it came."""

    dependencies = [
        ("meldingen", "0053_bevestigen_zonder_antwoord"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, opnieuw),
        migrations.AddField(
            model_name="nagekomen",
            name="door",
            field=models.ForeignKey(
                db_index=False,
                help_text="leeg: de melder zelf, met de ontvangstcode",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="nagekomen",
            name="kanaal",
            field=models.CharField(
                blank=True, help_text="waarlangs het kwam, als iemand het opschreef", max_length=20
            ),
        ),
        migrations.AddConstraint(
            model_name="nagekomen",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("door", None), ("kanaal", "")),
                    models.Q(("door__isnull", False), models.Q(("kanaal", ""), _negated=True)),
                    _connector="OR",
                ),
                name="nagekomen_door_of_code",
            ),
        ),
        migrations.RunPython(opnieuw, migrations.RunPython.noop),
    ]
