"""Somebody is at work on a melding of a zaak while another finishes, closes or opens that zaak: one waits for the
other, and neither is thrown out. Every act takes what it holds before it writes the log, for the log is one chain, and
who writes in it holds it until the end."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from django.db import connection, models, transaction

from inspectie.logboek import log
from inspectie.models import Rol
from interventies import concepten, onderzoek, samenvoegen, zaken
from interventies.models import Terugkoppeling, Toetsing, Zaak, ZaakStatus
from interventies.rechtsgegevens import slot
from meldingen.models import Melding, Status
from tests.interventies.zaakhulp import (
    DAG,
    OP,
    besloten,
    gebruiker,
    inspecteur,
    melding_van,
    opzet,
    overtreding_in,
    teamleider,
    triagist,
    werkgever_van,
    zaak_met,
)
from tests.maak import Dossier
from tests.tegelijk import tot_er_een_wacht

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def dossier(transactional_db: None, tmp_path: Path) -> Dossier:
    return Dossier(tmp_path / "map")


def naast(houd_vast: Callable[[], Any], doe: Callable[[], Any], *wacht_op: str) -> list[Exception]:
    """What went wrong when one holds something, the other comes and waits for it, and the first then writes the log."""
    fouten: list[Exception] = []
    vast, hek = Event(), Barrier(2)

    def eerste() -> None:
        with transaction.atomic():
            houd_vast()
            vast.set()
            assert tot_er_een_wacht(*wacht_op), "de ander kwam er niet aan"
            log("proef", op=OP, door=triagist(), onderwerp="proef:1")

    def tweede() -> None:
        vast.wait(30)
        doe()

    def draai(werk: Callable[[], None]) -> None:
        try:
            connection.ensure_connection()  # what there is when a transaction first looks is all that it sees
            hek.wait(30)
            werk()
        except Exception as fout:  # noqa: BLE001 (told by the test)
            fouten.append(fout)
        finally:
            vast.set()
            connection.close()

    draden = [Thread(target=draai, args=(werk,)) for werk in (eerste, tweede)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(90)
    return fouten


def houd(reeks: "models.QuerySet[Any]") -> Callable[[], Any]:
    return lambda: list(reeks.select_for_update(no_key=True))


RIJ = ("transactionid", "tuple")
WIE: dict[str, Any] = {"op": OP}


def getoetst(dossier: Dossier) -> Zaak:
    """A zaak of which nothing has to be done any more but to finish it."""
    triagist()
    zaak = zaak_met(dossier)
    onderzoek.ga_verder(zaak, ZaakStatus.ONDERZOEK_AFSTAND, door=inspecteur(), op=OP)
    onderzoek.toets_melding(
        zaak, melding_van(zaak), resultaat="REEDS_IN_ORDE", dag=DAG, door=inspecteur(), op=OP
    )
    return zaak


def test_afronden_naast_wie_aan_een_melding_ervan_werkt(dossier):
    zaak = getoetst(dossier)
    assert not naast(houd(Melding.objects.all()), lambda: zaken.rond_af(zaak, door=inspecteur(), op=OP), *RIJ)
    zaak.refresh_from_db()
    assert zaak.status == ZaakStatus.AFGEROND
    assert Terugkoppeling.objects.count() == 1


def test_sluiten_naast_wie_aan_een_melding_ervan_werkt(dossier):
    zaak = getoetst(dossier)
    zaken.rond_af(zaak, door=inspecteur(), op=OP)
    assert not naast(houd(Melding.objects.all()), lambda: zaken.sluit(zaak, door=inspecteur(), op=OP), *RIJ)
    assert Melding.objects.get().status == Status.AFGESLOTEN


def test_heropenen_naast_wie_een_melder_bericht_geeft(dossier):
    zaak = getoetst(dossier)
    zaken.rond_af(zaak, door=inspecteur(), op=OP)
    assert not naast(
        houd(Terugkoppeling.objects.all()),
        lambda: zaken.heropen(zaak, reden="Toch niet.", door=inspecteur(), op=OP),
        *RIJ,
    )
    zaak.refresh_from_db()
    assert zaak.status == ZaakStatus.HEROPEND


def test_alle_meldingen_toetsen_naast_wie_aan_de_laatste_werkt(dossier):
    triagist()
    zaak = zaak_met(dossier)
    tweede = besloten(dossier, werkgever=str(werkgever_van(zaak).extern_kenmerk))
    zaken.bundel(zaak, tweede, door=triagist(), op=OP)
    assert not naast(
        houd(Melding.objects.filter(pk=tweede.pk)),
        lambda: onderzoek.toets_meldingen(zaak, resultaat="REEDS_IN_ORDE", dag=DAG, door=inspecteur(), op=OP),
        *RIJ,
    )
    assert Toetsing.objects.count() == 2


def test_een_concept_overnemen_naast_wie_het_recht_wijzigt(dossier):
    triagist()
    zaak = zaak_met(dossier)
    overtreding = overtreding_in(zaak, voorschrift="WML")
    concept = concepten.stel_op(zaak, opzet(zaak, "BOETERAPPORT", overtreding), door=inspecteur(), op=OP)
    ander = gebruiker("ida", Rol.INSPECTEUR)
    zaken.wijs_toe(zaak, ander, door=teamleider(), op=OP)
    later = OP + timedelta(hours=1)
    assert not naast(
        slot.houd_tegen, lambda: concepten.leg_voor(concept, versie=1, door=ander, op=later), "advisory"
    )
    concept.refresh_from_db()
    assert (concept.status, concept.opgesteld_door) == ("TER_BEOORDELING", ander)


def test_een_overtreding_vastleggen_naast_wie_de_werkgever_samenvoegt(dossier):
    """Who refers to the employer does not wait for it, with the log in hand, at the very end."""
    zaak = zaak_met(dossier)
    inspecteur()
    werkgever = werkgever_van(zaak)

    def leg_vast() -> None:
        try:
            overtreding_in(zaak, voorschrift="WML")
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as werker, transaction.atomic():
        samenvoegen._vergrendel(werkgever, werkgever)
        werker.submit(leg_vast).result(30)
        log("proef", op=OP, onderwerp="proef:1")
    assert zaak.overtreding_set.count() == 1
