"""A melding that goes to another authority: the proposal, the handover, and what the partner got."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.velden import Zegeltekst
from interventies.models.bericht import Bericht
from interventies.models.stuk import Bijlage
from meldingen.models import Melding, Meldingbijlage, bij


class Deel(models.TextChoices):
    """What of a melding can be shared. Who reported is none of these: that is asked apart."""

    FEITEN = "FEITEN", _("De feiten van de triage")
    WERKGEVER = "WERKGEVER", _("De werkgever")
    OMSCHRIJVING = "OMSCHRIJVING", _("De omschrijving, zoals u haar hieronder schrijft")


class OverdrachtQuerySet(models.QuerySet["Overdracht"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "OverdrachtQuerySet":
        """Of the meldingen this person may see."""
        if not heeft(gebruiker, Recht.OVERDRACHT_ZIEN):
            return self.none()
        return self.filter(bij(Melding.objects.zichtbaar_voor(gebruiker)))

    def bij_partner(self) -> "OverdrachtQuerySet":
        """Neither sent back nor recorded by mistake."""
        return self.filter(teruggestuurd_op=None, herroepen_op=None)

    def te_bevestigen(self) -> "OverdrachtQuerySet":
        """The partner did not say yet that it has it."""
        return self.bij_partner().filter(ontvangst_bevestigd_op=None)

    def met_mislukt_bericht(self) -> "OverdrachtQuerySet":
        """The reporter does not know: the e-mail did not arrive. Of one that was taken back nobody has to."""
        return self.filter(bericht__verzending__mislukt_op__isnull=False, herroepen_op=None)


class Overdracht(models.Model):
    """A melding handed to another authority, with the notice to the reporter [Awb 2:3]."""

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="overdrachten")
    partner = models.CharField(max_length=20)
    overgedragen_op = models.DateField()
    geregistreerd_op = models.DateTimeField()
    melder_bericht_op = models.DateField(null=True)
    geen_bericht_reden = models.TextField(blank=True, help_text="waarom de melder geen bericht kan krijgen")
    bericht = models.OneToOneField(Bericht, models.PROTECT, null=True, related_name="overdracht")
    bevestigen_uiterlijk = models.DateField(null=True, help_text="de klok van toen")
    ontvangst_bevestigd_op = models.DateField(null=True)
    teruggestuurd_op = models.DateField(null=True, help_text="door de partner")
    teruggestuurd_reden = models.TextField(blank=True)
    herroepen_op = models.DateTimeField(null=True, help_text="bij vergissing vastgelegd")
    herroepen_reden = models.TextField(blank=True)
    herroepen_melder = models.TextField(
        blank=True, help_text="hoe wie bericht had hoort dat het niet doorgaat"
    )
    herroepen_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = OverdrachtQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "overdrachten"
        indexes = [
            models.Index(
                fields=["overgedragen_op", "id"],
                name="overdracht_onbevestigd",
                condition=Q(
                    ontvangst_bevestigd_op__isnull=True,
                    teruggestuurd_op__isnull=True,
                    herroepen_op__isnull=True,
                ),
            ),
            models.Index(fields=["overgedragen_op", "id"], name="overdracht_dag"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(melder_bericht_op__isnull=False) | ~Q(geen_bericht_reden=""),
                name="overdracht_bericht",
            ),
            models.CheckConstraint(
                condition=Q(teruggestuurd_op__isnull=True) | ~Q(teruggestuurd_reden=""),
                name="overdracht_terug_met_reden",
            ),
            models.CheckConstraint(
                condition=Q(herroepen_op__isnull=True)
                | (
                    Q(teruggestuurd_op__isnull=True, ontvangst_bevestigd_op__isnull=True)
                    & ~Q(herroepen_reden="")
                ),
                name="overdracht_herroepen_met_reden",
            ),
            # Twice to one partner at the same time is once.
            models.UniqueConstraint(
                fields=["melding", "partner"],
                condition=Q(teruggestuurd_op__isnull=True, herroepen_op__isnull=True),
                name="overdracht_een_per_partner",
            ),
        ]

    def __str__(self) -> str:
        return f"melding {self.melding_id} naar {self.partner}"


class Overdrachtspakket(models.Model):
    """Append-only: what the partner got, as it got it. Of the reporter only a seal (`inspectie.kluis`), bound to this
    row; without consent there is none."""

    overdracht = models.OneToOneField(Overdracht, models.PROTECT, primary_key=True, related_name="pakket")
    inhoud = models.JSONField(help_text="wat er is gedeeld, per deel (interventies.pakket)")
    document = models.TextField(help_text="het stuk, zonder de melder")
    melder = Zegeltekst(blank=True, help_text="het deel over de melder, verzegeld")
    melder_reden = models.TextField(blank=True)
    melder_toestemming_op = models.DateField(null=True)
    geregistreerd_op = models.DateTimeField()

    class Meta:
        verbose_name_plural = "overdrachtspakketten"
        constraints = [
            models.CheckConstraint(
                condition=Q(melder="") | (Q(melder_toestemming_op__isnull=False) & ~Q(melder_reden="")),
                name="pakket_melder_met_toestemming",
            )
        ]

    def __str__(self) -> str:
        return f"pakket van overdracht {self.overdracht_id}"


class Overdrachtsbestand(models.Model):
    """Append-only: a file that went along, of a zaak or of the melding itself, by the name it went under."""

    overdracht = models.ForeignKey(Overdracht, models.PROTECT, related_name="bestanden")
    volgnummer = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=140)
    bijlage = models.ForeignKey(Bijlage, models.PROTECT, null=True, db_index=False, related_name="+")
    meldingbijlage = models.ForeignKey(
        Meldingbijlage, models.PROTECT, null=True, db_index=False, related_name="+"
    )

    class Meta:
        ordering = ["volgnummer"]
        verbose_name_plural = "overdrachtsbestanden"
        constraints = [
            models.UniqueConstraint(
                fields=["overdracht", "volgnummer"], name="overdrachtsbestand_volgnummer"
            ),
            models.CheckConstraint(
                condition=Q(bijlage__isnull=True) ^ Q(meldingbijlage__isnull=True),
                name="overdrachtsbestand_van_een",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} bij overdracht {self.overdracht_id}"


class OverdrachtsvoorstelQuerySet(models.QuerySet["Overdrachtsvoorstel"]):
    def te_beslissen(self) -> "OverdrachtsvoorstelQuerySet":
        return self.filter(besloten_op=None)

    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "OverdrachtsvoorstelQuerySet":
        if not heeft(gebruiker, Recht.OVERDRACHT_ZIEN):
            return self.none()
        return self.filter(bij(Melding.objects.zichtbaar_voor(gebruiker)))


class Overdrachtsvoorstel(models.Model):
    """Somebody who may not decide thinks this is for a partner. Kept whatever became of it."""

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="overdrachtsvoorstellen")
    partner = models.CharField(max_length=20)
    delen = models.JSONField(help_text="codes van wat te delen is")
    omschrijving = models.TextField(blank=True)
    bestanden = models.JSONField(default=list, help_text="sleutels van wat mee zou gaan (Stuk.sleutel)")
    reden = models.TextField()
    voorgesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    voorgesteld_op = models.DateTimeField()
    overdracht = models.OneToOneField(Overdracht, models.PROTECT, null=True, related_name="voorstel")
    besluit_reden = models.TextField(blank=True, help_text="waarom niet")
    besloten_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, db_index=False, related_name="+")
    besloten_op = models.DateTimeField(null=True)

    objects = OverdrachtsvoorstelQuerySet.as_manager()

    class Meta:
        ordering = ["voorgesteld_op", "id"]
        verbose_name_plural = "overdrachtsvoorstellen"
        constraints = [
            models.UniqueConstraint(
                fields=["melding"],
                condition=Q(besloten_op__isnull=True),
                name="overdrachtsvoorstel_een_open",
            ),
            models.CheckConstraint(
                condition=Q(besloten_op__isnull=True) | Q(overdracht__isnull=False) | ~Q(besluit_reden=""),
                name="overdrachtsvoorstel_afgewezen_met_reden",
            ),
        ]
        indexes = [
            models.Index(
                fields=["voorgesteld_op", "id"],
                name="overdrachtsvoorstel_open",
                condition=Q(besloten_op__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"voorstel tot overdracht van melding {self.melding_id}"
