"""Looking at a page as everybody has to use it: by axe, by day and by night, on every width."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal
from weakref import WeakSet

from django.db import connection
from playwright.sync_api import BrowserContext, Page, ViewportSize

# Sent and compared as one byte a letter.
BRON = (Path(__file__).parent / "axe-core-4.14.1" / "axe.min.js").read_text(encoding="utf-8")
BRON = BRON.encode("ascii", "backslashreplace").decode("ascii")
# A function that makes axe on the page where it is called: there is no need of it on most that a window comes by.
# Axe asks of every element whether its text can be read, unless it is told of which.
AXE = f"""globalThis.laadAxe = () => {{
    {BRON};
    axe.configure({{rules: [{{id: "color-contrast", selector: "[data-kleur]"}}]}});
}};"""
BREEDTES = (320, 768, 1440)
STANDEN: list[tuple[Literal["light", "dark"], int]] = [("light", 320), ("dark", 1440)]
KLEUR = ("color-contrast", "link-in-text-block")
# What another colour or width can break; all the rest of axe looks at what stands there, and that is the same.
KLEUR_EN_MAAT = (*KLEUR, "scrollable-region-focusable")
# What other words on the same page can break: nothing is without a name, a name says what one reads and is of one thing
# only, the language is said, and nothing is pushed aside. Elements, roles, their order and colours hang on no word.
WOORDEN = """
    aria-command-name aria-input-field-name aria-toggle-field-name button-name document-title empty-heading
    empty-table-header html-has-lang html-lang-valid image-alt input-button-name label label-content-name-mismatch
    label-title-only landmark-unique link-name select-name summary-name svg-img-alt valid-lang
    scrollable-region-focusable target-size
