"""Reports that were asked for. The row is the queue."""

from django.conf import settings
from django.db import models


class RapportQuerySet(models.QuerySet["Rapport"]):
    def te_maken(self) -> "RapportQuerySet":
        return self.filter(status=Rapport.Status.AANGEVRAAGD)


class Rapport(models.Model):
    """An interim report for one peildatum and one stand van, in one format."""

    class Status(models.TextChoices):
        AANGEVRAAGD = "AANGEVRAAGD", "Wordt gemaakt"
        KLAAR = "KLAAR", "Klaar"
        MISLUKT = "MISLUKT", "Mislukt"

    peildatum = models.DateField()
    stand_van = models.DateTimeField()
    formaat = models.CharField(max_length=4)
    aangevraagd_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="rapporten")
    aangevraagd_op = models.DateTimeField()
    status = models.CharField(max_length=12, choices=Status, default=Status.AANGEVRAAGD)
    klaar_op = models.DateTimeField(null=True)
    inhoud = models.BinaryField(null=True)
    fout = models.TextField(blank=True)

    objects = RapportQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "rapporten"
        ordering = ["-aangevraagd_op", "-id"]

    def __str__(self) -> str:
        return f"rapport tot en met {self.peildatum:%d-%m-%Y} ({self.formaat})"
