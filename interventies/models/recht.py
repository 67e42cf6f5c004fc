"""The law as dated tables (domain section 4)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Voorschrift(models.Model):
    """A provision that can be violated, with the period in which a violation of it can be found (domain section 4)."""

    class Klasse(models.TextChoices):
        OO = "OO", _("Eerst waarschuwing of eis")
        DIRECT = "DIRECT", _("Direct beboetbaar")
        DIRECT_ERNSTIGE_MATE = "DIRECT_ERNSTIGE_MATE", _("Direct beboetbaar bij ernstige mate")

    code = models.CharField(max_length=30)
    naam = models.CharField(max_length=200)
    artikel = models.CharField(max_length=120)
    klasse = models.CharField(max_length=20, choices=Klasse)
    geldig_van = models.DateField(null=True)
    geldig_tot = models.DateField(null=True)
    eis_of_stillegging = models.BooleanField()
    bron = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "geldig_van"], name="voorschrift_versie"),
            # For the database two empty days differ.
            models.UniqueConstraint(
                fields=["code"], condition=Q(geldig_van__isnull=True), name="voorschrift_versie_altijd"
            ),
            models.CheckConstraint(
                condition=Q(geldig_van__isnull=True)
                | Q(geldig_tot__isnull=True)
                | Q(geldig_tot__gte=F("geldig_van")),
                name="voorschrift_looptijd",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} ({self.artikel})"


class Grondslag(models.Model):
    """The power an eis or a stillegging rests on, with the violation dates it exists for."""

    code = models.CharField(max_length=20)
    naam = models.CharField(max_length=200)
    artikel = models.CharField(max_length=120)
    soort = models.CharField(max_length=20)
    geldig_van = models.DateField(null=True)
    geldig_tot = models.DateField(null=True)
    vereist = models.CharField(max_length=20, blank=True)
    bron = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "geldig_van"], name="grondslag_versie"),
            # For the database two empty days differ.
            models.UniqueConstraint(
                fields=["code"], condition=Q(geldig_van__isnull=True), name="grondslag_versie_altijd"
            ),
            models.CheckConstraint(
                condition=Q(geldig_van__isnull=True)
                | Q(geldig_tot__isnull=True)
                | Q(geldig_tot__gte=F("geldig_van")),
                name="grondslag_looptijd",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} ({self.artikel})"
