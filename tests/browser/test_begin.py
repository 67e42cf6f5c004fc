"""The first pages in a real browser: for everybody, on every width, by day and by night, with and without script."""

import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.test import override_settings
from playwright.sync_api import expect
from pypdf import PdfReader

from inspectie.celery import app
from inspectie.models import Gebruiker, Rol
from rapportages.models import Rapport
from tests.browser.conftest import Openen
from tests.browser.kijken import BREEDTES, gebreken, is_in_orde, steekt_uit
from tests.rapportages.test_rapport_pagina import maak_rapport

pytestmark = [pytest.mark.browser, pytest.mark.eenmaal, pytest.mark.xdist_group("browser")]

OP = datetime(2021, 2, 3, 12, tzinfo=UTC)
VRAAG = "peildatum=10-01-2021&stand_van=03-02-2021+00:00"

# States that the table of rights does not reach; every page of it is looked at in test_overal.
PAGINAS: list[tuple[str, Rol | None, str, str]] = [
    ("cijfers", Rol.RAPPORTEUR, f"/?{VRAAG}", "Start"),
    ("geen cijfers", Rol.RAPPORTEUR, "/?peildatum=01-01-2019&stand_van=", "Start"),
    ("foute momenten", Rol.RAPPORTEUR, "/?peildatum=01-01-2091&stand_van=x", "Fout: Start"),
    ("start van een inspecteur", Rol.INSPECTEUR, "/", "Start"),
    ("start van beheer", Rol.BEHEER, "/", "Start"),
    ("rapporten", Rol.RAPPORTEUR, "/rapporten/", "Rapporten"),
    ("mag niet", Rol.TEAMLEIDER, "/rapporten/nieuw/", "Dit mag u niet"),
    ("bestaat niet", Rol.TEAMLEIDER, "/nergens/", "Deze pagina is er niet"),
]


def van_elke_soort_een_rapport() -> None:
    maak_rapport()
    maak_rapport(status=Rapport.Status.KLAAR, inhoud=b"%PDF" * 99_999, klaar_op=OP)
    maak_rapport(status=Rapport.Status.MISLUKT, klaar_op=OP)


@pytest.mark.parametrize(("rol", "pad", "titel"), [p[1:] for p in PAGINAS], ids=[p[0] for p in PAGINAS])
def test_een_pagina_is_voor_iedereen_te_gebruiken(openen: Openen, rol, pad, titel):
    van_elke_soort_een_rapport()
    page = openen(rol, pad)
    expect(page).to_have_title(re.compile(rf"^{titel}.* \| Coronameldingen$"))
    assert page.locator("main h1").count() == 1
    page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
    is_in_orde(page)


@pytest.mark.parametrize("pad", [f"/?{VRAAG}", "/rapporten/", "/rapporten/nieuw/"])
def test_tekst_op_dubbele_grootte_past(openen: Openen, pad):
    van_elke_soort_een_rapport()
    page = openen(Rol.RAPPORTEUR, pad, viewport={"width": 640, "height": 900})
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert not steekt_uit(page)


def test_elk_getal_van_een_onderwerp_is_op_elke_breedte_te_lezen_zonder_te_schuiven(openen: Openen):
    page = openen(Rol.RAPPORTEUR, f"/?{VRAAG}")
    rij = page.get_by_role("table", name="Coronameldingen per onderwerp en domein").get_by_role("row")
    afstand = rij.filter(has_text="Onvoldoende afstand")
    # After the bar: each domain (one melding has none yet), all meldingen with the topic, and their share.
    assert afstand.get_by_role("cell").all_inner_texts()[1:] == ["3", "0", "0", "0", "3", "50%"]
    for breedte in BREEDTES:
        page.set_viewport_size({"width": breedte, "height": 900})
        for cel in afstand.locator("td:not(.zacht)").all()[1:]:
            vak = cel.bounding_box()
            assert vak is not None
            assert 0 <= vak["x"] < vak["x"] + vak["width"] <= breedte
        zegt = afstand.get_by_role("cell").nth(1).evaluate("e => getComputedStyle(e, '::before').content")
        assert ("Veilig & Gezond" in zegt) == (breedte < 768)


def test_het_menu_van_de_gebruiker_is_ook_open_in_orde(openen: Openen):
    page = openen(Rol.TEAMLEIDER, "/", viewport={"width": 320, "height": 700})
    page.locator(".balk-eind .menu summary").click()
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()
    assert gebreken(page) == []
    assert not steekt_uit(page)
    page.get_by_role("button", name="Uitloggen").click()
    expect(page).to_have_title(re.compile("^Inloggen"))
    expect(page.get_by_text("U bent uitgelogd.")).to_be_visible()


