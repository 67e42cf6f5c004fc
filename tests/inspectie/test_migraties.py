"""All migrations until the end of November 2026 became one set: whose database was up to date then goes on."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from inspectie.samengevoegd import samengevoegd, was_bij

pytestmark = pytest.mark.django_db
VAN_ONS = ("inspectie", "interventies", "meldingen", "rapportages")


def zoals_van_voren(*, zonder: tuple[str, str] | None = None) -> None:
    """What a database says of itself in which the old ones ran, and the new ones never did."""
    rijen = MigrationRecorder(connection).migration_qs
    rijen.filter(app__in=VAN_ONS).delete()
    oud = {toen for erin in samengevoegd().values() for toen in erin}
    rijen.bulk_create(rijen.model(app=app, name=naam) for app, naam in oud - {zonder})


def te_doen(uitvoerder: MigrationExecutor) -> set[tuple[str, str]]:
    plan = uitvoerder.migration_plan(uitvoerder.loader.graph.leaf_nodes())
    return {(migratie.app_label, migratie.name) for migratie, _terug in plan}


def nadien(uitvoerder: MigrationExecutor) -> set[tuple[str, str]]:
    """What came after the set."""
    alle = uitvoerder.loader.disk_migrations.keys()
    return {naam for naam in alle if naam[0] in VAN_ONS} - samengevoegd().keys()


def test_een_database_die_bij_was_gaat_verder_met_alleen_wat_erna_kwam():
    zoals_van_voren()
    uitvoerder = MigrationExecutor(connection)
    uitvoerder.loader.check_consistent_history(connection)
    assert te_doen(uitvoerder) == nadien(uitvoerder)


def test_een_nieuwe_database_waarvan_het_migreren_werd_afgebroken_gaat_verder():
    """Of a migration that ran, Django first records what is in it, and itself when all is done."""
    rijen = MigrationRecorder(connection).migration_qs
    rijen.filter(app__in=VAN_ONS).delete()
    klaar = [("inspectie", "0001_schema"), ("inspectie", "0002_codes"), ("meldingen", "0001_schema")]
    rijen.bulk_create(rijen.model(app=app, name=naam) for een in klaar for app, naam in samengevoegd()[een])
    assert was_bij(databases=["default"]) == []
    uitvoerder = MigrationExecutor(connection)
    assert te_doen(uitvoerder) == (samengevoegd().keys() - klaar) | nadien(uitvoerder)


@pytest.mark.parametrize(
    "zonder",
    [("meldingen", "0058_bevestigingsplicht"), ("interventies", "0039_berichtteksten_nagelezen")],
    ids=["een tabel", "een tekst"],
)
def test_een_database_die_niet_bij_was_wordt_geweigerd_met_wat_men_doet(zonder: tuple[str, str]):
    zoals_van_voren(zonder=zonder)
    with pytest.raises(CommandError, match="de laatste versie met meldingen/migrations/0059_"):
        call_command("migrate", skip_checks=False, verbosity=0)
