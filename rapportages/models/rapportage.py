"""A report with its life: made for a peildatum and a stand van, written, fixed by somebody else, published.

`Rapportage` is how it stands. What it went through and what was fixed are rows that stay as they are: triggers refuse
to alter them, and the log bears witness of each.
"""

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from rapportages.models.sjabloon import Sjabloon, Soort


class Status(models.TextChoices):
    CONCEPT = "CONCEPT", _("Concept")
    TER_VASTSTELLING = "TER_VASTSTELLING", _("Ter vaststelling")
    VASTGESTELD = "VASTGESTELD", _("Vastgesteld")
    GEPUBLICEERD = "GEPUBLICEERD", _("Gepubliceerd")
    VERVALLEN = "VERVALLEN", _("Vervallen")


class Stap(models.TextChoices):
    BEGONNEN = "BEGONNEN", _("Begonnen")
    CIJFERS = "CIJFERS", _("Cijfers opnieuw berekend")
    AANGEBODEN = "AANGEBODEN", _("Ter vaststelling aangeboden")
    TERUGGENOMEN = "TERUGGENOMEN", _("Teruggenomen")
    TERUGGESTUURD = "TERUGGESTUURD", _("Teruggestuurd")
    VASTGESTELD = "VASTGESTELD", _("Vastgesteld")
    GEPUBLICEERD = "GEPUBLICEERD", _("Gepubliceerd")
    UITGEGEVEN = "UITGEGEVEN", _("Open data uitgegeven")
    VERVALLEN = "VERVALLEN", _("Vervallen")


OVERGANGEN: dict[Stap, tuple[frozenset[Status], Status]] = {
    Stap.CIJFERS: (frozenset({Status.CONCEPT}), Status.CONCEPT),
    Stap.AANGEBODEN: (frozenset({Status.CONCEPT}), Status.TER_VASTSTELLING),
    Stap.TERUGGENOMEN: (frozenset({Status.TER_VASTSTELLING}), Status.CONCEPT),
    Stap.TERUGGESTUURD: (frozenset({Status.TER_VASTSTELLING}), Status.CONCEPT),
    Stap.VASTGESTELD: (frozenset({Status.TER_VASTSTELLING}), Status.VASTGESTELD),
    Stap.GEPUBLICEERD: (frozenset({Status.VASTGESTELD}), Status.GEPUBLICEERD),
    Stap.UITGEGEVEN: (frozenset({Status.GEPUBLICEERD}), Status.GEPUBLICEERD),
    Stap.VERVALLEN: (frozenset({Status.CONCEPT}), Status.VERVALLEN),
}
"""By which step a status may become another. What is fixed has one way on: publication,
and what is published may have open data."""

VAST = (Status.VASTGESTELD, Status.GEPUBLICEERD)
OPSTELLEN = (Stap.BEGONNEN, Stap.CIJFERS, Stap.AANGEBODEN)
"""Who took one of these steps worked on it."""


