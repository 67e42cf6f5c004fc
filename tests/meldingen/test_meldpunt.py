"""The public pages: in the language of their address, without an account, light, and never without what was typed."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.eenmaal

TALEN = list(settings.MELDPUNT_TALEN)


@pytest.mark.parametrize("taal", TALEN)
@pytest.mark.django_db
def test_een_adres_zegt_in_welke_taal_de_pagina_is(taal, client: Client):
    client.cookies["django_language"] = "en"
    antwoord = client.get(reverse("meldpunt_begin", args=[taal]))
    assert antwoord["Content-Language"] == taal
    assert f'<html lang="{taal}">' in antwoord.content.decode()
    assert "no-store" in antwoord["Cache-Control"]
    anderen = re.findall(r'href="/melden/(\w\w)/" lang="(\w\w)"', antwoord.content.decode())
    assert [code for code, _ in anderen] == [t for t in TALEN if t != taal]


def test_een_taal_die_wij_niet_spreken_is_er_niet(client: Client):
    assert client.get("/melden/de/").status_code == 404


@pytest.mark.django_db
def test_na_een_openbare_pagina_spreekt_de_volgende_weer_haar_eigen_taal(client: Client):
    client.get("/melden/bg/")
    assert client.get("/inloggen/")["Content-Language"] == "nl"


def test_een_openbare_pagina_haalt_niets_van_een_ander_en_niets_van_het_personeel(client: Client):
    html = client.get("/melden/nl/").content.decode()
    ophalen = re.findall(r'(?:src|href)="([^"]+\.(?:js|css|svg|png)[^"]*)"', html)
    assert ophalen
    assert all(adres.startswith("/static/") for adres in ophalen)
    assert not any(naam in html for naam in ("htmx", "toetsen.js", "sessie.js", "site.css"))
    assert f'<a class="weg" href="{settings.MELDPUNT_UITGANG}" rel="noreferrer nofollow"' in html
