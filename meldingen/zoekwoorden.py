"""Keeps the register of free text: what a melding is found by. Every write path calls this in its own transaction.

`registreer` for new meldingen, `ververs` when the text or the employer of one changed, `ververs_werkgevers` when the
names of an employer or its group did. `controleer` compares all of it with the records.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from types import MappingProxyType
from typing import NamedTuple

from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from inspectie.bulk import alle_pks, onder, voeg_toe
from meldingen.models import Aanvulling, Melding, MeldingTekst, Nagekomen, Status, Werkgever, Zoekwoorden
from meldingen.zoeken import SCHEIDING, WOORDEN_MAX, stammen

STUK = 2000
REGISTER = "meldingen_zoekregister"
"""The FTS5 table on SQLite."""


Namen = Mapping[int, list[str]]
"""The stems of an employer's names and places, by its id."""
_GEEN: Namen = MappingProxyType({})


class Bron(NamedTuple):
    melding: int
    nummer: int
    extern_kenmerk: str | None
    werkgever: int | None
    teksten: Sequence[str]


def registreer(bronnen: Collection[Bron], namen: Namen = _GEEN) -> None:
    """For meldingen that are new, while their employers are there already. `namen`: of employers that the caller asked
    (`naamstammen`), or knows to have one record."""
    # A list: the rows ask for names, and during a COPY the connection answers nothing.
    voeg_toe(Zoekwoorden, ["melding_id", "woorden"], list(_rijen(bronnen, namen)))
    if connection.vendor == "sqlite":
        # In one statement: a trigger would have FTS5 write its pages once per row, three times the work.
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {REGISTER} (rowid, woorden) SELECT melding_id, woorden"
                f" FROM {Zoekwoorden._meta.db_table} WHERE melding_id IN (SELECT value FROM json_each(%s))",
                [json.dumps([bron.melding for bron in bronnen])],
            )


def ververs(pks: Iterable[int]) -> None:
    """Derive anew what these meldingen are found by. Holds them, so that the last writer has seen all the others."""
    for deel in _porties(sorted(set(pks))):
        vast = Melding.objects.select_for_update(no_key=True).filter(pk__in=onder(deel)).order_by("pk")
        list(vast.values_list("pk"))
        Zoekwoorden.objects.filter(melding__in=onder(deel)).delete()
        registreer(_lees(deel))


def ververs_werkgevers(pks: Iterable[int]) -> None:
    """The same for every melding about one of these records or another of their employer."""
    for deel in _porties(sorted(set(pks))):
        hoofden = [
            hoofd or pk
            for pk, hoofd in Werkgever.objects.filter(pk__in=onder(deel)).values_list("pk", "hoofd")
        ]
        wie = {*hoofden, *_leden(hoofden).values_list("pk", flat=True)}
        ververs(Melding.objects.filter(werkgever__in=onder(wie)).values_list("pk", flat=True))


def herbouw() -> int:
    """All of it, a portion at a time; returns how many meldingen."""
    aantal = 0
    for deel in alle_pks(Melding, STUK):
        with transaction.atomic():
            ververs(deel)
        aantal += len(deel)
    return aantal


def gebreken() -> Iterator[str]:
    """Where the register and the records differ, in Dutch."""
    for deel in alle_pks(Melding, STUK):
        staat = dict(Zoekwoorden.objects.filter(melding__in=onder(deel)).values_list("melding_id", "woorden"))
        for pk, woorden in _rijen(_lees(deel)):
            if pk not in staat:
                yield f"melding {pk} staat niet in het zoekregister."
            elif _inhoud(staat[pk]) != _inhoud(woorden):
                yield f"melding {pk} staat anders in het zoekregister dan in het dossier."
    if connection.vendor == "sqlite":
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO {REGISTER} ({REGISTER}, rank) VALUES ('integrity-check', 1)")
        except DatabaseError:
            yield "het zoekregister is beschadigd; bouw het opnieuw met manage.py zoekregister."