class RapportageQuerySet(models.QuerySet["Rapportage"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "RapportageQuerySet":
        """Who may see reports sees all of them, whoever makes them."""
        return self.all() if heeft(gebruiker, Recht.RAPPORT_ZIEN) else self.none()

    def ter_vaststelling(self) -> "RapportageQuerySet":
        return self.filter(status=Status.TER_VASTSTELLING)

    def vast_te_stellen_door(self, gebruiker: Gebruiker) -> "RapportageQuerySet":
        """What waits for somebody who did not work on it."""
        stappen = Rapportagestap.objects.filter(rapportage=OuterRef("pk"))
        teksten = Rapportagetekst.objects.filter(rapportage=OuterRef("pk"), door=gebruiker)
        return (
            self.ter_vaststelling()
            .exclude(gemaakt_door=gebruiker)
            .exclude(eerdere_opstellers=gebruiker)
            .exclude(Exists(teksten))
            .exclude(Exists(stappen.filter(stap__in=OPSTELLEN, door=gebruiker)))
        )

    def met_aangeboden_op(self) -> "RapportageQuerySet":
        """With since when it waits; without its figures."""
        stappen = Rapportagestap.objects.filter(rapportage=OuterRef("pk"), stap=Stap.AANGEBODEN)
        aangeboden = stappen.order_by("-pk").values("op")[:1]
        return self.annotate(aangeboden_op=Subquery(aangeboden)).defer("gegevens")

    def vast(self) -> "RapportageQuerySet":
        return self.filter(status__in=VAST)


class Rapportage(models.Model):
    """`gegevens` are its figures as text (`rapportages.rapportgegevens`); `versie` counts every change, so that who
    saves what somebody else changed is told. One that is fixed is read from its `Vaststelling`."""

    soort = models.CharField(max_length=12, choices=Soort)
    sjabloon = models.ForeignKey(Sjabloon, models.PROTECT, related_name="rapportages")
    titel = models.CharField(max_length=160)
    peildatum = models.DateField()
    stand_van = models.DateTimeField()
    gegevens = models.TextField()
    status = models.CharField(max_length=16, choices=Status, default=Status.CONCEPT)
    versie = models.PositiveIntegerField(default=1)
    vervangt = models.ForeignKey("self", models.PROTECT, null=True, related_name="vervangen_door")
    vervangt_reden = models.TextField(blank=True)
    eerdere_opstellers = models.ManyToManyField(
        Gebruiker, related_name="+", help_text="wie werkte aan de tekst waar zij mee begon"
    )
    gemaakt_door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    gemaakt_op = models.DateTimeField()
    gepubliceerd_op = models.DateField(null=True)

    objects = RapportageQuerySet.as_manager()

    class Meta:
        ordering = ["-gemaakt_op", "-id"]
        verbose_name_plural = "rapportages"
        constraints = [
            models.CheckConstraint(
                condition=Q(vervangt__isnull=True, vervangt_reden="")
                | Q(vervangt__isnull=False) & ~Q(vervangt_reden=""),
                name="rapportage_vervangt_met_reden",
            ),
            models.CheckConstraint(
                condition=Q(status="GEPUBLICEERD", gepubliceerd_op__isnull=False)
                | ~Q(status="GEPUBLICEERD") & Q(gepubliceerd_op__isnull=True),
                name="rapportage_gepubliceerd_heeft_dag",
            ),
        ]

    def __str__(self) -> str:
        return f"rapportage {self.pk}: {self.titel}"

    @property
    def kenmerk(self) -> str:
        return f"R-{self.pk}"

    @property
    def is_vast(self) -> bool:
        return self.status in VAST


class Rapportagetekst(models.Model):
    """Append-only: the text as somebody saved it. The last one is the text of the report."""

    rapportage = models.ForeignKey(Rapportage, models.PROTECT, related_name="teksten")
    versie = models.PositiveIntegerField()
    titel = models.CharField(max_length=160)
    tekst = models.TextField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    op = models.DateTimeField()

    class Meta:
        ordering = ["versie"]
        verbose_name_plural = "rapportageteksten"
        constraints = [
            models.UniqueConstraint(fields=["rapportage", "versie"], name="rapportagetekst_eenmaal"),
        ]

    def __str__(self) -> str:
        return f"tekst {self.versie} van rapportage {self.rapportage_id}"


class Rapportagestap(models.Model):
    """Append-only: one step in the life of a report. `dag` is that of publication."""

    rapportage = models.ForeignKey(Rapportage, models.PROTECT, related_name="stappen")
    stap = models.CharField(max_length=16, choices=Stap)
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    op = models.DateTimeField()
    toelichting = models.TextField(blank=True)
    dag = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "rapportagestappen"

    def __str__(self) -> str:
        return f"{self.get_stap_display()} (rapportage {self.rapportage_id})"


class Vaststelling(models.Model):
    """Append-only: what was fixed. `maker` says with which programs the files were made: with the same ones they come
    out the same again; with others the kept files are the report."""

    rapportage = models.OneToOneField(
        Rapportage, models.PROTECT, primary_key=True, related_name="vaststelling"
    )
    titel = models.CharField(max_length=160)
    tekst = models.TextField()
    gegevens = models.TextField()
    slot = models.TextField(help_text="de alinea’s onder “Vaststelling”, elk op een regel")
    maker = models.CharField(max_length=200)
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    op = models.DateTimeField()
    vingerafdruk = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "vaststellingen"

    def __str__(self) -> str:
        return f"vaststelling van rapportage {self.rapportage_id}"


class Vaststellingsbestand(models.Model):
    """Append-only: the bytes of one format, and their SHA-256."""

    vaststelling = models.ForeignKey(Vaststelling, models.PROTECT, related_name="bestanden")
    formaat = models.CharField(max_length=4)
    sha256 = models.CharField(max_length=64)
    inhoud = models.BinaryField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "vaststellingsbestanden"
        constraints = [
            models.UniqueConstraint(fields=["vaststelling", "formaat"], name="vaststelling_een_per_formaat"),
        ]

    def __str__(self) -> str:
        return f"{self.formaat} van rapportage {self.vaststelling_id}"
