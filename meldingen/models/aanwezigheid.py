"""Who has a melding open. No record of anything: it expires by itself and is swept away."""

from django.db import models

from inspectie.models import Gebruiker
from meldingen.models.melding import Melding


class Aanwezigheid(models.Model):
    """`sinds` is when this person came, `gezien_op` when their page was last heard of (to the minute)."""

    melding = models.ForeignKey(Melding, models.CASCADE, db_index=False, related_name="aanwezigen")
    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, db_index=False, related_name="+")
    sinds = models.DateTimeField()
    gezien_op = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["melding", "gebruiker"], name="aanwezig_eenmaal")]

    def __str__(self) -> str:
        return f"{self.gebruiker_id} bij melding {self.melding_id}"
