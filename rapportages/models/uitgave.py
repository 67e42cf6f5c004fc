"""What went outside with a report: its open data, and the edition of the report that has no small counts."""

from django.db import models

from inspectie.models import Gebruiker
from rapportages.models.rapportage import Vaststelling


class UitgaveQuerySet(models.QuerySet["Uitgave"]):
    def met_cijfers(self) -> "UitgaveQuerySet":
        """With what the figures and the text of each report are."""
        return self.select_related("vaststelling__rapportage").order_by("pk")


class Uitgave(models.Model):
    """Append-only. `verborgen` is JSON: by name of each number that is left out, why (`rapportages.openbaar`). It stays
    inside: why a number is hidden narrows it down."""

    vaststelling = models.OneToOneField(
        Vaststelling, models.PROTECT, primary_key=True, related_name="uitgave"
    )
    drempel = models.PositiveSmallIntegerField()
    licentie = models.CharField(max_length=200)
    verborgen = models.TextField()
    maker = models.CharField(max_length=200)
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    op = models.DateTimeField()
    vingerafdruk = models.CharField(max_length=64)

    objects = UitgaveQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "uitgaven"

    def __str__(self) -> str:
        return f"open data van rapportage {self.vaststelling_id}"


class Uitgavebestand(models.Model):
    """Append-only: the bytes of one file, and their SHA-256."""

    uitgave = models.ForeignKey(Uitgave, models.PROTECT, related_name="bestanden")
    naam = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    inhoud = models.BinaryField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "uitgavebestanden"
        constraints = [
            models.UniqueConstraint(fields=["uitgave", "naam"], name="uitgave_een_per_naam"),
        ]

    def __str__(self) -> str:
        return f"{self.naam} van rapportage {self.uitgave_id}"
