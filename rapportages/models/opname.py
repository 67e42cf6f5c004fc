"""Figures that were counted before, and what was written since: so that a page only counts again what is different."""

from django.db import models


class Opname(models.Model):
    """The figures of one slice at one moment. Nothing is known from it that cannot be counted again: it may be thrown
    away at any time.

    It was counted on one state of the database. A row of `Spoor` was there already when its id is at most `spoor_tot`
    and, on PostgreSQL, its transaction was finished in `beeld`."""

    peildatum = models.DateField()
    stand_van = models.DateTimeField()
    snede = models.CharField(max_length=120, blank=True, help_text="welk deel; leeg: alles")
    gevraagd_op = models.DateTimeField(
        null=True,
        help_text="toen iemand erom vroeg, en dan is zij er alleen voor haar eigen peildatum; leeg: door de klok",
    )
    versie = models.CharField(max_length=80, help_text="van de definities")
    reeksen = models.BinaryField(help_text="de stroom en de kerncijfers, per dag")
    spoor_tot = models.BigIntegerField()
    beeld = models.TextField(blank=True, help_text="pg_current_snapshot()")
    transactie = models.BigIntegerField(default=0, help_text="die haar telde, als zij ook schreef")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snede", "stand_van", "peildatum"], name="opname_eenmaal")
        ]

    def __str__(self) -> str:
        return f"opname van {self.snede or 'alles'} op {self.stand_van:%d-%m-%Y %H:%M}"


class Telverzoek(models.Model):
    """Somebody waits for a count (`rapportages.telverzoeken`). The row is the queue, and goes when it is done."""

    snede = models.CharField(max_length=120, blank=True)
    peildatum = models.DateField()
    stand_van = models.DateTimeField()
    gevraagd_op = models.DateTimeField()
    mislukt = models.BooleanField(default=False)

    class Meta:
        ordering = ["gevraagd_op", "id"]
        verbose_name_plural = "telverzoeken"
        constraints = [
            models.UniqueConstraint(fields=["snede", "peildatum", "stand_van"], name="telverzoek_eenmaal")
        ]

    def __str__(self) -> str:
        return f"telverzoek van {self.snede or 'alles'} op {self.peildatum}"


class Bewaking(models.Model):
    """While there is one, a Spoor is written of whatever a figure may depend on. Without counts to go on from nobody
    reads them, and an import is quicker without."""

    transactie = models.BigIntegerField(
        null=True, help_text="van toen zij al te zien was: wie eerder begon zag haar misschien niet"
    )
    vanaf = models.DateTimeField(
        null=True, help_text="van wat na deze stand van telt is er een spoor, ook van wat er al stond"
    )

    class Meta:
        verbose_name_plural = "bewakingen"

    def __str__(self) -> str:
        return f"bewaking {self.pk}"


class Spoor(models.Model):
    """Something was written that a figure may depend on, by whomever: triggers write it, in the same transaction
    (`rapportages.sporen`)."""

    soort = models.CharField(max_length=9)
    object_id = models.BigIntegerField()
    vanaf = models.DateTimeField(help_text="de vroegste stand van die er anders door kan zijn")
    tot = models.DateTimeField(help_text="vanaf deze stand van verandert het geen cijfer van dan meer")
    transactie = models.BigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "sporen"
        indexes = [
            models.Index(fields=["vanaf"], name="spoor_vanaf"),
            models.Index(fields=["tot"], name="spoor_tot"),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.object_id}"
