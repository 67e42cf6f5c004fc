"""Counting on while others write, each over a connection of its own: what is not to be seen yet counts too."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection

from interventies.models import Interventie, Zaak
from meldingen.models import Melding, Werkgever
from rapportages import opnemen
from rapportages.kerncijfers.opname import tel
from rapportages.models import Bewaking, Opname, Spoor
from rapportages.sporen import ontbrekend, zet_sporen
from tests.rapportages.beginnen import NU
from tests.rapportages.test_opname import VANAF, nu, opnieuw, vorige


def ander() -> psycopg.Connection:
    return psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None})


def sluit_af(verbinding: psycopg.Connection, melding: Melding) -> None:
    """Registered before the count."""
    verbinding.execute(
        "INSERT INTO meldingen_statuswissel (melding_id, van, naar, op, toelichting)"
        " VALUES (%s, 'IN_TRIAGE', 'AFGESLOTEN', %s, '')",
        [melding.pk, NU - timedelta(hours=1)],
    )


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_wat_open_stond_bij_de_telling_telt_alsnog_mee(dossier, settings):
    settings.OPNAME_VANAF = 0
    dossier.melding()
    dossier.neem()
    assert opnemen.bewaak(VANAF)
    with ander() as verbinding:
        sluit_af(verbinding, Melding.objects.get())
        opnemen.houd_bij(nu=NU)
        voor = tel(nu())
        assert vorige(nu()) is not None
        verbinding.commit()
    assert vorige(nu()) is None
    assert tel(nu()) == opnieuw(nu()) != voor


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_zolang_iemand_schrijft_die_de_bewaking_niet_zag_wordt_niets_vooruit_geteld(dossier, settings):
    settings.OPNAME_VANAF = 0
    dossier.melding()
    dossier.neem()
    with ander() as verbinding:
        sluit_af(verbinding, Melding.objects.get())
        assert opnemen.houd_bij(nu=NU) == 0
        assert not Spoor.objects.exists()
    assert opnemen.houd_bij(nu=NU) > 0
    assert tel(nu()) == opnieuw(nu())


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_wie_een_beeld_van_voor_de_bewaking_heeft_laat_toch_een_spoor_na(dossier):
    dossier.melding()
    dossier.neem()
    with ander() as verbinding:
        verbinding.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        verbinding.execute("SELECT 1 FROM meldingen_melding")
        assert opnemen.bewaak(VANAF)
        sluit_af(verbinding, Melding.objects.get())
    assert Spoor.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_wie_schrijft_terwijl_de_bewaking_begint_telt_ook_mee(dossier, settings, monkeypatch):
    """With a number of after hers, and a first row of before she was there to be seen."""
    settings.OPNAME_VANAF = 0
    dossier.melding()
    dossier.neem()
    melding, bewaar = Melding.objects.get(), Bewaking.save
    with ander() as verbinding:

        def ertussen(self: Bewaking, *args: Any, **kwargs: Any) -> None:
            bewaar(self, *args, **kwargs)
            sluit_af(verbinding, melding)

        monkeypatch.setattr(Bewaking, "save", ertussen)
        assert opnemen.houd_bij(nu=NU) == 0
        assert opnemen.houd_bij(nu=NU) == 0
        verbinding.commit()
    assert not Spoor.objects.exists()
    assert opnemen.houd_bij(nu=NU) > 0
    assert tel(nu()) == opnieuw(nu())


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_samenvoegen_terwijl_een_ander_er_de_eerste_interventie_vastlegt_telt_mee(dossier, settings):
    settings.OPNAME_VANAF = 0
    een, twee = (dossier.werkgever(kvk_nummer=nummer) for nummer in ("11111111", ""))
    zaken = [dossier.zaak(dossier.melding(werkgever=werkgever)) for werkgever in (een, twee)]
    dossier.interventie(zaken[0], een, "TELEFONISCH_GESPREK")
    dossier.neem()
    eerste, tweede = Werkgever.objects.order_by("pk")
    zaak = Zaak.objects.order_by("pk")[1]
    assert opnemen.bewaak(VANAF)
    op = NU - timedelta(days=1)
    with ander() as verbinding:
        verbinding.execute(
            "UPDATE meldingen_werkgever SET hoofd_id = %s, stand_vanaf = %s WHERE id = %s",
            [eerste.pk, op, tweede.pk],
        )
        Interventie.objects.create(
            zaak=zaak,
            werkgever=tweede,
            soort="TELEFONISCH_GESPREK",
            uitgereikt_op=op.date(),
            geregistreerd_op=op,
            stand_vanaf=op,
        )
        assert opnemen.houd_bij(nu=NU) > 0
        assert vorige(nu()) is not None
        verbinding.commit()
    assert vorige(nu()) is None
    assert tel(nu()) == opnieuw(nu())


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Bewaking, Spoor])
def test_na_terugzetten_op_een_andere_server_wordt_weer_vooruit_geteld(dossier, settings, model):
    """Its transactions have numbers that are still to come here."""
    settings.OPNAME_VANAF = 0
    dossier.melding()
    dossier.neem()
    assert opnemen.houd_bij(nu=NU) > 0
    Spoor.objects.create(soort="melding", object_id=1, vanaf=NU, tot=NU)
    model.objects.update(transactie=10**12)
    assert opnemen.houd_bij(nu=NU) > 0
    assert not Spoor.objects.exists()
    assert vorige(nu(1)) is not None
    assert opnemen.houd_bij(nu=NU + timedelta(minutes=1)) == 0
    assert vorige(nu(1)) is not None


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_met_een_spoor_dat_uit_staat_wordt_alles_geteld(dossier, settings):
    settings.OPNAME_VANAF = 0
    dossier.melding()
    dossier.neem()
    opnemen.houd_bij(nu=NU)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE meldingen_statuswissel DISABLE TRIGGER USER")
    try:
        assert vorige(nu(1)) is None
        assert len(ontbrekend(connection)) == 3
        assert opnemen.houd_bij(nu=NU + timedelta(minutes=1)) == 0
        assert not Opname.objects.exists()
    finally:
        zet_sporen(connection)
    assert ontbrekend(connection) == []
    assert opnemen.houd_bij(nu=NU + timedelta(minutes=2)) > 0
    assert vorige(nu(1)) is not None
