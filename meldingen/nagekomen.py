"""What the reporter sent later, for who works on the melding: reading it, and saying that it was read, or that it was
passed on to Opsporing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from inspectie.kluis import open_zegel
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.velden import plaats
from meldingen.models import Melding, Meldingbijlage, Nagekomen, NagekomenDoorgestuurd, NagekomenGezien
from meldingen.models.melding import MeldingQuerySet
from meldingen.models.volgen import NagekomenQuerySet, wacht_op_lezer
from meldingen.sporen import Soort, Spoor
from meldingen.statussen import vergrendel


@dataclass(slots=True)
class VanMelder:
    """What came at one moment; without words and with `later` False the files that came with the melding itself."""

    op: datetime
    tekst: str = ""
    later: bool = False
    bestanden: list[tuple[int, str]] = field(default_factory=list)
    """(id, name)."""
    gelezen_door: str = ""
    ongelezen: bool = False


def van_melder(melding: Melding, alles: Iterable[Spoor]) -> list[VanMelder]:
    """From what was read of the melding anyway, oldest first."""
    uit: dict[datetime, VanMelder] = {}
    gevraagd_op: datetime | None = None
    for spoor in alles:
        if spoor.soort == Soort.GEVRAAGD:
            gevraagd_op = spoor.op
        elif spoor.soort == Soort.NAGEKOMEN:
            stuk = uit.setdefault(spoor.op, VanMelder(spoor.op))
            stuk.later, stuk.tekst, stuk.gelezen_door = True, spoor.inhoud or "", spoor.wie
            stuk.ongelezen = not spoor.wie and wacht_op_lezer(melding, spoor.op, gevraagd_op)
        elif spoor.soort == Soort.BIJLAGE:
            naam = open_zegel(spoor.inhoud or "", plaats(Meldingbijlage, spoor.pk, "naam"))
            uit.setdefault(spoor.op, VanMelder(spoor.op)).bestanden.append((spoor.pk, naam))
    return list(uit.values())


@transaction.atomic
def neem_kennis(melding: Melding, *, door: Gebruiker, op: datetime) -> Sequence[Nagekomen]:
    """Somebody read what came after the decision, or beside the answer to a question. Again it is nothing. Returns what
    was read."""
    melding = vergrendel(melding)
    gelezen = list(Nagekomen.objects.ongelezen().filter(melding=melding))
    if gelezen:
        NagekomenGezien.objects.bulk_create(
            [NagekomenGezien(nagekomen=stuk, door=door, op=op) for stuk in gelezen]
        )
        log(
            "nagekomen_gelezen",
            op=op,
            door=door,
            onderwerp=f"melding:{melding.pk}",
            nagekomen=[stuk.pk for stuk in gelezen],
        )
    return gelezen


def aangevuld_bij_opsporing(stukken: NagekomenQuerySet) -> MeldingQuerySet:
    """The meldingen of these, by nothing but their number."""
    return Melding.objects.filter(pk__in=stukken.values("melding")).only("nummer")


@transaction.atomic
def stuur_door(melding: Melding, *, tot: int, door: Gebruiker, op: datetime) -> Sequence[Nagekomen]:
    """Somebody passed on to Opsporing what came after the melding went there, as far as it was there then (`tot`: the
    id of the last one). Again it is nothing. Returns what was passed on."""
    melding = vergrendel(melding)
    wacht = Nagekomen.objects.bij_opsporing(door).door_te_sturen()
    stukken = list(wacht.filter(melding=melding, pk__lte=tot))
    if stukken:
        NagekomenDoorgestuurd.objects.bulk_create(
            [NagekomenDoorgestuurd(nagekomen=stuk, door=door, op=op) for stuk in stukken]
        )
        log(
            "nagekomen_doorgestuurd",
            op=op,
            door=door,
            onderwerp=f"melding:{melding.pk}",
            nagekomen=[stuk.pk for stuk in stukken],
        )
    return stukken
