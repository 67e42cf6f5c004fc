"""Handing over with a notice to the reporter, and telling an outcome, by keyboard alone in a real browser."""

import re
from pathlib import Path

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from inspectie.bestanden import Bestand
from inspectie.logboek import schrijf
from inspectie.models import Gebruiker, Rol
from interventies import onderzoek, zaken
from interventies.dossier import dossierfeiten
from interventies.models import Bericht, Overdracht, Terugkoppeling, Zaak, ZaakStatus
from meldingen import acties
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, Status
from meldingen.ontvangen import bewaar_bijlage
from tests.browser.conftest import Openen
from tests.browser.kijken import is_in_orde
from tests.browser.toetsen import tab_naar
from tests.interventies.zaakhulp import DAG, OP
from tests.maak import NU, Dossier

pytestmark = [pytest.mark.browser, pytest.mark.eenmaal, pytest.mark.xdist_group("browser")]


def kies(page: Page, groep: str, naam: str) -> None:
    """One of a group of radio buttons, with the arrows."""
    keuzes = page.get_by_role("group", name=groep).get_by_role("radio")
    doel = page.get_by_role("group", name=groep).get_by_role("radio", name=naam)
    gekozen = page.get_by_role("group", name=groep).get_by_role("radio", checked=True)
    tab_naar(page, gekozen if gekozen.count() else keuzes.first)
    page.keyboard.press("Space")
    for _ in range(keuzes.count()):
        if doel.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{naam} is niet te kiezen")


@pytest.fixture
def weg(server: LiveServer, tmp_path: Path) -> Melding:
    """Decided on: it is for another. Its reporter can be reached."""
    dossier = Dossier(tmp_path / "weg")
    sleutel = dossier.melding(
        melding="weg",
        bevoegd="ander",
        domein="BUITEN",
        onderwerpen="KLANT_WINKEL",
        melder_naam="Xandra Quispel",
        melder_telefoon="0612345678",
        omschrijving="Te druk bij de kassa.",
    )
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=NU)
    melding = Melding.objects.get(extern_kenmerk=sleutel)
    with transaction.atomic():
        schrijf([bewaar_bijlage(melding, Bestand("kassa.png", "image/png", b"een foto"), op=NU)])
    advies = acties.laatste_advies(melding)
    triagist = Gebruiker.objects.get_or_create(username="besluiter", rol=Rol.TRIAGIST)[0]
    acties.beslis(
        melding, advies=advies.pk, route=advies.route, prioriteit=advies.prioriteit, door=triagist, op=NU
    )
    return melding


@pytest.mark.reis
def test_een_melding_overdragen_met_bericht_met_het_toetsenbord(openen: Openen, weg):
    page = openen(Rol.TRIAGIST, f"/meldingen/{weg.nummer}/")
    page.keyboard.press("p")
    page.wait_for_url("**/overdrachten/bij-melding/**")
    is_in_orde(page)
    expect(page.get_by_label("Partner", exact=True)).to_have_value("GEMEENTE")
    expect(page.locator("main")).to_contain_text("kassa.png")
    tab_naar(page, page.get_by_label("Omschrijving voor de partner"))
    page.keyboard.press("Control+A")
    page.keyboard.type("Het is te druk, zegt Quispel.")
    kies(page, "Bericht aan de melder", "Telefoon")
    kies(page, "Taal van het bericht", "Engels")
    tab_naar(page, page.get_by_role("button", name="Overdragen"))
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^Fout:"))
    expect(page.locator("#fouten")).to_be_focused()
    expect(page.locator("#fouten")).to_contain_text("De omschrijving noemt de melder.")
    expect(page.get_by_label("Omschrijving voor de partner")).to_have_value("Het is te druk, zegt Quispel.")
    is_in_orde(page)
    tab_naar(page, page.get_by_label("Omschrijving voor de partner"))
    page.keyboard.press("Control+A")
    page.keyboard.type("Het is te druk bij de kassa.")
    tab_naar(page, page.get_by_role("button", name="Overdragen"))
    page.keyboard.press("Enter")
    expect(page.locator(".berichten")).to_contain_text(f"Melding {weg.nummer} is overgedragen.")
    weg.refresh_from_db()
    assert weg.status == Status.OVERGEDRAGEN
    overdracht = Overdracht.objects.get()
    assert overdracht.bericht is not None
    assert (overdracht.bericht.kanaal, overdracht.bericht.taal) == ("TELEFOON", "en")
    is_in_orde(page)
    page.keyboard.press("b")
    page.keyboard.press("Tab")
    tab_naar(page, page.get_by_role("button", name="Ontvangst bevestigen"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Ontvangst bevestigd")
    is_in_orde(page)


@pytest.mark.reis
def test_de_behandelaar_vertelt_de_uitkomst_met_het_toetsenbord(openen: Openen, server):
    openen(Rol.INSPECTEUR, "/")
    ineke = Gebruiker.objects.get(rol=Rol.INSPECTEUR)
    zaak = Zaak.objects.get()
    Zaak.objects.update(behandelaar=ineke, status=ZaakStatus.HERCONTROLE)
    Melding.objects.update(melder_bereikbaar=True)
    zaak.refresh_from_db()
    for melding in Melding.objects.filter(zaakmelding_set__zaak=zaak):
        onderzoek.toets_melding(zaak, melding, resultaat="REEDS_IN_ORDE", dag=DAG, door=ineke, op=NU)
    zaken.rond_af(zaak, door=ineke, op=OP)
    page = openen(Rol.INSPECTEUR, "/mijn-werk/")
    eerste = page.get_by_role("region", name="Melders die nog geen bericht hebben").get_by_role("link").first
    tab_naar(page, eerste)
    page.keyboard.press("Enter")
    page.wait_for_url("**/zaken/**#melders")
    melders = page.get_by_role("region", name="Bericht aan de melders")
    expect(melders.get_by_text("Nog te doen")).to_have_count(3)
    page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
    is_in_orde(page)
    tab_naar(page, melders.get_by_role("group", name="Bericht aan de melder").get_by_role("radio").first)
    page.keyboard.press("Space")
    knop = melders.get_by_role("button", name="Bericht vastleggen").first
    tab_naar(page, knop)
    page.keyboard.press("Enter")
    expect(page.locator(".berichten")).to_contain_text("Vastgelegd wat de melder hoort.")
    assert Bericht.objects.get().kanaal == "BRIEF"
    assert Terugkoppeling.objects.te_doen().count() == 2
