"""The ledger of what came in, counted ahead per day. Derived, and written by `meldingen.balansdagen` only."""

from django.db import models


class Balansdag(models.Model):
    """The meldingen that were received on a day and have this status: their number, their lowest and highest id, and
    since when the latest of them stands as it is."""

    pk = models.CompositePrimaryKey("dag", "status")
    dag = models.DateField()
    status = models.CharField(max_length=20)
    aantal = models.PositiveBigIntegerField()
    laagste = models.BigIntegerField()
    hoogste = models.BigIntegerField()
    stand_vanaf = models.DateTimeField()

    class Meta:
        verbose_name_plural = "balansdagen"

    def __str__(self) -> str:
        return f"{self.aantal} meldingen van {self.dag:%d-%m-%Y} in {self.status}"


class Balansspoor(models.Model):
    """A day on which something changed since it was counted; written by the database itself."""

    dag = models.DateField()

    class Meta:
        verbose_name_plural = "balanssporen"

    def __str__(self) -> str:
        return f"{self.dag:%d-%m-%Y}"
