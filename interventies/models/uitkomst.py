"""What came of it: promises, whether measures were taken, and what went to another authority."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interventies.models.zaak import Zaak
from meldingen.models import Melding, Werkgever


class Toezegging(models.Model):
    """What an employer promised, and by when."""

    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="toezeggingen")
    werkgever = models.ForeignKey(Werkgever, models.PROTECT, related_name="toezeggingen")
    maatregel = models.TextField()
    uiterlijk_op = models.DateField()
    nagekomen_op = models.DateField(null=True)
    geregistreerd_op = models.DateTimeField()

    def __str__(self) -> str:
        return f"toezegging tot {self.uiterlijk_op:%d-%m-%Y} in zaak {self.zaak_id}"


class Toetsing(models.Model):
    """Whether measures were taken. Append-only: of several of one melding the latest counts."""

    class Resultaat(models.TextChoices):
        MAATREGEL_DIRECT = "MAATREGEL_DIRECT", _("Direct maatregelen getroffen")
        MAATREGEL_UITEINDELIJK = "MAATREGEL_UITEINDELIJK", _("Uiteindelijk maatregelen getroffen")
        GEEN_MAATREGEL = "GEEN_MAATREGEL", _("Geen maatregelen getroffen")
        REEDS_IN_ORDE = "REEDS_IN_ORDE", _("Was al in orde")
        NIET_TOETSBAAR = "NIET_TOETSBAAR", _("Niet te toetsen")
        OPEN = "OPEN", _("Nog te toetsen")

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="toetsingen")
    resultaat = models.CharField(max_length=22, choices=Resultaat)
    toelichting = models.TextField(blank=True, db_default="", help_text="waarom niet te toetsen")
    getoetst_op = models.DateField()
    geregistreerd_op = models.DateTimeField()
    vingerafdruk = models.CharField(max_length=32, null=True, unique=True)  # noqa: DJ001 (unique where there is one)

    def __str__(self) -> str:
        return f"{self.get_resultaat_display()} voor melding {self.melding_id}"


class Overdracht(models.Model):
    """A melding handed to another authority, with the notice to the reporter [Awb 2:3]."""

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="overdrachten")
    partner = models.CharField(max_length=20)
    overgedragen_op = models.DateField()
    geregistreerd_op = models.DateTimeField()
    melder_bericht_op = models.DateField(null=True)
    geen_bericht_reden = models.TextField(blank=True, help_text="waarom de melder geen bericht kan krijgen")
    ontvangst_bevestigd_op = models.DateField(null=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "overdrachten"
        indexes = [
            models.Index(
                fields=["overgedragen_op", "id"],
                name="overdracht_onbevestigd",
                condition=Q(ontvangst_bevestigd_op__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(melder_bericht_op__isnull=False) | ~Q(geen_bericht_reden=""),
                name="overdracht_bericht",
            )
        ]

    def __str__(self) -> str:
        return f"melding {self.melding_id} naar {self.partner}"
