"""A reporter comes back, in a real browser: in every language, without script, by keyboard alone, on a narrow phone."""

import re
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Page, expect

from inspectie.sjablonen import TALEN
from meldingen.meldpunt import volgen
from meldingen.models import Aanvulling, Melding, Meldingbijlage, Nagekomen, Status
from tests.browser.conftest import Openen
from tests.browser.kijken import WOORDEN, is_in_orde
from tests.browser.toetsen import tab_naar
from tests.interventies.test_stukken import beeld
from tests.meldingen.volghulp import gemeld, vraag

pytestmark = [pytest.mark.browser, pytest.mark.eenmaal, pytest.mark.xdist_group("browser")]


def tekst(taal: str, nl: str, **waarden: object) -> str:
    with translation.override(taal):
        vertaald = gettext(nl)
    assert taal == "nl" or vertaald != nl, f"{nl} is niet vertaald in {taal}"
    return vertaald % waarden


def naar(page: Page, kiezer: str) -> None:
    tab_naar(page, page.locator(kiezer))


def bewijs(page: Page, melding: Melding, code: str) -> None:
    """Typed, and sent with Enter."""
    naar(page, "[name=nummer]")
    page.keyboard.insert_text(str(melding.nummer))
    naar(page, "[name=code]")
    page.keyboard.insert_text(code.lower())
    page.keyboard.press("Enter")


@pytest.mark.parametrize("taal", TALEN)
def test_heen_en_terug_in_elke_taal_zonder_script_met_het_toetsenbord(
    openen: Openen, tmp_path: Path, taal: str
):
    melding, code = gemeld(taal=taal)
    gevraagd = vraag(melding, "", vragen=["WAAR"])
    page = openen(None, f"/volgen/{taal}/", java_script_enabled=False, viewport={"width": 320, "height": 700})
    bewijs(page, melding, code[:-1])
    expect(page.locator(".kader.fout")).to_contain_text(
        tekst(taal, "Dit nummer en deze code kennen wij niet samen. Kijk ze na en probeer het opnieuw.")
    )
    page.goto(f"/volgen/{taal}/")
    bewijs(page, melding, code)
    expect(page.locator("h1")).to_have_text(tekst(taal, "Uw melding %(nummer)s", nummer=melding.nummer))
    expect(page.locator("html")).to_have_attribute("lang", taal)
    expect(page.locator("blockquote")).to_have_text(gevraagd.voor_melder or gevraagd.vraag)
    naar(page, "#id_antwoord")
    page.keyboard.type("Ul. Portowa 3.")
    naar(page, "button[value=antwoord]")
    page.keyboard.press("Enter")
    expect(page.locator(".kader.goed").first).to_contain_text(
        tekst(taal, "Wij hebben ontvangen wat u stuurde. Het staat onderaan deze pagina.")
    )
    assert Aanvulling.objects.get().antwoord == "Ul. Portowa 3."

    foto = tmp_path / "hal.png"
    foto.write_bytes(beeld("PNG"))
    page.locator("#id_bestanden").set_input_files(foto)
    naar(page, "button[value=aanvulling]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("hal.png")).to_be_visible()
    assert (Nagekomen.objects.count(), Meldingbijlage.objects.count()) == (1, 1)

    naar(page, f"a[href='/volgen/{taal}/intrekken/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/intrekken/")
    naar(page, "main button")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(tekst(taal, "U hebt uw melding ingetrokken"))
    assert Melding.objects.get(pk=melding.pk).status == Status.INGETROKKEN
    page.goto(f"/volgen/{taal}/")
    expect(page.get_by_text(tekst(taal, "Bekijk mijn melding"))).to_be_visible()


@pytest.mark.parametrize("taal", TALEN)
def test_elke_stand_van_de_bladzijde_is_voor_iedereen_te_gebruiken(openen: Openen, taal: str):
    """In Dutch by every rule, day and night; in another language the same page has other words."""
    regels = () if taal == "nl" else WOORDEN
    melding, code = gemeld(taal=taal)
    vraag(melding, "Bel ons gerust. " * 10, vragen=["WAAR", "CONTACT"])
    page = openen(None, f"/volgen/{taal}/")
    is_in_orde(page, regels)
    bewijs(page, melding, "verkeerd")
    expect(page.locator(".kader.fout")).to_be_visible()
    is_in_orde(page, regels)
    page.goto(f"/volgen/{taal}/")
    bewijs(page, melding, code)
    expect(page.locator("blockquote")).to_be_visible()
    is_in_orde(page, regels)
    page.locator("button[value=aanvulling]").click()
    expect(page.locator("#fouten")).to_be_focused()
    is_in_orde(page, regels)
    page.goto(f"/volgen/{taal}/intrekken/")
    is_in_orde(page, regels)
    verder = [s for s in Status if s not in (Status.INGETROKKEN, Status.AANVULLING_GEVRAAGD)]
    for status in verder if taal == "nl" else verder[-1:]:
        Melding.objects.filter(pk=melding.pk).update(status=status)
        page.goto(f"/volgen/{taal}/")
        expect(page.locator("main .kader h2").first).to_be_visible()
    is_in_orde(page, regels)


def test_een_andere_taal_kiezen_houdt_de_melding_open(openen: Openen):
    melding, code = gemeld(taal="pl")
    page = openen(None, "/volgen/pl/")
    bewijs(page, melding, code)
    page.locator("[name=tekst]").fill("W połowie.")
    page.locator("[name=bestanden]").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": b"x" * 99}
    )
    page.get_by_role("button", name="Български").click()
    expect(page.locator("[name=tekst]")).to_have_value("W połowie.")
    expect(page.locator(".foutregel")).to_have_text("Изберете файловете си отново.")
    page.locator("[name=tekst]").fill("")
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text(f"Your report {melding.nummer}")
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="See my report")).to_be_visible()
    page.go_back()
    assert str(melding.nummer) not in page.locator("main").inner_text(), "niets blijft in de browser staan"
    assert not volgen.kan_intrekken(Melding(status=Status.GEKOPPELD))


