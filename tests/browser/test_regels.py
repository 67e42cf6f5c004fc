"""Writing other rules in a real browser: by keyboard alone, with and without script, on every width."""

import pytest
from playwright.sync_api import Page, Route, expect

from inspectie.models import Rol
from meldingen.models import Regelset
from tests.browser.conftest import Openen
from tests.browser.kijken import WOORDEN, steekt_uit
from tests.browser.test_overal import kijk

pytestmark = [pytest.mark.browser, pytest.mark.eenmaal, pytest.mark.xdist_group("browser")]

PAD = "/recht/regels/voorstellen/"


def f3() -> int:
    """Where the rule stands that a significant risk is telephoned about."""
    return [regel["code"] for regel in Regelset.objects.in_gebruik().get().inhoud["regels"]].index("F3")


def stel_voor(page: Page) -> dict[str, object]:
    """Propose what stands there; gives the rule as it is then proposed."""
    page.get_by_label("Vanaf", exact=True).last.fill("01-12-2090")
    page.get_by_label("Reden", exact=True).last.fill("De drempel ligt te hoog.")
    page.get_by_role("button", name="Voorstellen").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Regels van")
    regel: dict[str, object] = Regelset.objects.get(status="CONCEPT").inhoud["regels"][f3()]
    return regel


def test_met_het_toetsenbord_alleen_komt_er_een_voorwaarde_bij(openen: Openen):
    page = openen(Rol.BELEID, PAD, eigen=True)
    gevraagd: list[str] = []
    page.on("request", lambda vraag: gevraagd.append(vraag.url) if vraag.method == "POST" else None)
    n = f3()
    page.get_by_role("button", name="Wijzig F3").press("Enter")
    expect(page.locator(f"#regels-{n}-kop")).to_be_focused()
    page.get_by_role("button", name="Voorwaarde toevoegen F3").press("Enter")
    feit = page.locator(f"#id_regels-{n}-als-2-feit")
    expect(feit).to_be_focused()
    page.keyboard.type("Aantal")
    waarde = page.locator(f"#id_regels-{n}-als-2-waarde")
    expect(waarde).to_be_visible()
    expect(feit).to_be_focused()
    assert len(gevraagd) == 3, "niet bij elke letter van het feit"
    page.keyboard.press("Tab")
    page.keyboard.type("is minstens")
    page.keyboard.press("Tab")
    expect(waarde).to_be_focused()
    page.keyboard.type("5")
    assert stel_voor(page)["als"] == [
        {"feit": "domein", "is": "VEILIG_GEZOND"},
        {"feit": "ernst", "is": "significant"},
        {"feit": "aantal_blootgesteld", "minstens": 5},
    ]


def test_wat_elders_wordt_getikt_terwijl_een_ander_feit_wordt_gevraagd_blijft_staan(openen: Openen):
    page = openen(Rol.BELEID, PAD)
    n = f3()
    page.get_by_role("button", name="Wijzig F3").click()
    feit = page.locator(f"#id_regels-{n}-als-1-feit")
    expect(feit).to_be_visible()
    wachtend: list[Route] = []
    page.route(f"**{PAD}", lambda weg: wachtend.append(weg))  # noqa: PLW0108 (Playwright takes no built-in)
    with page.expect_request(f"**{PAD}"):
        feit.select_option(label="Aantal blootgesteld")
    titel = page.locator(f"#id_regels-{n}-titel")
    titel.fill("Veel mensen")
    wachtend[0].continue_()
    expect(page.locator(f"#id_regels-{n}-als-1-waarde")).to_be_visible()
    expect(titel).to_have_value("Veel mensen")
    expect(titel).to_be_focused()


def test_het_feit_zelf_wordt_niet_vervangen_onder_wie_er_verder_in_tikt(openen: Openen):
    page = openen(Rol.BELEID, PAD)
    n = f3()
    page.get_by_role("button", name="Wijzig F3").click()
    feit = page.locator(f"#id_regels-{n}-als-1-feit")
    feit.evaluate("e => { e.deze = true; e.focus(); }")
    feit.select_option(label="Aantal blootgesteld")
    expect(page.locator(f"#id_regels-{n}-als-1-waarde")).to_be_visible()
    assert feit.evaluate("e => e.deze && e === document.activeElement")


def test_zonder_script_komt_er_een_voorwaarde_bij_en_gaat_er_een_weg(openen: Openen):
    page = openen(Rol.BELEID, PAD, java_script_enabled=False)
    n = f3()
    page.get_by_label("Reden", exact=True).last.fill("Half getypt")
    page.get_by_role("button", name="Wijzig F3").click()
    page.get_by_role("button", name="Voorwaarde toevoegen F3").click()
    page.locator(f"#id_regels-{n}-als-2-feit").select_option(label="Onderwerpen")
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("group", name="Waarde").get_by_label("Ventilatie").check()
    page.get_by_role("button", name="Weghalen F3: als 2").click()
    expect(page.get_by_label("Ventilatie").first).to_be_checked()
    expect(page.get_by_label("Reden", exact=True).last).to_have_value("Half getypt")
    assert stel_voor(page)["als"] == [
        {"feit": "domein", "is": "VEILIG_GEZOND"},
        {"feit": "onderwerpen", "bevat": "VENTILATIE"},
    ]


def test_een_regel_die_open_staat_is_voor_iedereen_te_gebruiken(openen: Openen):
    """Closed, and what is refused of it, is looked at in test_overal."""
    page = openen(Rol.BELEID, PAD)
    for knop in ("Wijzig C1", "Wijzig F2", "Wijzig N1", "Regel toevoegen", "Voorwaarde toevoegen nieuw"):
        page.get_by_role("button", name=knop).click()
        expect(page.locator(".htmx-request")).to_have_count(0)
    expect(page.locator(".regelgroep.open")).to_have_count(4)
    assert list(kijk(page)) == []
    page.get_by_role("button", name="Voorstellen").last.click()
    expect(page.get_by_role("heading", name="Dit klopt nog niet")).to_be_visible()
    expect(page.locator(".regelgroep.open")).to_have_count(4)
    assert list(kijk(page, WOORDEN)) == []


def test_wat_een_rij_niet_vraagt_staat_er_niet(openen: Openen):
    page = openen(Rol.BELEID, PAD)
    page.get_by_role("button", name="Wijzig F3").click()
    n = f3()
    waarden = page.locator(f"#id_regels-{n}-als-1-waarden")
    expect(waarden).to_be_visible()
    page.locator(f"#id_regels-{n}-als-1-werking").select_option(label="is bekend")
    expect(waarden).to_be_hidden()
    assert not steekt_uit(page)
    assert stel_voor(page)["als"][1] == {"feit": "ernst", "bekend": "ja"}  # type: ignore[index]


def test_wie_intussen_uitgelogd_raakte_krijgt_de_inlogpagina_en_niet_een_stuk_ervan(openen: Openen):
    page = openen(Rol.BELEID, PAD)
    page.context.clear_cookies()
    page.get_by_role("button", name="Wijzig F3").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
