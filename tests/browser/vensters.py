"""Windows of a browser, each as if it were new: one that nobody uses any more, with nothing left in it of who did.

A new one takes a process of its own, and costs three times as much as all that a page of ours does in it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, Error, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

GEDULD = 20_000
"""Milliseconds a busy machine may take over what a test waits for."""
BLAD: ViewportSize = {"width": 1280, "height": 720}
VRIJ: WeakKeyDictionary[Browser, dict[str, list[Page]]] = WeakKeyDictionary()
"""By what a window cannot change about itself."""
GEWEIGERD: list[str] = []
"""What a browser refused or did not find, in the window of whoever has one now."""

SCRIPT = "een script struikelde"

Venster = Callable[..., Page]


def _nieuw(chromium: Browser, server: LiveServer, **instellingen: object) -> Page:
    # Without motion: a colour on its way from day to night has a contrast that nobody ever reads.
    context = chromium.new_context(base_url=server.url, reduced_motion="reduce", **instellingen)  # type: ignore[arg-type]
    context.set_default_timeout(GEDULD)
    page = context.new_page()
    page.on("console", lambda m: GEWEIGERD.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda fout: GEWEIGERD.append(f"{SCRIPT}: {fout}"))
    return page


def _is_leeg(page: Page, server: LiveServer) -> bool:
    """Whether nothing is left in it. Of a window that went elsewhere, or opened another, that is not looked for."""
    if page.is_closed() or page.context.pages != [page] or not page.url.startswith(server.url):
        return False
    with suppress(Error):
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        page.unroute_all()
        page.context.clear_cookies()
        page.goto("/healthz")
        return True
    return False


@contextmanager
def vensters(chromium: Browser, server: LiveServer) -> Iterator[Venster]:
    """`venster(**context)`: an empty one, for as long as this lasts. `eigen`: that nobody had and nobody gets, for who
    listens to what it fetches, or weighs that."""
    vrij = VRIJ.setdefault(chromium, {})
    in_gebruik: list[tuple[Page, str]] = []
    GEWEIGERD.clear()

    def venster(*, eigen: bool = False, **instellingen: object) -> Page:
        blad, kleur = instellingen.pop("viewport", BLAD), instellingen.pop("color_scheme", "light")
        soort = "" if eigen else repr(sorted(instellingen.items()))
        page = vrij[soort].pop() if vrij.get(soort) else _nieuw(chromium, server, **instellingen)
        in_gebruik.append((page, soort))
        page.set_viewport_size(blad)  # type: ignore[arg-type]
        page.emulate_media(media="null", color_scheme=kleur)  # type: ignore[arg-type]
        return page

    yield venster
    for page, soort in in_gebruik:
        if soort and _is_leeg(page, server):
            vrij.setdefault(soort, []).append(page)
        else:
            page.context.close()
