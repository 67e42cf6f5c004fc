"""The log: a chain nobody can change unseen."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from inspectie import logboek
from inspectie.blijvend import TABELLEN, bescherm, geef_vrij
from inspectie.models import Gebruiker, Logregel, Teller
from inspectie.versies import Wijziging
from interventies.models import Rechtsbesluit, Rechtsvoorstel

OP = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def drie(db):
    return [logboek.log("proef", op=OP, onderwerp=f"melding:{n}", nummer=n) for n in range(3)]


def geweigerd() -> "pytest.RaisesExc[DatabaseError]":
    return pytest.raises(DatabaseError, match="wordt nooit gewijzigd")


def buiten_de_trigger_om(sql: str) -> None:
    """What somebody with the password of the database could do."""
    for tabel in TABELLEN:
        geef_vrij(connection, tabel)
    with connection.cursor() as cursor:
        cursor.execute(sql)
    for tabel in TABELLEN:
        bescherm(connection, tabel)


def test_een_onaangeroerde_keten_heeft_geen_gebreken(drie):
    assert list(logboek.gebreken()) == []
    assert logboek.kop() == (3, drie[-1].hash)


def test_elke_regel_draagt_de_hash_van_de_vorige(drie):
    assert [regel.vorige for regel in drie] == [logboek.BEGIN, drie[0].hash, drie[1].hash]


def test_een_gewijzigde_regel_wordt_gezien(drie):
    buiten_de_trigger_om("UPDATE inspectie_logregel SET actie = 'anders' WHERE nummer = 2")
    assert list(logboek.gebreken()) == ["Logregel 2 is gewijzigd."]


def test_een_verdwenen_regel_in_het_midden_wordt_gezien(drie):
    buiten_de_trigger_om("DELETE FROM inspectie_logregel WHERE nummer = 2")
    assert list(logboek.gebreken()) == ["Logregel 2 ontbreekt.", "Logregel 3 sluit niet aan op de vorige."]


def test_een_afgesneden_staart_wordt_gezien_aan_de_teller(drie, capsys):
    buiten_de_trigger_om("DELETE FROM inspectie_logregel WHERE nummer = 3")
    with pytest.raises(SystemExit):
        call_command("controleer")
    uit = capsys.readouterr().out
    assert "3 logregels uitgegeven, de laatste die er staat is 2" in uit
    assert uit.strip().endswith("1 controle gefaald")


def test_een_elders_bewaard_anker_ziet_ook_een_staart_die_met_de_teller_verdween(drie, capsys):
    nummer, kop = logboek.kop()
    buiten_de_trigger_om("DELETE FROM inspectie_logregel WHERE nummer = 3")
    Teller.objects.filter(naam="logregel").update(waarde=2)
    call_command("controleer")
    with pytest.raises(SystemExit):
        call_command("controleer", anker=f"{nummer}:{kop}")


@pytest.mark.parametrize("tabel", TABELLEN)
@pytest.mark.parametrize("opdracht", ["UPDATE {} SET door_id = NULL", "DELETE FROM {}"])
def test_de_database_weigert_een_regel_te_veranderen(drie, tabel, opdracht):
    Wijziging.objects.create(
        soort="melding", object_id=1, veld="domein", reden="x", geregistreerd_op=OP, ingevoerd_op=OP
    )
    bram = Gebruiker.objects.create(username="bram")
    voorstel = Rechtsvoorstel.objects.create(
        tabel="VOORSCHRIFT", sleutel="RIE", act="TEKST", inhoud={}, toen=[], reden="x", door=bram, op=OP
    )
    Rechtsbesluit.objects.create(
        voorstel=voorstel, uitkomst="INGETROKKEN", voorsteller=bram, door=bram, op=OP
    )
    with geweigerd(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(opdracht.format(tabel))
    assert Logregel.objects.count() == 3


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize("tabel", TABELLEN)
def test_ook_legen_wordt_geweigerd(tabel):
    with geweigerd(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {tabel} CASCADE")


@pytest.mark.django_db(transaction=True)
def test_een_logregel_buiten_een_transactie_bestaat_niet():
    with pytest.raises(RuntimeError, match="transactie"):
        logboek.log("proef", op=OP)


def test_wat_wordt_teruggedraaid_laat_geen_gat_in_de_nummers(drie):
    with transaction.atomic():
        logboek.log("proef", op=OP)
        transaction.set_rollback(True)
    assert logboek.log("proef", op=OP).nummer == 4
    assert list(logboek.gebreken()) == []
