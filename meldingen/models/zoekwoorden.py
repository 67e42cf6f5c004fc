"""By which words a melding is found."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from meldingen.models.melding import Melding


class Woordenveld(models.TextField):  # type: ignore[type-arg]  # not generic at run time
    """PostgreSQL: a tsvector. SQLite: the stems in a row, with an FTS5 table beside it."""

    def db_type(self, connection: BaseDatabaseWrapper) -> Any:
        return "tsvector" if connection.vendor == "postgresql" else "text"


class Zoekwoorden(models.Model):
    """Derived, written and never changed by `meldingen.zoekwoorden`: the text in each version, the employer under all
    its names, the place, the number and the sender's key. Never anything of the reporter."""

    melding = models.OneToOneField(
        Melding, models.CASCADE, primary_key=True, db_index=False, related_name="zoekwoorden"
    )
    woorden = Woordenveld()

    class Meta:
        verbose_name_plural = "zoekwoorden"

    def __str__(self) -> str:
        return f"zoekwoorden van melding {self.melding_id}"
