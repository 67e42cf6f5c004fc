"""What a reporter said, and who that is."""

from django.db import models
from django.db.models import Q

from inspectie.velden import Zegeltekst
from meldingen.models.melding import Melding


class MeldingTekst(models.Model):
    """The words of the complaint; a correction adds a row, the latest counts. Never a source for a letter."""

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="teksten")
    tekst = models.TextField()
    geregistreerd_op = models.DateTimeField()

    class Meta:
        ordering = ["geregistreerd_op", "id"]

    def __str__(self) -> str:
        return f"tekst bij melding {self.melding_id}"


class Melder(models.Model):
    """The reporter: the confidential table. Sealed values only; opening one asks a reason and is logged.

    A correction adds a row, the latest counts. `zoek_*` are blind indexes, to find the same person again.
    """

    GEHEIM = ("naam", "email", "telefoon")

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="melders")
    naam = Zegeltekst(blank=True)
    email = Zegeltekst(blank=True)
    telefoon = Zegeltekst(blank=True)
    zoek_naam = models.CharField(max_length=32, blank=True)
    zoek_email = models.CharField(max_length=32, blank=True)
    zoek_telefoon = models.CharField(max_length=32, blank=True)
    geregistreerd_op = models.DateTimeField()

    class Meta:
        ordering = ["geregistreerd_op", "id"]
        indexes = [
            models.Index(fields=[veld], name=f"melder_{veld}", condition=~Q(**{veld: ""}))
            for veld in ("zoek_email", "zoek_telefoon", "zoek_naam")
        ]

    def __str__(self) -> str:
        return f"melder van melding {self.melding_id}"
