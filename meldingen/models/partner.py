"""Who may hand in meldingen from another system."""

from typing import TYPE_CHECKING

from django.db import models

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft

if TYPE_CHECKING:
    from datetime import datetime


class PartnersleutelQuerySet(models.QuerySet["Partnersleutel"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "PartnersleutelQuerySet":
        return self if heeft(gebruiker, Recht.BEHEER_ZIEN) else self.none()

    def geldig(self) -> "PartnersleutelQuerySet":
        return self.filter(ingetrokken_op=None)


class Partnersleutel(models.Model):
    """A key of one partner. The key itself is nowhere: this is its digest, and its first signs to know it by."""

    naam = models.CharField(max_length=100, help_text="van de partner")
    partner = models.CharField(
        max_length=36, db_index=True, help_text="dezelfde voor elke sleutel die een eerdere opvolgt"
    )
    kanaal = models.CharField(max_length=20)
    afdruk = models.CharField(max_length=64, unique=True, help_text="sha256 van de sleutel")
    begin = models.CharField(max_length=10)
    inzending = models.UUIDField(unique=True, help_text="het formulier waarmee zij werd gemaakt")
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    ingetrokken_op = models.DateTimeField(null=True)
    ingetrokken_door = models.ForeignKey(
        Gebruiker, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    # The last minute in which it was used, and how often.
    minuut: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(null=True)
    aantal = models.PositiveIntegerField(default=0)

    objects = PartnersleutelQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "partnersleutels"
        ordering = ["gemaakt_op", "id"]

    def __str__(self) -> str:
        return f"sleutel {self.begin}"
