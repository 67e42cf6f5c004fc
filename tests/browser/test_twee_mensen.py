"""Two people in one melding, in two real browsers."""

import re

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from inspectie.models import Rol
from interventies.dossier import dossierfeiten
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding
from tests.browser.conftest import Openen
from tests.browser.kijken import is_in_orde
from tests.browser.test_intake import kies
from tests.maak import NU

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(autouse=True)
def melding(server: LiveServer) -> Melding:
    adviseer_stuk(dossierfeiten, op=NU)
    return Melding.objects.latest("nummer")


def test_twee_mensen_wijzigen_een_melding_en_er_gaat_niets_verloren(openen: Openen, melding):
    pad = f"/meldingen/{melding.nummer}/"
    eerste, tweede = openen(Rol.MELDPUNT, pad), openen(Rol.TRIAGIST, pad)
    expect(tweede.get_by_text("heeft deze melding ook open")).to_be_visible()
    for page in (eerste, tweede):
        page.get_by_role("link", name="Gegevens wijzigen").click()
        expect(page.get_by_label("Waarom wijzigt u dit?")).to_be_visible()
    kies(eerste, "Hoe ernstig schat u het in?", "Acuut")
    eerste.get_by_label("Wat is er aan de hand?").fill("Er staan er dertig op elkaar.")
    eerste.get_by_label("Waarom wijzigt u dit?").fill("De melder belde terug.")
    eerste.get_by_role("button", name="Wijziging opslaan").click()
    expect(eerste.locator(".berichten")).to_contain_text("is gewijzigd")

    kies(tweede, "Hoe ernstig schat u het in?", "Laag")
    kies(tweede, "Gaat het nu nog door?", "Ja")
    tweede.get_by_label("Wat is er aan de hand?").fill("Het is best druk.")
    tweede.get_by_label("Waarom wijzigt u dit?").fill("Dossier nagelezen.")
    tweede.get_by_role("button", name="Wijziging opslaan").last.click()
    botsing = tweede.get_by_role("region", name="Een ander was u voor")
    expect(botsing).to_be_focused()
    for stuk in ("Er staan er dertig op elkaar.", "Het is best druk.", "Acuut", "Laag"):
        expect(botsing).to_contain_text(stuk)
    expect(tweede.get_by_label("Waarom wijzigt u dit?")).to_have_value("Dossier nagelezen.")
    is_in_orde(tweede)
    tweede.get_by_role("button", name="Wijziging opslaan").last.click()
    expect(tweede).to_have_title(re.compile("^Fout:"))
    is_in_orde(tweede)
    kies(tweede, "Hoe ernstig", re.compile("Wat nu is vastgelegd"))
    kies(tweede, "Wat is er aan de hand?", re.compile("Mijn invoer"))
    tweede.get_by_role("button", name="Wijziging opslaan").last.click()
    expect(tweede.locator(".berichten")).to_contain_text("is gewijzigd")
    melding.refresh_from_db()
    assert (melding.ernst, melding.duurt_voort) == ("acuut", True)
    tekst = melding.teksten.last()
    assert tekst is not None
    assert tekst.tekst == "Het is best druk."


def test_van_voorstel_tot_correctie(openen: Openen, melding):
    page = openen(Rol.TRIAGIST, f"/meldingen/{melding.nummer}/")
    page.get_by_role("link", name="Correctie voorstellen").click()
    page.get_by_label("Domein", exact=True).select_option(label="Eerlijk")
    page.get_by_label("Reden").fill("Het gaat om loon.")
    page.get_by_role("button", name="Voorstel doen").click()
    expect(page.locator(".berichten")).to_contain_text("wacht op een teamleider")
    thea = openen(Rol.TEAMLEIDER, "/voorstellen/")
    is_in_orde(thea)
    thea.get_by_role("link", name=f"Melding {melding.nummer}").click()
    expect(thea.get_by_role("button", name="Besluit vastleggen")).to_be_visible()
    is_in_orde(thea)
    thea.get_by_role("button", name="Besluit vastleggen").click()
    expect(thea.locator("#fouten")).to_be_focused()
    is_in_orde(thea)
    thea.get_by_label("Aanvaarden").check()
    thea.get_by_role("button", name="Besluit vastleggen").click()
    expect(thea.locator(".berichten")).to_contain_text("is gecorrigeerd")
    melding.refresh_from_db()
    assert melding.domein == "EERLIJK"
