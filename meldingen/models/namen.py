"""By which words, and misspelt words, an employer is found. Derived, and written by `meldingen.naamregister` only."""

from django.db import models

from meldingen.models.werkgever import Werkgever
from meldingen.namen import BEGIN, WOORD_MAX


class Naamwoord(models.Model):
    """A word that is in some name, place or number. Its id follows from it (`namen.sleutel`)."""

    id = models.BigIntegerField(primary_key=True)
    woord = models.CharField(max_length=WOORD_MAX)

    class Meta:
        verbose_name_plural = "naamwoorden"
        indexes = [
            models.Index(fields=["woord"], name="naamwoord_begin", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return self.woord


class Naamspelling(models.Model):
    """What a word has in common with a word that differs in one letter."""

    pk = models.CompositePrimaryKey("spelling", "woord")
    spelling = models.CharField(max_length=BEGIN)
    woord = models.ForeignKey(Naamwoord, models.CASCADE, db_index=False, related_name="spellingen")

    class Meta:
        verbose_name_plural = "naamspellingen"

    def __str__(self) -> str:
        return self.spelling


class Naamplek(models.Model):
    """A word stands in the name, the place or the numbers of a record."""

    pk = models.CompositePrimaryKey("woord", "werkgever")
    woord = models.ForeignKey(Naamwoord, models.CASCADE, db_index=False, related_name="plekken")
    werkgever = models.ForeignKey(Werkgever, models.CASCADE, related_name="naamplekken")

    class Meta:
        verbose_name_plural = "naamplekken"

    def __str__(self) -> str:
        return f"{self.woord_id} bij werkgever {self.werkgever_id}"
