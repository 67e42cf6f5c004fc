"""Rules tried on what came in before: the row is the queue, and what would have become of each melding its result."""

from django.db import models
from django.db.models import Q

from inspectie.models import Gebruiker
from meldingen.models.melding import Melding
from meldingen.models.triage import Prioriteit, Regelset, Route


class RegelproefQuerySet(models.QuerySet["Regelproef"]):
    def te_doen(self) -> "RegelproefQuerySet":
        return self.filter(klaar_op=None)


class Regelproef(models.Model):
    """A set of rules laid over every melding of a period, beside the rules that held on the day it was received."""

    regelset = models.ForeignKey(Regelset, models.PROTECT, related_name="proeven")
    van = models.DateField()
    tot = models.DateField()
    gevraagd_door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    gevraagd_op = models.DateTimeField()
    totaal = models.PositiveIntegerField(help_text="zoveel meldingen waren er toen het begon")
    bekeken = models.PositiveIntegerField(default=0)
    tot_en_met = models.PositiveBigIntegerField(default=0, help_text="de laatste melding die bekeken is")
    klaar_op = models.DateTimeField(null=True)

    objects = RegelproefQuerySet.as_manager()

    class Meta:
        ordering = ["-gevraagd_op", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(tot__gte=models.F("van")), name="regelproef_periode"),
            # A second request for what still runs is the same one.
            models.UniqueConstraint(
                fields=["regelset", "van", "tot"],
                condition=Q(klaar_op__isnull=True),
                name="regelproef_een_tegelijk",
            ),
        ]
        indexes = [models.Index(fields=["id"], name="regelproef_te_doen", condition=Q(klaar_op__isnull=True))]

    def __str__(self) -> str:
        return f"proef {self.pk} van {self.regelset_id}"


class Proefverschil(models.Model):
    """A melding that would have gone another way."""

    proef = models.ForeignKey(Regelproef, models.CASCADE, db_index=False, related_name="verschillen")
    melding = models.ForeignKey(Melding, models.PROTECT, related_name="+")
    van_route = models.CharField(max_length=20, choices=Route)
    van_prioriteit = models.CharField(max_length=2, choices=Prioriteit, blank=True)
    van_partners = models.CharField(max_length=60, blank=True)
    van_regel = models.CharField(max_length=40)
    naar_route = models.CharField(max_length=20, choices=Route)
    naar_prioriteit = models.CharField(max_length=2, choices=Prioriteit, blank=True)
    naar_partners = models.CharField(max_length=60, blank=True)
    naar_regel = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proef", "melding"], name="proefverschil_een_per_melding")
        ]
        indexes = [models.Index(fields=["proef", "van_route", "naar_route"], name="proefverschil_routes")]

    def __str__(self) -> str:
        return f"{self.van_route} → {self.naar_route}"
