"""What an HTML message says, without how it looks. In one pass: a stranger wrote it, and the parser of the standard
library takes hours for what somebody made to that end."""

import re
from collections.abc import Iterator
from html import unescape

GROOTST = 1_000_000
_BLOK = frozenset(
    "p div br tr li ul ol table h1 h2 h3 h4 h5 h6 blockquote section article header footer pre hr td dt dd".split()
)
_STIL = frozenset("head template noscript".split())
_RUW = {naam: re.compile(rf"</{naam}(?=[\s/>])", re.IGNORECASE) for naam in ("script", "style", "title")}
"""What stands in these is no HTML and no text, up to where they end."""
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
# Possessive: what was matched once is not tried in another way.
_MET_AANHALING = re.compile(r"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
_TE_GROOT_TEKEN = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")


def zonder_opmaak(html: str) -> str:
    """Its words, a block on a line of its own."""
    tekst = "".join(_woorden(html[:GROOTST]))
    regels = (" ".join(regel.split()) for regel in tekst.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(regels)).strip()


def _woorden(html: str) -> Iterator[str]:
    stil = 0
    for data, sluit, naam in _stukken(html):
        if data and not stil:
            yield re.sub(r"\s+", " ", unescape(_TE_GROOT_TEKEN.sub("\ufffd", data)))
        if naam in _STIL:
            stil = max(0, stil - 1) if sluit else stil + 1
        if naam in _BLOK:
            yield "\n"


def _stukken(html: str) -> Iterator[tuple[str, bool, str]]:
    """(text, whether the tag after it closes, its name); what is no tag after all is text.

    Where the end of something was sought to the last character once and not found, it is not sought again: so each
    character is looked at a fixed number of times."""
    plek, begin, goed = 0, 0, True
    geen_einde: set[str] = set()

    def einde(teken: str, vanaf: int) -> int:
        gevonden = -1 if teken in geen_einde else html.find(teken, vanaf)
        if gevonden < 0:
            geen_einde.add(teken)
        return gevonden + len(teken) if gevonden >= 0 else -1

    while (plek := html.find("<", plek)) >= 0:
        sluit, naam = False, ""
        if html.startswith("<!--", plek):
            tot = einde("-->", plek + 4)
        elif html.startswith(("<!", "<?"), plek):
            tot = einde(">", plek)
        elif tag := _TAG.match(html, plek):
            sluit, naam = bool(tag[1]), tag[2].lower()
            heel = _MET_AANHALING.match(html, tag.end()) if goed else None
            goed = heel is not None
            tot = heel.end() if heel else einde(">", plek)
        else:
            tot = -1
        if tot < 0:
            plek += 1
            continue
        yield html[begin:plek], sluit, naam
        if not sluit and naam in _RUW:
            slot = _RUW[naam].search(html, tot)
            tot = slot.start() if slot else len(html)
        plek = begin = tot
    yield html[begin:], False, ""
