"""In which language somebody reads, and how dates and numbers stand there."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils import translation

from inspectie.models import Code, Gebruiker, Rol

pytestmark = pytest.mark.eenmaal

OP = datetime(2021, 2, 3, 13, 5, tzinfo=UTC)


def taal_van(client: Client, adres: str = "/", **koppen: str) -> str:
    return str(client.get(adres, follow=True, headers=koppen)["Content-Language"])


@pytest.fixture
def els(db: None) -> Gebruiker:
    return Gebruiker.objects.create(username="els", rol=Rol.RAPPORTEUR)


def test_wie_niets_koos_leest_nederlands_ook_met_een_engelse_browser(client, db):
    assert taal_van(client, **{"accept-language": "en"}) == "nl"


def test_de_keuze_voor_het_inloggen_geldt_in_deze_browser_ook_daarna(client, els):
    client.post(reverse("taal"), {"taal": "en"})
    assert taal_van(client) == "en"
    client.force_login(els)
    assert taal_van(client) == "en"


def test_wat_iemand_koos_geldt_in_elke_browser(client, els):
    client.force_login(els)
    client.post(reverse("taal"), {"taal": "en"})
    ander = Client()
    assert taal_van(ander) == "nl"
    ander.force_login(els)
    assert taal_van(ander) == "en"
    assert '<html lang="en">' in ander.get("/").content.decode()
    ander.post(reverse("taal"), {"taal": "nl"})
    assert taal_van(client) == "nl"


def test_na_het_kiezen_is_men_op_dezelfde_pagina_met_de_filters(client, els):
    client.force_login(els)
    antwoord = client.post(reverse("taal"), {"taal": "en", "volgende": "/rapporten/?bladzijde=2"})
    assert antwoord["Location"] == "/rapporten/?bladzijde=2"


@pytest.mark.parametrize("elders", ["https://elders.example/", "//elders.example", "javascript:alert(1)", ""])
def test_kiezen_leidt_nooit_naar_een_andere_site(client, db, elders):
    assert client.post(reverse("taal"), {"taal": "en", "volgende": elders})["Location"] == "/"


@pytest.mark.parametrize("onzin", ["", "fy", "en-GB", "../../etc"])
def test_een_taal_die_er_niet_is_verandert_niets(client, els, onzin):
    client.force_login(els)
    client.cookies["django_language"] = onzin
    client.post(reverse("taal"), {"taal": onzin})
    els.refresh_from_db()
    assert els.taal == ""
    assert taal_van(client) == "nl"


@pytest.mark.parametrize(
    ("taal", "dag", "moment", "kort", "getal"),
    [
        ("nl", "10 januari 2021", "3 februari 2021, 14.05 uur", "10-01-2021", "7.937"),
        ("en", "10 January 2021", "3 February 2021, 14:05", "10 Jan 2021", "7,937"),
    ],
)
def test_datums_en_getallen_staan_zoals_de_taal_ze_schrijft(taal, dag, moment, kort, getal):
    sjabloon = Template(
        '{{ dag|date:"DATE_FORMAT" }}|{{ op|date:"DATETIME_FORMAT" }}|{{ dag|date:"SHORT_DATE_FORMAT" }}|{{ n }}'
    )
    with translation.override(taal):
        uit = sjabloon.render(Context({"dag": date(2021, 1, 10), "op": OP, "n": 7937}))
    assert uit.split("|") == [dag, moment, f'<span class="datum">{kort}</span>', getal]


def test_elke_meegeleverde_code_heeft_een_engels_woord(db):
    assert not Code.objects.filter(naam_en="").exists()
    veilig = Code.objects.get(lijst="domein", code="VEILIG_GEZOND")
    assert (veilig.woord("nl", kort=True), veilig.woord("en", kort=True)) == (
        "Veilig & Gezond",
        "Safe & Healthy",
    )


def test_een_code_van_een_eigenaar_zonder_engels_woord_staat_er_in_het_nederlands():
    assert Code(lijst="onderwerp", code="X", naam="Iets nieuws").woord("en") == "Iets nieuws"
