from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MELDING, SPOOR = "meldingen_melding", "meldingen_balansspoor"
NOTEER = f"{SPOOR}_noteer"
DAG = "(ontvangen_op AT TIME ZONE 'Europe/Amsterdam')::date"
# What a count tells of; the rest of a melding may change as it likes.
ZEGT = "id, ontvangen_op, status, stand_vanaf"
FUNCTIE = f"""CREATE FUNCTION {NOTEER}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO {SPOOR} (dag) SELECT DISTINCT {DAG} FROM erbij;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO {SPOOR} (dag) SELECT DISTINCT {DAG} FROM eraf;
    ELSE
        INSERT INTO {SPOOR} (dag) SELECT DISTINCT {DAG} FROM (
            (SELECT {ZEGT} FROM erbij EXCEPT SELECT {ZEGT} FROM eraf)
            UNION ALL (SELECT {ZEGT} FROM eraf EXCEPT SELECT {ZEGT} FROM erbij)
        ) AS anders;
    END IF;
    RETURN NULL;
END $$"""
TRIGGERS = {
    "INSERT": "REFERENCING NEW TABLE AS erbij",
    "DELETE": "REFERENCING OLD TABLE AS eraf",
    "UPDATE": "REFERENCING NEW TABLE AS erbij OLD TABLE AS eraf",
}


def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(FUNCTIE)
    for act, tabellen in TRIGGERS.items():
        schema_editor.execute(
            f"CREATE TRIGGER {SPOOR}_{act.lower()} AFTER {act} ON {MELDING} {tabellen}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {NOTEER}()"
        )


def terug(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION {NOTEER}() CASCADE")


class Migration(migrations.Migration):
    """The ledger of what came in is counted ahead, a day at a time: which days are to be counted anew."""

    replaces = [
        ("meldingen", "0051_balansdagen"),
    ]
    dependencies = [("meldingen", "0002_zoeken")]
    operations = [migrations.RunPython(vooruit, terug)]
