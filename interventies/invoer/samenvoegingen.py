"""Merges of employers that come one after another: checked line by line, applied together.

Applied one by one each would derive and judge all that was merged before it anew, so a chain of a thousand would take a
million steps. Held back is only what cannot be refused but for a circle: a first merge of a record, in order of
registration. It takes nothing apart, and makes no intervention unlawful: of an employer the law asks whether it is the
same one, and whether an earlier warning is there.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from inspectie.versies import Wijziging, herleid
from interventies.invoer import nakijken
from interventies.invoer.context import Context
from interventies.invoer.keuring import herzie
from interventies.invoer.nakijken import Correctie
from interventies.invoer.rij import Rij
from meldingen.models import Werkgever
from meldingen.werkgevers import groepeer

MEESTE = 1000  # held back at once
VELD = "samengevoegd_in"
_WORTEL = """WITH RECURSIVE keten(id, verder) AS (
SELECT id, samengevoegd_in_id FROM meldingen_werkgever WHERE id = %s
UNION SELECT w.id, w.samengevoegd_in_id FROM meldingen_werkgever w JOIN keten ON w.id = keten.verder)
SELECT id FROM keten WHERE verder IS NULL"""


def gaat_over_samenvoegen(rijen: Sequence[Rij]) -> bool:
    """Lines that do not read what is held back."""
    return all(
        not rij.fouten and rij.waarden["soort"] == "werkgever" and rij.waarden["veld"] == VELD
        for rij in rijen
    )


class Samenvoegingen:
    def __init__(self, context: Context) -> None:
        self._context = context
        self._wacht: dict[int, Correctie] = {}  # by the record that is merged
        self._wortels: dict[int, int] = {}  # where the chain of a record ends by what is stored

    def neem(self, correcties: Sequence[Correctie]) -> bool:
        """Hold this back. False: it is to be applied by itself, after `pas_toe`."""
        if len(correcties) != 1 or not self._is_eerste(correcties[0]) or self._loopt_rond(correcties[0]):
            return False
        self._wacht[correcties[0].pk] = correcties[0]
        if len(self._wacht) >= MEESTE:
            self.pas_toe()
        return True

    def _is_eerste(self, c: Correctie) -> bool:
        if c.bestand.model is not Werkgever or c.kolom.naam != VELD or not c.waarde or c.pk in self._wacht:
            return False
        laatste: datetime | None = self._context.laatste
        if laatste is not None and c.op < laatste:
            return False
        return not Wijziging.objects.filter(
            soort="werkgever", object_id=c.pk, veld=c.kolom.attribuut
        ).exists()

    def _loopt_rond(self, c: Correctie) -> bool:
        pk = c.waarde
        while pk != c.pk:
            if pk in self._wacht:
                pk = self._wacht[pk].waarde
            elif (wortel := self._wortel(pk)) == pk:
                return False
            else:
                pk = wortel
        return True

    def _wortel(self, pk: int) -> int:
        if pk not in self._wortels:
            with connection.cursor() as cursor:
                cursor.execute(_WORTEL, [pk])
                self._wortels[pk] = cursor.fetchone()[0]
        return self._wortels[pk]

    def pas_toe(self) -> None:
        """Apply what is held back."""
        correcties = list(self._wacht.values())
        self._wacht.clear()
        self._wortels.clear()
        if not correcties:
            return
        context = self._context
        with transaction.atomic():
            Wijziging.objects.bulk_create(
                Wijziging(
                    soort=c.bestand.soort,
                    object_id=c.pk,
                    veld=c.kolom.attribuut,
                    nieuw=c.waarde,
                    reden=c.rij.waarden["reden"],
                    geregistreerd_op=c.op,
                    ingevoerd_op=context.nu,
                    vingerafdruk=c.rij.vingerafdruk,
                )
                for c in correcties
            )
            herleid(Werkgever, "werkgever", [c.pk for c in correcties])
            geraakt = groepeer({pk for c in correcties for pk in (c.pk, c.waarde)})
        nakijken.onthoud_wijziging(context, correcties[-1:])
        context.telling("correcties")["nieuw"] += len(correcties)
        context.telling("correcties")["ongewijzigd"] += sum(len(c.gelijk) for c in correcties)
        if context.beraad:
            herzie(context, geraakt)
