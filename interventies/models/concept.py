"""An instrument before it is issued, or another letter: its states, and the steps it took."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from interventies.models.interventie import Interventie, Overtreding, Soort, Wijze, mag_zien
from interventies.models.zaak import Zaak
from meldingen.models import Werkgever

if TYPE_CHECKING:
    from interventies.models.brief import Brief


class ConceptStatus(models.TextChoices):
    CONCEPT = "CONCEPT", _("Concept")
    TER_BEOORDELING = "TER_BEOORDELING", _("Ter beoordeling")
    VASTGESTELD = "VASTGESTELD", _("Vastgesteld")
    UITGEREIKT = "UITGEREIKT", _("Uitgereikt")
    VERVALLEN = "VERVALLEN", _("Vervallen")


class ConceptQuerySet(models.QuerySet["Concept"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "ConceptQuerySet":
        """As the interventie it will be."""
        return self.filter(mag_zien(gebruiker))

    def met_terug(self) -> "ConceptQuerySet":
        """Of what is a concept again after it was more: why (`terug_reden`), when and by whom (`terug_door`, an id).
        None of the others. What was taken over since is not what sent it back."""
        stappen = ConceptStap.objects.filter(concept=OuterRef("concept"))
        verder = stappen.exclude(naar=ConceptStatus.CONCEPT).order_by("-pk").values("pk")[:1]
        terug = ConceptStap.objects.filter(
            concept=OuterRef("pk"),
            concept__status=ConceptStatus.CONCEPT,
            naar=ConceptStatus.CONCEPT,
            pk__gt=Subquery(verder),
        ).order_by("pk")
        return self.annotate(
            terug_reden=Subquery(terug.values("toelichting")[:1]),
            terug_op=Subquery(terug.values("op")[:1]),
            terug_door=Subquery(terug.values("door")[:1]),
        )


class Concept(models.Model):
    """An instrument on its way, or another letter. It is counted nowhere: the `interventie` it becomes is, from the day
    of issue.

    With `mondeling_op` it is a stillegging that was ordered orally: that one stands and counts already, and this is its
    letter, which the law wants within 24 hours [Arbowet 28].
    """

    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="concepten")
    werkgever = models.ForeignKey(Werkgever, models.PROTECT, db_index=False, related_name="+")
    soort = models.CharField(max_length=24, choices=Soort)
    wijze = models.CharField(max_length=8, choices=Wijze)
    grondslag = models.CharField(max_length=20, blank=True)
    termijn_tot = models.DateField(null=True)
    toelichting = models.TextField(blank=True, help_text="bij een eis: de voorgeschreven wijze")
    bevindingen = models.TextField(
        blank=True, db_default="", help_text="wat is vastgesteld, voor in de brief"
    )
    werk = models.TextField(
        blank=True, db_default="", help_text="bij een stillegging: welk werk of welke plaats"
    )
    overtredingen = models.ManyToManyField(Overtreding, related_name="concepten")
    status = models.CharField(max_length=15, choices=ConceptStatus, default=ConceptStatus.CONCEPT)
    versie = models.PositiveIntegerField(default=1, help_text="telt elke wijziging, voor wie hem open heeft")
    opgesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    opgesteld_op = models.DateTimeField()
    mondeling_op = models.DateTimeField(null=True)
    vastgesteld_door = models.ForeignKey(
        Gebruiker, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    vastgesteld_op = models.DateTimeField(null=True)
    uitgereikt_op = models.DateField(null=True, help_text="wanneer de brief uitging")
    interventie = models.OneToOneField(Interventie, models.PROTECT, null=True, related_name="concept")

    objects = ConceptQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "concepten"
        indexes = [
            models.Index(
                fields=["opgesteld_op", "id"],
                name="concept_te_beoordelen",
                condition=Q(status="TER_BEOORDELING"),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(vastgesteld_op__isnull=True, vastgesteld_door__isnull=True)
                | Q(vastgesteld_op__isnull=False, vastgesteld_door__isnull=False),
                name="concept_vastgesteld_door",
            ),
            # Who wrote a stillegging or a boeterapport never fixes it (domain section 4): not even by a forged post.
            models.CheckConstraint(
                condition=~Q(soort__in=["STILLEGGING", "BOETERAPPORT"])
                | Q(vastgesteld_door__isnull=True)
                | ~Q(vastgesteld_door=F("opgesteld_door")),
                name="concept_vier_ogen",
            ),
        ]

    def __str__(self) -> str:
        return f"concept {self.get_soort_display()} in zaak {self.zaak_id}"

    def vastgestelde_brief(self) -> "Brief | None":
        """The letter as it goes, or went, out; None while it can still change."""
        if self.status not in (ConceptStatus.VASTGESTELD, ConceptStatus.UITGEREIKT):
            return None
        return self.brieven.filter(wissel=None).last()


class ConceptStap(models.Model):
    """A step of a concept: who took it, and why it went back."""

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="stappen")
    naar = models.CharField(max_length=15, choices=ConceptStatus)
    op = models.DateTimeField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    toelichting = models.TextField(blank=True)

    class Meta:
        ordering = ["op", "id"]
        verbose_name_plural = "stappen"

    def __str__(self) -> str:
        return f"concept {self.concept_id} naar {self.get_naar_display()}"
