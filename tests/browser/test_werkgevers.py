"""Two employers become one, and two again, while the figures are watched: with the keyboard alone, in two browsers.

How wide their page is does not hang on the database; what stands on it is asked of both in
tests/interventies/test_werkgevers.py.
"""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from inspectie.beeld import AANLOOP
from inspectie.models import Rol
from meldingen.models import Werkgever
from tests.browser.conftest import Openen
from tests.browser.kijken import is_in_orde
from tests.maak import Dossier

pytestmark = [pytest.mark.browser, pytest.mark.eenmaal, pytest.mark.xdist_group("browser")]

# What an element is called: its own words, or those of its label.
NAAM = """() => { const e = document.activeElement;
    const woorden = (e.labels && e.labels[0] ? e.labels[0] : e).textContent || "";
    return woorden.trim().replace(/\\s+/g, " "); }"""


@pytest.fixture(autouse=True)
def twee(server: LiveServer, tmp_path) -> None:
    """One firm on two records, a phone call at each."""
    dossier = Dossier(tmp_path / "twee")
    for sleutel, naam in (("een", "Bakkerij Zonnebloem B.V."), ("twee", "bakkerij zonnebloem")):
        w = dossier.werkgever(werkgever=sleutel, naam=naam, plaats="Urk")
        zaak = dossier.zaak(dossier.melding(werkgever=w, melding=f"B-{sleutel}"), zaak=f"BZ-{sleutel}")
        dossier.interventie(zaak, w, interventie=f"BI-{sleutel}")
    dossier.neem()


def tab_naar(page: Page, naam: str) -> None:
    """Press Tab until something of this name has the focus."""
    for _keer in range(120):
        page.keyboard.press("Tab")
        if re.search(naam, page.evaluate(NAAM)):
            return
    raise AssertionError(f"met Tab is {naam!r} niet te bereiken")


def ga(page: Page, naam: str) -> None:
    tab_naar(page, naam)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def kc08(page: Page) -> int:
    # The figures are as of the last whole second, so that their moment can be typed in, of which all is on record.
    page.wait_for_timeout(1_000 + AANLOOP.total_seconds() * 1_000)
    page.goto("/")
    tegel = page.get_by_role("article").filter(has=page.locator("#KC-08"))
    return int(tegel.locator(".getal").first.inner_text())


@pytest.mark.reis
def test_samenvoegen_en_weer_uit_elkaar_met_het_toetsenbord_en_de_cijfers_lopen_mee(openen: Openen):
    cijfers = openen(Rol.AUDITOR, "/")
    begin = kc08(cijfers)
    tariq = openen(Rol.TRIAGIST, "/werkgevers/")
    # The name as somebody heard it.
    tab_naar(tariq, "^Naam, plaats of KvK-nummer")
    tariq.keyboard.type("bakerij zonnebloem")
    with tariq.expect_navigation():
        tariq.keyboard.press("Enter")
    expect(tariq.locator("tbody tr")).to_have_count(2)
    ga(tariq, "^Bakkerij Zonnebloem B.V.")
    expect(tariq.get_by_role("heading", level=1)).to_contain_text("Bakkerij Zonnebloem B.V.")
    expect(tariq.get_by_role("region", name="Misschien dezelfde werkgever")).to_contain_text(
        "dezelfde naam, op de rechtsvorm en leestekens na"
    )
    is_in_orde(tariq)
    ga(tariq, "^Naast elkaar leggen: bakkerij zonnebloem")
    # What a figure says of an employer is for who sees its zaken.
    expect(tariq.locator("main")).not_to_contain_text("deze tellen nu als")
    ga(tariq, "^Voorstel doen")
    expect(tariq.locator("#fouten")).to_be_focused()
    tab_naar(tariq, "^Samenvoegen: dit is één werkgever")
    tariq.keyboard.press("Space")
    tab_naar(tariq, "^Reden")
    tariq.keyboard.type("Zelfde adres, zelfde telefoonnummer.")
    ga(tariq, "^Voorstel doen")
    expect(tariq.locator(".berichten")).to_contain_text("wacht op een teamleider")
    assert kc08(cijfers) == begin

    thea = openen(Rol.TEAMLEIDER, "/mijn-werk/")
    ga(
        thea,
        "^bakkerij zonnebloem en Bakkerij Zonnebloem B.V.|^Bakkerij Zonnebloem B.V. en bakkerij zonnebloem",
    )
    expect(thea.locator("main")).to_contain_text("worden één werkgever")
    expect(thea.locator("main")).to_contain_text("deze tellen nu als 2, daarna als 1")
    is_in_orde(thea)
    tab_naar(thea, "^Aanvaarden")
    thea.keyboard.press("Space")
    ga(thea, "^Besluit vastleggen")
    expect(thea.locator(".berichten")).to_contain_text("doorgevoerd")
    expect(thea.get_by_role("region", name=re.compile("^Namen en vestigingen"))).to_contain_text(
        "bakkerij zonnebloem"
    )
    is_in_orde(thea)
    assert kc08(cijfers) == begin - 1

    werkgever = Werkgever.objects.get(extern_kenmerk="een")
    tariq.goto(f"/werkgevers/{werkgever.groep_id}/")
    ga(tariq, "^Uit elkaar halen")
    tab_naar(tariq, "^Reden")
    tariq.keyboard.type("Het zijn toch twee winkels.")
    ga(tariq, "^Voorstel doen")
    ga(tariq, "^Uit elkaar halen: bakkerij zonnebloem en|^Uit elkaar halen: Bakkerij Zonnebloem B.V. en")
    expect(tariq.get_by_role("button", name="Besluit vastleggen")).to_have_count(0)
    is_in_orde(tariq)
    thea.goto(tariq.url)
    expect(thea.locator("main")).to_contain_text("deze tellen nu als 1, daarna als 2")
    tab_naar(thea, "^Aanvaarden")
    thea.keyboard.press("Space")
    ga(thea, "^Besluit vastleggen")
    expect(thea.get_by_role("region", name="Samengevoegd en opgevolgd")).to_contain_text(
        "weer losgemaakt van"
    )
    is_in_orde(thea)
    assert kc08(cijfers) == begin


def test_een_teamleider_ziet_wat_er_vaststaat_op_elke_breedte(openen: Openen):
    werkgever = Werkgever.objects.filter(extern_kenmerk__startswith="W").earliest("pk")
    page = openen(Rol.TEAMLEIDER, f"/werkgevers/{werkgever.pk}/")
    expect(page.get_by_role("region", name="Kan een boeterapport?")).to_contain_text("Boeterapport mogelijk")
    is_in_orde(page)


def test_een_naam_van_tweehonderd_letters_zonder_spatie_past_op_elk_scherm(openen: Openen):
    een, ander = Werkgever.objects.filter(naam__icontains="zonnebloem").order_by("pk")
    Werkgever.objects.filter(pk=ander.pk).update(
        naam="X" * 200, plaats="A" * 100, hoofd=een, samengevoegd_in=een
    )
    page = openen(Rol.TEAMLEIDER, f"/werkgevers/{een.pk}/")
    expect(page.get_by_text("is samengevoegd met")).to_be_visible()
    is_in_orde(page)
