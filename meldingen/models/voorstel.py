"""A proposal to correct the domain or the topics of a melding, and what was decided on it."""

from django.db import models
from django.db.models import F, Q

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from meldingen.models.feiten import Domein
from meldingen.models.melding import Melding, bij


class VoorstelQuerySet(models.QuerySet["Correctievoorstel"]):
    def te_beslissen(self) -> "VoorstelQuerySet":
        return self.filter(besloten_op=None)

    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "VoorstelQuerySet":
        if not heeft(gebruiker, Recht.CORRECTIE_ZIEN):
            return self.none()
        return self.filter(bij(Melding.objects.te_corrigeren_door(gebruiker)))


class Correctievoorstel(models.Model):
    """Kept whatever became of it. `…_toen` is what stood when it was made."""

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="voorstellen")
    domein = models.CharField(max_length=13, choices=Domein)
    onderwerpen = models.CharField(max_length=400)
    domein_toen = models.CharField(max_length=13, choices=Domein)
    onderwerpen_toen = models.CharField(max_length=400)
    reden = models.TextField()
    voorgesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    voorgesteld_op = models.DateTimeField()
    aanvaard = models.BooleanField(null=True, help_text="leeg: wacht op een besluit")
    besluit_reden = models.TextField(blank=True)
    besloten_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, db_index=False, related_name="+")
    besloten_op = models.DateTimeField(null=True)

    objects = VoorstelQuerySet.as_manager()

    class Meta:
        ordering = ["voorgesteld_op", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["melding"], condition=Q(besloten_op__isnull=True), name="voorstel_een_open"
            ),
            models.CheckConstraint(
                condition=Q(besloten_door__isnull=True) | ~Q(besloten_door=F("voorgesteld_door")),
                name="voorstel_tweede_persoon",
            ),
        ]
        indexes = [
            models.Index(
                fields=["voorgesteld_op", "id"], name="voorstel_open", condition=Q(besloten_op__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"voorstel {self.pk} bij melding {self.melding_id}"
