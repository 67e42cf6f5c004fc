"""What is sent to the database together is there as if it were sent by itself."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import DataError, connection, transaction
from django.test.utils import CaptureQueriesContext

from inspectie.bulk import reserveer, sla_in, voeg_toe, zend
from inspectie.bundel import bundel, poging, vraag
from inspectie.models import Gebruiker, Teller

pytestmark = pytest.mark.django_db


def tel(naam: str, waarde: int = 1) -> None:
    voeg_toe(Teller, ["naam", "waarde"], [[naam, waarde]])


def namen() -> set[str]:
    return set(Teller.objects.values_list("naam", flat=True))


def mislukt(hoe: Callable[[], AbstractContextManager[Any]], *, gezien: bool = False) -> None:
    with hoe():
        tel("erin")
        assert not gezien or "erin" in namen()
        raise ValueError("mis")


@pytest.mark.postgres
def test_wat_niemand_hoeft_te_weten_gaat_in_een_keer_met_alle_leestekens():
    lastig = "1% 'a'; -- %s \\ é"
    with CaptureQueriesContext(connection) as vragen, bundel():
        tel("een")
        tel(lastig)
        with bundel():
            tel("drie")
    assert len(vragen) == 1
    assert namen() == {"een", lastig, "drie"}


def test_wie_iets_vraagt_vindt_wat_ervoor_is_geschreven():
    with bundel():
        tel("een")
        assert namen() == {"een"}
        tel("twee")
        assert vraag(("SELECT 7", ()), ("SELECT count(*) FROM inspectie_teller WHERE waarde = %s", [1])) == [
            [(7,)],
            [(2,)],
        ]


@pytest.mark.parametrize("gezien", [False, True], ids=["ongezien", "door de database"])
def test_een_poging_die_mislukt_laat_de_rest_staan(gezien):
    with bundel():
        tel("ervoor")
        with pytest.raises(ValueError, match="mis"):
            mislukt(poging, gezien=gezien)
        tel("erna")
    assert namen() == {"ervoor", "erna"}


@pytest.mark.postgres
def test_wat_de_database_weigert_is_aan_het_eind_van_de_poging_bekend():
    with bundel():
        tel("ervoor")
        with pytest.raises(DataError), poging():
            zend("SELECT 1 / %s", [0])
        tel("erna")
    assert namen() == {"ervoor", "erna"}


@pytest.mark.postgres
def test_een_opdracht_wordt_van_een_verbinding_een_keer_voorbereid():
    def vraag_keer(*sommen: tuple[int, int]) -> list[int]:
        with bundel():
            return [rij[0][0] for rij in vraag(*(("SELECT 12 / %s::int - %s::int", som) for som in sommen))]

    def voorbereid() -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%SELECT 12 / $%'"
            )
            return int(cursor.fetchone()[0])

    with pytest.raises(DataError), transaction.atomic():
        vraag_keer((0, 1))  # refused the first time, and so known to nobody
    eerder = voorbereid()
    assert vraag_keer((2, 1), (3, -1)) == [5, 5]
    assert vraag_keer((4, 0)) == [3]
    assert voorbereid() == eerder + 1


@pytest.mark.postgres
def test_wat_er_te_veel_is_om_te_onthouden_gaat_zoals_het_is(monkeypatch):
    monkeypatch.setattr("inspectie.bundel.VOORBEREID_MAX", 0)
    lastig = "1% 'a'; -- %s \\ é"
    with bundel():
        assert vraag(("SELECT 17 %% %s, %s", [10, lastig]), ("SELECT 18", ())) == [[(7, lastig)], [(18,)]]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement ~ 'SELECT (17|18)'")
        assert cursor.fetchone()[0] == 0


def test_een_savepoint_van_een_ander_neemt_terug_wat_erin_kwam():
    with bundel():
        tel("ervoor")
        with pytest.raises(ValueError, match="mis"):
            mislukt(transaction.atomic)
        tel("erna")
    assert namen() == {"ervoor", "erna"}


def test_van_wat_niet_meer_geschreven_werd_blijft_niets():
    def alles() -> None:
        with transaction.atomic():
            mislukt(bundel)

    with pytest.raises(ValueError, match="mis"):
        alles()
    assert namen() == set()


@pytest.mark.postgres
def test_een_sleutel_uit_de_voorraad_wordt_een_keer_gegeven():
    with bundel():
        sla_in(Gebruiker)
        with CaptureQueriesContext(connection) as vragen:
            eerste = reserveer(Gebruiker, 1)
        assert len(vragen) == 0
        assert reserveer(Gebruiker, 1) != eerste


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_buiten_een_transactie_is_er_geen_bundel():
    with pytest.raises(RuntimeError, match="transactie"), bundel():
        pass
