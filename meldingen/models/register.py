"""The public register in which whoever reports looks an employer up. It knows nothing of meldingen, and no employer is
in it because somebody complained: an employer could look whether it is."""

from django.db import models

from meldingen.models.zoekwoorden import Woordenveld


class Registerbedrijf(models.Model):
    """`meldingen.register` fills it and looks in it. `sleutel` is the vestigingsnummer, or else the KvK number."""

    sleutel = models.CharField(max_length=13, unique=True)
    naam = models.CharField(max_length=200)
    kvk_nummer = models.CharField(max_length=8)
    vestigingsnummer = models.CharField(max_length=12, blank=True)
    plaats = models.CharField(max_length=100, blank=True)
    provincie = models.CharField(max_length=2, blank=True)
    sector = models.CharField(max_length=20, blank=True)
    woorden = Woordenveld()

    class Meta:
        verbose_name_plural = "registerbedrijven"

    def __str__(self) -> str:
        return self.naam
