"""One act on many meldingen. The rows are the queue: each item is done, or refused, in a transaction of its own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from meldingen.models.melding import Melding
from meldingen.models.triage import Prioriteit, Route


class Samen(models.TextChoices):
    """What can be done with many at once."""

    OVERNEMEN = "OVERNEMEN", _("Het advies van elke melding overnemen")
    ROUTE = "ROUTE", _("Dezelfde route voor allemaal")
    AANVULLING = "AANVULLING", _("Aanvulling vragen")
    INTREKKEN = "INTREKKEN", _("Intrekken")


class VerzamelingQuerySet(models.QuerySet["Verzameling"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "VerzamelingQuerySet":
        """They are decisions of triage: for who may see those."""
        return self.all() if heeft(gebruiker, Recht.TRIAGE_ZIEN) else self.none()


class Verzameling(models.Model):
    """What was done to all of its items, by whom; and whether that was undone."""

    sleutel = models.UUIDField(help_text="van het voorbeeld: twee keer uitvoeren is een keer")
    handeling = models.CharField(max_length=10, choices=Samen)
    route = models.CharField(max_length=20, choices=Route, blank=True)
    prioriteit = models.CharField(max_length=2, choices=Prioriteit, blank=True)
    tekst = models.TextField(blank=True, help_text="de reden, of de vraag aan de melder")
    gemaakt_door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    gemaakt_op = models.DateTimeField()
    ongedaan_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, db_index=False, related_name="+")
    ongedaan_op = models.DateTimeField(null=True)

    objects = VerzamelingQuerySet.as_manager()

    class Meta:
        ordering = ["-gemaakt_op", "-id"]
        verbose_name_plural = "verzamelingen"
        constraints = [
            models.UniqueConstraint(fields=["gemaakt_door", "sleutel"], name="verzameling_een_keer")
        ]

    def __str__(self) -> str:
        return f"{self.get_handeling_display()} ({self.pk})"


class Uitkomst(models.TextChoices):
    WACHT = "WACHT", _("Wacht")
    GEDAAN = "GEDAAN", _("Gedaan")
    GEWEIGERD = "GEWEIGERD", _("Niet gedaan")
    TERUG_WACHT = "TERUG_WACHT", _("Wordt ongedaan gemaakt")
    TERUG = "TERUG", _("Ongedaan gemaakt")
    GEBLEVEN = "GEBLEVEN", _("Gebleven")


class VerzamelItemQuerySet(models.QuerySet["VerzamelItem"]):
    def te_doen(self) -> "VerzamelItemQuerySet":
        return self.filter(uitkomst__in=(Uitkomst.WACHT, Uitkomst.TERUG_WACHT))


class VerzamelItem(models.Model):
    """One melding of a Verzameling: how it stood when it was chosen, how it went, and how it stood after."""

    verzameling = models.ForeignKey(Verzameling, models.CASCADE, db_index=False, related_name="items")
    volgnummer = models.PositiveSmallIntegerField()
    melding = models.ForeignKey(Melding, models.PROTECT, related_name="+")
    gezien = models.CharField(max_length=80)
    uitkomst = models.CharField(max_length=11, choices=Uitkomst, default=Uitkomst.WACHT)
    reden = models.TextField(blank=True, help_text="waarom niet")
    daarna = models.CharField(max_length=80, blank=True)

    objects = VerzamelItemQuerySet.as_manager()

    class Meta:
        ordering = ["volgnummer"]
        constraints = [
            models.UniqueConstraint(fields=["verzameling", "volgnummer"], name="verzamelitem_volgnummer"),
        ]
        indexes = [
            models.Index(
                fields=["verzameling"],
                name="verzamelitem_te_doen",
                condition=Q(uitkomst__in=("WACHT", "TERUG_WACHT")),
            )
        ]

    def __str__(self) -> str:
        return f"melding {self.melding_id} in verzameling {self.verzameling_id}"
