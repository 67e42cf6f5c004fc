"""What open data would leave out, worked out before somebody looks. The row is the queue."""

from datetime import datetime, timedelta

from django.db import models

from rapportages.models.rapportage import Rapportage

EVEN = timedelta(minutes=1)
"""Asked longer ago and still not there: whoever was on it may be gone, so it can be asked anew."""


class UitgaveplanQuerySet(models.QuerySet["Uitgaveplan"]):
    def te_maken(self) -> "UitgaveplanQuerySet":
        return self.filter(status=Uitgaveplan.Status.GEVRAAGD)


class Uitgaveplan(models.Model):
    """Of one report. `sleutel` is of everything that it depends on, so another one is of no use; `inhoud` is JSON
    (`rapportages.uitgaveplan`). Nothing is known from it that cannot be worked out again: it may be thrown away at any
    time. It stays inside: why a number is hidden narrows it down."""

    class Status(models.TextChoices):
        GEVRAAGD = "GEVRAAGD"
        KLAAR = "KLAAR"
        MISLUKT = "MISLUKT"

    rapportage = models.OneToOneField(Rapportage, models.CASCADE, primary_key=True, related_name="+")
    sleutel = models.CharField(max_length=64)
    status = models.CharField(max_length=8, choices=Status, default=Status.GEVRAAGD)
    gevraagd_op = models.DateTimeField()
    inhoud = models.TextField(blank=True)

    objects = UitgaveplanQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "uitgaveplannen"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="KLAAR") | ~models.Q(inhoud=""),
                name="uitgaveplan_klaar_heeft_inhoud",
            )
        ]

    def __str__(self) -> str:
        return f"plan voor de open data van rapportage {self.rapportage_id}"

    def loopt(self, nu: datetime) -> bool:
        return self.status == Uitgaveplan.Status.GEVRAAGD and nu - self.gevraagd_op < EVEN
