"""A proposal about which records are one employer, or who succeeded whom, and what was decided on it."""

from collections.abc import Collection

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from inspectie.bulk import onder
from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from meldingen.models.werkgever import Werkgever


class Voorstelsoort(models.TextChoices):
    SAMENVOEGEN = "SAMENVOEGEN", _("Samenvoegen")
    SPLITSEN = "SPLITSEN", _("Uit elkaar halen")
    OPVOLGING = "OPVOLGING", _("Rechtsopvolging vastleggen")
    GEEN_OPVOLGING = "GEEN_OPVOLGING", _("Rechtsopvolging laten vervallen")


class WerkgevervoorstelQuerySet(models.QuerySet["Werkgevervoorstel"]):
    def te_beslissen(self) -> "WerkgevervoorstelQuerySet":
        return self.filter(besloten_op=None)

    def over(self, pks: Collection[int]) -> "WerkgevervoorstelQuerySet":
        """About these records."""
        return self.filter(Q(werkgever__in=onder(pks)) | Q(andere__in=onder(pks)))

    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "WerkgevervoorstelQuerySet":
        """For who may see merges, of employers that are known here: a proposal names both, and says why."""
        if not heeft(gebruiker, Recht.SAMENVOEGING_ZIEN):
            return self.none()
        bekend = Werkgever.objects.bekend()
        return self.filter(
            Exists(bekend.filter(pk=OuterRef("werkgever"))), Exists(bekend.filter(pk=OuterRef("andere")))
        )


class Werkgevervoorstel(models.Model):
    """Kept whatever became of it. `werkgever` is the record that would change: its `samengevoegd_in`, or its
    `rechtsopvolger_van`, becomes `andere`, or (splitting, no succession) is `andere` and becomes empty. `gezien` is how
    both employers stood when it was made (`samenvoegen.stand_van`). Withdrawn by who made it: decided by nobody."""

    soort = models.CharField(max_length=14, choices=Voorstelsoort)
    werkgever = models.ForeignKey(Werkgever, models.PROTECT, related_name="voorstellen")
    andere = models.ForeignKey(Werkgever, models.PROTECT, related_name="voorstellen_andere")
    gezien = models.CharField(max_length=40)
    reden = models.TextField()
    voorgesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    voorgesteld_op = models.DateTimeField()
    aanvaard = models.BooleanField(null=True, help_text="leeg: wacht op een besluit")
    besluit_reden = models.TextField(blank=True)
    besloten_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, db_index=False, related_name="+")
    besloten_op = models.DateTimeField(null=True)

    objects = WerkgevervoorstelQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "werkgevervoorstellen"
        ordering = ["voorgesteld_op", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["werkgever", "andere"],
                condition=Q(besloten_op__isnull=True),
                name="werkgevervoorstel_een_open",
            ),
            models.CheckConstraint(
                condition=Q(besloten_door__isnull=True) | ~Q(besloten_door=F("voorgesteld_door")),
                name="werkgevervoorstel_tweede",
            ),
            models.CheckConstraint(condition=~Q(werkgever=F("andere")), name="werkgevervoorstel_twee"),
        ]
        indexes = [
            models.Index(
                fields=["voorgesteld_op", "id"],
                name="werkgevervoorstel_open",
                condition=Q(besloten_op__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: werkgever {self.werkgever_id} en {self.andere_id}"
