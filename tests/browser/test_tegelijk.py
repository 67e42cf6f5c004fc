"""Many meldingen at once in a real browser: fifty by keyboard alone, ticked one by one, and without script.

What is refused and what is done is asked of both databases in tests/meldingen/test_verzamelen.py.
"""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from inspectie.models import Rol
from interventies.dossier import dossierfeiten
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding
from tests.browser.conftest import Openen, Vullen
from tests.browser.kijken import is_in_orde
from tests.maak import Dossier

pytestmark = [pytest.mark.browser, pytest.mark.eenmaal, pytest.mark.xdist_group("browser")]

STAPEL = "/meldingen/?besluit=open&onderwerp=GROEPSVORMING&sort=ontvangen"


@pytest.fixture(autouse=True)
def stapel(server: LiveServer, tmp_path, gevuld: Vullen) -> list[Melding]:
    """Fifty of one topic for a partner, and two that have no advice to take over."""

    def vul() -> None:
        dossier = Dossier(tmp_path / "stapel")
        for n in range(50):
            dossier.melding(melding=f"Y{n}", domein="BUITEN", onderwerpen="GROEPSVORMING", bevoegd="ander")
        werkgever = dossier.werkgever(naam="Groothandel Zuidelijke Rijnmondspoorwegemplacement B.V.")
        for n in range(2):
            dossier.melding(melding=f"Z{n}", onderwerpen="AFSTAND;GROEPSVORMING", werkgever=werkgever)
        dossier.neem()
        adviseer_stuk(dossierfeiten, op=datetime(2026, 11, 24, 13, tzinfo=UTC))

    gevuld("tegelijk", vul)
    return list(Melding.objects.filter(extern_kenmerk__startswith="Y").order_by("nummer"))


def klaar(page: Page, tekst: str) -> None:
    """Without a worker the page itself goes on until nothing waits."""
    expect(page.locator("#voortgang")).to_contain_text(tekst, timeout=60_000)


@pytest.mark.reis
def test_vijftig_tegelijk_met_vijf_toetsen_en_weer_terug(openen: Openen, stapel):
    page = openen(Rol.TRIAGIST, STAPEL)
    page.keyboard.press("B")
    expect(page.locator("h1")).to_have_text("52 meldingen tegelijk")
    expect(page.get_by_text("50 meldingen gaan mee. 2 kunnen niet")).to_be_visible()
    expect(page.get_by_text("Het advies noemt geen route").first).to_be_visible()
    is_in_orde(page)
    page.keyboard.press("o")
    klaar(page, "Gedaan: 50")
    assert Melding.objects.filter(besloten_op__isnull=False, route="OVERDRACHT").count() == 50
    is_in_orde(page)
    page.keyboard.press("z")
    klaar(page, "Ongedaan gemaakt: 50")
    assert not Melding.objects.filter(besloten_op__isnull=False).exists()
    is_in_orde(page)
    page.keyboard.press("u")
    expect(page).to_have_url(re.compile("onderwerp=GROEPSVORMING"))


def test_een_voor_een_kiezen_met_x_en_alles_met_een_ster(openen: Openen, stapel):
    page = openen(Rol.TRIAGIST, STAPEL)
    gekozen = page.locator("[data-gekozen]")
    expect(gekozen).to_have_text("Geen gekozen")
    for toets in "jxjxx":
        page.keyboard.press(toets)
    expect(gekozen).to_have_text("1 gekozen")
    page.keyboard.press("*")
    expect(gekozen).to_have_text("25 gekozen")
    is_in_orde(page)
    page.keyboard.press("*")
    expect(gekozen).to_have_text("Geen gekozen")
    for toets in "kxjx":
        page.keyboard.press(toets)
    expect(gekozen).to_have_text("2 gekozen")
    page.keyboard.press("b")
    expect(page.locator("h1")).to_have_text("2 meldingen tegelijk")
    page.get_by_label("Dezelfde route voor allemaal").check()
    page.get_by_label("Route", exact=False).last.select_option("AANSPREKEN")
    page.get_by_label("Reden of vraag").fill("jobo: dezelfde vraag aan de balie")
    page.get_by_role("button", name="Voer uit").click()
    expect(page.locator("#fouten")).to_contain_text("U heeft de keuze gewijzigd")
    is_in_orde(page)
    page.get_by_role("button", name="Voer uit").click()
    klaar(page, "Gedaan: 2")
    assert Melding.objects.filter(route="AANSPREKEN", besloten_op__isnull=False).count() == 2


def test_zonder_keuze_zegt_de_lijst_wat_te_doen(openen: Openen):
    page = openen(Rol.TRIAGIST, STAPEL)
    page.keyboard.press("b")
    expect(page.locator(".berichten")).to_contain_text("Kies eerst")
    page.get_by_role("link", name="Eerder gedaan").click()
    expect(page.get_by_role("heading", name="Nog niets")).to_be_visible()
    is_in_orde(page)


def test_wat_ontbreekt_staat_bij_het_veld(openen: Openen):
    page = openen(Rol.TRIAGIST, STAPEL)
    page.keyboard.press("*")
    page.keyboard.press("b")
    page.get_by_label("Intrekken").check()
    page.get_by_role("button", name="Bekijk wat er gebeurt").click()
    expect(page.locator("#fouten")).to_contain_text("Geef een reden.")
    is_in_orde(page)


def test_zonder_script_gaat_het_ook(openen: Openen, stapel):
    page = openen(Rol.TRIAGIST, STAPEL, java_script_enabled=False)
    page.get_by_label(f"Kies melding {stapel[0].nummer}", exact=True).check()
    page.get_by_role("button", name="Gekozen meldingen behandelen").click()
    expect(page.locator("h1")).to_have_text("1 melding tegelijk")
    page.get_by_role("button", name="Voer uit").click()
    for _ in range(3):
        if page.get_by_role("button", name="Ga verder").count():
            page.get_by_role("button", name="Ga verder").click()
    klaar(page, "Gedaan: 1")
    page.goto(STAPEL)
    page.get_by_role("button", name="Deze bladzijde behandelen").click()
    expect(page.locator("h1")).to_have_text("25 meldingen tegelijk")


def test_wie_niet_beslist_ziet_geen_vakjes(openen: Openen):
    page = openen(Rol.AUDITOR, "/meldingen/")
    expect(page.locator("[data-kies]")).to_have_count(0)
