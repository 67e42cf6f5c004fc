"""A text of letters in a real browser: from the last one to a new one, with the letter it makes beside it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from inspectie.models import Rol
from inspectie.tijd import lokale_dag
from tests.browser.conftest import Openen
from tests.browser.kijken import is_in_orde

pytestmark = [pytest.mark.browser, pytest.mark.eenmaal, pytest.mark.xdist_group("browser")]


def test_een_nieuwe_brieftekst_van_voorbeeld_tot_besluit(openen: Openen):
    page = openen(Rol.BELEID, reverse("brieftekst", args=["EIS"]))
    page.keyboard.press("n")
    tekst = page.get_by_label("Tekst")
    was = tekst.input_value()
    assert was.startswith("Onderwerp: Eis tot naleving")
    tekst.fill(was.replace("Geachte heer, mevrouw,", "Geachte {melder},"))
    dag = lokale_dag(timezone.now()) + timedelta(days=7)
    page.get_by_label("Eerste dag").fill(f"{dag:%d-%m-%Y}")
    page.get_by_label("Bron").fill("Besluit van de directie")
    page.get_by_label("Reden").fill("Een andere aanhef.")
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(page.locator("#id_tekst_error")).to_contain_text("{melder} bestaat niet")
    tekst.fill(was.replace("Geachte heer, mevrouw,", "Geachte directie,"))
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(page.get_by_role("region", name="Zo wordt een brief, met alles ingevuld")).to_contain_text(
        "Geachte directie, Ik heb vastgesteld dat Voorbeeldbedrijf B.V."
    )
    expect(page.locator("ins", has_text="Geachte directie,")).to_be_visible()
    is_in_orde(page)
    page.get_by_role("button", name="Voorstellen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wacht op een teamleider")
    ander = openen(Rol.TEAMLEIDER, page.url)
    is_in_orde(ander)
    ander.get_by_label("Aanvaarden").check()
    ander.get_by_role("button", name="Besluit vastleggen").click()
    ander.goto(reverse("brieftekst", args=["EIS"]))
    expect(ander.get_by_text("geldt later")).to_be_visible()
    is_in_orde(ander)
