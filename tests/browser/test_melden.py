"""The public form in a real browser, as a reporter has it: small, by keyboard, without script, in any language."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from meldingen import volgcode
from meldingen.models import Melding, Volgcode
from tests.browser.kijken import KLEUR_EN_MAAT, WOORDEN, gebreken, past_op_elke_breedte, steekt_uit
from tests.browser.toetsen import tab_naar
from tests.browser.vensters import GEWEIGERD, vensters
from tests.meldingen.meldpunthulp import ANTWOORDEN, Melder, foto

pytestmark = [
    pytest.mark.browser,
    pytest.mark.eenmaal,
    pytest.mark.xdist_group("browser"),
    pytest.mark.usefixtures("ongeremd_melden"),
]
KIES = ANTWOORDEN | {"wie": {"wie": "VAKBOND"}, "onderwerp": {"onderwerpen": ["THUISWERKEN", "LOON"]}}
GEWICHT = 100_000
Naar = Callable[[Page, Locator], None]


@pytest.fixture
def telefoon(live_server: LiveServer, chromium: Browser) -> Iterator[Any]:
    """`telefoon(**context)`: a page on the narrowest screen. Whatever the browser refuses fails."""
    with vensters(chromium, live_server) as venster:
        yield lambda **instellingen: venster(**{"viewport": {"width": 320, "height": 640}} | instellingen)
    assert GEWEIGERD == []


def focus(page: Page, doel: Locator) -> None:
    doel.focus()


def kies(page: Page, naam: str, waarde: str, naar: Naar) -> None:
    """A radio by the arrows, a checkbox by the space bar, the rest by typing."""
    veld = page.locator(f"[name={naam}]")
    soort = veld.first.evaluate("e => e.type")
    doel = page.locator(f"[name={naam}][value={waarde}]") if soort in ("radio", "checkbox") else veld
    if soort == "radio":
        gekozen = page.locator(f"[name={naam}]:checked")
        naar(page, gekozen if gekozen.count() else veld.first)
        for _ in range(veld.count()):
            page.keyboard.press("Space")
            if doel.is_checked():
                return
            page.keyboard.press("ArrowDown")
        expect(doel).to_be_checked()
    elif soort == "checkbox":
        naar(page, doel if veld.count() > 1 else veld)
        page.keyboard.press("Space")
    elif soort == "select-one":
        naar(page, veld)
        veld.select_option(waarde)
    else:
        naar(page, veld)
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(waarde)


def beantwoord(page: Page, stap: str, naar: Naar = focus) -> None:
    """`naar` is how one comes to a field; from there on it is the keyboard."""
    for naam, waarde in KIES[stap].items():
        for een in waarde if isinstance(waarde, list) else [waarde]:
            if naam != "verder":
                kies(page, naam, een, naar)
    naar(page, page.locator("main form button[name=verder]"))
    page.keyboard.press("Enter")


@contextmanager
def ondanks(page: Page) -> Iterator[None]:
    """Axe is a script: for as long as it looks at a page without, scripts run. Those of the page itself did not."""
    zegt = page.context.new_cdp_session(page)
    for uit in (True, False):
        zegt.send("Emulation.setScriptExecutionDisabled", {"value": uit})
    yield
    zegt.send("Emulation.setScriptExecutionDisabled", {"value": True})
    zegt.detach()


def in_orde(page: Page, regels: Sequence[str] = ()) -> None:
    assert gebreken(page, regels) == [], page.url
    assert not steekt_uit(page), page.url
    assert page.locator("main h1").count() == 1


def hier(page: Page) -> str:
    gevonden = re.search(r"/vraag/(\w+)/", page.url)
    return gevonden[1] if gevonden else ""


@pytest.mark.parametrize("taal", settings.MELDPUNT_TALEN)
def test_melden_met_alleen_het_toetsenbord_zonder_script_op_een_kleine_telefoon(telefoon, taal):
    """In Dutch every field is reached by Tab, from the top of its page, and axe looks by every rule. What stands there
    and in which order is the same in every language: in the others the keyboard begins at the field, and axe looks by
    the rules that other words can break."""
    naar, regels = (tab_naar, ()) if taal == "nl" else (focus, WOORDEN)
    page = telefoon(java_script_enabled=False)

    def kijk() -> None:
        with ondanks(page):
            in_orde(page, regels)

    page.goto(f"/melden/{taal}/")
    kijk()
    naar(page, page.locator("main form button"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/vraag/gevaar/")
    gezien = []
    while stap := hier(page):
        gezien.append(stap)
        if stap not in ("mensen", "verhaal", "bedrijfsgegevens", "bestanden"):  # what may be left empty
            page.locator("main form button[name=verder]").press("Enter")
            expect(page.locator("#fouten")).to_be_visible()
        kijk()
        if naar is tab_naar:
            page.goto(page.url)
        beantwoord(page, stap, naar)
        page.wait_for_url(lambda adres, stap=stap: f"/vraag/{stap}/" not in adres)
    assert len(gezien) == 19
    kijk()
    naar(page, page.locator("main form button[type=submit]"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/ontvangen/")
    kijk()
    nummer, code = page.locator("#nummer").inner_text(), page.locator("#code").inner_text()
    melding = volgcode.vind(nummer, code)
    assert melding == Melding.objects.get()
    assert Volgcode.objects.get().taal == taal


def vul_in(page: Page, stap: str) -> None:
    for naam, waarde in KIES[stap].items():
        veld = page.locator(f"[name={naam}]")
        for een in waarde if isinstance(waarde, list) else [waarde]:
            if veld.first.evaluate("e => ['radio', 'checkbox'].includes(e.type)"):
                (veld.and_(page.locator(f"[value={een}]")) if veld.count() > 1 else veld).check()
            elif naam != "verder":
                veld.select_option(een) if veld.evaluate("e => e.localName === 'select'") else veld.fill(een)


def test_dezelfde_bladzijden_zijn_op_elke_breedte_en_s_nachts_in_orde(telefoon):
    """Each as it is when it is answered, by the rules that another colour or width can break."""
    page = telefoon(color_scheme="dark")

    def kijk() -> None:
        past_op_elke_breedte(page)
        assert gebreken(page, KLEUR_EN_MAAT) == [], page.url

    page.goto("/melden/")
    kijk()
    page.get_by_role("link", name=re.compile("Română")).click()
    page.locator("main form button").click()
    page.wait_for_url("**/vraag/gevaar/")
    gezien = 0
    while stap := hier(page):
        vul_in(page, stap)
        kijk()
        gezien += 1
        page.locator("main form button[name=verder]").click()
        page.wait_for_url(lambda adres, stap=stap: f"/vraag/{stap}/" not in adres)
    assert gezien == 19
    kijk()
    page.goto(page.url.replace("nakijken", "stoppen"))
    kijk()


def test_een_foto_gaat_mee_en_weer_weg_en_het_bewijs_is_te_kopieren_en_te_printen(telefoon, tmp_path):
    melder = Melder(taal="pl")
    melder.begin()
    melder.beantwoord_tot("bestanden")
    page = telefoon(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/melden/pl/")
    page.context.add_cookies(
        [{"name": n, "value": k.value, "url": page.url} for n, k in melder.client.cookies.items()]
    )
    page.goto(melder.adres)
    pad = tmp_path / "een-foto-van-de-overvolle-kantine-van-gisteren-om-twaalf-uur.jpg"
    pad.write_bytes(foto().read())
    page.locator("#id_bestanden").set_input_files(pad)
    page.get_by_role("button", name="Dodaj", exact=True).click()
    expect(page.locator(".bijlagen li")).to_have_count(1)
    in_orde(page)
    page.get_by_role("button", name="Usuń").click()
    expect(page.locator(".bijlagen li")).to_have_count(0)
    beantwoord(page, "bestanden")
    page.wait_for_url("**/nakijken/")
    page.locator("main form button[type=submit]").click()
    page.locator("[data-kopieer]").click()
    expect(page.locator("[data-kopieer]")).to_have_text("Skopiowano")
    code = page.locator("#code").inner_text()
    assert page.evaluate("navigator.clipboard.readText()") == f"{page.locator('#nummer').inner_text()} {code}"
    page.emulate_media(media="print")
    expect(page.locator("#code")).to_be_visible()
    expect(page.locator(".weg")).to_be_hidden()


def test_weg_is_een_klik_of_twee_keer_esc_en_de_bladzijde_is_uit_de_geschiedenis(telefoon):
    for hoe in ("klik", "esc"):
        page = telefoon()
        page.route(
            re.compile("buienradar"),
            lambda route: route.fulfill(body="<title>Weer</title>", content_type="text/html"),
        )
        page.goto("/melden/nl/stoppen/")
        page.goto("/melden/nl/")
        if hoe == "klik":
            page.locator(".weg").click()
        else:
            page.keyboard.press("Escape")
            page.keyboard.press("Escape")
        page.wait_for_url(re.compile("buienradar"))
        page.go_back()
        page.wait_for_url("**/melden/nl/stoppen/")


def test_een_bladzijde_weegt_op_een_trage_telefoon_minder_dan_honderd_kilobyte(telefoon):
    page = telefoon(eigen=True)
    binnen: list[int] = []
    page.on("response", lambda antwoord: binnen.append(len(antwoord.body())))
    page.goto("/melden/bg/")
    page.locator("main form button").click()
    for stap in ("gevaar", "wie", "verzoek", "namens"):
        beantwoord(page, stap)
        page.wait_for_url(lambda adres, stap=stap: f"/vraag/{stap}/" not in adres)
    binnen.clear()
    page.reload()  # the longest list, with nothing kept from before
    page.wait_for_load_state("networkidle")
    assert hier(page) == "onderwerp"
    assert 0 < sum(binnen) < GEWICHT


@pytest.mark.parametrize("script", [True, False])
def test_een_andere_taal_en_terug_nemen_mee_wat_er_staat_en_enter_gaat_verder(telefoon, script):
    page = telefoon(java_script_enabled=script)
    page.goto("/melden/nl/")
    page.locator("main form button").press("Enter")
    page.wait_for_url("**/vraag/gevaar/")
    page.locator("[name=gevaar][value=nee]").press("Space")
    page.locator("[name=gevaar][value=nee]").press("Enter")
    page.wait_for_url("**/vraag/wie/")
    beantwoord(page, "wie")
    page.wait_for_url("**/vraag/verzoek/")
    page.goto("/melden/nl/vraag/verhaal/")
    page.locator("textarea").fill("Half verteld.")
    page.locator(".taalrij [lang=ro]").click()
    page.wait_for_url("**/melden/ro/vraag/verhaal/*")
    expect(page.locator("textarea")).to_have_value("Half verteld.")
    expect(page.locator("#fouten")).to_have_count(0)
    page.locator("textarea").fill("Helemaal verteld.")
    page.locator("main .terug").click()
    page.wait_for_url("**/vraag/onderwerp/")
    page.goto("/melden/nl/vraag/verhaal/")
    expect(page.locator("textarea")).to_have_value("Helemaal verteld.")
