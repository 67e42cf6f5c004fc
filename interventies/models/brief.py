"""Letters: the texts they are made of, and what was fixed to go out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from interventies.models.concept import Concept
from interventies.models.interventie import InterventieWissel, Soort
from interventies.models.tekst import Tekstversie


class Brieftekst(Tekstversie):
    """The text of a kind of letter."""

    class Voor(models.TextChoices):
        AFZENDER = "AFZENDER", _("Afzender, boven elke brief")
        AANSPREKEN_SCHRIFTELIJK = Soort.AANSPREKEN_SCHRIFTELIJK.value, Soort.AANSPREKEN_SCHRIFTELIJK.label
        WAARSCHUWING = Soort.WAARSCHUWING.value, Soort.WAARSCHUWING.label
        EIS = Soort.EIS.value, Soort.EIS.label
        STILLEGGING = Soort.STILLEGGING.value, Soort.STILLEGGING.label
        BOETERAPPORT = Soort.BOETERAPPORT.value, Soort.BOETERAPPORT.label
        OPHEFFING = "OPHEFFING", _("Opheffing van een stillegging")

    voor = models.CharField(max_length=24, choices=Voor)

    class Meta(Tekstversie.Meta):
        verbose_name = "brieftekst"
        verbose_name_plural = "briefteksten"

    def __str__(self) -> str:
        return f"{self.get_voor_display()} vanaf {self.geldig_van:%d-%m-%Y}"


class Brief(models.Model):
    """A letter as it was fixed: it goes out so, or not at all. Append-only. `gegevens` is its document, of which
    both files were made."""

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="brieven")
    versie = models.PositiveIntegerField(help_text="van het concept waaruit hij is gemaakt")
    wissel = models.ForeignKey(
        InterventieWissel,
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="brieven",
        help_text="de opheffing die hij meldt; leeg: hij is die van het concept zelf",
    )
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
