"""Looking at a page as everybody has to use it: by axe, by day and by night, on every width."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal
from weakref import WeakSet

from django.db import connection
from playwright.sync_api import BrowserContext, Page

AXE = (Path(__file__).parent / "axe-core-4.14.1" / "axe.min.js").read_text(encoding="utf-8")
BREEDTES = (320, 768, 1440)
STANDEN: list[tuple[Literal["light", "dark"], int]] = [("light", 320), ("dark", 1440)]
# What another colour or width can break; all the rest of axe looks at what stands there, and that is the same.
KLEUR_EN_MAAT = ("color-contrast", "link-in-text-block", "scrollable-region-focusable")
# What other words on the same page can break: nothing is without a name, a name says what one reads and is of one thing
# only, the language is said, and nothing is pushed aside. Elements, roles, their order and colours hang on no word.
WOORDEN = """
    aria-command-name aria-input-field-name aria-toggle-field-name button-name document-title empty-heading
    empty-table-header html-has-lang html-lang-valid image-alt input-button-name label label-content-name-mismatch
    label-title-only landmark-unique link-name select-name summary-name svg-img-alt valid-lang
    scrollable-region-focusable target-size
""".split()
MET_AXE: WeakSet[BrowserContext] = WeakSet()
BREED = """[...document.querySelectorAll('main *, header *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth && !e.closest('thead'))
    .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""


def gebreken(page: Page, regels: Sequence[str] = ()) -> list[str]:
    """What axe finds, each with the place where it is: by every rule, or by these."""
    page.wait_for_load_state()
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
        # From here on the browser has it on every page by itself, read and compiled once.
        if page.context not in MET_AXE:
            page.context.add_init_script(AXE)
            MET_AXE.add(page.context)
    # Axe leaves out what is only in WCAG 2.2: there that a target is at least 24 pixels, or stands apart.
    keuze: dict[str, object] = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    if regels:
        keuze["runOnly"] = {"type": "rule", "values": list(regels)}
    gevonden = page.evaluate("async keuze => (await axe.run(keuze)).violations", keuze)
    return [f"{g['id']}: {g['help']} {[plek['target'] for plek in g['nodes']]}" for g in gevonden]


def steekt_uit(page: Page) -> bool:
    # A page that has just come may have no document yet.
    page.wait_for_load_state()
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def past_op_elke_breedte(page: Page) -> None:
    for breedte in BREEDTES:
        page.set_viewport_size({"width": breedte, "height": 900})
        assert not steekt_uit(page), f"{breedte}: {page.evaluate(BREED)}"


def klachten(page: Page, regels: Sequence[str] = ()) -> Iterator[str]:
    """By day on the narrowest screen axe looks by every rule, by night on the widest by those of colour and size; and
    it fits both. Of a page that was looked at so in Dutch another language has other words: by `regels` (WOORDEN)."""
    for n, (kleur, breedte) in enumerate(STANDEN):
        page.emulate_media(color_scheme=kleur)
        page.set_viewport_size({"width": breedte, "height": 900})
        if not (n and regels):
            yield from (f"{kleur} {breedte}: {g}" for g in gebreken(page, KLEUR_EN_MAAT if n else regels))
        if steekt_uit(page):
            yield f"{breedte}: de pagina schuift opzij door {page.evaluate(BREED)}"


def is_in_orde(page: Page, regels: Sequence[str] = ()) -> None:
    """Nothing to complain of, nor on the width in between. How a page looks does not hang on the database: the second
    time that everything runs it is not looked at again."""
    if connection.vendor == "postgresql":
        return
    page.set_viewport_size({"width": 768, "height": 900})
    assert not steekt_uit(page)
    assert list(klachten(page, regels)) == []
