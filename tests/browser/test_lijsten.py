"""Saved views and columns in a real browser: with the keyboard, without script, shared with a team.

On both databases what they answer differently: a shared view, a file of the rows, a search that stops early. Columns
and filters as such are asked of both in tests/meldingen/test_lijst.py and test_weergaven.py.
"""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from inspectie import bladeren
from inspectie.models import Gebruiker, Rol, Weergave
from meldingen.models import vinden
from tests.browser.conftest import Openen
from tests.browser.kijken import is_in_orde
from tests.maak import Dossier

pytestmark = [pytest.mark.browser, pytest.mark.eenmaal, pytest.mark.xdist_group("browser")]


@pytest.fixture
def team(openen: Openen) -> None:
    for rol in (Rol.TEAMLEIDER, Rol.INSPECTEUR):
        Gebruiker.objects.create(username=rol.lower(), rol=rol, team="WEST", first_name=str(rol.label))


@pytest.mark.parametrize(
    "pad",
    [
        "weergaven/?domein=EERLIJK&sort=uiterlijk",
        "?kolommen=ontvangen,werkgever,kvk,plaats,provincie,sector,onderwerp,route,uiterlijk,status,kenmerk,besloten",
    ],
)
def test_elke_bladzijde_van_een_lijst_is_voor_iedereen_te_gebruiken(openen: Openen, team, pad):
    eigenaar = Gebruiker.objects.get(username="teamleider")
    Weergave.objects.create(
        lijst="meldingen", naam="Met een lange naam " * 3, eigenaar=eigenaar, vraag="ernst=laag"
    )
    page = openen(Rol.TEAMLEIDER, f"/meldingen/{pad}")
    is_in_orde(page)
    page.goto(f"/meldingen/weergaven/{Weergave.objects.get().pk}/wijzigen/?{pad.partition('?')[2]}")
    is_in_orde(page)


@pytest.mark.reis
def test_een_weergave_van_het_team_werkt_zonder_script(openen: Openen, team):
    page = openen(Rol.TEAMLEIDER, "/meldingen/", java_script_enabled=False)
    page.get_by_label("Domein").select_option("EERLIJK")
    page.get_by_role("button", name="Toon").click()
    page.get_by_role("link", name="Weergave bewaren").click()
    page.get_by_label("Naam").fill("Eerlijk werk")
    page.get_by_label("Delen met Team West").check()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("link", name="Eerlijk werk (gedeeld)")).to_have_attribute("aria-current", "page")

    collega = openen(Rol.INSPECTEUR, "/meldingen/")
    collega.get_by_role("link", name="Eerlijk werk (gedeeld)").click()
    expect(collega.get_by_label("Domein")).to_have_value("EERLIJK")

    anders = openen(Rol.TRIAGIST, "/meldingen/")
    expect(anders.get_by_role("link", name="Eerlijk werk")).to_have_count(0)


def test_kolommen_ordent_men_met_het_toetsenbord(openen: Openen):
    page = openen(Rol.MELDPUNT, "/meldingen/kolommen/")
    knop = page.get_by_role("button", name="Status naar voren")
    for _ in range(2):
        knop.focus()
        page.keyboard.press("Enter")
        expect(knop).to_be_focused()
    page.get_by_role("button", name="Bewaren").last.click()
    expect(page).to_have_title(re.compile("^Meldingen"))
    koppen = page.get_by_role("columnheader").all_inner_texts()
    assert [kop.split()[0] for kop in koppen] == [
        "Nummer",
        "Ontvangen",
        "Werkgever",
        "Onderwerp",
        "Status",
        "Domein",
        "Ernst",
    ]


