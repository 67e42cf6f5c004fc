"""How long one is still logged in, and staying so."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from inspectie.cache import Redis
from inspectie.models import Gebruiker, Rol

pytestmark = pytest.mark.eenmaal


@pytest.fixture
def els(client: Client, db: None) -> Gebruiker:
    wie = Gebruiker.objects.create(username="els", rol=Rol.RAPPORTEUR)
    client.force_login(wie)
    return wie


def verloopt_over(tijd: timedelta) -> None:
    Session.objects.update(expire_date=timezone.now() + tijd)


def test_vragen_verlengt_niet_en_versturen_wel(client, els):
    verloopt_over(timedelta(minutes=4))
    for _ in range(2):
        assert 230 <= client.get("/sessie/").json()["over"] <= 240
    assert client.post("/sessie/").json()["over"] == 9 * 3600
    assert Session.objects.get().expire_date > timezone.now() + timedelta(hours=8, minutes=59)
    assert client.get("/sessie/").json()["over"] > 9 * 3600 - 60


def test_elke_pagina_weet_hoelang_het_nog_duurt_zonder_extra_vraag(client, els, django_assert_num_queries):
    verloopt_over(timedelta(hours=1))
    with django_assert_num_queries(3):  # session, user, page (of nothing)
        inhoud = client.get("/rapporten/").content.decode()
    assert 'data-over="359' in inhoud or 'data-over="3600"' in inhoud


def test_van_een_sessie_die_er_niet_meer_is_komt_geen_inlogpagina(client, els):
    Session.objects.all().delete()
    for antwoord in (client.get("/sessie/"), client.post("/sessie/")):
        assert (antwoord.status_code, antwoord.content) == (401, b"")
    assert "data-sessie" not in client.get("/inloggen/").content.decode()


def test_een_ander_kan_iemand_niet_aangemeld_houden(els):
    client = Client(enforce_csrf_checks=True)
    client.force_login(els)
    verloopt_over(timedelta(minutes=4))
    assert client.post("/sessie/").status_code == 403
    assert not Session.objects.filter(expire_date__gt=timezone.now() + timedelta(minutes=5)).exists()


def test_zonder_redis_meldt_men_zich_aan_en_wordt_raden_nog_geremd(client, db, settings, monkeypatch):
    """Who fills in a form that expired comes back by logging in: not then an error page."""
    monkeypatch.setattr(Redis, "stil_tot", 0.0)
    settings.CACHES = {
        "default": {
            "BACKEND": "inspectie.cache.Redis",
            "LOCATION": "redis://127.0.0.1:1/0",
            "KEY_PREFIX": "aan",
        }
    }
    Gebruiker.objects.create_user("els", password="goed", rol=Rol.RAPPORTEUR)
    for _ in range(6):
        html = client.post("/inloggen/", {"login": "els", "password": "fout"}).content.decode()
    assert "te vaak een verkeerd wachtwoord" in html
    Gebruiker.objects.create_user("tom", password="goed", rol=Rol.RAPPORTEUR)
    assert client.post("/inloggen/", {"login": "tom", "password": "goed"}).status_code == 302
