"""The report of the week that a team leader gets by e-mail. The row is the queue."""

from django.db import models

from inspectie.models import Gebruiker, Postrij


class Weekbericht(Postrij):
    """For one person, of the week before `week`, a Monday. What stands in it follows from that day and the team, and is
    worked out when it goes (`rapportages.weekberichten`)."""

    ontvanger = models.ForeignKey(Gebruiker, models.PROTECT, related_name="weekberichten")
    week = models.DateField()
    team = models.CharField(max_length=12)
    op = models.DateTimeField()

    class Meta:
        ordering = ["week", "id"]
        verbose_name_plural = "weekberichten"
        indexes = [models.Index(fields=["week", "id"], name="weekbericht_te_doen", condition=Postrij.TE_DOEN)]
        constraints = [
            models.CheckConstraint(condition=Postrij.EEN_UITKOMST, name="weekbericht_een_uitkomst"),
            models.UniqueConstraint(fields=["ontvanger", "week"], name="weekbericht_eenmaal"),
        ]

    def __str__(self) -> str:
        return f"weekbericht van {self.week:%d-%m-%Y} aan {self.ontvanger_id}"