@pytest.mark.reis
def test_deze_lijst_komt_als_bestand_van_het_scherm(openen: Openen):
    page = openen(Rol.TRIAGIST, "/meldingen/?domein=EERLIJK&kolommen=domein,status")
    page.get_by_text("Als bestand").click()
    page.get_by_label("Waarvoor", exact=True).fill("Voor het overleg.")
    with page.expect_download() as wacht:
        page.get_by_role("button", name="CSV", exact=True).click()
    tekst = Path(wacht.value.path()).read_text(encoding="utf-8")
    assert next(csv.reader(io.StringIO(tekst))) == ["Nummer", "Domein", "Status"]
    assert len(tekst.splitlines()) == 2


def test_op_een_smal_scherm_begint_een_lijst_met_wat_erin_staat(openen: Openen):
    page = openen(Rol.TRIAGIST, "/meldingen/", viewport={"width": 320, "height": 900})
    zoek = page.get_by_label("Woorden, werkgever of nummer")
    expect(zoek).to_be_hidden()
    page.get_by_text("Zoeken en filteren").click()
    zoek.fill("niets-van-dit-al")
    zoek.press("Enter")
    expect(page.get_by_role("link", name="Verwijder filter Zoeken niets-van-dit-al")).to_be_visible()
    page.goto("/meldingen/?van=x")
    expect(page.get_by_label("Ontvangen vanaf")).to_be_visible()


@pytest.mark.reis
def test_een_lijst_die_niet_tot_het_einde_zocht_is_voor_iedereen_te_gebruiken(
    openen: Openen, monkeypatch, tmp_path
):
    dossier = Dossier(tmp_path / "kantine")
    dossier.melding(melding="K", omschrijving="De kantine is te vol.")
    dossier.neem()
    monkeypatch.setattr(vinden, "WEINIG", 0)
    monkeypatch.setattr(bladeren, "BEKEKEN", 2)
    page = openen(Rol.TRIAGIST, "/meldingen/?sort=nummer&q=kantine")
    expect(page.get_by_role("note")).to_contain_text("2 regels van de lijst doorzocht")
    is_in_orde(page)


def test_op_papier_begint_de_lijst_op_het_eerste_blad_en_is_p1_te_lezen(openen: Openen):
    """A card that may not break was pushed to the second page whole, and white letters lost their red ground."""
    page = openen(Rol.TRIAGIST, "/meldingen/?alles=1")
    nummer = page.locator(".lijst th .nummer").first.inner_text()
    page.evaluate(
        "document.querySelector('.lijst tbody td').insertAdjacentHTML('beforeend', '<span class=\"prio p1\">P1</span>')"
    )
    page.emulate_media(media="print")
    expect(page.locator(".lijst .kies").first).to_be_hidden()
    expect(page.get_by_role("link", name="Nieuwe melding")).to_be_hidden()
    kleur = "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    assert page.locator(".prio.p1").first.evaluate(kleur) == ["rgb(161, 27, 18)", "rgba(0, 0, 0, 0)"]
    page.evaluate(
        "const body = document.querySelector('.lijst tbody');"
        "for (let n = 0; n < 40; n++) body.append(body.rows[0].cloneNode(true))"
    )
    bladen = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    assert len(bladen) > 1
    for blad in bladen[:2]:
        assert nummer in blad.extract_text()
        assert "Werkgever" in blad.extract_text(), "met haar koppen"


def test_een_lange_tijdlijn_schuift_op_papier_niet_in_haar_geheel_naar_het_volgende_blad(openen: Openen):
    page = openen(Rol.TRIAGIST, "/meldingen/?alles=1")
    page.locator(".lijst tbody th a").first.click()
    page.evaluate(
        "const lijst = document.querySelector('.tijdlijn');"
        "for (let n = 0; n < 8; n++) lijst.append(lijst.children[0].cloneNode(true))"
    )
    page.emulate_media(media="print")
    breekt = "e => getComputedStyle(e.closest('.kaart')).breakInside"
    assert page.locator(".tijdlijn").evaluate(breekt) == "auto"
    assert page.locator("#feiten-kop").evaluate(breekt) == "avoid"
