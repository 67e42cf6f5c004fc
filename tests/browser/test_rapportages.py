"""A report by two people in real browsers: made, checked, written, fixed, published, and revised."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from inspectie.models import Gebruiker, Rol
from inspectie.tijd import lokale_dag
from meldingen.models import Melding
from rapportages.models import Rapportage, Status
from rapportages.uitgeven import geef_uit
from tests.browser.conftest import Openen
from tests.browser.kijken import is_in_orde
from tests.maak import Dossier
from tests.rapportages.uitrekenen import reken_uit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.eenmaal,
    pytest.mark.xdist_group("browser"),
    pytest.mark.usefixtures("_zonder_worker"),
]


@pytest.fixture(autouse=True)
def later_bepaald(server: LiveServer, tmp_path: Path) -> None:
    """The melding without a domain gets one on 20 January: before that there is something wrong with a report."""
    dossier = Dossier(tmp_path / "later")
    kenmerk = Melding.objects.get(domein="ONBEPAALD").extern_kenmerk or ""
    dossier.correctie("melding", kenmerk, "domein", "BUITEN", "2021-01-20T10:00:00+01:00")
    dossier.neem()


@pytest.mark.reis
def test_een_rapportage_van_eerste_cijfers_tot_publicatie(openen: Openen, settings):
    page = openen(Rol.RAPPORTEUR, reverse("rapportages"))
    is_in_orde(page)
    page.keyboard.press("n")
    page.get_by_label("Tussentijdse rapportage").check()
    page.get_by_label("Peildatum").fill("10-01-2021")
    page.get_by_label("Stand van").fill("15-01-2021")
    page.get_by_role("button", name="Beginnen").click()

    # Checked: one melding has no domain yet, and so it cannot go on.
    expect(page.get_by_role("heading", name="Nagekeken")).to_contain_text("1 klopt niet")
    expect(page.get_by_text("Van 1 melding is het domein niet bepaald.")).to_be_visible()
    expect(page.get_by_role("button", name="Ter vaststelling aanbieden")).to_have_count(0)
    is_in_orde(page)
    page.get_by_role("link", name="Cijfers opnieuw berekenen").click()
    page.get_by_label("Stand van").fill("03-02-2021")
    page.get_by_role("button", name="Opnieuw berekenen").click()
    expect(page.get_by_role("heading", name="Nagekeken")).to_contain_text("Alles klopt")
    # Worked out after the page was there, as it asks by itself.
    expect(page.locator("#plan")).to_contain_text("niet worden uitgegeven")

    # Written: a typed figure is refused with its place, a field is taken.
    page.keyboard.press("t")
    tekst = page.get_by_label("Tekst", exact=True)
    was = tekst.input_value()
    tekst.fill(f"{was}\n\n## Tot slot\nEr zijn 79 werkgevers.")
    page.get_by_role("button", name="Bewaren en bekijken").click()
    expect(page.locator("#fouten")).to_contain_text("“Tot slot”, alinea 1: “79” is getypt")
    assert "Er zijn 79 werkgevers." in tekst.input_value()
    is_in_orde(page)
    tekst.fill(f"{was}\n\n## Tot slot\nEr zijn {{KC-12.waarde}} van de {{KC-11.waarde}} onderzoeken.")
    page.get_by_role("button", name="Bewaren en bekijken").click()
    expect(page.get_by_text("verschillende eenheden; het ene is geen deel van het andere")).to_be_visible()
    page.keyboard.press("t")
    tekst.fill(f"{was}\n\n## Tot slot\nBij werkgevers met een overtreding: {{KC-12.waarde}}.")
    page.get_by_role("button", name="Bewaren en bekijken").click()
    expect(page.get_by_role("region", name="Zo leest zij nu")).to_contain_text(
        "Bij werkgevers met een overtreding: 1."
    )
    page.get_by_role("button", name="Ter vaststelling aanbieden").click()
    expect(page.locator(".berichten")).to_contain_text("wacht op een teamleider")
    expect(page.locator("#plan button")).to_have_count(0)  # else it still asks while this process writes

    # Sent back by the other, taken up, and fixed by the other.
    ander = openen(Rol.TEAMLEIDER, page.url)
    expect(ander.locator("#plan button")).to_have_count(0)
    is_in_orde(ander)
    ander.locator("summary", has_text="Terugsturen").click()
    ander.get_by_label("Wat moet er anders?").fill("Graag een zin over thuiswerken.")
    ander.get_by_role("button", name="Terugsturen").click()
    expect(ander.locator(".berichten")).to_contain_text("terug bij wie haar schrijft")
    page.reload()
    expect(page.get_by_text("Graag een zin over thuiswerken.")).to_be_visible()
    page.get_by_role("button", name="Ter vaststelling aanbieden").click()
    ander.reload()
    ander.get_by_role("button", name="Vaststellen").click()
    expect(ander.locator(".berichten")).to_contain_text("Zij verandert niet meer")
    is_in_orde(ander)
    ander.get_by_label("Waarvoor", exact=True).fill("Voor het overleg.")
    with ander.expect_download() as wachten:
        ander.get_by_role("button", name="HTML").click()
    bestand = Path(wachten.value.path()).read_bytes()
    rapportage = Rapportage.objects.get()
    assert bestand == bytes(rapportage.vaststelling.bestanden.get(formaat="html").inhoud)

    # Published by who made it.
    page.reload()
    expect(page.get_by_role("link", name="Tekst schrijven")).to_have_count(0)
    page.get_by_label("Dag van publicatie").fill(f"{lokale_dag(timezone.now()):%d-%m-%Y}")
    page.get_by_role("button", name="Publicatie vastleggen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gepubliceerd")
    rapportage.refresh_from_db()
    assert rapportage.status == Status.GEPUBLICEERD

    # Its open data: so few meldingen cannot be hidden among each other. Where that is no matter, the files that went.
    ander.goto(reverse("rapportage_openbaar", args=[rapportage.pk]))
    expect(ander.get_by_role("region", name="Wat er wordt weggelaten")).to_contain_text(
        "Deze open data kunnen niet worden uitgegeven."
    )
    is_in_orde(ander)
    settings.OPENDATA_DREMPEL = 1
    derde = Gebruiker.objects.create(username="derde", rol=Rol.TEAMLEIDER)
    afdruk = reken_uit(rapportage).afdruk
    geef_uit(rapportage.pk, afdruk, gezien=rapportage.versie, door=derde, op=timezone.now())
    ander.reload()
    expect(ander.get_by_role("link", name="kerncijfers.csv").first).to_be_visible()
    is_in_orde(ander)

    page.reload()
    page.get_by_role("link", name="Herzien").click()
    expect(page.get_by_label("Waarom vervangt zij de vorige?")).to_be_visible()
    is_in_orde(page)
    page.get_by_label("Waarom vervangt zij de vorige?").fill("Een melding bleek dubbel.")
    page.get_by_role("button", name="Beginnen").click()
    expect(page.get_by_text("Een melding bleek dubbel.").first).to_be_visible()
    expect(page.locator("#plan button")).to_have_count(0)
    ander.goto(
        f"{reverse('rapportage_verschil', args=[Rapportage.objects.latest('pk').pk])}?met={rapportage.pk}"
    )
    expect(ander.get_by_text(re.compile("^Was:"))).to_be_visible()
    is_in_orde(ander)


def test_zonder_javascript_werkt_het_ook(openen: Openen):
    page = openen(Rol.RAPPORTEUR, reverse("rapportage_nieuw"), java_script_enabled=False)
    page.get_by_label("Tussentijdse rapportage").check()
    page.get_by_label("Peildatum").fill("10-01-2021")
    page.get_by_label("Stand van").fill("03-02-2021")
    page.get_by_role("button", name="Beginnen").click()
    page.get_by_role("link", name="Tekst schrijven").click()
    page.get_by_label("Titel").fill("Rapportage voor de Kamer")
    page.get_by_role("button", name="Bewaren en bekijken").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rapportage voor de Kamer")
    page.get_by_role("button", name="Nu uitrekenen").click()
    expect(page.locator("#plan")).to_contain_text("niet worden uitgegeven")
    page.get_by_role("button", name="Ter vaststelling aanbieden").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ter vaststelling")
