"""The papers of a zaak: what was added to it, and each copy of its file that left."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from interventies.models.zaak import Zaak


class BijlageQuerySet(models.QuerySet["Bijlage"]):
    def aanwezig(self) -> "BijlageQuerySet":
        """What was not taken away."""
        return self.filter(weg=None)


class Bijlage(models.Model):
    """A file in a zaak. Append-only; its content can be taken away (`BijlageWeg`), that it was there stays."""

    class Herkomst(models.TextChoices):
        INSPECTIE = "INSPECTIE", _("De inspectie zelf")
        WERKGEVER = "WERKGEVER", _("De werkgever")
        DERDE = "DERDE", _("Een ander")
        MELDER = "MELDER", _("Een melder")

    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="bijlagen")
    naam = models.CharField(max_length=140)
    omschrijving = models.CharField(max_length=200, blank=True)
    herkomst = models.CharField(max_length=9, choices=Herkomst)
    mediatype = models.CharField(max_length=100)
    grootte = models.PositiveIntegerField(help_text="bytes")
    vingerafdruk = models.CharField(max_length=64, help_text="sha256 van de inhoud")
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    op = models.DateTimeField()

    objects = BijlageQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "bijlagen"
        ordering = ["op", "id"]

    def __str__(self) -> str:
        return self.naam


class BijlageInhoud(models.Model):
    bijlage = models.OneToOneField(Bijlage, models.CASCADE, related_name="inhoud")
    inhoud = models.BinaryField()

    def __str__(self) -> str:
        return f"inhoud van bijlage {self.bijlage_id}"


class BijlageWeg(models.Model):
    """A file that should not have been there. Append-only."""

    bijlage = models.OneToOneField(Bijlage, models.PROTECT, related_name="weg")
    reden = models.TextField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    op = models.DateTimeField()

    class Meta:
        verbose_name = "weggehaalde bijlage"

    def __str__(self) -> str:
        return f"bijlage {self.bijlage_id} weggehaald"


class Afschrift(models.Model):
    """A copy of the file that was taken: how much of it, by whom, why. Append-only."""

    class Omvang(models.TextChoices):
        ZONDER_BRON = "ZONDER_BRON", _("Voor de werkgever: niets over meldingen")
        MET_MELDINGEN = "MET_MELDINGEN", _("Alleen voor de rechter: met meldingen, zonder wie meldde")
        MET_MELDER = "MET_MELDER", _("Alleen voor de rechter: ook wie meldde")

    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="afschriften")
    omvang = models.CharField(max_length=13, choices=Omvang)
    formaat = models.CharField(max_length=3)
    reden = models.TextField()
    weggelaten = models.PositiveIntegerField(help_text="bestanden die de bron zouden verraden")
    vingerafdruk = models.CharField(max_length=64, help_text="sha256 van het bestand")
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    op = models.DateTimeField()

    class Meta:
        verbose_name_plural = "afschriften"
        ordering = ["op", "id"]

    def __str__(self) -> str:
        return f"afschrift van zaak {self.zaak_id}"
