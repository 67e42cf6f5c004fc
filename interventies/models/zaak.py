"""An investigation, and the meldingen in it."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.versies import Record, Verleden
from meldingen.models import Melding, Werkgever, bij


class ZaakStatus(models.TextChoices):
    OPEN = "OPEN", _("Open")
    TOEGEWEZEN = "TOEGEWEZEN", _("Toegewezen")
    ONDERZOEK_AFSTAND = "ONDERZOEK_AFSTAND", _("Onderzoek op afstand")
    ONDERZOEK_LOCATIE = "ONDERZOEK_LOCATIE", _("Onderzoek op locatie")
    WACHT_OP_WERKGEVER = "WACHT_OP_WERKGEVER", _("Wacht op werkgever")
    HERCONTROLE = "HERCONTROLE", _("Hercontrole")
    AFGEROND = "AFGEROND", _("Afgerond")
    GESLOTEN = "GESLOTEN", _("Gesloten")
    HEROPEND = "HEROPEND", _("Heropend")


class ZaakFeiten(models.Model):
    class Aanleiding(models.TextChoices):
        MELDING = "MELDING", _("Melding")
        ACTIEF = "ACTIEF", _("Eigen initiatief")

    domein = models.CharField(max_length=13)
    aanleiding = models.CharField(max_length=8, choices=Aanleiding)
    geopend_op = models.DateField()

    class Meta:
        abstract = True


class ZaakQuerySet(models.QuerySet["Zaak"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "ZaakQuerySet":
        """What this person may see (domain section 8): all zaken, or those assigned to them."""
        if heeft(gebruiker, Recht.ZAAK_ZIEN):
            return self
        if heeft(gebruiker, Recht.ZAAK_ZIEN_EIGEN):
            return self.filter(behandelaar=gebruiker)
        return self.none()

    def met_melding(self, melding: Melding) -> "ZaakQuerySet":
        """In which it is, by a link that stands."""
        return self.filter(zaakmelding_set__melding=melding, zaakmelding_set__vervallen=False)

    def met_werkgever(self) -> "ZaakQuerySet":
        """With the first employer of each (`werkgevernaam`, `werkgever_pk`): of its oldest melding, or where it was
        opened without one."""
        eerste = (
            ZaakMelding.objects.te_zien()
            .filter(zaak=models.OuterRef("pk"))
            .exclude(melding__werkgever=None)
            .order_by("pk")
        )
        return self.annotate(
            werkgevernaam=Coalesce(
                models.Subquery(eerste.values("melding__werkgever__naam")[:1]),
                "eigen_initiatief__werkgever__naam",
            ),
            werkgever_pk=Coalesce(
                models.Subquery(eerste.values("melding__werkgever")[:1]),
                "eigen_initiatief__werkgever",
                output_field=models.BigIntegerField(),
            ),
        )


class Zaak(Record, ZaakFeiten):
    """An investigation (onderzoek) at one or more employers, for one or more meldingen."""

    nummer = models.PositiveBigIntegerField(unique=True, help_text="zonder gaten")
    status = models.CharField(max_length=20, choices=ZaakStatus, default=ZaakStatus.OPEN)
    gesloten_op = models.DateTimeField(null=True)
    behandelaar = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="zaken")
    team = models.CharField(max_length=12, blank=True)

    objects = ZaakQuerySet.as_manager()

    class Meta:
        verbose_name = "zaak"
        verbose_name_plural = "zaken"
        indexes = [
            models.Index(fields=["geopend_op", "id"], name="zaak_geopend"),
            models.Index(
                fields=["geopend_op", "id"],
                name="zaak_toe_te_wijzen",
                condition=models.Q(behandelaar__isnull=True) & ~models.Q(status__in=("AFGEROND", "GESLOTEN")),
            ),
            models.Index(
                fields=["team", "geopend_op", "id"],
                name="zaak_toe_te_wijzen_in_team",
                condition=models.Q(behandelaar__isnull=True) & ~models.Q(status__in=("AFGEROND", "GESLOTEN")),
            ),
        ]

    def __str__(self) -> str:
        return f"zaak {self.nummer}"


class EigenInitiatief(models.Model):
    """At which employer a zaak was opened without a melding, and why. Append-only. The reason stays inside: a file that
    leaves says of no zaak why it was opened, for then it would say so of those that followed on a melding too."""

    zaak = models.OneToOneField(Zaak, models.PROTECT, primary_key=True, related_name="eigen_initiatief")
    werkgever = models.ForeignKey(Werkgever, models.PROTECT, related_name="eigen_initiatieven")
    reden = models.TextField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    geregistreerd_op = models.DateTimeField()

    class Meta:
        verbose_name_plural = "op eigen initiatief"

    def __str__(self) -> str:
        return f"zaak {self.zaak_id} op eigen initiatief"


class ZaakVerleden(Verleden, ZaakFeiten):
    van = models.ForeignKey(Zaak, models.CASCADE, related_name="verleden")

    def __str__(self) -> str:
        return f"zaak {self.van_id} tot {self.stand_tot:%d-%m-%Y}"


class Vervalbaar(models.Model):
    """`vervallen`: registered in error, it never was. Withdrawn or lifted is something else: that stays counted."""

    vervallen = models.BooleanField(default=False)

    class Meta:
        abstract = True


class KoppelingFeiten(Vervalbaar):
    zaak = models.ForeignKey(Zaak, models.PROTECT, db_index=False, related_name="%(class)s_set")
    melding = models.ForeignKey(Melding, models.PROTECT, related_name="%(class)s_set")

    class Meta:
        abstract = True


class ZaakMeldingQuerySet(models.QuerySet["ZaakMelding"]):
    def hier(self) -> "ZaakMeldingQuerySet":
        """Of meldingen that are here."""
        return self.filter(bij(Melding.objects.hier()))

    def te_zien(self) -> "ZaakMeldingQuerySet":
        """The links that stand, of meldingen that are here: one that went to Opsporing is in no zaak any more."""
        return self.hier().filter(vervallen=False)


class ZaakMelding(Record, KoppelingFeiten):
    """A melding belongs to a zaak; the link has its own registration."""

    objects = ZaakMeldingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["zaak", "melding"], name="koppeling_eenmaal")]
        indexes = [models.Index(fields=["stand_vanaf", "melding"], name="koppeling_sinds")]

    def __str__(self) -> str:
        return f"melding {self.melding_id} in zaak {self.zaak_id}"


class ZaakMeldingVerleden(Verleden, KoppelingFeiten):
    van = models.ForeignKey(ZaakMelding, models.CASCADE, related_name="verleden")

    def __str__(self) -> str:
        return f"koppeling {self.van_id} tot {self.stand_tot:%d-%m-%Y}"


class ZaakWissel(models.Model):
    """A step of a zaak from one state to the next, with why."""

    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="wissels")
    van = models.CharField(max_length=20, choices=ZaakStatus)
    naar = models.CharField(max_length=20, choices=ZaakStatus)
    op = models.DateTimeField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    toelichting = models.TextField(blank=True)

    class Meta:
        ordering = ["op", "id"]
        verbose_name_plural = "wissels"

    def __str__(self) -> str:
        return f"zaak {self.zaak_id} naar {self.get_naar_display()}"


class Contact(models.Model):
    """A talk or a letter in a zaak: a note, not an intervention. What was done stands in `Interventie`."""

    class Wijze(models.TextChoices):
        TELEFOON = "TELEFOON", _("Telefoon")
        EMAIL = "EMAIL", _("E-mail")
        BRIEF = "BRIEF", _("Brief")
        GESPREK = "GESPREK", _("Gesprek")

    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="contacten")
    op = models.DateField(help_text="wanneer het was")
    wijze = models.CharField(max_length=8, choices=Wijze)
    met = models.CharField(max_length=200, help_text="met wie, bij de werkgever")
    verslag = models.TextField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    geregistreerd_op = models.DateTimeField()

    class Meta:
        ordering = ["geregistreerd_op", "id"]
        verbose_name_plural = "contacten"

    def __str__(self) -> str:
        return f"{self.get_wijze_display()} in zaak {self.zaak_id} op {self.op:%d-%m-%Y}"


class Verzonden(models.Model):
    """A form that did its act: sent twice (a double click, a page gone back to) it does not do it again."""

    sleutel = models.UUIDField(primary_key=True)
    op = models.DateTimeField()

    class Meta:
        verbose_name_plural = "verzonden"

    def __str__(self) -> str:
        return str(self.sleutel)
