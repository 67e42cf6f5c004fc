"""The way back of a reporter: what they add, and the e-mail that says there is something."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker, Postrij
from inspectie.rechten import Recht, heeft
from meldingen.models.feiten import NOG_TE_BESLUITEN, Status
from meldingen.models.handelingen import Aanvulling
from meldingen.models.melding import Melding

_VERDER = (Status.GEKOPPELD, Status.AFGEHANDELD)
# What came before the decision went along with the melding.
_NA_BESLUIT = Q(melding__besloten_op=None) | Q(melding__besloten_op__lt=F("op"))


class NagekomenQuerySet(models.QuerySet["Nagekomen"]):
    def ongelezen(self) -> "NagekomenQuerySet":
        """Came after triage had decided, or beside the answer to a question, and nobody read it: else it is with the
        advice that waits."""
        gevraagd = Aanvulling.objects.open().filter(
            melding=OuterRef("melding"), gevraagd_op__lt=OuterRef("op")
        )
        return self.filter(
            Q(melding__status__in=_VERDER, melding__besloten_op=None)
            | Q(melding__status__in=(Status.IN_TRIAGE, *_VERDER), melding__besloten_op__lt=F("op"))
            | Q(Exists(gevraagd), melding__status=Status.AANVULLING_GEVRAAGD),
            gezien=None,
        )

    def niet_van(self, gebruiker: Gebruiker) -> "NagekomenQuerySet":
        """Without what this person wrote down, and so knows."""
        return self.exclude(door=gebruiker)

    def bij_opsporing(self, gebruiker: Gebruiker) -> "NagekomenQuerySet":
        """Came after the melding went to Opsporing; for who sends there. Show the number of it, and no more."""
        if not heeft(gebruiker, Recht.OPSPORING_STUREN):
            return self.none()
        return self.filter(_NA_BESLUIT, melding__status=Status.NAAR_OPSPORING)

    def door_te_sturen(self) -> "NagekomenQuerySet":
        """Nobody passed it on."""
        return self.filter(doorgestuurd=None)


def wacht_op_lezer(melding: Melding, op: datetime, gevraagd_op: datetime | None) -> bool:
    """Whether what came at this moment, and nobody read, is one of `ongelezen`. `gevraagd_op`: of the last question."""
    if melding.status == Status.AANVULLING_GEVRAAGD:
        return gevraagd_op is not None and gevraagd_op < op
    if melding.besloten_op is None:
        return melding.status in _VERDER
    return melding.status in (Status.IN_TRIAGE, *_VERDER) and melding.besloten_op < op


class Nagekomen(models.Model):
    """What a reporter added later: by the receipt code, or in another way, and then somebody here (`door`) wrote it
    down. Append-only. Words of the complaint as much as those of MeldingTekst: never a source for a letter. Files that
    came with it are Meldingbijlage, of the same moment."""

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="nagekomen")
    inzending = models.UUIDField(help_text="het formulier waarmee het kwam")
    tekst = models.TextField(blank=True)
    bestanden = models.PositiveSmallIntegerField(default=0)
    op = models.DateTimeField()
    door = models.ForeignKey(
        Gebruiker,
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        help_text="leeg: de melder zelf, met de ontvangstcode",
    )
    kanaal = models.CharField(
        max_length=20, blank=True, help_text="waarlangs het kwam, als iemand het opschreef"
    )

    objects = NagekomenQuerySet.as_manager()
    UREN = {"op": "op_dag"}

    class Meta:
        ordering = ["op", "id"]
        verbose_name_plural = "nagekomen"
        constraints = [
            models.UniqueConstraint(fields=["melding", "inzending"], name="nagekomen_eenmaal"),
            models.CheckConstraint(
                condition=Q(door=None, kanaal="") | (Q(door__isnull=False) & ~Q(kanaal="")),
                name="nagekomen_door_of_code",
            ),
        ]

    def __str__(self) -> str:
        return f"nagekomen bij melding {self.melding_id}"


class NagekomenGezien(models.Model):
    """Somebody here read what was added after triage had decided."""

    nagekomen = models.OneToOneField(Nagekomen, models.PROTECT, primary_key=True, related_name="gezien")
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    op = models.DateTimeField()

    class Meta:
        verbose_name_plural = "nagekomen gezien"

    def __str__(self) -> str:
        return f"nagekomen {self.nagekomen_id} gezien"


class NagekomenDoorgestuurd(models.Model):
    """What was added to a melding that is with Opsporing was passed on to them. Nobody here read it."""

    nagekomen = models.OneToOneField(Nagekomen, models.PROTECT, primary_key=True, related_name="doorgestuurd")
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    op = models.DateTimeField()

    class Meta:
        verbose_name_plural = "nagekomen doorgestuurd"

    def __str__(self) -> str:
        return f"nagekomen {self.nagekomen_id} doorgestuurd"


class IntrekverzoekQuerySet(models.QuerySet["Intrekverzoek"]):
    def open(self) -> "IntrekverzoekQuerySet":
        """Nobody decided on it."""
        return self.filter(besloten_op=None)

    def wachtend(self) -> "IntrekverzoekQuerySet":
        """And the melding can still be taken back. Of one that was closed, or went elsewhere, we went on."""
        return self.open().filter(melding__status__in=(*NOG_TE_BESLUITEN, Status.AFGEHANDELD))


class Intrekverzoek(models.Model):
    """The reporter asks to take back a melding about danger: whoever found the paper with the code could ask it too, so
    somebody here decides. While it waits the code opens nothing, as after taking back."""

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="intrekverzoeken")
    op = models.DateTimeField()
    besloten_op = models.DateTimeField(null=True)
    besloten_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, db_index=False, related_name="+")
    ingewilligd = models.BooleanField(null=True)
    reden = models.TextField(blank=True, help_text="waarom niet")

    objects = IntrekverzoekQuerySet.as_manager()

    class Meta:
        ordering = ["op", "id"]
        verbose_name_plural = "intrekverzoeken"
        indexes = [
            models.Index(fields=["op", "id"], name="intrekverzoek_open", condition=Q(besloten_op=None))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["melding"], condition=Q(besloten_op=None), name="intrekverzoek_een_open"
            ),
            models.CheckConstraint(
                condition=Q(besloten_op=None, besloten_door=None, ingewilligd=None)
                | Q(besloten_op__isnull=False, besloten_door__isnull=False, ingewilligd__isnull=False),
                name="intrekverzoek_besloten",
            ),
        ]

    def __str__(self) -> str:
        return f"verzoek om melding {self.melding_id} in te trekken"


class Attendering(Postrij):
    """An e-mail that says no more than that something was received, or that there is a question or a message. For a
    reporter who gave an address beside the receipt code. What stands in it is made when it goes
    (`meldingen.attenderen`)."""

    class Soort(models.TextChoices):
        BEVESTIGING = "BEVESTIGING", _("Bevestiging van ontvangst")
        VRAAG = "VRAAG", _("Er is een vraag")
        BERICHT = "BERICHT", _("Er is een bericht")

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="attenderingen")
    soort = models.CharField(max_length=11, choices=Soort)
    aanvulling = models.OneToOneField(Aanvulling, models.PROTECT, null=True, related_name="attendering")
    op = models.DateTimeField()

    class Meta:
        ordering = ["op", "id"]
        verbose_name_plural = "attenderingen"
        indexes = [models.Index(fields=["op", "id"], name="attendering_te_doen", condition=Postrij.TE_DOEN)]
        constraints = [
            models.CheckConstraint(condition=Postrij.EEN_UITKOMST, name="attendering_een_uitkomst"),
            models.UniqueConstraint(
                fields=["melding"], condition=Q(soort="BEVESTIGING"), name="attendering_een_bevestiging"
            ),
            models.CheckConstraint(
                condition=Q(soort__in=("BEVESTIGING", "BERICHT"), aanvulling__isnull=True)
                | Q(soort="VRAAG", aanvulling__isnull=False),
                name="attendering_vraag",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} van melding {self.melding_id}"
