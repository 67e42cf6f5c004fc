"""The start page by role, and the core figures on it."""

import re
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspectie.logboek import log
from inspectie.models import Rol
from tests.inloggen import als

pytestmark = pytest.mark.eenmaal


def start(client: Client, **vraag: str) -> str:
    antwoord = client.get(reverse("start"), vraag)
    assert antwoord.status_code == 200
    return str(antwoord.content.decode())


def stand(html: str, code: str) -> str:
    """The number that the tile of a figure shows."""
    gevonden = re.search(
        rf'aria-labelledby="{code}">.*?class="(?:achter |nul )?getal"[^>]*>([^<]*)<', html, re.DOTALL
    )
    assert gevonden, f"{code} staat niet op de pagina"
    return gevonden.group(1)


def test_wie_geen_rol_heeft_leest_wat_te_doen(db):
    html = start(als(""))
    assert "Vraag wie dit programma beheert er u een te geven" in html
    assert "Kerncijfers" not in html
    assert "Rapporten" not in html


@pytest.mark.parametrize("rol", [Rol.MELDPUNT, Rol.INSPECTEUR, Rol.BEHEER])
def test_wie_de_landelijke_cijfers_niet_mag_zien_ziet_ze_niet(dossier, rol):
    dossier.melding()
    dossier.neem()
    html = start(als(rol), peildatum="10-01-2021", stand_van="")
    assert "KC-01" not in html
    assert 'name="peildatum"' not in html


def test_een_inspecteur_leest_bij_welk_team_hij_hoort(db):
    assert "Inspecteur, Team Oost" in start(als(Rol.INSPECTEUR, team="OOST"))


def test_men_leest_wat_men_met_de_eigen_rol_mag(db):
    html = start(als(Rol.BEHEER))
    assert "Gebruikers en codelijsten beheren" in html
    assert "Meldingen" not in html
    assert "Een zaak openen" in start(als(Rol.TRIAGIST))


def test_zonder_keuze_zijn_de_cijfers_die_van_vandaag(dossier):
    dossier.melding()
    dossier.melding(domein="EERLIJK", onderwerpen="LOON")
    dossier.neem()
    html = start(als(Rol.BELEID))
    assert stand(html, "KC-01") == "2"
    assert f'value="{timezone.localdate():%d-%m-%Y}"' in html
    assert "Synthetische gegevens" not in html


def test_de_peildatum_en_de_stand_van_doen_wat_ze_zeggen(dossier):
    dossier.melding(ontvangen_op="2021-01-08T10:00:00+01:00")
    dossier.melding(ontvangen_op="2021-01-09T10:00:00+01:00", geregistreerd_op="2021-01-14T09:00:00+01:00")
    dossier.melding(ontvangen_op="2021-01-12T10:00:00+01:00")
    dossier.neem()
    client = als(Rol.AUDITOR)
    assert stand(start(client, peildatum="10-01-2021", stand_van=""), "KC-01") == "2"
    assert stand(start(client, peildatum="10-01-2021", stand_van="14-01-2021 08:59"), "KC-01") == "1"
    assert stand(start(client, peildatum="2021-01-12", stand_van="2021-01-14T09:00"), "KC-01") == "3"


def test_een_dag_als_stand_van_is_het_einde_van_die_dag(dossier):
    dossier.melding(ontvangen_op="2021-01-08T10:00:00+01:00", geregistreerd_op="2021-01-14T23:59:59+01:00")
    dossier.neem()
    client = als(Rol.AUDITOR)
    assert stand(start(client, peildatum="10-01-2021", stand_van="14-01-2021"), "KC-01") == "1"
    assert "Geen coronameldingen op deze stand" in start(
        client, peildatum="10-01-2021", stand_van="13-01-2021"
    )


def test_in_de_demo_begint_men_bij_het_rapport_van_3_februari_2021(dossier):
    dossier.melding()
    dossier.neem()
    with transaction.atomic():
        log("demo", op=datetime(2026, 11, 24, tzinfo=UTC))
    html = start(als(Rol.RAPPORTEUR))
    assert "Tot en met 10 januari 2021, stand van 3 februari 2021, 0.00 uur." in html
    assert "Synthetische gegevens" in html
    assert 'value="10-01-2021"' in html
    assert 'value="03-02-2021 00:00"' in html


def test_alleen_wie_een_rapport_mag_maken_krijgt_de_weg_ernaartoe_met_deze_momenten(dossier):
    dossier.melding()
    dossier.neem()
    vraag = {"peildatum": "10-01-2021", "stand_van": "03-02-2021 00:00"}
    link = f"{reverse('rapport_nieuw')}?peildatum=10-01-2021&amp;stand_van=03-02-2021+00%3A00"
    assert link in start(als(Rol.RAPPORTEUR), **vraag)
    assert reverse("rapport_nieuw") not in start(als(Rol.TEAMLEIDER), **vraag)


def test_een_lege_database_zegt_wat_te_doen(db):
    html = start(als(Rol.RAPPORTEUR))
    assert "Geen coronameldingen op deze stand" in html
    assert "python manage.py importeer" in html


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        ("peildatum", "", "Vul de peildatum in."),
        ("peildatum", "31-02-2021", "De peildatum is geen bestaande datum."),
        ("peildatum", "10\x00-01-2021", "De peildatum is geen bestaande datum."),
        ("peildatum", "01-01-2091", "De peildatum ligt in de toekomst."),
        ("peildatum", "9999-12-31", "De peildatum ligt in de toekomst."),
        ("peildatum", "0001-01-01", "De peildatum ligt te ver terug."),
        ("stand_van", "gisteren", "De stand van is geen bestaand tijdstip."),
        (
            "stand_van",
            "28-03-2021 02:30",
            "De stand van is geen bestaand tijdstip.",
        ),  # the hour that summer time skips
        ("stand_van", "01-01-2091 00:00", "De stand van ligt in de toekomst."),
        ("stand_van", "31-12-9999", "De stand van ligt in de toekomst."),
        ("stand_van", "9999-12-31T23:59:59", "De stand van ligt in de toekomst."),
        ("stand_van", "0001-01-01T00:00:00", "De stand van ligt te ver terug."),
    ],
)
def test_een_onmogelijk_moment_geeft_een_fout_bij_het_veld_en_geen_cijfers(db, veld, waarde, fout):
    vraag = {"peildatum": "10-01-2021", "stand_van": "03-02-2021 00:00"} | {veld: waarde}
    html = start(als(Rol.RAPPORTEUR), **vraag)
    assert fout in html
    assert f'href="#id_{veld}"' in html
    assert re.search(rf'<input[^>]*name="{veld}"[^>]*aria-invalid="true"', html)
    assert "KC-01" not in html


def test_de_startpagina_vraagt_de_database_een_vast_aantal_keer(dossier, django_assert_num_queries):
    for _ in range(3):
        dossier.melding()
    dossier.neem()
    rapporteur, beheer = als(Rol.RAPPORTEUR), als(Rol.BEHEER)
    with django_assert_num_queries(7):  # session, user, demo or not, topics, counted ahead, figures, words
        start(rapporteur)
    with django_assert_num_queries(3):  # no figures for moments that are wrong
        start(rapporteur, peildatum="x")
    with django_assert_num_queries(2):
        start(beheer)
