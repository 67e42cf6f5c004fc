"""A session that ends while somebody types, in a real browser."""

import re
from datetime import UTC, datetime

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from playwright.sync_api import Page, expect

from inspectie.models import Gebruiker, Rol
from interventies.dossier import dossierfeiten
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, TriageBesluit
from tests.browser.conftest import Openen
from tests.browser.test_triage import is_in_orde

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

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