def test_een_bladzijde_is_licht_en_haalt_niets_van_elders(openen: Openen):
    melding, code = gemeld()
    gehaald: list[tuple[str, int]] = []
    page = openen(None, "/volgen/nl/", eigen=True)
    page.on("response", lambda a: gehaald.append((a.url, len(a.body()) if a.ok else 0)))
    bewijs(page, melding, code)
    expect(page.locator("h1")).to_contain_text(str(melding.nummer))
    page.wait_for_load_state("networkidle")
    assert {url.split("/")[2] for url, _ in gehaald} == {page.url.split("/")[2]}
    assert sum(grootte for _, grootte in gehaald) < 100_000


@pytest.mark.parametrize("waar", ["", "intrekken/"])
def test_wie_snel_weggaat_sluit_de_melding_achter_zich(openen: Openen, waar: str):
    melding, code = gemeld()
    page = openen(None, "/volgen/nl/", eigen=True)
    page.route(
        re.compile("buienradar"),
        lambda route: route.fulfill(body="<title>Weer</title>", content_type="text/html"),
    )
    bewijs(page, melding, code)
    expect(page.locator("h1")).to_contain_text(str(melding.nummer))
    page.goto(f"/volgen/nl/{waar}")
    assert "volgen" in {koekje["name"] for koekje in page.context.cookies()}
    with page.context.expect_event("request", lambda verzoek: verzoek.method == "POST"):
        page.locator(".weg").click()
    page.wait_for_url(re.compile("buienradar"))
    # What closes it is sent behind who leaves. Nothing is asked meanwhile: a page asked with the key gives it again.
    for _ in range(200):
        if "volgen" not in {koekje["name"] for koekje in page.context.cookies()}:
            break
        page.wait_for_timeout(100)
    page.goto("/volgen/nl/")
    expect(page.locator("[name=code]")).to_be_visible()
    assert "volgen" not in {koekje["name"] for koekje in page.context.cookies()}
