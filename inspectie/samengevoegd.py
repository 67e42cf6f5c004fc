"""All migrations until 29 November 2026 became one set. Whose database was not up to date then is told so before
anything is done to it: Django itself would name models that are not installed."""

from collections.abc import Collection, Iterable
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Migratie = tuple[str, str]
"""Its app and its name."""


def samengevoegd() -> dict[Migratie, list[Migratie]]:
    """Of each migration that has some in it: those, which are no more themselves."""
    lader = MigrationLoader(None, load=False)
    lader.load_disk()
    return {naam: list(m.replaces) for naam, m in lader.disk_migrations.items() if m.replaces}


def _was_bij(gedaan: Collection[Migratie]) -> bool:
    """Django records all that are in one, or none: also where migrate was cut short on a new database."""
    return all(len({oud in gedaan for oud in erin}) == 1 for erin in samengevoegd().values())


@register(Tags.database)
def was_bij(*, databases: Iterable[str] | None, **_anders: Any) -> list[CheckMessage]:
    """Looked at by `migrate`, and by `check --database`."""
    return [
        Error(
            "Deze database is van voor de migraties werden samengevoegd, en was nog niet bij. Neem de laatste versie"
            " met meldingen/migrations/0059_plicht_van_voorheen.py, draai daarmee migrate, en kom dan terug bij deze.",
            id="inspectie.E001",
        )
        for naam in databases or ()
        if not _was_bij(MigrationRecorder(connections[naam]).applied_migrations())
    ]
