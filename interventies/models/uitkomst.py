"""What came of it: promises, and whether measures were taken."""

from django.db import models
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
