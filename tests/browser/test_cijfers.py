"""The figures in a real browser: from a bar to the list to a melding and back; on paper; and the menu under Meer.

How wide something is and what a key opens does not hang on the database. That each figure is as large as the list
behind it is asked of both in tests/rapportages/test_cijferpagina.py.
"""

import re

import pytest
from playwright.sync_api import expect

from inspectie.models import Rol
from tests.browser.conftest import Openen
from tests.browser.kijken import is_in_orde

pytestmark = [
    pytest.mark.browser,
    pytest.mark.eenmaal,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]
PAD = "/cijfers/?peildatum=10-01-2021&van=28-12-2020"


@pytest.mark.reis
def test_van_een_balk_naar_de_lijst_naar_een_melding_en_terug(openen: Openen):
    page = openen(Rol.TEAMLEIDER, PAD)
    rij = page.locator(".verdeling tr", has_text="Eerlijk").first
    aantal = rij.locator("a.achter").last.inner_text()
    rij.locator("a.balklink").click()
    expect(page.locator(".telling")).to_have_text(f"{aantal} melding")
    expect(page.locator("[data-rij]")).to_have_count(int(aantal))
    is_in_orde(page)
    page.locator("[data-rij] a.nummer").click()
    expect(page.locator("h1")).to_contain_text("Melding")
    page.go_back()
    expect(page.locator("[data-rij]")).to_have_count(int(aantal))
    page.get_by_label("Kruimelpad").get_by_role("link", name="Cijfers").click()
    expect(page).to_have_url(re.compile("/cijfers/.peildatum=10-01-2021&.*van=28-12-2020"))


@pytest.mark.parametrize(
    "pad",
    [
        PAD,
        "/cijfers/zaken/?peildatum=10-01-2021",
        "/cijfers/werkgevers/?peildatum=10-01-2021",
        "/cijfers/instrumenten/?peildatum=10-01-2021",
        "/cijfers/verschil/?was-peildatum=01-01-2021&was-stand_van=01-01-2021&peildatum=10-01-2021",
        "/cijfers/verschil/?was-peildatum=99&peildatum=10-01-2021",
    ],
)
def test_elke_pagina_van_de_cijfers_is_voor_iedereen_te_gebruiken(openen: Openen, pad):
    is_in_orde(openen(Rol.TEAMLEIDER, pad))


HEEL = """kop => {
  const bereik = document.createRange(), tekst = kop.firstChild;
  return [...tekst.data.matchAll(/\\S+/g)].every(woord => {
    bereik.setStart(tekst, woord.index);
    bereik.setEnd(tekst, woord.index + woord[0].length);
    return bereik.getClientRects().length === 1;
  });
}"""


def test_een_lang_woord_in_een_kop_breekt_niet_om_de_knoppen_ernaast(openen: Openen):
    """Ingezette handhavingsinstrumenten: the last letter stood on a line of its own."""
    pad = "/cijfers/instrumenten/?peildatum=10-01-2021"
    page = openen(Rol.TEAMLEIDER, pad)
    for breedte in (640, 768, 820):
        page.set_viewport_size({"width": breedte, "height": 900})
        assert page.locator("h1").evaluate(HEEL), f"{breedte}"


KOLOMMEN = """rijen => rijen.map(rij =>
  [...rij.children].map(cel => Math.round(cel.getBoundingClientRect().right)).join())"""


def test_twee_momenten_vergeleken_hebben_elk_cijfer_in_dezelfde_kolommen(openen: Openen):
    pad = "/cijfers/verschil/?was-peildatum=01-01-2020&was-stand_van=01-01-2020&peildatum=10-01-2021"
    page = openen(Rol.TEAMLEIDER, pad)
    koppen = page.locator(".verschil thead tr")
    assert koppen.count() > 2
    for breedte in (700, 768, 1440):
        page.set_viewport_size({"width": breedte, "height": 900})
        assert len(set(koppen.evaluate_all(KOLOMMEN))) == 1, f"{breedte}"
        for kop in page.locator(".verschil thead").first.locator("th").all():
            assert kop.evaluate(HEEL), f"{breedte}: {kop.inner_text()}"


