"""Going somewhere by the Tab key alone, without asking after every press where one is."""

from playwright.sync_api import Locator, Page

# How many times Tab, by the order of the page, from what has the focus or what the address points to. Of a group of
# radio buttons one is on the way: the chosen, or the first.
HOE_VER = """doel => {
    let hier = document.activeElement;
    if (hier === doel) return 0;
    if (hier === document.body) hier = document.querySelector(":target") || hier;
    const op_de_weg = e => {
        if (e.type !== "radio") return true;
        const groep = [...document.getElementsByName(e.name)].filter(lid => lid.form === e.form);
        return !groep.includes(hier) && e === (groep.find(lid => lid.checked) || groep[0]);
    };
    const weg = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
        .filter(e => hier.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)
        .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true}))
        .filter(op_de_weg);
    return weg.indexOf(doel) + 1;
}"""


def tab_naar(page: Page, doel: Locator) -> None:
    """By Tab alone, forward from where one is. Where the count is not right, one goes on a press at a time."""
    for _ in range(doel.evaluate(HOE_VER)):
        page.keyboard.press("Tab")
    for _ in range(80):
        if doel.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"niet te bereiken met Tab: {doel}")
