"""What an HTML message says, without how it looks."""

import re
from html.parser import HTMLParser

GROOTST = 1_000_000
_BLOK = frozenset(
    "p div br tr li ul ol table h1 h2 h3 h4 h5 h6 blockquote section article header footer pre hr td dt dd".split()
)
_STIL = frozenset("script style head title template noscript".split())


class _Lezer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.delen: list[str] = []
        self.stil = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.stil += tag in _STIL
        if tag in _BLOK:
            self.delen.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOK:
            self.delen.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.stil = max(0, self.stil - (tag in _STIL))
        if tag in _BLOK:
            self.delen.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.stil:
            self.delen.append(re.sub(r"\s+", " ", data))


def zonder_opmaak(html: str) -> str:
    """Its words, a block on a line of its own."""
    lezer = _Lezer()
    lezer.feed(html[:GROOTST])
    lezer.close()
    regels = (" ".join(regel.split()) for regel in "".join(lezer.delen).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(regels)).strip()
