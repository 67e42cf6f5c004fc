"""Two people in one melding know of each other, and nobody else does."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inspectie.models import Gebruiker, Logregel, Rol
from meldingen.aanwezig import WEG, meld_aanwezig, ruim_op
from meldingen.models import Aanwezigheid, Melding, Status
from meldingen.tasks import ruim_aanwezigheid_op
from tests.inloggen import als
from tests.maak import Dossier

OP = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)


@pytest.fixture
def melding(dossier: Dossier) -> Melding:
    dossier.melding()
    dossier.neem()
    return Melding.objects.get()


@pytest.fixture
def sanne(db: None) -> Gebruiker:
    return Gebruiker.objects.create(username="sanne", rol=Rol.TRIAGIST, first_name="Sanne")


@pytest.fixture
def tariq(db: None) -> Gebruiker:
    return Gebruiker.objects.create(username="tariq", rol=Rol.MELDPUNT, first_name="Tariq")


def namen(melding: Melding, wie: Gebruiker, op: datetime) -> list[str]:
    return [rij.gebruiker.first_name for rij in meld_aanwezig(melding, wie=wie, op=op)]


def test_wie_er_was_is_weg_na_twee_minuten_stilte_en_begint_daarna_opnieuw(melding, sanne, tariq):
    assert namen(melding, sanne, OP) == []
    assert namen(melding, tariq, OP + timedelta(seconds=30)) == ["Sanne"]
    assert namen(melding, tariq, OP + WEG) == []
    namen(melding, sanne, OP + timedelta(minutes=9))
    (rij,) = meld_aanwezig(melding, wie=tariq, op=OP + timedelta(minutes=9))
    assert rij.sinds == OP + timedelta(minutes=9)


def test_wie_blijft_houdt_het_moment_waarop_men_kwam(melding, sanne, tariq):
    for minuut in range(10):
        namen(melding, sanne, OP + timedelta(minutes=minuut))
    (rij,) = meld_aanwezig(melding, wie=tariq, op=OP + timedelta(minutes=9))
    assert rij.sinds == OP


def test_er_wordt_hoogstens_eens_per_minuut_geschreven(melding, sanne):
    namen(melding, sanne, OP)
    for seconden, queries in ((30, 1), (59, 1), (60, 2), (90, 1)):
        with CaptureQueriesContext(connection) as gevangen:
            namen(melding, sanne, OP + timedelta(seconds=seconden))
        assert len(gevangen) == queries, seconden


def test_de_klok_ruimt_op_wie_weg_is_en_niemand_anders(melding, sanne, tariq):
    namen(melding, sanne, OP)
    namen(melding, tariq, OP + WEG)
    assert ruim_op(OP + WEG + timedelta(seconds=1)) == 1
    assert Aanwezigheid.objects.get().gebruiker == tariq
    assert ruim_aanwezigheid_op() == 1


def test_op_de_pagina_staat_wie_er_nog_meer_is_en_niet_men_zelf(melding, sanne, tariq):
    als(sanne).get("/meldingen/1/")
    inhoud = als(tariq).get("/meldingen/1/").content.decode()
    assert "Sanne heeft deze melding ook open" in inhoud
    assert "Tariq heeft" not in inhoud
    assert "Tariq heeft" in als(sanne).post("/meldingen/1/aanwezig/").content.decode()
    assert not Logregel.objects.filter(door__in=[sanne, tariq]).exists()


def test_wat_de_pagina_al_toont_wordt_niet_nog_eens_gezegd(melding, sanne, tariq):
    als(sanne).get("/meldingen/1/")
    rij = Aanwezigheid.objects.get()
    client = als(tariq)
    assert client.post("/meldingen/1/aanwezig/", {"getoond": str(rij.pk)}).status_code == 204
    assert client.post("/meldingen/1/aanwezig/", {"getoond": ""}).status_code == 200
    Aanwezigheid.objects.filter(pk=rij.pk).update(gezien_op=timezone.now() - WEG)
    weg = client.post("/meldingen/1/aanwezig/", {"getoond": str(rij.pk)})
    assert (weg.status_code, "Sanne" in weg.content.decode()) == (200, False)


def test_wie_de_melding_niet_mag_zien_ziet_ook_niemand_en_wordt_niet_gezien(melding, sanne):
    als(sanne).get("/meldingen/1/")
    ineke = Gebruiker.objects.create(username="ineke", rol=Rol.INSPECTEUR, first_name="Ineke")
    assert als(ineke).post("/meldingen/1/aanwezig/").status_code == 404
    Melding.objects.update(status=Status.NAAR_OPSPORING)
    assert als(sanne).post("/meldingen/1/aanwezig/").status_code == 404
    assert Aanwezigheid.objects.count() == 1


def test_een_verlopen_sessie_stopt_het_vragen_en_herlaadt_niets(melding):
    antwoord = Client().post("/meldingen/1/aanwezig/", headers={"HX-Request": "true"})
    assert (antwoord.status_code, antwoord.content) == (286, b"")
    assert "HX-Refresh" not in antwoord
