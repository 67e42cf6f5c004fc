from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# PostgreSQL only. Few values in each of these columns, so few combinations: of each it keeps the rows together, and a
# filter on any of these columns reads no more than the 8 MB that it has at a million meldingen. The GIN index that was
# here was as large, and laid all rows that have one value over all that have another.
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
        migrations.RemoveIndex(model_name="melding", name="melding_status"),
        migrations.RemoveIndex(model_name="werkgever", name="werkgever_sector"),
        migrations.AddIndex(
            model_name="melding",
            index=models.Index(
                fields=["ontvangen_op", "id"], include=("status", "werkgever"), name="melding_ontvangen"
            ),
        ),
        migrations.AddIndex(
            model_name="melding",
            index=models.Index(
                fields=["status", "ontvangen_op", "id"], include=("domein",), name="melding_status"
            ),
        ),
        migrations.AddIndex(
            model_name="werkgever",
            index=models.Index(fields=["sector"], include=("id",), name="werkgever_sector"),
        ),
        migrations.RunPython(maak, zet_terug),
    ]
