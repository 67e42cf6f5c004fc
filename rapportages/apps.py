from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate  # noqa: TID251 (no act of anybody: it follows a migration)


class RapportagesConfig(AppConfig):
    name = "rapportages"

    def ready(self) -> None:
        post_migrate.connect(_zet_sporen, sender=self)


def _zet_sporen(using: str, **_: Any) -> None:
    """After whatever migration: SQLite loses the triggers of a table that it builds anew. Back at an earlier state,
    where not everything is there yet, that is for the program of then."""
    from rapportages.models import Bewaking
    from rapportages.sporen import SEINEN, zet_sporen

    verbinding = connections[using]
    if {Bewaking._meta.db_table, *(sein.tabel for sein in SEINEN)} <= set(
        verbinding.introspection.table_names()
    ):
        zet_sporen(verbinding)
