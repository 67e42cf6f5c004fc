"""Every page that the table of rights knows, in a real browser: day and night, narrow and wide, in both languages.

A new URL gets a row there (or that suite fails), and so is looked at here too.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress

import pytest
from _pytest.fixtures import FixtureFunctionDefinition
from django.urls import reverse
from playwright.sync_api import Error, Page
from pytest_django.live_server_helper import LiveServer

from inspectie.models import Gebruiker, Rol
from interventies.dossier import dossierfeiten
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding
from rapportages.models import Rapportage
from tests import adressen
from tests.adressen import OP, OVER, RIJEN, Rij
from tests.browser.conftest import Openen
from tests.browser.test_begin import STANDEN, Stand, in_elke_stand, steekt_uit

pytestmark = [pytest.mark.browser, pytest.mark.eenmaal, pytest.mark.xdist_group("browser")]

# The fixtures of the table: what its URLs are about, however many there come.
globals().update({k: v for k, v in vars(adressen).items() if isinstance(v, FixtureFunctionDefinition)})


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
BREED = """[...document.querySelectorAll('main *, header *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth && !e.closest('thead'))
    .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""

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


def kijk(page: Page, standen: Sequence[Stand]) -> Iterator[str]:
    page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
    for stand, gevonden in in_elke_stand(page, standen):
        if gevonden:
            yield f"{stand}: {gevonden}"
        if steekt_uit(page):
            yield f"{stand}: de pagina schuift opzij door {page.evaluate(BREED)}"
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    if len(ids) != len(set(ids)):
        yield f"id's komen vaker voor: {[naam for naam in set(ids) if ids.count(naam) > 1]}"
    if page.evaluate("document.querySelectorAll('main h1').length") != 1:
        yield "er is niet een h1"


def rondgang(openen: Openen, adres, standen: Sequence[Stand], *, engels: bool) -> dict[str, list[str]]:
    uit: dict[str, list[str]] = {}
    paginas: dict[Rol | None, Page] = {}
    for rol, rij in te_zien():
        if engels and rij.naam not in ENGELS:
            continue
        if rol not in paginas:
            paginas[rol] = openen(rol, "/account-gesloten/")
            if engels:
                Gebruiker.objects.filter(rol=rol or "").update(taal="en")
                paginas[rol].locator(".taalkeuze").evaluate("formulier => formulier.submit()")
                paginas[rol].wait_for_selector("html[lang=en]")
        page = paginas[rol]
        if ga(page, rij, adres(rij)) and (klachten := list(kijk(page, standen))):
            uit[f"{rol} {rij}"] = klachten
    return uit


@pytest.fixture(autouse=True)
def met_advies(server: LiveServer) -> None:
    adviseer_stuk(dossierfeiten, op=OP)
    assert Melding.objects.exists()


def test_elke_pagina_is_voor_iedereen_te_gebruiken(openen: Openen, adres):
    assert rondgang(openen, adres, STANDEN, engels=False) == {}


def test_de_belangrijkste_zijn_ook_in_het_engels_te_gebruiken(openen: Openen, adres):
    assert rondgang(openen, adres, [("light", 320)], engels=True) == {}
