"""A count of figures that runs in one connection, and is stopped from another."""

from threading import Event, Thread
from time import sleep

import pytest
from django.db import connection
from django.utils import timezone

from rapportages import telverzoeken
from rapportages.kerncijfers.snede import Snede
from rapportages.models import Opname, Telverzoek
from tests.rapportages.beginnen import NU, vooruit_geteld
from tests.rapportages.test_telverzoeken import toen


def _loopt(naam: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT query FROM pg_stat_activity WHERE application_name = %s AND state = 'active'", [naam]
        )
        return any("pg_sleep" in rij[0] for rij in cursor.fetchall())


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_een_telling_die_loopt_houdt_op_als_men_haar_stopt(dossier, settings, monkeypatch, caplog):
    """In the database too: else the worker would go on for minutes, and everybody behind it would wait."""
    settings.OPNAME_VANAF = settings.TELVERZOEK_VANAF = 0
    monkeypatch.setattr(telverzoeken, "na_commit", lambda *_: None)
    vooruit_geteld(dossier)
    moment, begonnen, afloop = toen(snede=Snede(domein="EERLIJK", onderwerp="ARBEIDSTIJD")), Event(), []

    def traag(*_: object, **__: object) -> Opname:
        begonnen.set()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(60)")
        raise AssertionError("ging door")

    def werk() -> None:
        try:
            telverzoeken.tel_af(nu=timezone.now)
            with connection.cursor() as cursor:
                cursor.execute("SELECT current_setting('application_name')")
                afloop.append(cursor.fetchone()[0])
        finally:
            connection.close()

    monkeypatch.setattr(telverzoeken, "neem_op", traag)
    telverzoeken.vraag(moment, op=NU)
    naam = f"telverzoek {Telverzoek.objects.get().pk}"
    werker = Thread(target=werk)
    werker.start()
    assert begonnen.wait(20)
    while not _loopt(naam):
        sleep(0.05)
    telverzoeken.stop(moment)
    werker.join(20)
    assert not werker.is_alive()
    assert len(afloop) == 1
    assert "telverzoek" not in afloop[0]
    assert not Telverzoek.objects.exists()
    assert "mislukt" not in caplog.text
