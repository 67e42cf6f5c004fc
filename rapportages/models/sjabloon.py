"""The texts that a report begins with, as dated data."""

from datetime import date

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft


class Soort(models.TextChoices):
    """Which figures a report has, and so which fields its text may name."""

    TUSSENTIJDS = "TUSSENTIJDS", _("Tussentijdse rapportage")
    JAARVERSLAG = "JAARVERSLAG", _("Jaarverslag")


class SjabloonQuerySet(models.QuerySet["Sjabloon"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "SjabloonQuerySet":
        return self.all() if heeft(gebruiker, Recht.RAPPORT_ZIEN) else self.none()

    def geldig_op(self, dag: date) -> "SjabloonQuerySet":
        """Of every text the version that is in force on a day."""
        laatste = Sjabloon.objects.filter(code=OuterRef("code"), geldig_van__lte=dag).order_by("-geldig_van")
        return self.filter(pk=Subquery(laatste.values("pk")[:1]))


class Sjabloon(models.Model):
    """One version of a text (`rapportages.rapporttekst` says how it is written). Append-only: who changes a text writes
    a version with a later first day, and a report keeps the words it has."""

    code = models.SlugField(max_length=40)
    soort = models.CharField(max_length=12, choices=Soort)
    geldig_van = models.DateField()
    naam = models.CharField(max_length=120)
    titel = models.CharField(max_length=160)
    tekst = models.TextField()
    bron = models.CharField(max_length=200)
    opgesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, db_index=False, related_name="+")
    opgesteld_op = models.DateTimeField(null=True)

    objects = SjabloonQuerySet.as_manager()

    class Meta:
        ordering = ["naam", "-geldig_van"]
        verbose_name_plural = "sjablonen"
        constraints = [
            models.UniqueConstraint(fields=["code", "geldig_van"], name="sjabloon_een_per_dag"),
        ]

    def __str__(self) -> str:
        return f"{self.naam} ({self.geldig_van:%d-%m-%Y})"
