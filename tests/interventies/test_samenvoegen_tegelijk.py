"""Two teamleiders decide on one proposal at the same moment, each over a connection of its own: decided once, never
half. On SQLite a file of its own is needed, for the database of the tests is one connection's memory."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from inspectie.fouten import Regelfout
from inspectie.models import Gebruiker, Logregel, Rol
from inspectie.versies import Wijziging
from interventies import samenvoegen
from meldingen.models import Voorstelsoort, Werkgever, Werkgevervoorstel
from tests.interventies.invoerhulp import Opdracht, draai_ronden

OP = datetime(2026, 11, 27, 9, tzinfo=UTC)


def tegelijk(*werk: Callable[[], None]) -> list[str]:
    """What each was refused with; "" for what was done."""
    hek, uit = Barrier(len(werk)), [""] * len(werk)

    def doe(n: int) -> None:
        try:
            hek.wait(10)
            werk[n]()
        except Regelfout as fout:
            uit[n] = type(fout).__name__
        finally:
            connection.close()

    draden = [Thread(target=doe, args=(n,)) for n in range(len(werk))]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(60)
    return uit


def ronde(n: int, kanten: tuple[bool, bool]) -> dict[str, Any]:
    """A proposal, two who decide on it, and what stands afterwards."""
    wie = [
        Gebruiker.objects.create(username=f"r{n}-{w}", rol=Rol.TEAMLEIDER) for w in ("een", "twee", "drie")
    ]
    paar = [
        Werkgever.objects.create(naam=f"Bakker {n} {w}", geregistreerd_op=OP, stand_vanaf=OP)
        for w in ("links", "rechts")
    ]
    gezien = samenvoegen.stand_van(*paar)
    voorstel = samenvoegen.stel_voor(
        Voorstelsoort.SAMENVOEGEN, *paar, gezien=gezien, reden="Zelfde firma.", door=wie[0], op=OP
    )

    def besluit(door: Gebruiker, aanvaard: bool) -> Callable[[], None]:
        return lambda: samenvoegen.beslis(
            Werkgevervoorstel.objects.get(pk=voorstel.pk),
            aanvaard=aanvaard,
            reden="Gezien.",
            gezien=gezien,
            door=door,
            op=OP,
        )

    uit = tegelijk(besluit(wie[1], kanten[0]), besluit(wie[2], kanten[1]))
    voorstel.refresh_from_db()
    groepen = {Werkgever.objects.get(pk=w.pk).groep_id for w in paar}
    regels = Logregel.objects.filter(gegevens__voorstel=voorstel.pk, actie__startswith="werkgevervoorstel_a")
    return {
        "uit": uit,
        "besloten_door": [w.pk == voorstel.besloten_door_id for w in wie].index(True) - 1,
        "aanvaard": voorstel.aanvaard,
        "een_werkgever": len(groepen) == 1,
        "wijzigingen": Wijziging.objects.filter(
            soort="werkgever", object_id__in=[w.pk for w in paar]
        ).count(),
        "logregels": regels.count(),
    }


KANTEN = [(True, True), (True, False), (False, False)]


def keur(stand: dict[str, Any], kanten: tuple[bool, bool]) -> None:
    assert sorted(stand["uit"]) == ["", "Ingehaald"], "een beslist, de ander hoort dat er al beslist is"
    eerste = stand["uit"].index("")
    assert stand["besloten_door"] == eerste
    assert stand["aanvaard"] is kanten[eerste]
    assert stand["een_werkgever"] is kanten[eerste]
    assert stand["wijzigingen"] == int(kanten[eerste])
    assert stand["logregels"] == 1


def rondes() -> None:
    """For a process of its own: print how each round went."""
    sys.stdout.write(json.dumps([ronde(n, kanten) for n, kanten in enumerate(KANTEN)]))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twee_besluiten_tegelijk_zijn_er_een_op_postgresql() -> None:
    for n, kanten in enumerate(KANTEN):
        keur(ronde(n, kanten), kanten)


@pytest.mark.eenmaal
def test_twee_besluiten_tegelijk_zijn_er_een_op_sqlite(database: Path, tmp_path: Path) -> None:
    code = f"from {__name__} import rondes; rondes()"
    [(status, uit, fout)] = draai_ronden([Opdracht(["-c", code], database, tmp_path / "rondes")])
    assert status == 0, fout
    for stand, kanten in zip(json.loads(uit.splitlines()[-1]), KANTEN, strict=True):
        keur(stand, kanten)
