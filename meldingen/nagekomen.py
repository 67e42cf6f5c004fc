"""What the reporter sent later, for who works on the melding: reading it, and saying that it was read, or that it was
passed on to Opsporing."""

from collections.abc import Sequence
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
    door: str = ""
    """Who wrote it down, where the reporter did not add it themselves; `account` is theirs."""
    account: str = ""
    kanaal: str = ""
    bestanden: list[tuple[int, str]] = field(default_factory=list)
    """(id, name)."""
    gelezen_door: str = ""
    ongelezen: bool = False

    def is_te_lezen_door(self, gebruiker: Gebruiker) -> bool:
        """Who wrote it down knows it; then another is to read it."""
        return self.ongelezen and self.account != gebruiker.username


def van_melder(melding: Melding, alles: Sequence[Spoor]) -> list[VanMelder]:
    """From what was read of the melding anyway, oldest first."""
    uit: list[VanMelder] = []
    gelezen = {spoor.pk: spoor.wie for spoor in alles if spoor.soort == Soort.GELEZEN}
    samen: dict[datetime, VanMelder] = {}  # files are of the moment with which they came
    gevraagd_op: datetime | None = None
    for spoor in alles:
        if spoor.soort == Soort.GEVRAAGD:
            gevraagd_op = spoor.op
        elif spoor.soort == Soort.NAGEKOMEN:
            samen[spoor.op] = VanMelder(
                spoor.op,
                spoor.inhoud or "",
                later=True,
                door=spoor.wie,
                account=spoor.gebruikersnaam or "",
                kanaal=spoor.aard,
                gelezen_door=gelezen.get(spoor.pk, ""),
                ongelezen=spoor.pk not in gelezen and wacht_op_lezer(melding, spoor.op, gevraagd_op),
            )
            uit.append(samen[spoor.op])
        elif spoor.soort == Soort.BIJLAGE:
            naam = open_zegel(spoor.inhoud or "", plaats(Meldingbijlage, spoor.pk, "naam"))
            if spoor.op not in samen:
                uit.append(samen.setdefault(spoor.op, VanMelder(spoor.op)))
            samen[spoor.op].bestanden.append((spoor.pk, naam))
    return uit


@transaction.atomic
def neem_kennis(melding: Melding, *, door: Gebruiker, op: datetime) -> Sequence[Nagekomen]:
    """Somebody read what came after the decision, or beside the answer to a question. Again it is nothing, and what
    they wrote down themselves waits for another. Returns what was read."""
    melding = vergrendel(melding)
    gelezen = list(Nagekomen.objects.ongelezen().niet_van(door).filter(melding=melding))
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
