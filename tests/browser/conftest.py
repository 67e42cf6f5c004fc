"""A real browser on a real server. Skipped when there is no Chromium; Playwright itself downloads nothing."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from inspectie.models import Gebruiker, Rol
from tests.browser.vensters import GEDULD, GEWEIGERD, SCRIPT, vensters
from tests.conftest import browser
from tests.herstel import herstel
from tests.maak import Dossier

Openen = Callable[..., Page]
Starten = Callable[..., Browser]
Vullen = Callable[[str, Callable[[], object]], None]

# No page lives long enough to earn back what compiling its scripts a second time costs: a quarter.
VLAGGEN = ["--no-sandbox", "--js-flags=--no-opt --no-maglev"]


@pytest.fixture(scope="session")
def starten() -> Iterator[Starten]:
    """`starten(*vlaggen)`: a Chromium, which whoever starts it ends."""
    pad = browser()
    if pad is None:
        pytest.skip("Chromium ontbreekt (Debian: apt-get install chromium)")
    # Playwright keeps a loop of its own in this thread; Django would take our queries for calls from it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=GEDULD)
    with sync_playwright() as playwright:
        yield lambda *vlaggen: playwright.chromium.launch(executable_path=pad, args=[*VLAGGEN, *vlaggen])
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def chromium(starten: Starten) -> Iterator[Browser]:
    gestart = starten()
    yield gestart
    gestart.close()


@pytest.fixture(scope="session")
def gevuld() -> Iterator[Vullen]:
    """`gevuld(name, fill)`: the database as `fill` leaves it. The second time a copy of that is put back,
    on SQLite: what a test made before it is gone."""
    terug: dict[str, Callable[[], None]] = {}
    with ExitStack() as open_:

        def vul(naam: str, maak: Callable[[], object]) -> None:
            if naam in terug:
                terug[naam]()
                return
            maak()
            if connection.vendor == "sqlite":
                terug[naam] = open_.enter_context(herstel())

        yield vul


@pytest.fixture
def server(live_server: LiveServer, tmp_path: Path, gevuld: Vullen) -> LiveServer:
    """The site, with a handful of meldingen in every domain and a zaak with everything."""

    def vul() -> None:
        dossier = Dossier(tmp_path / "map")
        werkgever = dossier.werkgever()
        meldingen = [dossier.melding(werkgever=werkgever, arbeidsmigranten="ja") for _ in range(3)]
        dossier.melding(domein="EERLIJK", onderwerpen="LOON;ARBEIDSTIJD")
        dossier.melding(domein="BUITEN", onderwerpen="KLANT_WINKEL")
        dossier.melding(domein="", onderwerpen="PBM")
        zaak = dossier.zaak(*meldingen)
        overtreding = dossier.overtreding(zaak, werkgever)
        dossier.interventie(zaak, werkgever, "LOCATIEBEZOEK")
        dossier.interventie(zaak, werkgever, "WAARSCHUWING", wijze="LOCATIE", overtredingen=overtreding)
        dossier.toetsing(meldingen[0], "MAATREGEL_DIRECT")
        dossier.neem()

    gevuld("server", vul)
    return live_server


@pytest.fixture
def openen(server: LiveServer, chromium: Browser) -> Iterator[Openen]:
    """`openen(rol, pad, **context)`: a page of that role (None: not logged in). Whatever the browser refuses fails."""
    with vensters(chromium, server) as venster:

        def open_(rol: Rol | None, pad: str, **instellingen: object) -> Page:
            page = venster(locale="nl-NL", **instellingen)
            if rol is not None:
                page.context.add_cookies([{"name": "sessionid", "value": sessie(rol), "url": server.url}])
            page.goto(pad)
            return page

        yield open_
    assert [wat for wat in GEWEIGERD if "Content Security Policy" in wat or SCRIPT in wat] == []


def sessie(rol: Rol) -> str:
    client = Client()
    client.force_login(
        Gebruiker.objects.get_or_create(
            username=rol.lower(),
            defaults={"rol": rol, "first_name": "Anne-Fleur", "last_name": "van Wijngaarden-Oudenhoven"},
        )[0]
    )
    return client.cookies["sessionid"].value