def _lees(pks: Sequence[int]) -> list[Bron]:
    teksten: dict[int, list[str]] = {}
    for pk, tekst in (
        MeldingTekst.objects.filter(melding__in=onder(pks))
        .order_by("-geregistreerd_op", "-id")
        .values_list("melding_id", "tekst")
    ):
        teksten.setdefault(pk, []).append(tekst)
    later = Nagekomen.objects.filter(melding__in=onder(pks)).exclude(tekst="").order_by("op", "id")
    antwoorden = Aanvulling.objects.filter(melding__in=onder(pks)).exclude(antwoord="").order_by("id")
    for reeks in (later.values_list("melding_id", "tekst"), antwoorden.values_list("melding_id", "antwoord")):
        for pk, tekst in reeks:
            teksten.setdefault(pk, []).append(tekst)
    rijen = Melding.objects.filter(pk__in=onder(pks)).values_list(
        "pk", "nummer", "extern_kenmerk", "werkgever_id", "status"
    )
    return [
        # Of what went to Opsporing the register knows the number only.
        Bron(pk, nummer, None, None, ())
        if status == Status.NAAR_OPSPORING
        else Bron(pk, nummer, kenmerk, werkgever, teksten.get(pk, ()))
        for pk, nummer, kenmerk, werkgever, status in rijen
    ]


def _rijen(bronnen: Collection[Bron], namen: Namen = _GEEN) -> Iterator[tuple[int, str]]:
    if op_te_zoeken := {bron.werkgever for bron in bronnen if bron.werkgever is not None} - namen.keys():
        namen = {**namen, **naamstammen(op_te_zoeken)}
    schrijf: Callable[[list[str]], str] = _als_tsvector if connection.vendor == "postgresql" else " ".join
    for bron in bronnen:
        woorden = stammen(f"{bron.nummer} {bron.extern_kenmerk or ''}")
        if bron.werkgever is not None:
            woorden += namen[bron.werkgever]
        for tekst in bron.teksten:
            woorden.append(SCHEIDING)
            woorden += stammen(tekst)
        yield bron.melding, schrijf(woorden[:WOORDEN_MAX])


def naamstammen(pks: Collection[int]) -> dict[int, list[str]]:
    """The stems of the names and places of each employer, over all its records. Two queries, and one more for a
    record that another stands for."""
    eigen = list(Werkgever.objects.filter(pk__in=onder(pks)).values_list("pk", "hoofd_id", "naam", "plaats"))
    groep = {pk: hoofd or pk for pk, hoofd, _, _ in eigen}
    per_groep: dict[int, dict[str, None]] = {}  # each name once, in order
    hoofden = set(groep.values())
    anderen = [_leden(hoofden)]
    if elders := hoofden - groep.keys():
        anderen.append(Werkgever.objects.filter(pk__in=onder(elders)))
    rijen = (reeks.order_by().values_list("pk", "hoofd_id", "naam", "plaats") for reeks in anderen)
    alle = {rij[0]: rij for rij in (*eigen, *chain.from_iterable(rijen))}
    for _, (pk, hoofd, naam, plaats) in sorted(alle.items()):
        per_groep.setdefault(hoofd or pk, {}).update(dict.fromkeys((naam, plaats)))
    per_hoofd = {hoofd: stammen_van(velden) for hoofd, velden in per_groep.items()}
    return {pk: per_hoofd[hoofd] for pk, hoofd in groep.items()}


def stammen_van(velden: Iterable[str]) -> list[str]:
    """Of each of these names and places of one employer once, in order."""
    return [kort for veld in dict.fromkeys(velden) for kort in (SCHEIDING, *stammen(veld))]


def _leden(hoofden: Collection[int]) -> QuerySet[Werkgever]:
    """The other records of these employers. Not in one question with the employers themselves: of an OR PostgreSQL
    reads the whole table."""
    return Werkgever.objects.filter(hoofd__in=onder(hoofden), hoofd__isnull=False)


_PLEKKEN = [f":{plek}" for plek in range(1, WOORDEN_MAX + 1)]


def _als_tsvector(woorden: list[str]) -> str:
    """A word may come more than once: PostgreSQL puts its places together."""
    return " ".join([kort + plek for kort, plek in zip(woorden, _PLEKKEN, strict=False) if kort != SCHEIDING])


def _inhoud(woorden: str) -> object:
    """To compare by: PostgreSQL gives the words back in an order of its own, with at most 255 places of each."""
    if connection.vendor == "sqlite":
        return woorden
    plekken: dict[str, list[int]] = {}
    for lexeem in woorden.split():
        kort, _, waar = lexeem.replace("'", "").rpartition(":")
        plekken.setdefault(kort, []).extend(map(int, waar.split(",")))
    return {kort: sorted(waar)[:255] for kort, waar in plekken.items()}


def _porties(pks: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(pks)
    while deel := list(islice(rest, STUK)):
        yield deel
