"""All migrations until 29 November 2026 became one set. Whose database was not up to date then is told so before
anything is done to it: Django itself would name models that are not installed."""

from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def samengevoegd() -> set[tuple[str, str]]:
    """The migrations that are no more, each by its app and its name."""
    lader = MigrationLoader(None, load=False)
    lader.load_disk()
    return {(app, naam) for migratie in lader.disk_migrations.values() for app, naam in migratie.replaces}


@register(Tags.database)
def was_bij(*, databases: Iterable[str] | None, **_anders: Any) -> list[CheckMessage]:
    """Looked at by `migrate`, and by `check --database`."""
    toen = samengevoegd()
    return [
        Error(
            "Deze database is van voor de migraties werden samengevoegd, en was nog niet bij. Neem de laatste versie"
            " met meldingen/migrations/0059_plicht_van_voorheen.py, draai daarmee migrate, en kom dan terug bij deze.",
            id="inspectie.E001",
        )
        for naam in databases or ()
        if 0 < len(toen & set(MigrationRecorder(connections[naam]).applied_migrations())) < len(toen)
    ]