def test_geen_verdeling_steekt_uit_haar_kader(openen: Openen):
    page = openen(Rol.TEAMLEIDER, PAD)
    assert page.locator("table.verdeling").count() == 5
    for breedte in (700, 961, 1100, 1366):
        page.set_viewport_size({"width": breedte, "height": 900})
        for kader in page.locator(".verdelingen .kaart").all():
            assert kader.evaluate("e => e.scrollWidth <= e.clientWidth"), f"{breedte}"
        assert page.evaluate("document.documentElement.scrollWidth") == breedte


def test_ook_een_balk_van_een_kerncijfer_leidt_naar_zijn_lijst(openen: Openen):
    page = openen(Rol.TEAMLEIDER, PAD)
    page.locator(".onderwerpen svg.staaf a").first.click()
    expect(page.locator("h1")).to_contain_text("Onderwerpen: ")
    expect(page.locator("[data-rij]")).to_have_count(int(page.locator(".telling").inner_text().split()[0]))


@pytest.mark.reis
def test_zonder_script_en_met_het_toetsenbord_gaat_het_ook(openen: Openen):
    page = openen(Rol.TEAMLEIDER, PAD, java_script_enabled=False)
    page.select_option("select[name=domein]", "EERLIJK")
    page.get_by_role("button", name="Toon").press("Enter")
    expect(page.locator("h1 + p + p")).to_have_text("Alleen: Domein Eerlijk")
    expect(page.get_by_role("article", name="KC-01")).to_contain_text("1")
    page.get_by_role("article", name="ST-04").locator("a.getal").press("Enter")
    expect(page.locator("[data-rij]")).to_have_count(1)


@pytest.mark.parametrize("breedte", [320, 768, 1440])
def test_wat_onder_meer_staat_is_met_het_toetsenbord_te_bereiken(openen: Openen, breedte):
    page = openen(
        Rol.TEAMLEIDER, "/cijfers/", java_script_enabled=False, viewport={"width": breedte, "height": 900}
    )
    meer = page.locator(".hoofdmenu summary")
    expect(page.locator(".hoofdmenu").get_by_role("link", name="Recht", exact=True)).to_be_hidden()
    meer.press("Enter")
    recht = page.locator(".hoofdmenu").get_by_role("link", name="Recht", exact=True)
    expect(recht).to_be_visible()
    rand = recht.bounding_box()
    assert rand
    assert 0 <= rand["x"] < rand["x"] + rand["width"] <= breedte
    for _ in range(page.locator(".hoofdmenu .menu-blad a").count()):
        page.keyboard.press("Tab")
        if recht.evaluate("e => e === document.activeElement"):
            break
    expect(recht).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Recht")
    expect(page.locator(".hoofdmenu summary")).to_have_class("hier")


def test_het_hoofd_staat_bij_een_teamleider_op_een_regel_en_waar_dat_niet_past_op_twee(openen: Openen):
    page = openen(Rol.TEAMLEIDER, "/cijfers/")
    for breedte, hoogstens in ((1440, 64), (768, 88), (500, 88), (320, 88)):
        page.set_viewport_size({"width": breedte, "height": 900})
        hoogte = page.evaluate("document.querySelector('header.balk').getBoundingClientRect().height")
        assert hoogte < hoogstens, breedte


def test_op_papier_staan_de_getallen_en_de_tekeningen(openen: Openen):
    page = openen(Rol.TEAMLEIDER, PAD)
    page.emulate_media(media="print")
    expect(page.locator(".cijferfilters")).to_be_hidden()
    for deel in (".grafiek svg", ".reeks", ".landkaart", ".verdeling", ".tegels"):
        expect(page.locator(deel).first).to_be_visible()
