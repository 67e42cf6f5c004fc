"""The log: a chain nobody can change unseen."""

from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from inspectie import logboek
from inspectie.blijvend import AANVULBAAR, TABELLEN, bescherm, geef_vrij
from inspectie.models import Teller

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


VAN_TABEL = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
WAARDEN: dict[type, Any] = {
    models.DateTimeField: OP,
    models.DateField: OP.date(),
    models.BinaryField: b"x",
    models.BooleanField: False,
    models.UUIDField: UUID(int=1),
    models.JSONField: {},
    models.ForeignKey: 1_000_000,
    models.IntegerField: 1,
    models.TextField: "x",
    models.CharField: "x",
}


ANDERS: dict[str, dict[str, Any]] = {  # what is refused as whatever
    "interventies_rechtsbesluit": {"door": 999_999},
    "interventies_overdrachtsbestand": {"bijlage": 999_999},
    "interventies_overdrachtspakket": {"melder": ""},
    "meldingen_nagekomen": {"kanaal": ""},
    "meldingen_ontvangstbevestiging": {"dag": OP.date()},
}


def schrijf_rij(model: type[models.Model], **anders: Any) -> None:
    """A row of whatever, referring to nothing: the database looks at that only when a transaction ends."""
    velden = [v for v in model._meta.concrete_fields if v.name in anders or not (v.null or v.primary_key)]
    if not isinstance(model._meta.pk, models.AutoField):
        velden.append(model._meta.pk)
    waarden = [
        v.get_db_prep_save(
            anders.get(v.name, next(w for soort, w in WAARDEN.items() if isinstance(v, soort))), connection
        )
        for v in velden
    ]
    plekken, namen = ", ".join(["%s"] * len(velden)), ", ".join(f'"{v.column}"' for v in velden)
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({namen}) VALUES ({plekken})', waarden)


@pytest.mark.parametrize("opdracht", ["UPDATE", "DELETE"])
def test_de_database_weigert_een_regel_te_veranderen(db, opdracht):
    """What may be taken back (an import) can be taken away; changing it never is."""
    for tabel in (*TABELLEN, *AANVULBAAR):
        model = VAN_TABEL[tabel]
        kolom = next(v.column for v in model._meta.concrete_fields if not v.primary_key)
        sql = (
            f'UPDATE "{tabel}" SET "{kolom}" = "{kolom}"'
            if opdracht == "UPDATE"
            else f'DELETE FROM "{tabel}"'
        )
        mag = opdracht == "DELETE" and tabel in AANVULBAAR
        with nullcontext() if mag else geweigerd(), transaction.atomic():
            schrijf_rij(model, **ANDERS.get(tabel, {}))
            with connection.cursor() as cursor:
                cursor.execute(sql)
                assert cursor.rowcount > 0, tabel
            transaction.set_rollback(True)


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
