"""What was written down of a melding in tables of different shape, read at once: changes, states, questions, texts."""

from collections.abc import Iterable
from datetime import datetime
from enum import IntEnum
from typing import Any, NamedTuple

from django.db.models import F, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast

from inspectie.vastevraag import VasteVraag
from inspectie.versies import Wijziging
from meldingen.models import Aanvulling, Melding, NagekomenGezien, Ontvangstbevestiging


class Soort(IntEnum):
    """What was written down, in the order in which things of one moment are told."""

    TEKST = 1
    WIJZIGING = 2
    STATUS = 3
    GEVRAAGD = 4
    ONTVANGEN = 5
    HERROEPEN = 6
    NAGEKOMEN = 7
    BIJLAGE = 8
    ATTENDERING = 9
    INTREKVERZOEK = 10
    NIET_INGETROKKEN = 11
    BEVESTIGD = 12
    NIET_VERZONDEN = 13
    GELEZEN = 14
    BEVESTIGING_HERROEPEN = 15


class Spoor(NamedTuple):
    """One thing on record: `wat` is the field or the state, `inhoud` what it became (JSON), was asked, answered or
    added; of a file its sealed name; of an acknowledgement its day. Of what was added `wie` is who wrote it down, and
    `aard` the channel; that it was read is one by itself, with the same `pk`."""

    soort: int
    op: datetime
    pk: int
    wat: str
    inhoud: str | None
    waarom: str
    aard: str
    voornaam: str | None
    achternaam: str | None
    gebruikersnaam: str | None

    @property
    def wie(self) -> str:
        return f"{self.voornaam or ''} {self.achternaam or ''}".strip() or self.gebruikersnaam or ""


def sporen(melding: Melding) -> list[Spoor]:
    """All that was written down of a melding, its texts among it, oldest first. One query."""
    gevonden = [Spoor(*rij) for rij in _ALLE.rijen(melding.pk)]
    return sorted(gevonden, key=lambda spoor: (spoor.op, spoor.soort, spoor.pk))


def _alle(pk: int) -> "QuerySet[Any, Any]":
    """The rows of all those tables together, each as a Spoor."""
    melding = Melding(pk=pk)
    vragen = Aanvulling.objects.filter(melding=melding)
    wijzigingen = Wijziging.objects.filter(soort="melding", object_id=melding.pk)
    eerste, *rest = (
        _bron(Soort.STATUS, melding.wissels, "op", door="door", wat="naar", waarom="toelichting"),
        _bron(
            Soort.WIJZIGING,
            wijzigingen,
            "geregistreerd_op",
            door="door",
            wat="veld",
            inhoud="nieuw",
            waarom="reden",
            aard="aard",
        ),
        _bron(Soort.TEKST, melding.teksten, "geregistreerd_op", inhoud="tekst"),
        _bron(Soort.GEVRAAGD, vragen, "gevraagd_op", door="gevraagd_door", inhoud="vraag"),
        _bron(
            Soort.ONTVANGEN,
            vragen.exclude(ontvangen_op=None),
            "ontvangen_op",
            door="ontvangen_door",
            inhoud="antwoord",
        ),
        _bron(Soort.HERROEPEN, vragen.exclude(herroepen_op=None), "herroepen_op", door="herroepen_door"),
        _bron(
            Soort.NAGEKOMEN,
            melding.nagekomen,
            "op",
            door="door",
            wat="bestanden",
            inhoud="tekst",
            aard="kanaal",
        ),
        _bron(Soort.GELEZEN, NagekomenGezien.objects.filter(nagekomen__melding=melding), "op", door="door"),
        _bron(Soort.BIJLAGE, melding.bijlagen, "op", inhoud="naam"),
        _bron(
            Soort.ATTENDERING, melding.attenderingen.exclude(verzonden_op=None), "verzonden_op", wat="soort"
        ),
        _bron(
            Soort.NIET_VERZONDEN,
            melding.attenderingen.exclude(mislukt_op=None),
            "mislukt_op",
            wat="soort",
            waarom="reden",
        ),
        _bron(Soort.INTREKVERZOEK, melding.intrekverzoeken, "op"),
        _bron(
            Soort.NIET_INGETROKKEN,
            melding.intrekverzoeken.filter(ingewilligd=False),
            "besloten_op",
            door="besloten_door",
            waarom="reden",
        ),
        *(
            _bron(Soort.BEVESTIGD, reeks, "op", door="door", wat="wijze", inhoud="dag", waarom="toelichting")
            for reeks in (
                Ontvangstbevestiging.objects.filter(melding=melding),
                melding.herroepen_bevestigingen,
            )
        ),
        _bron(
            Soort.BEVESTIGING_HERROEPEN,
            melding.herroepen_bevestigingen,
            "herroepen_op",
            door="herroepen_door",
            waarom="reden",
        ),
    )
    uit: QuerySet[Any, Any] = eerste.union(*rest, all=True)
    return uit


# Sixteen tables: having Django write it took a fifth of the page of a melding.
_ALLE = VasteVraag(_alle)


def _bron(
    soort: Soort,
    reeks: Any,
    op: str,
    *,
    door: str = "",
    wat: str = "",
    inhoud: str = "",
    waarom: str = "",
    aard: str = "",
) -> Any:
    """The columns of a Spoor from one table; "" where it has none."""

    def kolom(veld: str) -> Any:
        return Cast(veld, TextField()) if veld else Value("", output_field=TextField())

    wie = [kolom(f"{door}__{veld}" if door else "") for veld in ("first_name", "last_name", "username")]
    soort_ = Value(soort.value, output_field=IntegerField())
    kolommen = (F(op), F("pk"), kolom(wat), kolom(inhoud), kolom(waarom), kolom(aard), *wie)
    return reeks.order_by().values_list(soort_, *kolommen)


class Tekst(NamedTuple):
    """The words of a complaint as they were from a moment on."""

    tekst: str
    geregistreerd_op: datetime


def teksten(alles: Iterable[Spoor]) -> list[Tekst]:
    """Oldest first; the last one counts."""
    return [Tekst(spoor.inhoud or "", spoor.op) for spoor in alles if spoor.soort == Soort.TEKST]


class Antwoord(NamedTuple):
    """What the reporter answered, and to what."""

    vraag: str
    tekst: str
    op: datetime


def antwoorden(alles: Iterable[Spoor]) -> list[Antwoord]:
    """Oldest first."""
    rijen = list(alles)
    vragen = {spoor.pk: spoor.inhoud or "" for spoor in rijen if spoor.soort == Soort.GEVRAAGD}
    return [
        Antwoord(vragen.get(spoor.pk, ""), spoor.inhoud or "", spoor.op)
        for spoor in rijen
        if spoor.soort == Soort.ONTVANGEN
    ]
