"""Letters: the texts they are made of, and what was fixed to go out."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from interventies.models.interventie import Concept, Soort


class BrieftekstQuerySet(models.QuerySet["Brieftekst"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        return self if heeft(gebruiker, Recht.REGELS_ZIEN) else self.none()

    def met_volgende(self) -> Self:
        """`volgende`: the day from which the next version of this text holds, None for the last."""
        later = Brieftekst.objects.filter(voor=OuterRef("voor"), geldig_van__gt=OuterRef("geldig_van"))
        eerste = later.order_by("geldig_van").values("geldig_van")[:1]
        return self.annotate(volgende=Subquery(eerste))

    def op(self, dag: date) -> "BrieftekstQuerySet":
        """The texts in force on `dag`, the latest of each kind last."""
        return self.filter(geldig_van__lte=dag).order_by("geldig_van", "pk")


class Brieftekst(models.Model):
    """The text of a kind of letter from a day on. Append-only: what goes out later has a later row, and what went out
    keeps the one it was made of."""

    class Voor(models.TextChoices):
        AFZENDER = "AFZENDER", _("Afzender, boven elke brief")
        AANSPREKEN_SCHRIFTELIJK = Soort.AANSPREKEN_SCHRIFTELIJK.value, Soort.AANSPREKEN_SCHRIFTELIJK.label
        WAARSCHUWING = Soort.WAARSCHUWING.value, Soort.WAARSCHUWING.label
        EIS = Soort.EIS.value, Soort.EIS.label
        STILLEGGING = Soort.STILLEGGING.value, Soort.STILLEGGING.label
        BOETERAPPORT = Soort.BOETERAPPORT.value, Soort.BOETERAPPORT.label

    voor = models.CharField(max_length=24, choices=Voor)
    geldig_van = models.DateField()
    tekst = models.TextField()
    bron = models.CharField(max_length=200, blank=True, help_text="waarom hij zo luidt")

    objects = BrieftekstQuerySet.as_manager()

    class Meta:
        verbose_name = "brieftekst"
        verbose_name_plural = "briefteksten"
        constraints = [models.UniqueConstraint(fields=["voor", "geldig_van"], name="brieftekst_versie")]

    def __str__(self) -> str:
        return f"{self.get_voor_display()} vanaf {self.geldig_van:%d-%m-%Y}"


class Brief(models.Model):
    """A letter as it was fixed: it goes out so, or not at all. Append-only. `gegevens` is its document, of which
    both files were made."""

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="brieven")
    versie = models.PositiveIntegerField(help_text="van het concept waaruit hij is gemaakt")
    tekst = models.ForeignKey(Brieftekst, models.PROTECT, db_index=False, related_name="+")
    afzender = models.ForeignKey(Brieftekst, models.PROTECT, db_index=False, related_name="+")
    dagtekening = models.DateField()
    gegevens = models.JSONField()
    pdf = models.BinaryField()
    odt = models.BinaryField()
    vingerafdruk = models.CharField(max_length=64, help_text="sha256 van beide bestanden")
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    op = models.DateTimeField()

    class Meta:
        verbose_name_plural = "brieven"
        ordering = ["op", "id"]
        constraints = [models.UniqueConstraint(fields=["concept", "versie"], name="brief_eenmaal")]

    def __str__(self) -> str:
        return f"brief van {self.dagtekening:%d-%m-%Y} bij concept {self.concept_id}"
