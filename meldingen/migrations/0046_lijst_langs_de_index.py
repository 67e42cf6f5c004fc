from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# PostgreSQL only. Few values in each of these columns, so few combinations: it keeps each of them once with the rows
# that have it. That is 8 MB at a million meldingen, of which a filter on any of these columns reads a part. The GIN
# index that was here had 27 MB, and laid over each other of every value all rows that have it.
EERAF = "DROP INDEX melding_kenmerken"
SAMEN = """
CREATE INDEX melding_kenmerken ON meldingen_melding
    (domein, prioriteit, ernst, arbeidsmigranten, status, route, kanaal)
"""
LOS = """
CREATE INDEX melding_kenmerken ON meldingen_melding USING gin ((ARRAY[
    's' || status, 'd' || domein, 'e' || ernst, 'p' || prioriteit, 'r' || route, 'k' || kanaal,
    CASE WHEN arbeidsmigranten THEN 'a1' WHEN NOT arbeidsmigranten THEN 'a0' ELSE 'a' END]))
"""


def maak(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(EERAF)
        schema_editor.execute(SAMEN)


def zet_terug(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(EERAF)
        schema_editor.execute(LOS)


class Migration(migrations.Migration):
    dependencies = [
        ("inspectie", "0007_gelijkgestelde_dagen"),
        ("meldingen", "0045_een_voorstel_tegelijk"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="melding", name="melding_ontvangen"),
        migrations.RemoveIndex(model_name="werkgever", name="werkgever_sector"),
        migrations.AddIndex(
            model_name="melding",
            index=models.Index(
                fields=["ontvangen_op", "id"], include=("status", "werkgever"), name="melding_ontvangen"
            ),
        ),
        migrations.AddIndex(
            model_name="werkgever",
            index=models.Index(fields=["sector"], include=("id",), name="werkgever_sector"),
        ),
        migrations.RunPython(maak, zet_terug),
    ]
