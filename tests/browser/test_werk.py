"""Mijn werk in a real browser."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from inspectie.models import Gebruiker, Rol
from interventies.dossier import dossierfeiten
from interventies.models import Zaak
from meldingen.adviseren import adviseer_stuk
from tests.browser.conftest import Openen, Vullen
from tests.browser.kijken import is_in_orde
from tests.maak import Dossier

pytestmark = [pytest.mark.browser, pytest.mark.eenmaal, pytest.mark.xdist_group("browser")]


@pytest.fixture(autouse=True)
def werk(server: LiveServer, tmp_path, gevuld: Vullen) -> None:
    """A pile in triage, with and without a term, and a zaak."""

    def vul() -> None:
        dossier = Dossier(tmp_path / "werk")
        werkgever = dossier.werkgever(
            werkgever="WW", naam="Groothandel Zuidelijke Rijnmondspoorwegemplacement B.V."
        )
        for ernst in ("acuut", "ernstig", "laag"):
            dossier.melding(
                melding=ernst, ernst=ernst, werkgever=werkgever, toestemming_contact_werkgever="ja"
            )
        dossier.melding(melding="los", ernst="ernstig")
        dossier.neem()
        adviseer_stuk(dossierfeiten, op=datetime(2026, 11, 24, 13, tzinfo=UTC))

    gevuld("werk", vul)


@pytest.mark.parametrize("rol", [Rol.TRIAGIST, Rol.TEAMLEIDER, Rol.INSPECTEUR])
def test_mijn_werk_is_voor_iedereen_te_gebruiken(openen: Openen, rol):
    page = openen(rol, "/")
    page.keyboard.press("g")
    page.keyboard.press("w")
    expect(page.locator("h1")).to_have_text("Mijn werk")
    is_in_orde(page)


def test_de_hele_lijst_van_wat_geen_eigen_lijst_heeft(openen: Openen):
    page = openen(Rol.INSPECTEUR, "/")
    Zaak.objects.update(behandelaar=Gebruiker.objects.get(rol=Rol.INSPECTEUR))
    page.goto("/mijn-werk/")
    page.get_by_role("link", name=re.compile("Naar de lijst.*Mijn zaken")).click()
    expect(page.locator("h1")).to_have_text("Mijn zaken")
    is_in_orde(page)


def test_j_en_k_lopen_ook_door_mijn_werk_en_het_vraagteken_noemt_ze(openen: Openen):
    page = openen(Rol.TRIAGIST, "/mijn-werk/")
    regels = page.locator(".werkregels a")
    for toets in "jjjk":
        page.keyboard.press(toets)
    expect(regels.nth(1)).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Sneltoetsen")).to_contain_text("Volgende of vorige regel")
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Melding")
