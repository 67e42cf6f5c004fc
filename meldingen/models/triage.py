"""The dated rule sets, and each advice and decision."""

import re
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from inspectie.getal import als_getal
from inspectie.models import Gebruiker


class Route(models.TextChoices):
    """Where a melding goes (domain section 7)."""

    DIRECT_LOCATIE = "DIRECT_LOCATIE", _("Direct naar de locatie")
    LOCATIE_GEPLAND = "LOCATIE_GEPLAND", _("Gepland locatiebezoek")
    TELEFONISCH = "TELEFONISCH", _("Telefonisch")
    AANSPREKEN = "AANSPREKEN", _("Aanspreken")
    AANVULLING = "AANVULLING", _("Aanvulling vragen")
    BUNDELEN = "BUNDELEN", _("Bundelen met lopende zaak")
    ONDERZOEK_VERPLICHT = "ONDERZOEK_VERPLICHT", _("Verplicht onderzoek (24 lid 7)")
    EERLIJK = "EERLIJK", _("Naar Eerlijk")
    OVERDRACHT = "OVERDRACHT", _("Overdragen aan partner")
    OPSPORING = "OPSPORING", _("Naar Opsporing")
    REGISTREREN = "REGISTREREN", _("Alleen registreren")
    GEEN_OPVOLGING = "GEEN_OPVOLGING", _("Geen opvolging")
    DUBBEL = "DUBBEL", _("Dubbel")
    ALGEMEEN = "ALGEMEEN", _("Algemeen proces")
    HANDMATIG = "HANDMATIG", _("Met de hand")


# "By hand" says that a person must choose one of the others.
TE_KIEZEN = [(route.value, route.label) for route in Route if route != Route.HANDMATIG]


class Prioriteit(models.TextChoices):
    P1 = "P1", "P1"
    P2 = "P2", "P2"
    P3 = "P3", "P3"
    P4 = "P4", "P4"


class RegelsetQuerySet(models.QuerySet["Regelset"]):
    def in_gebruik(self) -> "RegelsetQuerySet":
        return self.filter(status=Regelset.Status.GOEDGEKEURD)

    def met_sleutel(self, sleutel: str | None) -> "Regelset | None":
        """The one that a form says it was written from."""
        getal = als_getal(sleutel)
        return None if getal is None else self.filter(pk=getal).first()


_VERSIE = re.compile(r"(\d{4}-\d\d-\d\d)(?:-(\d+))?")


def versienaam(versie: str) -> str:
    """A version as a person reads it: its first day, and the how manieth of that day. What is named otherwise keeps its
    name."""
    gevonden = _VERSIE.fullmatch(versie)
    try:
        naam = date_format(date.fromisoformat(gevonden[1]), "SHORT_DATE_FORMAT") if gevonden else versie
    except ValueError:  # looks like a day
        return versie
    return f"{naam} ({gevonden[2]})" if gevonden and gevonden[2] else naam


class Regelset(models.Model):
    """The triage rules of a period, as data. What has advised is never changed: a change is a new version.

    Save through `regelsets.bewaar_regelset` and `regelsets.keur_regelset_goed`, which refuse a set with an error.
    """

    class Status(models.TextChoices):
        CONCEPT = "CONCEPT", _("Concept")
        GOEDGEKEURD = "GOEDGEKEURD", _("Goedgekeurd")
        INGETROKKEN = "INGETROKKEN", _("Ingetrokken")

    versie = models.CharField(max_length=20, unique=True)
    geldig_vanaf = models.DateField()
    geldig_tot = models.DateField(null=True, blank=True, help_text="laatste dag; leeg: tot nader order")
    inhoud = models.JSONField()
    status = models.CharField(max_length=12, choices=Status, default=Status.CONCEPT)
    volgt_op = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        help_text="wat het laatst gold toen dit werd voorgesteld",
    )
    gemaakt_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    goedgekeurd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    goedgekeurd_op = models.DateTimeField(null=True)
    vervallen_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    vervallen_op = models.DateTimeField(null=True)
    vervallen_reden = models.TextField(blank=True)

    objects = RegelsetQuerySet.as_manager()

    class Meta:
        ordering = ["geldig_vanaf"]
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=F("geldig_vanaf")),
                name="regelset_looptijd",
            ),
            models.CheckConstraint(
                condition=Q(goedgekeurd_door__isnull=True) | ~Q(goedgekeurd_door=F("gemaakt_door")),
                name="regelset_tweede_persoon",
            ),
            models.UniqueConstraint(
                fields=["status"], condition=Q(status="CONCEPT"), name="regelset_een_concept"
            ),
        ]

    def __str__(self) -> str:
        return f"regels {self.versie}"

    @property
    def naam(self) -> str:
        return versienaam(self.versie)


class TriageBesluit(models.Model):
    """An advice by rule with all that led to it, and the decision a person took on it [law: AVG 22]. Both are kept."""

    melding = models.ForeignKey("meldingen.Melding", models.PROTECT, related_name="besluiten")
    regelset = models.ForeignKey(
        Regelset, models.PROTECT, null=True, db_index=False, related_name="besluiten"
    )
    geadviseerd_op = models.DateTimeField()
    regel = models.CharField(
        max_length=40, help_text="de regel die de route bepaalde, met de wijzigingen: F3+F1"
    )
    route = models.CharField(max_length=20, choices=Route)
    prioriteit = models.CharField(max_length=2, choices=Prioriteit, blank=True)
    domein = models.CharField(max_length=13)
    partners = models.CharField(max_length=60, blank=True)
    redencode = models.CharField(max_length=30, blank=True)
    uiterlijk = models.DateTimeField(null=True, help_text="de klok van de prioriteit")
    feiten = models.JSONField(help_text="de gelezen feiten")
    spoor = models.JSONField(help_text="per regel die niet gold de voorwaarde die haar tegenhield")
    vlaggen = models.JSONField(help_text="wat deze uitkomst vraagt of verbiedt")
    toelichting = models.TextField(blank=True, help_text="waarom met de hand, of welke fout in de regel")

    besluit_route = models.CharField(max_length=20, choices=Route, blank=True)
    besluit_prioriteit = models.CharField(max_length=2, choices=Prioriteit, blank=True)
    besluit_reden = models.TextField(blank=True)
    besloten_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, db_index=False, related_name="+")
    besloten_op = models.DateTimeField(null=True)

    # A decision that was taken back stays what it was; the advice then waits again, in a row that repeats this one.
    herroepen_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, db_index=False, related_name="+")
    herroepen_op = models.DateTimeField(null=True)
    herroepen_reden = models.TextField(blank=True)
    herhaalt = models.ForeignKey("self", models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["geadviseerd_op", "id"]
        indexes = [
            models.Index(
                fields=["besloten_door"], name="besluit_door", condition=Q(besloten_door__isnull=False)
            ),
            # Whose term ends between two moments at which figures are counted.
            models.Index(fields=["uiterlijk"], name="besluit_termijn", condition=Q(uiterlijk__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(besloten_op__isnull=True, besloten_door__isnull=True, besluit_route="")
                | (Q(besloten_op__isnull=False, besloten_door__isnull=False) & ~Q(besluit_route="")),
                name="besluit_van_een_mens",
            )
        ]

    def __str__(self) -> str:
        return f"{self.route} ({self.regel}) voor melding {self.melding_id}"