def test_met_het_toetsenbord_slaat_men_het_menu_over(openen: Openen):
    page = openen(Rol.TEAMLEIDER, "/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_wat_de_focus_heeft_is_te_zien(openen: Openen):
    page = openen(Rol.RAPPORTEUR, "/rapporten/nieuw/")
    gezien = 0
    while True:
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        rand = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert rand == "solid", page.evaluate("document.activeElement.outerHTML")
        gezien += 1
    # skip link, name, shortcuts, user, link back, two fields, one radio of the group, button, cancel
    assert gezien == page.locator(".hoofdmenu a:visible").count() + 10


@pytest.mark.parametrize("script", [True, False])
def test_een_fout_krijgt_de_focus_en_wijst_naar_het_veld(openen: Openen, script):
    page = openen(Rol.RAPPORTEUR, "/rapporten/nieuw/", java_script_enabled=script)
    page.get_by_label("Peildatum").fill("01-01-2091")
    page.get_by_role("button", name="Rapport maken").click()
    expect(page.locator("#fouten")).to_be_focused()
    page.locator("#fouten a").click()
    page.keyboard.press("Enter")
    veld = page.get_by_label("Peildatum")
    expect(veld).to_have_value("01-01-2091")
    expect(veld).to_have_accessible_description(re.compile("ligt in de toekomst"))


def test_zonder_script_gaat_alles_ook(openen: Openen, monkeypatch):
    monkeypatch.setitem(app.conf, "task_always_eager", True)  # also where Redis is set: no worker runs here
    Gebruiker.objects.create_user("roos", password="een-lang-wachtwoord-21", rol=Rol.RAPPORTEUR)
    page = openen(None, "/", java_script_enabled=False)
    page.get_by_label("Gebruikersnaam").fill("roos")
    page.get_by_label("Wachtwoord").fill("een-lang-wachtwoord-21")
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_label("Peildatum").fill("10-01-2021")
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_role("article", name="KC-01 Coronameldingen")).to_contain_text("6")
    definitie = page.get_by_role("article", name="KC-01 Coronameldingen").locator("details")
    definitie.locator("summary").click()
    expect(definitie).to_contain_text("Een dubbele melding telt niet mee.")
    page.get_by_role("link", name="Rapport van deze cijfers maken").click()
    expect(page.get_by_label("Peildatum")).to_have_value("10-01-2021")
    page.get_by_label("CSV").check()
    page.get_by_role("button", name="Rapport maken").click()
    page.locator("summary", has_text="CSV downloaden").click()
    page.get_by_label("Waarvoor", exact=True).fill("Voor het overleg.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Downloaden").click()
    assert re.fullmatch(
        r"tussentijdse-rapportage-2021-01-10-stand-[\d-]+\.csv", download.value.suggested_filename
    )
    assert "KC-01" in Path(download.value.path()).read_text(encoding="utf-8")


def test_een_rapport_dat_klaar_is_verschijnt_vanzelf_en_dan_is_het_stil(openen: Openen):
    wachtend = maak_rapport()
    page = openen(Rol.TEAMLEIDER, "/rapporten/", eigen=True)
    regel = page.locator(f"#rapport-{wachtend.pk}")
    expect(regel).to_contain_text("Wordt gemaakt")
    Rapport.objects.filter(pk=wachtend.pk).update(status=Rapport.Status.KLAAR, inhoud=b"%PDF", klaar_op=OP)
    expect(regel.locator("summary", has_text="PDF downloaden")).to_be_visible()
    vragen: list[str] = []
    page.on("request", lambda vraag: vragen.append(vraag.url))
    page.wait_for_timeout(2_500)
    assert vragen == []


def test_een_sessie_die_afloopt_tijdens_het_wachten_leidt_naar_het_inloggen(openen: Openen):
    maak_rapport()
    page = openen(Rol.TEAMLEIDER, "/rapporten/")
    Session.objects.all().delete()
    expect(page).to_have_title(re.compile("^Inloggen"))
    assert page.url.endswith("/inloggen/?next=/rapporten/")


def test_op_papier_staan_de_cijfers_en_niet_de_knoppen_en_geen_adres(openen: Openen):
    page = openen(Rol.RAPPORTEUR, f"/?{VRAAG}", color_scheme="dark")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Kerncijfers")).to_be_visible()
    expect(page.locator(".hoofdmenu")).to_be_hidden()
    expect(page.locator(".moment")).to_be_hidden()
    expect(page.get_by_text("Rapport van deze cijfers maken")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    links = page.locator("main a[href]").count()
    papier = PdfReader(io.BytesIO(page.pdf()))
    assert not [
        noot for blad in papier.pages for noot in blad.get("/Annots", []) if "/A" in noot.get_object()
    ]
    assert page.locator("main a[href]").count() == links > 5


@override_settings(DEBUG=True)
def test_ook_wie_ontwikkelt_krijgt_geen_script_dat_de_regels_breekt(openen: Openen):
    maak_rapport()
    page = openen(Rol.TEAMLEIDER, "/rapporten/")
    expect(page.locator("h1")).to_have_text("Rapporten")


def test_op_elke_pagina_opent_het_vraagteken_het_overzicht_en_leiden_twee_toetsen_naar_een_pagina(
    openen: Openen,
):
    page = openen(Rol.RAPPORTEUR, "/wachtwoord/")
    page.locator("h1").click()
    page.keyboard.press("?")
    blad = page.get_by_role("dialog", name="Sneltoetsen")
    expect(blad).to_contain_text("Naar Rapporten")
    page.keyboard.press("g")
    page.keyboard.press("r")
    expect(page).to_have_title(re.compile("^Wachtwoord"))  # behind the sheet nothing happens
    page.keyboard.press("Escape")
    page.get_by_label("Huidig wachtwoord").press("g")
    page.get_by_label("Huidig wachtwoord").press("r")
    expect(page.get_by_label("Huidig wachtwoord")).to_have_value("gr")
    page.locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("r")
    expect(page).to_have_title(re.compile("^Rapporten"))


def test_een_andere_taal_blijft_op_de_pagina_met_haar_filters(openen: Openen):
    page = openen(Rol.RAPPORTEUR, f"/?{VRAAG}")
    page.locator(".balk-eind .menu summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Core figures")).to_be_visible()
    expect(page.locator(".kerncijfers")).to_contain_text("as known at 3 February 2021")
    assert page.url.endswith(VRAAG)
