"""Every page that the table of rights knows, in a real browser: day and night, narrow and wide, in both languages.

A new URL gets a row there (or that suite fails), and so is looked at here too.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

import pytest
from _pytest.fixtures import FixtureFunctionDefinition
from django.urls import reverse
from playwright.sync_api import Browser, Error, Page
from pytest_django.live_server_helper import LiveServer

from inspectie.models import Gebruiker, Rol
from interventies.dossier import dossierfeiten
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding
from rapportages.models import Rapportage
from tests import adressen
from tests.adressen import OP, OVER, RIJEN, Rij
from tests.browser.conftest import Openen, Starten, Vullen
from tests.browser.kijken import WOORDEN, klachten

pytestmark = [pytest.mark.browser, pytest.mark.eenmaal, pytest.mark.xdist_group("browser")]

# The fixtures of the table: what its URLs are about, however many there come.
globals().update({k: v for k, v in vars(adressen).items() if isinstance(v, FixtureFunctionDefinition)})


@pytest.fixture(scope="module")
def chromium(starten: Starten) -> Iterator[Browser]:
    """Nothing is clicked here, so that no frame has to be painted: a fifth less."""
    gestart = starten("--disable-threaded-compositing")
    yield gestart
    gestart.close()


@pytest.fixture
def gevuld() -> Vullen:
    """Here there is something before the server is filled, and no copy is put back over it."""

    def vul(_naam: str, maak: Callable[[], object]) -> None:
        maak()

    return vul


@pytest.fixture(autouse=True)
def alles(request: pytest.FixtureRequest, rapportage_vast: Rapportage, server: LiveServer) -> None:
    """Whatever there is an address of is there, also on the pages of the others. The report that is fixed comes first:
    nobody can fix one over a melding without a domain, and the server has such a melding."""
    for naam, _ in OVER.values():
        if naam:
            request.getfixturevalue(naam)


ENGELS = {
    "start",
    "account_login",
    "meldingen",
    "melding",
    "melding_besluit",
    "rapporten",
    "rapport_nieuw",
    "mfa_index",
}
# What is on these pages does not hang on who looks.
OPENBAAR = ("melden", "meldpunt_", "volgen")

VERSTUUR = """([pad, velden]) => {
    const formulier = document.createElement("form");
    const merk = document.querySelector("[name=csrfmiddlewaretoken]").value;
    for (const [name, value] of [...Object.entries(velden), ["csrfmiddlewaretoken", merk]]) {
        formulier.append(Object.assign(document.createElement("input"), {name, value}));
    }
    Object.assign(formulier, {method: "post", action: pad, hidden: true});
    document.body.append(formulier);
    formulier.submit();
}"""


def te_zien() -> Iterator[tuple[Rol | None, Rij]]:
    """Each row that answers with a page, for the first role that gets it; a form that is refused comes back."""
    for rij in RIJEN:
        if rij.naam in ("healthz", "readyz"):
            continue
        if rij.methode == "get" and rij.anoniem == 200:
            yield None, rij
            if rij.naam.startswith(OPENBAAR):
                continue
        for rol in (Rol.TRIAGIST, Rol.RAPPORTEUR, *Rol):
            if rij.anders.get(rol, rij.rollen) == 200:
                yield rol, rij
                break


def ga(page: Page, rij: Rij, pad: str) -> bool:
    """Whether a page came: a file or a piece of one is not looked at."""
    # Of a file the browser makes a download, and stays where it is.
    with suppress(Error):
        if rij.methode == "get":
            antwoord = page.goto(pad)
        else:
            if not page.evaluate("document.querySelector('[name=csrfmiddlewaretoken]') !== null"):
                page.goto(reverse("account_change_password"))
            with page.expect_navigation() as gegaan:
                page.evaluate(VERSTUUR, [pad, rij.gegevens])
            antwoord = gegaan.value
        soort = antwoord.headers.get("content-type", "") if antwoord else ""
        return "html" in soort and bool(page.evaluate("document.doctype !== null"))
    return False


def kijk(page: Page, regels: Sequence[str] = ()) -> Iterator[str]:
    page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
    yield from klachten(page, regels)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    if len(ids) != len(set(ids)):
        yield f"id's komen vaker voor: {[naam for naam in set(ids) if ids.count(naam) > 1]}"
    if page.evaluate("document.querySelectorAll('main h1').length") != 1:
        yield "er is niet een h1"


def rondgang(openen: Openen, adres, *, engels: bool) -> dict[str, list[str]]:
    uit: dict[str, list[str]] = {}
    paginas: dict[Rol | None, Page] = {}
    for rol, rij in te_zien():
        if engels and rij.naam not in ENGELS:
            continue
        if rol not in paginas:
            paginas[rol] = openen(rol, "/account-gesloten/")
            if engels:
                Gebruiker.objects.filter(rol=rol or "").update(taal="en")
                with paginas[rol].expect_navigation():
                    paginas[rol].locator(".taalkeuze").evaluate("formulier => formulier.submit()")
                assert paginas[rol].locator("html").get_attribute("lang") == "en"
        page = paginas[rol]
        if ga(page, rij, adres(rij)) and (gevonden := list(kijk(page, WOORDEN if engels else ()))):
            uit[f"{rol} {rij}"] = gevonden
    return uit


@pytest.fixture(autouse=True)
def met_advies(server: LiveServer) -> None:
    adviseer_stuk(dossierfeiten, op=OP)
    assert Melding.objects.exists()


def test_elke_pagina_is_voor_iedereen_te_gebruiken(openen: Openen, adres):
    assert rondgang(openen, adres, engels=False) == {}


def test_de_belangrijkste_zijn_ook_in_het_engels_te_gebruiken(openen: Openen, adres):
    assert rondgang(openen, adres, engels=True) == {}
