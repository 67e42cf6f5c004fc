"""What people did with a melding, each act a row with its own words. The log only refers to them: a line of it can
never be changed, and words may have to be."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from meldingen.models.feiten import Status
from meldingen.models.melding import Melding


class StatusWissel(models.Model):
    """A step from one state to the next, with why."""

    melding = models.ForeignKey(Melding, models.PROTECT, db_index=False, related_name="wissels")
    van = models.CharField(max_length=20, choices=Status)
    naar = models.CharField(max_length=20, choices=Status)
    op = models.DateTimeField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, db_index=False, related_name="+")
    toelichting = models.TextField(blank=True)

    class Meta:
        ordering = ["op", "id"]
        # What it was at some moment is told without reading a step, and so is what changed since (`balansstand`).
        indexes = [
            models.Index(fields=["melding", "op", "id"], name="statuswissel_verloop", include=["van"]),
            models.Index(fields=["op", "melding"], name="statuswissel_sinds"),
        ]

    def __str__(self) -> str:
        return f"melding {self.melding_id} naar {self.get_naar_display()}"


class AanvullingQuerySet(models.QuerySet["Aanvulling"]):
    def open(self) -> "AanvullingQuerySet":
        """Nobody answered yet, and the melding waits for it."""
        return self.filter(ontvangen_op=None, herroepen_op=None, melding__status=Status.AANVULLING_GEVRAAGD)


class Aanvulling(models.Model):
    """A question to the reporter, and the answer when it has come. One is open at a time."""

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="aanvullingen")
    vraag = models.TextField()
    voor_melder = models.TextField(
        blank=True, help_text="de vraag zoals de melder haar leest, in een andere taal"
    )
    taal = models.CharField(max_length=2, blank=True, help_text="van wat de melder leest")
    gevraagd_op = models.DateTimeField()
    gevraagd_door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    uiterlijk = models.DateTimeField(null=True, help_text="de klok van de vraag")
    antwoord = models.TextField(blank=True)
    ontvangen_op = models.DateTimeField(null=True)
    ontvangen_door = models.ForeignKey(
        Gebruiker,
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        help_text="leeg: de melder zelf",
    )

    herroepen_op = models.DateTimeField(null=True, help_text="toch niet gevraagd")
    herroepen_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, db_index=False, related_name="+")

    objects = AanvullingQuerySet.as_manager()

    class Meta:
        ordering = ["gevraagd_op", "id"]
        verbose_name_plural = "aanvullingen"
        # What is open, by its clock; and what was open at some moment and is not any more. Few among many.
        indexes = [
            models.Index(
                fields=["uiterlijk", "melding"],
                name="aanvulling_klok",
                condition=models.Q(ontvangen_op=None, herroepen_op=None),
            ),
            models.Index(
                fields=["ontvangen_op"],
                name="aanvulling_ontvangen",
                condition=models.Q(ontvangen_op__isnull=False),
            ),
            models.Index(
                fields=["herroepen_op"],
                name="aanvulling_herroepen",
                condition=models.Q(herroepen_op__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["melding"],
                condition=models.Q(ontvangen_op=None, herroepen_op=None),
                name="aanvulling_een_open",
            )
        ]

    def __str__(self) -> str:
        return f"aanvulling bij melding {self.melding_id}"

    @property
    def staat_open(self) -> bool:
        """No answer came, and it was not taken back. Whether its melding still waits for it, that says itself."""
        return self.ontvangen_op is None and self.herroepen_op is None


class Bevestigingsplicht(models.Model):
    """From `vanaf` until `tot` somebody here was to tell the reporter that the melding was received. A row is never
    changed but to end it, so that what lay open at any moment stays known. The open one stands on the melding too."""

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="bevestigingsplichten")
    uiterlijk = models.DateField(help_text="de laatste dag")
    vanaf = models.DateTimeField()
    tot = models.DateTimeField(null=True)

    class Meta:
        ordering = ["vanaf", "id"]
        verbose_name_plural = "bevestigingsplichten"
        indexes = [
            models.Index(
                fields=["uiterlijk", "melding"],
                name="bevestigingsplicht_klok",
                condition=models.Q(tot=None),
            ),
            models.Index(
                fields=["tot"],
                name="bevestigingsplicht_tot",
                condition=models.Q(tot__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["melding"], condition=models.Q(tot=None), name="bevestigingsplicht_een_open"
            )
        ]

    def __str__(self) -> str:
        return f"plicht tot bevestigen van melding {self.melding_id}"


class Ontvangstbevestiging(models.Model):
    """A reporter was told that the melding was received, or why that cannot be. Append-only, one of a melding; one that
    was recorded by mistake moves to HerroepenBevestiging."""

    class Wijze(models.TextChoices):
        BRIEF = "BRIEF", _("Per brief")
        EMAIL = "EMAIL", _("Per e-mail")
        TELEFOON = "TELEFOON", _("Per telefoon")
        NIET = "NIET", _("Het kan niet")

    melding = models.OneToOneField(
        Melding, models.PROTECT, primary_key=True, related_name="ontvangstbevestiging"
    )
    wijze = models.CharField(max_length=8, choices=Wijze)
    dag = models.DateField(null=True, help_text="waarop de melder het hoorde; leeg als het niet kan")
    toelichting = models.TextField(blank=True, help_text="waarom het niet kan, zonder wie er meldde")
    op = models.DateTimeField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")

    class Meta:
        verbose_name_plural = "ontvangstbevestigingen"
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(wijze="NIET", dag=None) & ~models.Q(toelichting=""))
                | (~models.Q(wijze="NIET") & models.Q(dag__isnull=False)),
                name="ontvangstbevestiging_dag_of_reden",
            )
        ]

    def __str__(self) -> str:
        return f"bevestiging van melding {self.melding_id}"


class HerroepenBevestiging(models.Model):
    """An acknowledgement that was recorded by mistake, as it was, and why it was taken back. Append-only."""

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="herroepen_bevestigingen")
    wijze = models.CharField(max_length=8, choices=Ontvangstbevestiging.Wijze)
    dag = models.DateField(null=True)
    toelichting = models.TextField(blank=True, help_text="zonder wie er meldde")
    op = models.DateTimeField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    herroepen_op = models.DateTimeField()
    herroepen_door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    reden = models.TextField(help_text="zonder wie er meldde")

    class Meta:
        ordering = ["herroepen_op", "id"]
        verbose_name_plural = "herroepen bevestigingen"

    def __str__(self) -> str:
        return f"herroepen bevestiging van melding {self.melding_id}"


class MelderInzage(models.Model):
    """Somebody read who reported, and why."""

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="inzagen")
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    op = models.DateTimeField()
    reden = models.TextField(help_text="zonder wie er meldde")
    sleutel = models.UUIDField(
        null=True, unique=True, help_text="het formulier: een inzage wordt eenmaal getoond"
    )

    class Meta:
        ordering = ["op", "id"]
        verbose_name_plural = "inzagen"

    def __str__(self) -> str:
        return f"inzage bij melding {self.melding_id}"
