"""The law as dated tables (domain section 4), and how it is changed: a proposal, and a decision of somebody else."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft


class BepalingQuerySet(models.QuerySet[Any]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        return self if heeft(gebruiker, Recht.REGELS_ZIEN) else self.none()

    def op_volgorde(self) -> Self:
        """The versions of each code, the first one first. Databases disagree on where an empty day stands."""
        return self.order_by("code", F("geldig_van").asc(nulls_first=True), "pk")


class Bepaling(models.Model):
    """A version of an article, with the days of a violation on which it is the law (both inclusive; empty: no bound).

    What a version says never changes but for a mistake in its words: another rule is another version, from its day.
    """

    code = models.CharField(max_length=30)
    naam = models.CharField(max_length=200)
    artikel = models.CharField(max_length=120)
    geldig_van = models.DateField(null=True)
    geldig_tot = models.DateField(null=True)
    bron = models.CharField(max_length=200, blank=True)

    # What of it is a rule, and what is words.
    REGELS: ClassVar[tuple[str, ...]] = ()
    WOORDEN: ClassVar[tuple[str, ...]] = ("naam", "artikel", "bron")

    objects = BepalingQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["code", "geldig_van"], name="%(class)s_versie"),
            # For the database two empty days differ.
            models.UniqueConstraint(
                fields=["code"], condition=Q(geldig_van__isnull=True), name="%(class)s_versie_altijd"
            ),
            models.CheckConstraint(
                condition=Q(geldig_van__isnull=True)
                | Q(geldig_tot__isnull=True)
                | Q(geldig_tot__gte=F("geldig_van")),
                name="%(class)s_looptijd",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} ({self.artikel})"


class Voorschrift(Bepaling):
    """A provision that can be violated, with the period in which a violation of it can be found (domain section 4)."""

    class Klasse(models.TextChoices):
        OO = "OO", _("Eerst waarschuwing of eis")
        DIRECT = "DIRECT", _("Direct beboetbaar")
        DIRECT_ERNSTIGE_MATE = "DIRECT_ERNSTIGE_MATE", _("Direct beboetbaar bij ernstige mate")

    klasse = models.CharField(max_length=20, choices=Klasse)
    eis_of_stillegging = models.BooleanField()

    REGELS = ("klasse", "eis_of_stillegging")


class Grondslag(Bepaling):
    """The power an eis or a stillegging rests on, with the violation dates it exists for."""

    class Soort(models.TextChoices):
        EIS = "EIS", _("Eis")
        STILLEGGING = "STILLEGGING", _("Stillegging")

    class Vereist(models.TextChoices):
        ERNSTIG_GEVAAR = "ERNSTIG_GEVAAR", _("Ernstig gevaar bij ten minste één overtreding")
        ERNSTIGE_MATE = "ERNSTIGE_MATE", _("Motivering van de ernstige mate bij elke overtreding")

    code = models.CharField(max_length=20)
    soort = models.CharField(max_length=20, choices=Soort)
    vereist = models.CharField(max_length=20, choices=Vereist, blank=True)

    REGELS = ("soort", "vereist")


class Rechtstabel(models.TextChoices):
    VOORSCHRIFT = "VOORSCHRIFT", _("Voorschrift")
    GRONDSLAG = "GRONDSLAG", _("Grondslag")
    VRIJE_DAG = "VRIJE_DAG", _("Vrije dag")
    BRIEFTEKST = "BRIEFTEKST", _("Brieftekst")
    BERICHTTEKST = "BERICHTTEKST", _("Berichttekst")


class Rechtsact(models.TextChoices):
    NIEUW = "NIEUW", _("Toevoegen")
    EINDE = "EINDE", _("Beëindigen")
    TEKST = "TEKST", _("Omschrijving verbeteren")
    VERVALT = "VERVALT", _("Weghalen")


class RechtsvoorstelQuerySet(models.QuerySet["Rechtsvoorstel"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "RechtsvoorstelQuerySet":
        return self if heeft(gebruiker, Recht.REGELS_ZIEN) else self.none()

    def te_beslissen(self) -> "RechtsvoorstelQuerySet":
        return self.filter(besluit=None)

    def aanvaard(self) -> "RechtsvoorstelQuerySet":
        """What became law, in the order in which it did."""
        return self.filter(besluit__uitkomst=Rechtsbesluit.Uitkomst.AANVAARD).order_by("besluit__op", "pk")

    def over(self, tabel: str, sleutel: str) -> "RechtsvoorstelQuerySet":
        return self.filter(tabel=tabel, sleutel=sleutel)


class Rechtsvoorstel(models.Model):
    """A change of the law as this system knows it, as it was proposed. Never changed (a trigger refuses it).

    `sleutel` is the code of the provision or basis, the day, or the kind of letter or message. `inhoud` holds what was
    filled in, `toen` every version of that key as it stood: what was the law before, should it be accepted.
    """

    tabel = models.CharField(max_length=12, choices=Rechtstabel)
    sleutel = models.CharField(max_length=30)
    act = models.CharField(max_length=8, choices=Rechtsact)
    inhoud = models.JSONField()
    toen = models.JSONField()
    reden = models.TextField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    op = models.DateTimeField()

    objects = RechtsvoorstelQuerySet.as_manager()

    class Meta:
        ordering = ["-op", "-id"]
        indexes = [
            models.Index(fields=["tabel", "sleutel"], name="rechtsvoorstel_over"),
            models.Index(fields=["op", "id"], name="rechtsvoorstel_op"),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.get_tabel_display()} {self.sleutel}"


class Rechtsbesluit(models.Model):
    """What became of a proposal, by whom and why. Never changed either."""

    class Uitkomst(models.TextChoices):
        AANVAARD = "AANVAARD", _("Aanvaard")
        AFGEWEZEN = "AFGEWEZEN", _("Afgewezen")
        INGETROKKEN = "INGETROKKEN", _("Ingetrokken")

    voorstel = models.OneToOneField(Rechtsvoorstel, models.PROTECT, related_name="besluit")
    uitkomst = models.CharField(max_length=11, choices=Uitkomst)
    reden = models.TextField(blank=True)
    voorsteller = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    op = models.DateTimeField()

    class Meta:
        constraints = [
            # Who proposes never decides; only who proposed takes it back.
            models.CheckConstraint(
                condition=(Q(uitkomst="INGETROKKEN") & Q(door=F("voorsteller")))
                | (~Q(uitkomst="INGETROKKEN") & ~Q(door=F("voorsteller"))),
                name="rechtsbesluit_tweede_persoon",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_uitkomst_display()}: {self.voorstel_id}"
