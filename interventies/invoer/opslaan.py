"""How the good rows of each file are written, and taken back when something they lean on turns out wrong."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models
from django.db.models import Max

from inspectie.bulk import onder, reserveer, voeg_toe
from inspectie.models import Teller
from inspectie.nummers import volgende
from inspectie.tijd import lokale_dag
from interventies.invoer.rij import Rij
from interventies.models import (
    Interventie,
    InterventieStatus,
    Overtreding,
    Toetsing,
    Zaak,
    ZaakMelding,
    ZaakStatus,
)
from meldingen import naamregister, zoekwoorden
from meldingen.kolommen import MELDING_VELDEN, WERKGEVER_VELDEN
from meldingen.melders import MELDER_VELDEN, melder_rij
from meldingen.models import Melder, Melding, MeldingTekst, Naamplek, Status, Werkgever, Zoekwoorden
from meldingen.models.werkgever import BEGIN
from meldingen.statussen import Aanleiding, volg

Opslag = Callable[[int, Sequence[Rij]], None]  # (id of the Invoer, rows)

VOLG = 200
_RECORD = ["id", "extern_kenmerk", "vingerafdruk", "geregistreerd_op", "stand_vanaf", "invoer_id"]


def _record(rij: Rij, invoer: int, stand_vanaf: datetime | None = None) -> list[Any]:
    op = rij.geregistreerd_op
    return [rij.pk, rij.sleutel, rij.vingerafdruk, op, stand_vanaf or op, invoer]


def _waarden(rij: Rij, kolommen: Sequence[str]) -> list[Any]:
    return [rij.waarden[kolom] for kolom in kolommen]


def _nummer_rijen(model: type[models.Model], rijen: Sequence[Rij]) -> None:
    for rij, pk in zip(rijen, reserveer(model, len(rijen)), strict=True):
        rij.pk = pk


def _volg(meldingen: Sequence[int], aanleiding: Aanleiding) -> None:
    """A few at a time: they stand anywhere in a large table, and SQLite keeps every page that a statement changes, of
    each index too, until the statement is done."""
    for begin in range(0, len(meldingen), VOLG):
        volg(Melding.objects.filter(pk__in=onder(meldingen[begin : begin + VOLG])), aanleiding)


def werkgevers(invoer: int, rijen: Sequence[Rij]) -> None:
    _nummer_rijen(Werkgever, rijen)
    voeg_toe(
        Werkgever,
        _RECORD + WERKGEVER_VELDEN,
        (_record(rij, invoer, BEGIN) + _waarden(rij, WERKGEVER_VELDEN) for rij in rijen),
    )
    naamregister.registreer((rij.pk, *(rij.waarden[veld] for veld in naamregister.VELDEN)) for rij in rijen)


def meldingen(invoer: int, rijen: Sequence[Rij]) -> None:
    _nummer_rijen(Melding, rijen)
    nummer = volgende("melding", len(rijen))
    voeg_toe(
        Melding,
        [
            *_RECORD,
            "nummer",
            "status",
            "route",
            "prioriteit",
            "anoniem",
            "melder_bereikbaar",
            "werkgever_id",
            *MELDING_VELDEN,
        ],
        (
            [
                *_record(rij, invoer),
                nummer + plek,
                Status.ONTVANGEN.value,
                "",
                "",
                not rij.waarden["melder_naam"],
                bool(rij.waarden["melder_email"] or rij.waarden["melder_telefoon"]),
                rij.ids["werkgever"],
                *_waarden(rij, MELDING_VELDEN),
            ]
            for plek, rij in enumerate(rijen)
        ),
    )
    met_tekst = [rij for rij in rijen if rij.waarden["omschrijving"]]
    voeg_toe(
        MeldingTekst,
        ["melding_id", "tekst", "geregistreerd_op"],
        ([rij.pk, rij.waarden["omschrijving"], rij.geregistreerd_op] for rij in met_tekst),
    )
    zoekwoorden.registreer(
        [
            zoekwoorden.Bron(
                rij.pk,
                nummer + plek,
                rij.sleutel,
                rij.ids["werkgever"],
                [rij.waarden["omschrijving"]] if rij.waarden["omschrijving"] else [],
            )
            for plek, rij in enumerate(rijen)
        ]
    )
    gekend = [
        r
        for r in rijen
        if r.waarden["melder_naam"] or r.waarden["melder_email"] or r.waarden["melder_telefoon"]
    ]
    voeg_toe(
        Melder,
        MELDER_VELDEN,
        (
            melder_rij(
                pk,
                rij.pk,
                naam=rij.waarden["melder_naam"],
                email=rij.waarden["melder_email"],
                telefoon=rij.waarden["melder_telefoon"],
                geregistreerd_op=rij.geregistreerd_op,
            )
            for rij, pk in zip(gekend, reserveer(Melder, len(gekend)), strict=True)
        ),
    )


def verwijzingen(model: type[models.Model], veld: str, waar: Sequence[tuple[int, int]]) -> None:
    """Let records of one file refer to each other: (record, the one it refers to)."""
    tabel = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {tabel} SET {veld} = %s WHERE id = %s", [(doel, pk) for pk, doel in waar])
    if model is Melding:
        _volg([pk for pk, _ in waar], Aanleiding.DUBBEL)


def verwijder_werkgevers(pks: Sequence[int]) -> None:
    Naamplek.objects.filter(werkgever__in=pks).delete()
    Werkgever.objects.filter(pk__in=pks).delete()


def verwijder_meldingen(pks: Sequence[int]) -> None:
    """Take back meldingen of this run. The gaps this leaves in the numbers are for `sluit_nummers`."""
    MeldingTekst.objects.filter(melding__in=pks).delete()
    Melder.objects.filter(melding__in=pks).delete()
    Zoekwoorden.objects.filter(melding__in=pks).delete()
    Melding.objects.filter(pk__in=pks).delete()


def sluit_nummers(vanaf: int) -> None:
    """Number the meldingen from number `vanaf` on without gaps, in the order they came."""
    tabel = Melding._meta.db_table
    with connection.cursor() as cursor:
        # By way of numbers that nobody has: two rows never share one, not even for a moment.
        cursor.execute(f"UPDATE {tabel} SET nummer = nummer + {_BUITEN} WHERE nummer >= %s", [vanaf])
        cursor.execute(
            f"UPDATE {tabel} SET nummer = nieuw.nummer FROM"
            f" (SELECT id, %s + ROW_NUMBER() OVER (ORDER BY nummer) AS nummer FROM {tabel} WHERE nummer > {_BUITEN})"
            f" AS nieuw WHERE nieuw.id = {tabel}.id",
            [vanaf - 1],
        )
    # The number is one of the words a melding is found by.
    zoekwoorden.ververs(Melding.objects.filter(nummer__gte=vanaf).values_list("pk", flat=True))
    Teller.objects.filter(naam="melding").update(waarde=Melding.objects.aggregate(n=Max("nummer"))["n"] or 0)


_BUITEN = 10**15


def zaken(invoer: int, rijen: Sequence[Rij]) -> None:
    _nummer_rijen(Zaak, rijen)
    nummer = volgende("zaak", len(rijen))
    velden = ["domein", "aanleiding", "geopend_op"]
    voeg_toe(
        Zaak,
        [*_RECORD, "nummer", "status", "team", *velden],
        (
            [*_record(rij, invoer), nummer + plek, ZaakStatus.OPEN.value, "", *_waarden(rij, velden)]
            for plek, rij in enumerate(rijen)
        ),
    )


def koppelingen(invoer: int, rijen: Sequence[Rij]) -> None:
    _nummer_rijen(ZaakMelding, rijen)
    voeg_toe(
        ZaakMelding,
        [*_RECORD, "vervallen", "zaak_id", "melding_id"],
        ([*_record(rij, invoer), False, rij.ids["zaak"], rij.ids["melding"]] for rij in rijen),
    )
    wie = [rij.ids["melding"] for rij in rijen]
    _volg(wie, Aanleiding.KOPPELING)


def overtredingen(invoer: int, rijen: Sequence[Rij]) -> None:
    _nummer_rijen(Overtreding, rijen)
    velden = ["voorschrift", "geconstateerd_op", "ernstig_gevaar", "ernstige_mate_motivering"]
    voeg_toe(
        Overtreding,
        [*_RECORD, "vervallen", "zaak_id", "werkgever_id", *velden],
        (
            [*_record(rij, invoer), False, rij.ids["zaak"], rij.ids["werkgever"], *_waarden(rij, velden)]
            for rij in rijen
        ),
    )


INTERVENTIE_VELDEN = [
    "soort",
    "wijze",
    "uitgereikt_op",
    "grondslag",
    "termijn_tot",
    "veiligheidstoets",
    "toelichting",
]


def interventies(invoer: int, rijen: Sequence[Rij]) -> None:
    _nummer_rijen(Interventie, rijen)
    voeg_toe(
        Interventie,
        [*_RECORD, "vervallen", "status", "zaak_id", "werkgever_id", *INTERVENTIE_VELDEN],
        (
            [
                *_record(rij, invoer),
                False,
                InterventieStatus.UITGEREIKT.value,
                rij.ids["zaak"],
                rij.ids["werkgever"],
                *_waarden(rij, INTERVENTIE_VELDEN),
            ]
            for rij in rijen
        ),
    )
    voeg_toe(
        Interventie.overtredingen.through,
        ["interventie_id", "overtreding_id"],
        ([rij.pk, overtreding] for rij in rijen for overtreding in rij.ids["overtredingen"]),
    )


def verwijder_interventies(pks: Sequence[int]) -> None:
    Interventie.overtredingen.through.objects.filter(interventie__in=pks).delete()
    Interventie.objects.filter(pk__in=pks).delete()


def toetsingen(invoer: int, rijen: Sequence[Rij]) -> None:
    voeg_toe(
        Toetsing,
        ["melding_id", "resultaat", "getoetst_op", "geregistreerd_op", "vingerafdruk"],
        (
            [
                rij.ids["melding"],
                rij.waarden["resultaat"],
                rij.waarden["getoetst_op"] or lokale_dag(rij.geregistreerd_op),
                rij.geregistreerd_op,
                rij.vingerafdruk,
            ]
            for rij in rijen
        ),
    )
    klaar = [rij.ids["melding"] for rij in rijen if rij.waarden["resultaat"] != Toetsing.Resultaat.OPEN]
    _volg(klaar, Aanleiding.TOETSING)


OPSLAG: dict[str, Opslag] = {
    "werkgevers": werkgevers,
    "meldingen": meldingen,
    "zaken": zaken,
    "zaak_meldingen": koppelingen,
    "overtredingen": overtredingen,
    "interventies": interventies,
    "toetsingen": toetsingen,
}

VERWIJDER: dict[str, Callable[[Sequence[int]], None]] = {
    "werkgevers": verwijder_werkgevers,
    "meldingen": verwijder_meldingen,
}
