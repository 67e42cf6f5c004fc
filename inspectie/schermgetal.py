"""A number on a page, and the list behind it."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString


def getal(n: int) -> str:
    """7937 → '7.937' or '7,937', in the language of who looks."""
    return number_format(n, force_grouping=True)


@dataclass(frozen=True, slots=True)
class Getal:
    """`{{ getal }}` in a template. Of nothing there is no list: a 0 is text, in the same soft colour everywhere. Not a
    template of its own: a page with figures has a thousand of them."""

    tekst: str
    url: str = ""

    @classmethod
    def van(cls, n: int, url: str = "") -> "Getal":
        return cls(getal(n), url if n else "")

    def __html__(self) -> SafeString:
        return self._in_html()

    __str__ = __html__

    @property
    def groot(self) -> SafeString:
        """The number a card is about."""
        return self._in_html("getal")

    @property
    def nul(self) -> bool:
        return self.tekst == "0"

    def _in_html(self, soort: str = "") -> SafeString:
        if self.nul:
            return format_html('<span class="{}">0</span>', f"nul {soort}".strip())
        if self.url:
            return format_html(
                '<a class="{}" href="{}">{}</a>', f"achter {soort}".strip(), self.url, self.tekst
            )
        return format_html('<span class="{}">{}</span>', soort, self.tekst) if soort else escape(self.tekst)


@dataclass(frozen=True, slots=True)
class Deel:
    """A part of a number, with its name."""

    naam: str
    getal: Getal
