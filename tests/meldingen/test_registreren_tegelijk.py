"""Several who register at once: nobody waits longer than for the number, and nothing is there twice or not at all."""

import random
import re
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from inspectie.bundel import vraag
from inspectie.logboek import log
from inspectie.sloten import slot
from interventies.dossier import dossierfeiten
from meldingen import naamregister
from meldingen.models import Melding, Werkgever
from meldingen.registreren import Registratie, registreer_hierin
from meldingen.statussen import vergrendel
from meldingen.werkgevers import houd_vast, slot_voor
from tests.maak import NU
from tests.meldingen.test_ontvangen import RIJ
from tests.meldingen.test_registreren import leg_vast
from tests.tegelijk import tot_er_een_wacht

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
MENSEN = 10
KVK = {"naam": "Van Dam", "kvk_nummer": "12345678"}


def ieder(doe: Callable[[int], list[Registratie]]) -> list[Registratie]:
    """Ten people begin at the same moment; what any of them runs into is raised."""
    start = Barrier(MENSEN)

    def een(nummer: int) -> list[Registratie]:
        try:
            start.wait()
            return doe(nummer)
        finally:
            connection.close()

    with ThreadPoolExecutor(MENSEN) as werkers:
        return [registratie for deel in werkers.map(een, range(MENSEN)) for registratie in deel]


def ernaast(
    werker: ThreadPoolExecutor, werkgever: Werkgever | dict[str, str] | None, **anders: Any
) -> Future[Registratie]:
    def een() -> Registratie:
        try:
            return leg_vast(werkgever=werkgever, **anders)
        finally:
            connection.close()

    return werker.submit(een)


def test_vijftig_gelijke_inzendingen_geven_een_melding_en_geen_gat():
    sleutel = uuid4()
    uit = ieder(
        lambda nummer: [
            leg_vast(inzending=inzending, werkgever=werkgever)
            for keer in range(5)
            for inzending, werkgever in (
                (sleutel, KVK),
                (uuid4(), KVK | {"naam": f"Van Dam {nummer} {keer}"}),
            )
        ]
    )
    assert len(uit) == 100
    assert Melding.objects.filter(inzending=sleutel).count() == 1
    assert sorted(Melding.objects.values_list("nummer", flat=True)) == list(range(1, 52))
    # Fifty-one names that came in at once are one employer.
    assert Werkgever.objects.count() == 51
    assert Werkgever.objects.filter(hoofd=None).count() == 1


def test_wie_dezelfde_nieuwe_woorden_in_een_andere_volgorde_schrijft_wacht_op_elkaar_en_niet_voor_altijd():
    woorden = [f"woord{chr(97 + n)}" for n in range(6)]

    def naam(nummer: int, keer: int) -> str:
        # New ones in every round, so that all ten find that nobody has them yet.
        nieuw = [f"{woord}x{chr(97 + keer)}" for woord in woorden]
        return " ".join(random.Random(nummer).sample(nieuw, 6))

    uit = ieder(lambda nummer: [leg_vast(werkgever={"naam": naam(nummer, keer)}) for keer in range(4)])
    assert sorted(registratie.melding.nummer for registratie in uit) == list(range(1, 41))
    assert Werkgever.objects.count() == 40
    assert list(naamregister.gebreken()) == []


def test_wie_woorden_toevoegt_doet_het_in_een_vaste_volgorde():
    """Else the one holds what the other waits for, and the other way round."""
    with transaction.atomic(), CaptureQueriesContext(connection) as vragen:
        naamregister.registreer([(1, "zes nieuwe woorden in een naam", "", "", "")], antwoord=[])
        transaction.set_rollback(True)
    (sql,) = (vraag["sql"] for vraag in vragen if 'INTO "meldingen_naamwoord"' in vraag["sql"])
    sleutels = [int(sleutel) for sleutel in re.findall(r"\( ?(-?\d+),", sql)]
    assert len(sleutels) > 3
    assert sleutels == sorted(sleutels)


def test_een_nieuwe_werkgever_zonder_kvk_nummer_wacht_niet_op_een_andere():
    with ThreadPoolExecutor(1) as werker, transaction.atomic():
        vraag(*slot_voor())
        assert ernaast(werker, {"naam": "Inpakkerij"}).result(30).nieuw


@pytest.mark.parametrize("bekend", [False, True])
@pytest.mark.parametrize("rij", [{"naam": "Inpakkerij"}, KVK])
def test_wie_alle_werkgevers_vasthoudt_gaat_voor(rij, bekend):
    """What a melding about a known one is found by too, is read after the names were changed."""
    werkgever = rij
    if bekend:
        leg_vast(werkgever=rij)
        werkgever = Werkgever.objects.get()
    begin = Melding.objects.count()
    with ThreadPoolExecutor(1) as werker:
        with transaction.atomic():
            houd_vast()
            toekomst = ernaast(werker, werkgever)
            assert tot_er_een_wacht("advisory") == 1
            assert Melding.objects.count() == begin
        assert toekomst.result(30).melding.nummer == begin + 1


def test_wie_over_dezelfde_werkgever_meldt_wacht_op_wie_hem_net_voor_was_en_telt_die_mee():
    for naam in ("Inpakkerij", "Slachterij"):
        leg_vast(werkgever={"naam": naam})
    een, ander = Werkgever.objects.order_by("pk")
    with ThreadPoolExecutor(2) as werker:
        with transaction.atomic():
            registreer_hierin(RIJ, inzending=uuid4(), dossier=dossierfeiten, door=None, op=NU, werkgever=een)
            zelfde = ernaast(werker, een)
            assert tot_er_een_wacht("advisory") == 1
        assert zelfde.result(30).nieuw
        with transaction.atomic():
            vraag(*slot(f"werkgever:{een.pk}"))
            assert ernaast(werker, ander).result(30).nieuw


def test_wie_een_dubbele_vastlegt_wacht_niet_op_wie_met_de_andere_melding_bezig_is():
    """Else the one waits with the log in hand for the row that it refers to, and the other with that row in hand for
    the log: PostgreSQL throws one of the two out."""
    van = leg_vast().melding
    with ThreadPoolExecutor(1) as werker, transaction.atomic():
        vergrendel(van)
        assert ernaast(werker, None, dubbel_van=van).result(30).melding.dubbel_van == van
        log("proef", op=NU, onderwerp="proef:1")


def test_wie_een_kvk_nummer_opgeeft_wacht_op_elke_nieuwe_werkgever():
    with ThreadPoolExecutor(1) as werker:
        with transaction.atomic():
            vraag(*slot_voor())
            toekomst = ernaast(werker, KVK)
            assert tot_er_een_wacht("advisory") == 1
        assert toekomst.result(30).nieuw
