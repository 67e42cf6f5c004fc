"""What came of it: promises, and whether measures were taken."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.versies import Record, Verleden
from interventies.models.bericht import Bericht
from interventies.models.zaak import Vervalbaar, Zaak
from meldingen.models import Melding, Werkgever, bij


class ToezeggingFeiten(Vervalbaar):
    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="%(class)s_set")
    werkgever = models.ForeignKey(Werkgever, models.PROTECT, related_name="%(class)s_set")
    maatregel = models.TextField()
    uiterlijk_op = models.DateField()

    class Meta:
        abstract = True


class Toezegging(Record, ToezeggingFeiten):
    """What an employer promised, and by when. That it was kept is no correction: it is what came of it."""

    nagekomen_op = models.DateField(null=True)

    def __str__(self) -> str:
        return f"toezegging tot {self.uiterlijk_op:%d-%m-%Y} in zaak {self.zaak_id}"


class ToezeggingVerleden(Verleden, ToezeggingFeiten):
    van = models.ForeignKey(Toezegging, models.CASCADE, related_name="verleden")

    def __str__(self) -> str:
        return f"toezegging {self.van_id} tot {self.stand_tot:%d-%m-%Y}"


class ToetsingQuerySet(models.QuerySet["Toetsing"]):
    def op_volgorde(self) -> "ToetsingQuerySet":
        """The one that counts last: by test day, then by registration (domain section 2)."""
        return self.order_by("getoetst_op", "geregistreerd_op", "pk")


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

    objects = ToetsingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.get_resultaat_display()} voor melding {self.melding_id}"


class TerugkoppelingQuerySet(models.QuerySet["Terugkoppeling"]):
    def hier(self) -> "TerugkoppelingQuerySet":
        """Of meldingen that are here."""
        return self.filter(bij(Melding.objects.hier()))

    def te_doen(self) -> "TerugkoppelingQuerySet":
        """Nobody told the reporter yet, or the e-mail did not arrive."""
        wacht = Q(afgedaan_op=None) | Q(bericht__verzending__mislukt_op__isnull=False)
        return self.hier().filter(wacht, vervallen_op=None)

    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "TerugkoppelingQuerySet":
        """Of the zaken and meldingen this person may see."""
        return self.filter(
            bij(Melding.objects.zichtbaar_voor(gebruiker)), zaak__in=Zaak.objects.zichtbaar_voor(gebruiker)
        )


class Terugkoppeling(models.Model):
    """A zaak is finished, and the reporter of one of its meldingen is to be told what came of it."""

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="terugkoppelingen")
    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="terugkoppelingen")
    resultaat = models.CharField(max_length=22, choices=Toetsing.Resultaat)
    klaargezet_op = models.DateTimeField()
    bericht = models.OneToOneField(Bericht, models.PROTECT, null=True, related_name="terugkoppeling")
    niet_mogelijk_reden = models.TextField(blank=True)
    afgedaan_op = models.DateTimeField(null=True)
    afgedaan_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, db_index=False, related_name="+")
    vervallen_op = models.DateTimeField(null=True, help_text="de zaak ging weer open")

    objects = TerugkoppelingQuerySet.as_manager()

    class Meta:
        ordering = ["klaargezet_op", "id"]
        verbose_name_plural = "terugkoppelingen"
        constraints = [
            models.UniqueConstraint(
                fields=["melding", "zaak"],
                condition=Q(afgedaan_op__isnull=True, vervallen_op__isnull=True),
                name="terugkoppeling_een_open",
            ),
            models.CheckConstraint(
                condition=Q(afgedaan_op__isnull=True)
                | (Q(vervallen_op__isnull=True) & (Q(bericht__isnull=False) | ~Q(niet_mogelijk_reden=""))),
                name="terugkoppeling_bericht_of_reden",
            ),
        ]

    def __str__(self) -> str:
        return f"terugkoppeling van melding {self.melding_id}"
