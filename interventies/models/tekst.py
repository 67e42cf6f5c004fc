"""A text that goes out, as versions over time."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Subquery

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft


class TekstversieQuerySet(models.QuerySet[Any]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        return self if heeft(gebruiker, Recht.REGELS_ZIEN) else self.none()

    def met_volgende(self) -> Self:
        """`volgende`: the day from which the next version of this text holds, None for the last."""
        alle = self.model._default_manager
        later = alle.filter(voor=OuterRef("voor"), geldig_van__gt=OuterRef("geldig_van"))
        return self.annotate(volgende=Subquery(later.order_by("geldig_van").values("geldig_van")[:1]))

    def op(self, dag: date) -> Self:
        """The texts in force on `dag`, the latest of each kind last."""
        return self.filter(geldig_van__lte=dag).order_by("geldig_van", "pk")


class Tekstversie(models.Model):
    """A text of a kind from a day on. Append-only: what goes out later has a later row, and what went out keeps the one
    it was made of."""

    voor = models.CharField(max_length=30)
    geldig_van = models.DateField()
    tekst = models.TextField()
    bron = models.CharField(max_length=200, blank=True, help_text="waarom hij zo luidt")

    objects = TekstversieQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["voor", "geldig_van"], name="%(class)s_versie")]