""".split()
MET_AXE: WeakSet[BrowserContext] = WeakSet()
GOED: set[str] = set()
# Half of what axe costs is colour, and the same head, menu, table or badge stands on every page. Whether a text can be
# read hangs on itself and on what it lies in: of the same elements, classes and computed styles around it, in which axe
# found nothing wrong, it is not asked again. What lies over something else, what is drawn, and a link that only its
# colour tells from the words beside it, is asked every time.
KIJK = """async ([goed, keuze, kleur, alleen]) => {
    const STIJL = ["color", "backgroundColor", "backgroundImage", "opacity", "filter", "mixBlendMode", "fontSize",
        "fontWeight", "textDecorationLine", "textShadow", "borderBottomWidth"];
    const bekend = new Set(goed.split(" ")), sleutels = new Map([[null, ""]]), nieuw = new Map();
    const hak = tekst => {
        let een = 7, twee = 11;
        for (let n = 0; n < tekst.length; n++) {
            een = Math.imul(een ^ tekst.charCodeAt(n), 2654435761);
            twee = Math.imul(twee ^ tekst.charCodeAt(n), 1597334677);
        }
        return (een >>> 0).toString(36) + (twee >>> 0).toString(36);
    };
    const letters = e => e.textContent.replace(/\\s/g, "").length;
    const in_tekst = e => {
        let blok = e.parentElement;
        while (getComputedStyle(blok).display.startsWith("inline")) blok = blok.parentElement;
        return letters(blok) > [...blok.querySelectorAll("a")].reduce((som, link) => som + letters(link), 0);
    };
    const sleutel = e => {
        if (!sleutels.has(e)) {
            const eromheen = sleutel(e.parentElement), stijl = getComputedStyle(e);
            const los = eromheen === null || e.localName === "svg" || /absolute|fixed/.test(stijl.position)
                || (e.localName === "a" && stijl.textDecorationLine === "none" && in_tekst(e));
            const uit = e.matches(":disabled") || Boolean(e.control?.disabled);
            const wat = [eromheen, e.localName, e.className, uit, ...STIJL.map(naam => stijl[naam])];
            sleutels.set(e, los ? null : hak(wat.join()));
        }
        return sleutels.get(e);
    };
    const weeg = e => {
        const vak = e.getBoundingClientRect();
        const weg = vak.width < 2 || vak.height < 2 || vak.bottom + scrollY < 0 || vak.right + scrollX < 0;
        if (weg || nieuw.has(e) || !e.checkVisibility({visibilityProperty: true})) return;
        if (bekend.has(sleutel(e))) return;
        nieuw.set(e, sleutel(e));
        e.dataset.kleur = "";
    };
    if (kleur.length) {
        const teksten = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (teksten.nextNode()) if (teksten.currentNode.data.trim()) weeg(teksten.currentNode.parentElement);
        document.body.querySelectorAll("a, input, select, textarea, button").forEach(weeg);
    }
    const schuift = () => [...document.body.querySelectorAll("*")].some(e =>
        (e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight)
        && /auto|scroll/.test(getComputedStyle(e).overflow));
    if (alleen && !nieuw.size && !schuift()) return [[], []];
    if (typeof axe !== "object") laadAxe();
    const gevonden = await axe.run(keuze);
    const anders = [...gevonden.violations, ...gevonden.incomplete].filter(({id}) => kleur.includes(id));
    const fout = new Set(anders.flatMap(({nodes}) => nodes.map(({element}) => element)));
    nieuw.forEach((_, e) => delete e.dataset.kleur);
    return [
        gevonden.violations.map(({id, help, nodes}) => `${id}: ${help} ${nodes.map(plek => plek.target)}`),
        [...new Set(nieuw.entries().filter(([e, s]) => s && !fout.has(e)).map(([, s]) => s))],
    ];
}"""
BREED = """[...document.querySelectorAll('main *, header *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth && !e.closest('thead'))
    .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""


def gebreken(page: Page, regels: Sequence[str] = ()) -> list[str]:
    """What axe finds, each with the place where it is: by every rule, or by these."""
    page.wait_for_load_state()
    if not page.evaluate("typeof laadAxe === 'function'"):
        page.evaluate(AXE)
        # From here on the browser has it on every page by itself, read and compiled once.
        if page.context not in MET_AXE:
            page.context.add_init_script(AXE)
            MET_AXE.add(page.context)
    # Axe leaves out what is only in WCAG 2.2: there that a target is at least 24 pixels, or stands apart.
    keuze: dict[str, object] = {
        "resultTypes": ["violations", "incomplete"],
        "rules": {"target-size": {"enabled": True}},
        "elementRef": True,
    }
    if regels:
        keuze["runOnly"] = {"type": "rule", "values": list(regels)}
    alleen = tuple(regels) == KLEUR_EN_MAAT
    gevonden, goed = page.evaluate(
        KIJK, [" ".join(GOED), keuze, KLEUR if alleen or not regels else (), alleen]
    )
    GOED.update(goed)
    return list(gevonden)


def blad(breedte: int) -> ViewportSize:
    return {"width": breedte, "height": 900}


def steekt_uit(page: Page) -> bool:
    # A page that has just come may have no document yet.
    page.wait_for_load_state()
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def past_op_elke_breedte(page: Page) -> None:
    for breedte in BREEDTES:
        page.set_viewport_size(blad(breedte))
        assert not steekt_uit(page), f"{breedte}: {page.evaluate(BREED)}"


def klachten(page: Page, regels: Sequence[str] = ()) -> Iterator[str]:
    """By day on the narrowest screen axe looks by every rule, by night on the widest by those of colour and size; and
    it fits both. Of a page that was looked at so in Dutch another language has other words: by `regels` (WOORDEN)."""
    # First as it is already: to lay a page out anew takes as long as to get it.
    for kleur, breedte in sorted(STANDEN, key=lambda stand: page.viewport_size != blad(stand[1])):
        page.emulate_media(color_scheme=kleur)
        page.set_viewport_size(blad(breedte))
        if kleur == "light" or not regels:
            yield from (
                f"{kleur} {breedte}: {g}"
                for g in gebreken(page, regels if kleur == "light" else KLEUR_EN_MAAT)
            )
        if steekt_uit(page):
            yield f"{breedte}: de pagina schuift opzij door {page.evaluate(BREED)}"


def is_in_orde(page: Page, regels: Sequence[str] = ()) -> None:
    """Nothing to complain of, nor on the width in between. How a page looks does not hang on the database: the second
    time that everything runs it is not looked at again."""
    if connection.vendor == "postgresql":
        return
    page.set_viewport_size(blad(768))
    assert not steekt_uit(page)
    assert list(klachten(page, regels)) == []
