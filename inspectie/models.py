"""People, the log, gapless numbers, the code lists and the holiday table."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class Rol(models.TextChoices):
    """The eight roles of the inspectorate; what each may do stands in `rechten.py`."""

    MELDPUNT = "MELDPUNT", _("Meldpunt")
    TRIAGIST = "TRIAGIST", _("Triagist")
    INSPECTEUR = "INSPECTEUR", _("Inspecteur")
    TEAMLEIDER = "TEAMLEIDER", _("Teamleider")
    BELEID = "BELEID", _("Beleid")
    RAPPORTEUR = "RAPPORTEUR", _("Rapporteur")
    BEHEER = "BEHEER", _("Beheer")
    AUDITOR = "AUDITOR", _("Auditor")


class Gebruiker(AbstractUser):
    """Somebody who works here. `team` is a code of the list `team`; empty for who works for all of them.

    `taal` is what they chose to read in; empty until they choose.
    """

    rol = models.CharField(max_length=12, choices=Rol)
    team = models.CharField(max_length=12, blank=True)
    taal = models.CharField(max_length=5, blank=True)

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"

    @property
    def naam(self) -> str:
        """As colleagues read it: the account name for who has no other."""
        return self.get_full_name() or self.get_username()

    @cached_property
    def provincies(self) -> list[str]:
        """Those of the team. Asked once: a page with its navigation counts by them again and again."""
        return Code.provincies_van(self.team)


class Teller(models.Model):
    """A counter without gaps: it is raised in the transaction of what it numbers, so a rollback takes it back."""

    naam = models.CharField(max_length=20, primary_key=True)
    waarde = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.naam}: {self.waarde}"


class Logregel(models.Model):
    """One line of the log. It is never changed (a trigger refuses it) and holds the hash of the line before it."""

    nummer = models.PositiveBigIntegerField(primary_key=True)
    tijdstip = models.DateTimeField()
    actie = models.CharField(max_length=40)
    door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="logregels")
    onderwerp = models.CharField(
        max_length=60, blank=True, help_text="soort:sleutel, bijvoorbeeld melding:17"
    )
    gegevens = models.JSONField(default=dict)
    vorige = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["nummer"]
        indexes = [
            models.Index(fields=["onderwerp"], name="logregel_onderwerp"),
            models.Index(fields=["actie"], name="logregel_actie"),
        ]

    def __str__(self) -> str:
        return f"{self.nummer}: {self.actie} {self.onderwerp}"


class Code(models.Model):
    """A value of a code list that its owner can extend (domain section 7).

    `hoort_bij` points into another list: the home domain of a topic, the team of a province.
    One code has several words: `naam` is for tables and screens, `naam_in_tekst` for running text, `naam_kort` for a
    legend. `naam_en` and `naam_kort_en` are for screens in English; without them the Dutch word stands there.
    """

    lijst = models.CharField(max_length=20)
    code = models.CharField(max_length=30)
    naam = models.CharField(max_length=120)
    naam_in_tekst = models.CharField(max_length=120, blank=True)
    naam_kort = models.CharField(max_length=40, blank=True)
    naam_en = models.CharField(max_length=120, blank=True)
    naam_kort_en = models.CharField(max_length=40, blank=True)
    hoort_bij = models.CharField(max_length=30, blank=True)
    volgorde = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["lijst", "volgorde"]
        constraints = [models.UniqueConstraint(fields=["lijst", "code"], name="code_eenmaal_per_lijst")]

    def __str__(self) -> str:
        return f"{self.lijst} {self.code}"

    @classmethod
    def provincies_van(cls, team: str) -> list[str]:
        """The provinces that a team works in; none for a team for the whole country."""
        reeks = cls.objects.filter(lijst="provincie", hoort_bij=team) if team else cls.objects.none()
        return list(reeks.values_list("code", flat=True))

    def woord(self, taal: str, *, kort: bool = False) -> str:
        """The name in a language; the short one where it has one."""
        nl = (self.naam_kort if kort else "") or self.naam
        return ((self.naam_kort_en if kort else "") or self.naam_en or nl) if taal == "en" else nl

    @staticmethod
    def woord_in_vraag(taal: str) -> Combinable:
        """The same of a row in a query."""
        return Coalesce(NullIf("naam_en", Value("")), "naam") if taal == "en" else F("naam")


class PostrijQuerySet(models.QuerySet[Any]):
    def te_doen(self) -> "PostrijQuerySet":
        return self.filter(verzonden_op=None, mislukt_op=None)


class Postrij(models.Model):
    """An e-mail on its way (`inspectie.post`). The row is the queue: `begonnen_op` says that somebody is at it."""

    pogingen = models.PositiveSmallIntegerField(default=0)
    begonnen_op = models.DateTimeField(null=True)
    verzonden_op = models.DateTimeField(null=True)
    mislukt_op = models.DateTimeField(null=True)
    reden = models.CharField(max_length=40, blank=True, help_text="wat de mailserver voorgoed weigerde")

    TE_DOEN = Q(verzonden_op__isnull=True, mislukt_op__isnull=True)
    EEN_UITKOMST = Q(verzonden_op__isnull=True) | Q(mislukt_op__isnull=True)

    objects = PostrijQuerySet.as_manager()

    class Meta:
        abstract = True


class VrijeDagQuerySet(models.QuerySet["VrijeDag"]):
    def dagen(self) -> frozenset[date]:
        """As `termijnen` takes them."""
        return frozenset(self.values_list("datum", flat=True))

    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "VrijeDagQuerySet":
        from inspectie.rechten import Recht, heeft  # it stands on the models

        return self if heeft(gebruiker, Recht.REGELS_ZIEN) else self.none()


class VrijeDag(models.Model):
    """A day on which a term does not end, with the source that says so [Algemene termijnenwet 3].

    `gelijkgesteld`: no recognised holiday, but made equal to one by decree [idem, lid 3].
    """

    datum = models.DateField(primary_key=True)
    naam = models.CharField(max_length=60)
    bron = models.CharField(max_length=120)
    gelijkgesteld = models.BooleanField(default=False)

    objects = VrijeDagQuerySet.as_manager()

    class Meta:
        ordering = ["datum"]

    def __str__(self) -> str:
        return f"{self.datum} {self.naam}"


class WeergaveQuerySet(models.QuerySet["Weergave"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "WeergaveQuerySet":
        """One's own, and what was shared with one's team. Who works for all teams is a team too: the empty one."""
        return self.filter(Q(eigenaar=gebruiker) | Q(gedeeld=True, team=gebruiker.team))


class Weergave(models.Model):
    """A saved view of a list: a name for filters, an order and, where `kolommen` is filled, columns.

    It holds a question and no rows: who opens it sees what that person may see.
    """

    lijst = models.CharField(max_length=20)
    naam = models.CharField(max_length=60)
    vraag = models.CharField(max_length=2000, blank=True, help_text="filters en volgorde, zoals in het adres")
    kolommen = models.CharField(max_length=300, blank=True, help_text="sleutels met , ertussen")
    eigenaar = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="weergaven")
    gedeeld = models.BooleanField(default=False)
    team = models.CharField(max_length=12, blank=True, help_text="waarmee gedeeld")

    objects = WeergaveQuerySet.as_manager()

    class Meta:
        ordering = ["naam", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["eigenaar", "lijst", "naam"], name="weergave_naam_eenmaal")
        ]
        indexes = [models.Index(fields=["team"], name="weergave_team", condition=Q(gedeeld=True))]

    def __str__(self) -> str:
        return self.naam


class Lijstkeuze(models.Model):
    """How somebody likes a list: its columns, and the view it opens with."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    lijst = models.CharField(max_length=20)
    kolommen = models.CharField(max_length=300, blank=True, help_text="sleutels met , ertussen")
    weergave = models.ForeignKey(Weergave, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gebruiker", "lijst"], name="lijstkeuze_eenmaal")]

    def __str__(self) -> str:
        return f"{self.lijst} van {self.gebruiker_id}"
