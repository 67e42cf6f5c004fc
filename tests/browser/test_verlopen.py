"""A session that ends while somebody types, in a real browser."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from inspectie.models import Gebruiker, Rol
from interventies.dossier import dossierfeiten
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, TriageBesluit
from tests.browser.conftest import Openen
from tests.browser.kijken import is_in_orde

pytestmark = [pytest.mark.browser, pytest.mark.eenmaal, pytest.mark.xdist_group("browser")]

OP = datetime(2026, 11, 24, 13, tzinfo=UTC)
REDEN = "De werkgever belde zelf: er zit nu een scherm tussen.\nIk bel hem morgen terug."


def tik_een_reden(openen: Openen, **instellingen: object) -> Page:
    """A triagist who typed a reason for another route; then the session ends, and they send it."""
    adviseer_stuk(dossierfeiten, op=OP)
    melding = Melding.objects.filter(status="IN_TRIAGE", besloten_op=None).order_by("nummer").last()
    assert melding is not None
    page = openen(Rol.TRIAGIST, f"/meldingen/{melding.nummer}/?besluit=open", **instellingen)
    for naam in ("triagist", "teamleider"):
        gebruiker, _ = Gebruiker.objects.get_or_create(username=naam, defaults={"rol": naam.upper()})
        gebruiker.set_password(naam)
        gebruiker.save()
    page.locator("summary", has_text=re.compile("eslissen")).click()
    page.get_by_label("Route").select_option("AANSPREKEN")
    page.get_by_label("Reden", exact=False).first.fill(REDEN)
    cache.clear()
    Session.objects.all().delete()
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(page.locator(".kader")).to_contain_text("nog niet verwerkt, maar wel bewaard")
    return page


def log_in(page: Page, naam: str) -> None:
    page.get_by_label("Gebruikersnaam").fill(naam)
    page.get_by_label("Wachtwoord").fill(naam)
    page.get_by_role("button", name="Inloggen").click()


@pytest.mark.reis
@pytest.mark.parametrize("script", [True, False], ids=["met script", "zonder script"])
def test_wat_iemand_tikte_terwijl_de_sessie_verliep_wordt_alsnog_verstuurd(openen: Openen, script):
    page = tik_een_reden(openen, java_script_enabled=script)
    if script:
        is_in_orde(page)
    log_in(page, "triagist")
    expect(page.locator("h1")).to_have_text("Wat u had ingevuld")
    expect(page.get_by_label("Reden")).to_have_value(REDEN)
    if script:
        is_in_orde(page)
    assert not TriageBesluit.objects.exclude(besloten_op=None).exists()
    page.get_by_role("button", name="Alsnog versturen").click()
    expect(page.locator(".berichten")).to_contain_text("besloten, Aanspreken")
    assert TriageBesluit.objects.exclude(besloten_op=None).get().besluit_reden.replace("\r", "") == REDEN


def test_wie_als_een_ander_inlogt_krijgt_het_niet(openen: Openen):
    page = tik_een_reden(openen)
    log_in(page, "teamleider")
    expect(page.locator(".berichten")).to_contain_text("weggegooid")
    expect(page.get_by_text("scherm tussen")).to_have_count(0)
    assert not TriageBesluit.objects.exclude(besloten_op=None).exists()


def bijna_om(page: Page, minuten: int = 3) -> None:
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=minuten))
    page.reload()


def kijk_opnieuw(page: Page) -> None:
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


@pytest.mark.parametrize("breedte", [320, 1440])
def test_enkele_minuten_voor_het_einde_blijft_men_met_een_knop_aangemeld(openen: Openen, breedte):
    page = openen(Rol.MELDPUNT, "/meldingen/nieuw/", viewport={"width": breedte, "height": 700})
    melding = page.locator(".sessie")
    expect(melding.get_by_role("button")).to_be_hidden()
    expect(melding.get_by_role("status")).to_have_text("")
    bijna_om(page)
    tekst = page.get_by_label("Wat is er aan de hand?")
    tekst.fill("De kantine is te vol.")
    expect(melding.get_by_role("status")).to_have_text(
        re.compile(r"^Uw sessie verloopt om \d\d:\d\d uur\. Wat u heeft ingevuld, blijft staan\.$")
    )
    if breedte == 320:
        is_in_orde(page)
    expect(tekst).to_be_focused()
    melding.get_by_role("button", name="Blijf aangemeld").click()
    expect(melding.get_by_role("status")).to_have_text("U blijft aangemeld.")
    expect(melding.get_by_role("button")).to_be_hidden()
    expect(page.locator("main")).to_be_focused()
    expect(tekst).to_have_value("De kantine is te vol.")
    over = Session.objects.get().expire_date - timezone.now()
    assert over > timedelta(hours=8, minutes=55)


def test_wie_in_een_ander_tabblad_verder_ging_wordt_niet_gewaarschuwd(openen: Openen):
    page = openen(Rol.MELDPUNT, "/meldingen/nieuw/")
    bijna_om(page)
    expect(page.locator(".sessie")).to_contain_text("verloopt om")
    Session.objects.update(expire_date=timezone.now() + timedelta(hours=2))
    kijk_opnieuw(page)
    expect(page.locator(".sessie").get_by_role("status")).to_have_text("")


def test_een_verlopen_sessie_zegt_het_en_haalt_de_pagina_niet_weg(openen: Openen):
    page = openen(Rol.MELDPUNT, "/meldingen/nieuw/")
    bijna_om(page)
    page.get_by_label("Wat is er aan de hand?").fill("De kantine is te vol.")
    Session.objects.all().delete()
    kijk_opnieuw(page)
    expect(page.locator(".sessie").get_by_role("status")).to_contain_text("Uw sessie is verlopen")
    expect(page.locator(".sessie").get_by_role("button")).to_be_hidden()
    expect(page.get_by_label("Wat is er aan de hand?")).to_have_value("De kantine is te vol.")
    is_in_orde(page)


def test_zonder_script_is_er_van_de_waarschuwing_niets_te_zien(openen: Openen):
    page = openen(Rol.MELDPUNT, "/meldingen/nieuw/", java_script_enabled=False)
    bijna_om(page)
    expect(page.get_by_role("button", name="Blijf aangemeld")).to_be_hidden()
