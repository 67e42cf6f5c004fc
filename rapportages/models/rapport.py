"""Reports that were asked for. The row is the queue."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.tijd import lokale_dag


class RapportQuerySet(models.QuerySet["Rapport"]):
    def te_maken(self) -> "RapportQuerySet":
        return self.filter(status=Rapport.Status.AANGEVRAAGD)

    def klaar(self) -> "RapportQuerySet":
        return self.filter(status=Rapport.Status.KLAAR)

    def zichtbaar_voor(self, gebruiker: Gebruiker | AnonymousUser) -> "RapportQuerySet":
        """Who may see reports sees all of them, whoever asked for them."""
        return self.all() if heeft(gebruiker, Recht.RAPPORT_ZIEN) else self.none()

    def voor_de_lijst(self) -> "RapportQuerySet":
        """Without the file itself; its size in bytes is `omvang`."""
        return self.select_related("aangevraagd_door").defer("inhoud").annotate(omvang=Length("inhoud"))


class Rapport(models.Model):
    """An interim report for one peildatum and one stand van, in one format."""

    class Status(models.TextChoices):
        AANGEVRAAGD = "AANGEVRAAGD", _("Wordt gemaakt")
        KLAAR = "KLAAR", _("Klaar")
        MISLUKT = "MISLUKT", _("Mislukt")

    peildatum = models.DateField()
    stand_van = models.DateTimeField()
    formaat = models.CharField(max_length=4)
    aangevraagd_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="rapporten")
    aangevraagd_op = models.DateTimeField()
    status = models.CharField(max_length=12, choices=Status, default=Status.AANGEVRAAGD)
    klaar_op = models.DateTimeField(null=True)
    inhoud = models.BinaryField(null=True)

    objects = RapportQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "rapporten"
        ordering = ["-aangevraagd_op", "-id"]
        constraints = [
            # Two clicks at once are one request.
            models.UniqueConstraint(
                fields=["peildatum", "stand_van", "formaat", "aangevraagd_door"],
                condition=Q(status="AANGEVRAAGD"),
                name="rapport_eenmaal_gevraagd",
            ),
            models.CheckConstraint(
                condition=~Q(status="KLAAR") | Q(inhoud__isnull=False, klaar_op__isnull=False),
                name="rapport_klaar_heeft_inhoud",
            ),
        ]

    def __str__(self) -> str:
        return f"rapport tot en met {self.peildatum:%d-%m-%Y} ({self.formaat})"

    @property
    def bestandsnaam(self) -> str:
        """ASCII, and different for another peildatum or another day of the stand van."""
        stand = lokale_dag(self.stand_van)
        return f"tussentijdse-rapportage-{self.peildatum:%Y-%m-%d}-stand-{stand:%Y-%m-%d}.{self.formaat}"
