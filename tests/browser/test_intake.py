"""A phone call becomes a melding, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from inspectie.models import Rol
from meldingen.models import Melding, Werkgever
from tests.browser.conftest import Openen
from tests.browser.kijken import is_in_orde

pytestmark = [pytest.mark.browser, pytest.mark.eenmaal, pytest.mark.xdist_group("browser")]


def kies(page: Page, vraag: str, antwoord: str | re.Pattern[str]) -> None:
    page.get_by_role("group", name=vraag).get_by_label(antwoord, exact=isinstance(antwoord, str)).check()


def vul_verder_in(page: Page) -> None:
    page.get_by_label("Wat is er aan de hand?").fill("De kantine is te vol, al drie weken.")
    page.get_by_label("Belangrijkste onderwerp").select_option(label="Onvoldoende afstand")
    kies(page, "Heeft het met corona te maken?", "Direct")
    page.get_by_label("Wie meldt?").select_option(label="Werknemer")
    kies(page, "Wil de melder zijn naam geven?", "Nee, de melder blijft anoniem")


@pytest.mark.reis
def test_een_telefoongesprek_van_begin_tot_advies(openen: Openen):
    """The employer is found while typing, what looks like it is seen before anything is saved."""
    page = openen(Rol.MELDPUNT, "/meldingen/")
    page.get_by_role("link", name="Nieuwe melding").click()
    expect(page).to_have_title(re.compile("^Nieuwe melding"))
    page.get_by_label("Ontvangen op").fill("10-01-2021")
    page.get_by_label("Zoek de werkgever").press_sequentially("bedrij")
    keuze = page.get_by_role("group", name="Om welke werkgever gaat het?")
    expect(page.locator("#intake-status")).to_contain_text("werkgever gevonden")
    keuze.get_by_label(re.compile("Bedrijf 1")).check()
    vul_verder_in(page)
    lijkt = page.get_by_role("group", name="Lijkt hierop")
    expect(lijkt.get_by_label(re.compile("Dubbele van melding"))).to_have_count(3)
    is_in_orde(page)
    page.get_by_role("button", name="Melding vastleggen").click()
    expect(page.locator("h1")).to_contain_text(re.compile(r"Melding \d+"))
    expect(page.locator(".berichten")).to_contain_text("is vastgelegd")
    melding = Melding.objects.latest("nummer")
    assert melding.werkgever == Werkgever.objects.get(naam="Bedrijf 1")
    assert melding.besluiten.exists()


def test_het_formulier_toont_alleen_wat_gevraagd_wordt_en_past_met_alles_open(openen: Openen):
    page = openen(Rol.MELDPUNT, "/meldingen/nieuw/")
    naam, werkgever = page.get_by_label("E-mailadres"), page.get_by_label("Sector")
    expect(naam).to_be_hidden()
    expect(werkgever).to_be_hidden()
    kies(page, "Om welke werkgever gaat het?", "Een nieuwe werkgever")
    kies(page, "Wil de melder zijn naam geven?", "Ja, of een manier om hem te bereiken")
    expect(naam).to_be_visible()
    expect(werkgever).to_be_visible()
    page.get_by_text("Gaat het ook over iets anders?").first.click()
    is_in_orde(page)
    page.get_by_role("button", name="Melding vastleggen").click()
    expect(page).to_have_title(re.compile("^Fout: Nieuwe melding"))
    expect(page.locator("#fouten")).to_be_focused()
    is_in_orde(page)
    for link in page.locator("#fouten a").all():
        link.click()
        assert page.evaluate("document.querySelector(location.hash) !== null")


def test_zonder_script_gaat_de_intake_ook(openen: Openen):
    page = openen(Rol.MELDPUNT, "/meldingen/nieuw/", java_script_enabled=False)
    vul_verder_in(page)
    page.get_by_label("Ontvangen op").fill("10-01-2021")
    page.get_by_label("Zoek de werkgever").fill("bedrijf")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_label(re.compile("Bedrijf 1")).check()
    page.get_by_role("button", name="Melding vastleggen").click()
    expect(page.get_by_role("heading", name="Kijk eerst of dit een dubbele is")).to_be_visible()
    page.get_by_role("button", name="Melding vastleggen").click()
    expect(page.locator(".berichten")).to_contain_text("is vastgelegd")


def test_enter_zoekt_bij_de_werkgever_en_legt_elders_vast(openen: Openen):
    page = openen(Rol.TRIAGIST, "/meldingen/nieuw/")
    kies(page, "Om welke werkgever gaat het?", "Weet ik niet")
    page.get_by_label("Belangrijkste onderwerp").select_option(label="Onvoldoende afstand")
    kies(page, "Heeft het met corona te maken?", "Direct")
    page.get_by_label("Wie meldt?").select_option(label="Werknemer")
    page.get_by_label("Zoek de werkgever").fill("bedrijf")
    page.get_by_label("Zoek de werkgever").press("Enter")
    expect(page.get_by_label(re.compile("Bedrijf 1"))).to_be_visible()
    page.get_by_role("textbox", name="Tijd").press("Enter")
    expect(page.locator("#advies-kop")).to_be_visible()


def test_enter_in_het_zoekveld_zoekt_ook_zonder_script_en_legt_niets_vast(openen: Openen):
    page = openen(Rol.MELDPUNT, "/meldingen/nieuw/", java_script_enabled=False)
    vul_verder_in(page)
    kies(page, "Om welke werkgever gaat het?", "Weet ik niet")
    voor = Melding.objects.count()
    zoek = page.get_by_label("Zoek de werkgever")
    zoek.fill("bedrijf 1")
    zoek.press("Enter")
    expect(page.get_by_label(re.compile("Bedrijf 1"))).to_be_visible()
    expect(page.locator("#fouten")).to_have_count(0)
    expect(page.get_by_label("Wat is er aan de hand?")).to_have_value("De kantine is te vol, al drie weken.")
    page.get_by_label("Zoek de werkgever").press("Enter")
    expect(page.get_by_label(re.compile("Bedrijf 1"))).to_be_visible()
    assert Melding.objects.count() == voor
    page.get_by_label(re.compile("Bedrijf 1")).check()
    page.get_by_label("Ontvangen op").fill("10-01-2021")
    page.get_by_role("button", name="Melding vastleggen").click()
    expect(page.get_by_role("heading", name="Kijk eerst of dit een dubbele is")).to_be_visible()


def test_enter_in_het_zoekveld_van_het_wijzigen_zoekt_ook_zonder_script(openen: Openen):
    nummer = Melding.objects.earliest("nummer").nummer
    page = openen(Rol.MELDPUNT, f"/meldingen/{nummer}/wijzigen/", java_script_enabled=False)
    page.get_by_label("Waarom wijzigt u dit?").fill("Een ander filiaal.")
    page.get_by_label("Zoek de werkgever").fill("bedrijf")
    page.get_by_label("Zoek de werkgever").press("Enter")
    expect(page.get_by_label("Waarom wijzigt u dit?")).to_have_value("Een ander filiaal.")
    expect(page.get_by_label(re.compile("Bedrijf 1"))).to_be_visible()


def test_met_script_zoekt_enter_in_het_zoekveld_en_legt_het_vast_in_een_ander_veld(openen: Openen):
    page = openen(Rol.MELDPUNT, "/meldingen/nieuw/")
    page.get_by_label("Zoek de werkgever").fill("bedrijf")
    page.get_by_label("Zoek de werkgever").press("Enter")
    expect(page.get_by_label(re.compile("Bedrijf 1"))).to_be_visible()
    page.get_by_label("Ontvangen op").press("Enter")
    expect(page).to_have_title(re.compile("^Fout: Nieuwe melding"))
