"""Deciding that the reporter is asked asks nothing yet: it stays on a list until the question is put, and the answer is
read beside the complaint."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from inspectie.models import Gebruiker, Rol
from interventies.dossier import dossierfeiten
from meldingen import aanvullen
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, Route, Status
from tests.maak import Dossier

OP = datetime(2026, 11, 24, 13, tzinfo=UTC)


@pytest.fixture
def melding(dossier: Dossier, client: Client) -> Melding:
    """Of no employer, with a reporter who can be reached: the rules say to ask."""
    dossier.melding(ernst="laag", melder_email="iemand@post.example")
    dossier.melding(ernst="laag", melder_email="ander@post.example", ontvangen_op="2021-01-02T10:00:00+01:00")
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=OP)
    client.force_login(Gebruiker.objects.create(username="tariq", rol=Rol.TRIAGIST, team="WEST"))
    melding = Melding.objects.earliest("ontvangen_op")
    assert melding.route == Route.AANVULLING
    return melding


def blok(client: Client) -> str:
    html = client.get("/mijn-werk/").content.decode()
    gevonden = re.search(r'aria-labelledby="werk-te-vragen">(.*?)</section>', html, re.DOTALL)
    assert gevonden
    return gevonden[1]


def neem_over(client: Client, melding: Melding) -> str:
    advies = melding.besluiten.get().pk
    antwoord = client.post(f"/meldingen/{melding.nummer}/besluit/", {"advies": advies, "overnemen": "1"})
    assert antwoord.status_code == 302
    return str(antwoord["Location"])


def test_wie_besluit_te_vragen_komt_bij_de_vraag_en_niet_bij_de_volgende(melding, client):
    adres = neem_over(client, melding)
    assert adres == f"/meldingen/{melding.nummer}/"
    html = client.get(adres).content.decode()
    assert "Stel nu de vraag." in html
    assert re.search(r'<details class="uitleg" open><summary data-toets="v">', html)


def test_een_vraag_die_nog_niet_is_gesteld_wacht_bij_elke_triagist(melding, client):
    assert "Er wacht geen vraag die nog aan een melder te stellen is." in blok(client)
    neem_over(client, melding)
    assert f"Melding {melding.nummer}" in blok(client)
    melding.refresh_from_db()
    tariq = Gebruiker.objects.get()
    aanvullen.vraag_aanvulling(melding, vraag="Welk bedrijf?", door=tariq, op=OP)
    assert f"Melding {melding.nummer}" not in blok(client)


def test_een_antwoord_na_een_besluit_te_vragen_wacht_weer_op_een_besluit_en_staat_bij_wat_er_is_gemeld(
    melding, client
):
    neem_over(client, melding)
    tariq = Gebruiker.objects.get()
    melding.refresh_from_db()
    aanvullen.vraag_aanvulling(melding, vraag="Welk bedrijf?", door=tariq, op=OP)
    aanvullen.ontvang_aanvulling(
        melding, antwoord="De bakkerij aan de haven.", dossier=dossierfeiten, door=tariq, op=OP
    )
    melding.refresh_from_db()
    assert melding.status == Status.IN_TRIAGE
    assert melding in Melding.objects.te_beslissen()
    html = client.get(f"/meldingen/{melding.nummer}/").content.decode()
    gemeld = html.partition('id="tekst-kop"')[2].partition("</section>")[0]
    assert "Welk bedrijf?" in gemeld
    assert "De bakkerij aan de haven." in gemeld
