"""The ledger counted ahead: the same numbers as counting gives, whoever writes at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.models import Count, Max, Min
from django.db.models.functions import TruncDate
from django.test.utils import CaptureQueriesContext

from inspectie.models import Gebruiker, Rol
from inspectie.tijd import AMSTERDAM, begin_van
from meldingen import balansdagen
from meldingen.balansstand import Balansstand, som_op
from meldingen.models import Balansdag, Balansspoor, Melding, Status
from meldingen.registreren import Registratie
from meldingen.tasks import tel_balansdagen
from rapportages.controles import CONTROLES
from tests.meldingen.test_ontvangen import RIJ
from tests.meldingen.test_registreren import leg_vast

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
VAN, TOT = date(2020, 1, 1), date(2021, 12, 31)
NU = datetime(2021, 6, 1, 12, tzinfo=UTC)


def komt(moment: str) -> Registratie:
    return leg_vast(RIJ | {"ontvangen_op": moment}, inzending=uuid4(), op=NU)


def geteld() -> set[tuple[Any, ...]]:
    """All of it, counted as it is."""
    dag = TruncDate("ontvangen_op", tzinfo=AMSTERDAM)
    groepen = Melding.objects.order_by().annotate(dag=dag).values_list("dag", "status")
    return set(groepen.annotate(Count("pk"), Min("pk"), Max("pk"), Max("stand_vanaf")))


def klopt() -> bool:
    stand = balansdagen.dagstanden(VAN, TOT)
    return set(stand) == geteld() and len(stand) == len(geteld())


def gebreken() -> list[str]:
    return list(CONTROLES["wat vooruit is geteld, komt bij tellen weer zo uit"]())


def test_een_dag_is_die_van_amsterdam_en_wat_wijzigt_telt_meteen():
    eerste = komt("2021-01-10T22:59:59Z").melding
    komt("2021-01-10T23:00:00Z")
    assert klopt()
    assert balansdagen.houd_bij() == 2
    assert {rij.dag.day for rij in Balansdag.objects.all()} == {10, 11}
    assert klopt()
    assert balansdagen.houd_bij() == 0
    Melding.objects.filter(pk=eerste.pk).update(status=Status.AFGESLOTEN)
    assert klopt()
    Melding.objects.filter(pk=eerste.pk).update(ontvangen_op="2021-03-01T12:00:00Z")
    assert klopt()
    assert balansdagen.houd_bij() == 2  # the day it left as well
    assert klopt()
    assert gebreken() == []


def test_wat_er_niet_toe_doet_laat_elke_dag_zoals_zij_is():
    melding = komt("2021-01-10T12:00:00Z").melding
    balansdagen.houd_bij()
    Melding.objects.filter(pk=melding.pk).update(aangevuld_op=NU, route="TELEFONISCH")
    assert not Balansspoor.objects.exists()


def test_van_wat_vooruit_is_geteld_wordt_geen_melding_meer_gelezen():
    for dag in range(1, 8):
        komt(f"2021-01-0{dag}T12:00:00Z")
    wie = Gebruiker.objects.create(username="m", rol=Rol.TEAMLEIDER)
    stand = Balansstand(VAN, TOT, NU)
    zonder = som_op(stand, wie)
    tel_balansdagen()
    with CaptureQueriesContext(connection) as vragen:
        assert som_op(stand, wie) == zonder
    assert zonder["ontvangen"] == 7
    assert not [vraag["sql"] for vraag in vragen if "JOIN meldingen_melding" in vraag["sql"]]
    assert len(vragen) <= 4


def test_wie_zijn_eigen_meldingen_ziet_krijgt_geen_getal_van_een_ander():
    komt("2021-01-10T12:00:00Z")
    balansdagen.houd_bij()
    wie = Gebruiker.objects.create(username="i", rol=Rol.INSPECTEUR)
    assert som_op(Balansstand(VAN, TOT, NU), wie)["ontvangen"] == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("eerst", ["tellen", "vastleggen"])
def test_wie_schrijft_terwijl_er_wordt_geteld_telt_hoe_dan_ook_mee(
    eerst: str, monkeypatch: pytest.MonkeyPatch
):
    """Whatever is committed first: what the count did not see stays noted."""
    komt("2021-01-10T12:00:00Z")
    open_, door = Event(), Event()

    def schrijf() -> None:
        try:
            with transaction.atomic():
                komt("2021-01-10T13:00:00Z")
                open_.set()
                assert door.wait(30)
        finally:
            connection.close()

    tel = balansdagen._tel

    def tel_en_laat_door(dagen: Any) -> Any:
        uit = tel(dagen)
        if eerst == "vastleggen":  # while the count is still open
            door.set()
            klaar.result(30)
        return uit

    with ThreadPoolExecutor(1) as werker:
        klaar = werker.submit(schrijf)
        assert open_.wait(30)
        monkeypatch.setattr(balansdagen, "_tel", tel_en_laat_door)
        assert balansdagen.houd_bij() == 1
        monkeypatch.undo()
        door.set()
        klaar.result(30)
    assert Melding.objects.count() == 2
    assert Balansspoor.objects.exists()
    assert klopt()
    balansdagen.houd_bij()
    assert klopt()
    assert gebreken() == []


def test_wie_de_database_erbuiten_om_wijzigt_wordt_gevonden():
    komt("2021-01-10T12:00:00Z")
    balansdagen.houd_bij()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE meldingen_melding DISABLE TRIGGER USER")
        cursor.execute("UPDATE meldingen_melding SET status = 'AFGESLOTEN'")
        cursor.execute("ALTER TABLE meldingen_melding ENABLE TRIGGER USER")
    assert [fout for fout in gebreken() if "10-01-2021" in fout]


def test_dagen_na_elkaar_zijn_samen_een_reeks():
    dagen = [date(2021, 3, 29), date(2021, 3, 27), date(2021, 3, 28), date(2021, 4, 2)]
    assert balansdagen.reeksen(dagen) == [
        (begin_van(date(2021, 3, 27)), begin_van(date(2021, 3, 30))),
        (begin_van(date(2021, 4, 2)), begin_van(date(2021, 4, 3))),
    ]
    assert balansdagen.reeksen([]) == []
