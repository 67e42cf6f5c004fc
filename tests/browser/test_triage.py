"""Triage in a real browser: by keyboard alone, on every width, by day and by night, with and without script."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from inspectie.models import Rol
from interventies.dossier import dossierfeiten
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, TriageBesluit
from tests.browser.conftest import Openen, Vullen
from tests.browser.kijken import is_in_orde, past_op_elke_breedte, steekt_uit
from tests.maak import Dossier

pytestmark = [pytest.mark.browser, pytest.mark.eenmaal, pytest.mark.xdist_group("browser")]

OP = datetime(2026, 11, 24, 13, tzinfo=UTC)
STAPEL = "/meldingen/?besluit=open&sort=ontvangen"


@pytest.fixture(autouse=True)
def stapel(server: LiveServer, tmp_path, gevuld: Vullen) -> list[Melding]:
    """Three meldingen about one employer that wait for a decision, and thirty more elsewhere."""

    def vul() -> None:
        dossier = Dossier(tmp_path / "stapel")
        werkgever = dossier.werkgever(
            werkgever="WX", naam="Groothandel Zuidelijke Rijnmondspoorwegemplacement B.V."
        )
        for n in range(3):
            dossier.melding(
                melding=f"X{n}",
                werkgever=werkgever,
                ontvangen_op=f"2020-05-0{n + 1}T10:00:00+02:00",
                ernst=("acuut", "significant", "laag")[n],
                onderwerpen="ZIEK_AAN_WERK;AFSTAND;PBM",
                toestemming_contact_werkgever="ja",
                omschrijving="In de kantine zitten we met dertig mensen op elkaar.\n\nDe chef zegt dat het mag.",
                melder_email="iemand@post.example",
            )
        for n in range(30):
            dossier.melding(melding=f"Y{n}", domein="BUITEN", onderwerpen="KLANT_WINKEL", bevoegd="ander")
        dossier.neem()
        adviseer_stuk(dossierfeiten, op=OP)

    gevuld("triage", vul)
    return list(Melding.objects.filter(extern_kenmerk__startswith="X").order_by("nummer"))


@pytest.mark.parametrize(
    ("rol", "pad", "titel"),
    [
        (Rol.TRIAGIST, STAPEL, "Meldingen"),
        (Rol.MELDPUNT, "/meldingen/?domein=BUITEN&provincie=ZH", "Meldingen"),
        (Rol.TRIAGIST, "/meldingen/?van=32-13-2021&domein=MARS", "Fout: Meldingen"),
        (Rol.INSPECTEUR, "/meldingen/", "Meldingen"),
    ],
    ids=["stapel", "leeg", "fout filter", "inspecteur zonder zaken"],
)
def test_de_lijst_is_voor_iedereen_te_gebruiken(openen: Openen, rol, pad, titel):
    page = openen(rol, pad)
    expect(page).to_have_title(re.compile(rf"^{titel}.* \| Coronameldingen$"))
    past_op_elke_breedte(page)
    page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
    is_in_orde(page)


@pytest.mark.parametrize("rol", [Rol.TRIAGIST, Rol.MELDPUNT, Rol.AUDITOR])
def test_een_melding_is_voor_iedereen_te_gebruiken(openen: Openen, stapel, rol):
    page = openen(rol, f"/meldingen/{stapel[0].nummer}/?besluit=open")
    past_op_elke_breedte(page)
    page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
    is_in_orde(page)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_een_fout_besluit_is_voor_iedereen_te_gebruiken(openen: Openen, stapel):
    page = openen(Rol.TRIAGIST, f"/meldingen/{stapel[0].nummer}/")
    page.locator("summary", has_text="Anders beslissen").click()
    page.get_by_label("Route").select_option("TELEFONISCH")
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(page).to_have_title(re.compile("^Fout: Melding"))
    expect(page.locator("#fouten")).to_be_focused()
    expect(page.get_by_label("Reden", exact=False).first).to_have_accessible_description(
        re.compile("wijkt af")
    )
    is_in_orde(page)


def test_de_melder_is_voor_iedereen_te_gebruiken_en_na_verversen_weer_weg(openen: Openen, stapel):
    page = openen(Rol.TEAMLEIDER, f"/meldingen/{stapel[0].nummer}/")
    page.get_by_text("Melder inzien").click()
    page.get_by_label("Reden van inzage").fill("Terugbellen over de kantine.")
    page.get_by_role("button", name="Toon de melder").click()
    expect(page.get_by_text("iemand@post.example")).to_be_visible()
    is_in_orde(page)
    page.get_by_role("link", name=re.compile(r"^Melding \d+$")).click()
    expect(page.get_by_text("iemand@post.example")).to_have_count(0)


@pytest.mark.reis
def test_een_gewone_triage_kost_hoogstens_acht_toetsen_en_twee_pagina_s(openen: Openen, stapel):
    page = openen(Rol.TRIAGIST, STAPEL, eigen=True)
    geladen: list[str] = []
    page.on("framenavigated", lambda frame: geladen.append(frame.url))
    for toets in ("j", "Enter"):
        page.keyboard.press(toets)
    expect(page.locator("h1")).to_contain_text(f"Melding {stapel[0].nummer}")
    page.keyboard.press("o")
    expect(page.locator("h1")).to_contain_text(f"Melding {stapel[1].nummer}")
    expect(page.locator(".berichten")).to_contain_text(
        f"Melding {stapel[0].nummer}: besloten, Direct naar de locatie, P1."
    )
    besluit = stapel[0].besluiten.get()
    assert (besluit.besluit_route, besluit.besluit_prioriteit) == ("DIRECT_LOCATIE", "P1")
    assert len(geladen) == 2, geladen
    assert "besluit=open" in page.url


def test_ook_anders_beslissen_gaat_met_het_toetsenbord(openen: Openen, stapel):
    page = openen(Rol.TRIAGIST, f"/meldingen/{stapel[2].nummer}/?besluit=open&sort=ontvangen")
    page.keyboard.press("a")
    expect(page.get_by_label("Route")).to_be_focused()
    page.keyboard.type("Tele")
    page.keyboard.press("Tab")
    page.keyboard.type("P3")
    page.keyboard.press("Tab")
    page.keyboard.type("jojo: overleg met de oom")  # letters that are shortcuts elsewhere
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".berichten")).to_contain_text("besloten, Telefonisch, P3.")
    besluit = stapel[2].besluiten.get()
    assert (besluit.besluit_route, besluit.besluit_reden) == ("TELEFONISCH", "jojo: overleg met de oom")


def test_een_aanvulling_vragen_gaat_met_het_toetsenbord(openen: Openen, stapel):
    page = openen(Rol.TRIAGIST, f"/meldingen/{stapel[0].nummer}/?besluit=open&sort=ontvangen")
    page.keyboard.press("v")
    expect(page.get_by_role("group", name="Wat we vaak vragen").get_by_role("checkbox").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#fouten")).to_be_focused()
    is_in_orde(page)
    page.get_by_label("Vraag aan de melder").focus()
    page.keyboard.type("Hoe lang duurt dit al?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(f"Melding {stapel[1].nummer}")
    assert stapel[0].aanvullingen.get().vraag == "Hoe lang duurt dit al?"


def test_wat_later_komt_gaat_met_het_toetsenbord_en_een_dubbele_klik_is_een_keer(openen: Openen, stapel):
    page = openen(Rol.MELDPUNT, f"/meldingen/{stapel[0].nummer}/")
    page.keyboard.press("l")
    expect(page.get_by_role("group", name="Hoe kwam het?").get_by_label("Telefoon")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Nu ook in de hal.")
    page.locator("form[action*='/later/']").get_by_role("button", name="Vastleggen").dblclick()
    expect(page.get_by_role("region", name="Van de melder")).to_contain_text("Nu ook in de hal.")
    expect(page.locator("h1")).to_contain_text(f"Melding {stapel[0].nummer}")
    is_in_orde(page)
    assert stapel[0].nagekomen.get().kanaal == "TELEFOON"


def test_wie_te_laat_is_ziet_wat_er_intussen_gebeurde(openen: Openen, stapel):
    page = openen(Rol.TRIAGIST, f"/meldingen/{stapel[0].nummer}/?besluit=open&sort=ontvangen")
    collega = openen(Rol.TEAMLEIDER, f"/meldingen/{stapel[0].nummer}/")
    collega.keyboard.press("i")
    collega.keyboard.type("De melder belde terug.")
    collega.get_by_role("button", name="Melding intrekken").click()
    expect(collega.locator(".berichten")).to_contain_text("ingetrokken")
    page.keyboard.press("o")
    expect(page.get_by_role("region", name="Intussen gebeurd")).to_contain_text("De melder belde terug.")
    is_in_orde(page)
    assert stapel[0].besluiten.get().besloten_op is None


def test_j_en_k_lopen_door_de_lijst_en_terug_staat_men_op_dezelfde_rij(openen: Openen, stapel):
    page = openen(Rol.TRIAGIST, STAPEL)
    for toets in "jjjk":
        page.keyboard.press(toets)
    expect(page.locator(f"#melding-{stapel[1].nummer} a.nummer")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(f"Melding {stapel[1].nummer}")
    page.keyboard.press("j")
    expect(page.locator("h1")).to_contain_text(f"Melding {stapel[2].nummer}")
    page.keyboard.press("k")
    expect(page.locator("h1")).to_contain_text(f"Melding {stapel[1].nummer}")
    page.keyboard.press("u")
    expect(page).to_have_url(
        re.compile(rf"/meldingen/\?besluit=open&sort=ontvangen#melding-{stapel[1].nummer}$")
    )
    page.keyboard.press("j")
    expect(page.locator(f"#melding-{stapel[1].nummer} a.nummer")).to_be_focused()


def test_het_overzicht_van_de_toetsen_gaat_open_dicht_en_uit(openen: Openen, stapel):
    page = openen(Rol.TRIAGIST, f"/meldingen/{stapel[0].nummer}/?besluit=open")
    page.keyboard.press("?")
    blad = page.get_by_role("dialog", name="Sneltoetsen")
    expect(blad).to_be_visible()
    is_in_orde(page)
    page.keyboard.press("o")  # nothing happens behind the sheet
    blad.get_by_label("Sneltoetsen staan aan").uncheck()
    page.keyboard.press("Escape")
    expect(blad).to_be_hidden()
    for toets in "oaj?":
        page.keyboard.press(toets)
    expect(blad).to_be_hidden()
    page.reload()
    page.keyboard.press("o")
    assert not TriageBesluit.objects.exclude(besloten_op=None).exists()
    page.get_by_role("button", name="Sneltoetsen").click()
    blad.get_by_label("Sneltoetsen staan aan").check()
    blad.get_by_role("button", name="Sluiten").click()
    page.keyboard.press("o")
    expect(page.locator(".berichten")).to_contain_text("besloten")


def test_op_een_telefoon_begint_het_overzicht_van_de_toetsen_bovenaan(openen: Openen, stapel):
    page = openen(Rol.TRIAGIST, f"/meldingen/{stapel[0].nummer}/?besluit=open")
    page.set_viewport_size({"width": 320, "height": 400})
    page.get_by_role("button", name="Sneltoetsen").click()
    expect(page.get_by_role("heading", name="Sneltoetsen")).to_be_focused()
    expect(page.get_by_role("heading", name="Sneltoetsen")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Sluiten")).not_to_be_in_viewport()


def test_een_toets_die_ingedrukt_blijft_beslist_een_keer(openen: Openen, stapel):
    page = openen(Rol.TRIAGIST, f"/meldingen/{stapel[0].nummer}/?besluit=open&sort=ontvangen")
    page.keyboard.down("o")
    for _ in range(5):
        page.keyboard.down("o")  # Playwright sends these as repeats
    page.keyboard.up("o")
    expect(page.locator("h1")).to_contain_text(f"Melding {stapel[1].nummer}")
    assert TriageBesluit.objects.exclude(besloten_op=None).count() == 1


def test_zonder_script_gaat_triage_ook(openen: Openen, stapel):
    page = openen(Rol.TRIAGIST, "/meldingen/", java_script_enabled=False)
    expect(page.get_by_role("button", name="Sneltoetsen")).to_be_hidden()
    page.get_by_label("Woorden, werkgever of nummer").fill("rijnmond")
    page.get_by_label("Volgorde").select_option("Oudste eerst")
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_text("1–3 van 3")).to_be_visible()
    page.get_by_role("link", name=str(stapel[0].nummer), exact=True).click()
    page.get_by_role("button", name="Advies overnemen").click()
    expect(page.locator("h1")).to_contain_text(f"Melding {stapel[1].nummer}")
    page.get_by_role("link", name="Meldingen", exact=True).last.click()
    expect(page.get_by_label("Woorden, werkgever of nummer")).to_have_value("rijnmond")
    page.get_by_role("link", name=re.compile("Verwijder filter")).click()
    expect(page.get_by_label("Woorden, werkgever of nummer")).to_have_value("")


@pytest.mark.parametrize("pad", [STAPEL, "/meldingen/{}/"])
def test_tekst_op_dubbele_grootte_past(openen: Openen, stapel, pad):
    page = openen(Rol.TRIAGIST, pad.format(stapel[0].nummer), viewport={"width": 640, "height": 900})
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
    assert not steekt_uit(page)
