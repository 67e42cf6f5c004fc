"""How often a message in the mailbox was begun on. No record of anything: gone as soon as the message stands."""

from django.db import models


class Postpoging(models.Model):
    """A message that was begun on and that nobody heard of again: its reading stopped the whole program."""

    bericht = models.CharField(
        max_length=32, unique=True, help_text="afdruk met sleutel van zijn plek in de bus"
    )
    aantal = models.PositiveSmallIntegerField(default=0)
    op = models.DateTimeField()

    class Meta:
        verbose_name_plural = "postpogingen"

    def __str__(self) -> str:
        return f"poging {self.pk}"
