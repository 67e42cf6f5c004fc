"""The words of a pure package in another language: it knows no Django, so who shows them hands in how they read."""

import re
from collections.abc import Callable, Iterable

Vertaal = Callable[[str], str]


def te_vertalen(tekst: str) -> str:
    """Marks a text for the catalogue (`scripts/taal.py`); where it is shown it is translated."""
    return tekst


def nederlands(tekst: str) -> str:
    """As the text stands here."""
    return tekst


class Zin(str):
    """A Dutch text that remembers what it was made of: `sjabloon` is what the catalogue has (`scripts/taal.py` finds
    it), and a value that is itself a Zin is said in the other language too. Equal to the same Dutch text."""

    __slots__ = ("sjabloon", "waarden")
    sjabloon: str
    waarden: dict[str, object]

    def __new__(cls, sjabloon: str, **waarden: object) -> "Zin":
        zin = super().__new__(cls, sjabloon % waarden)
        zin.sjabloon, zin.waarden = sjabloon, waarden
        return zin


def zeg(tekst: str, vertaal: Vertaal) -> str:
    """In the language of `vertaal`; a text that is no Zin stays as it is."""
    if not isinstance(tekst, Zin) or not tekst:  # a catalogue says something of its own to nothing
        return tekst
    waarden = {n: zeg(w, vertaal) if isinstance(w, str) else w for n, w in tekst.waarden.items()}
    return vertaal(tekst.sjabloon) % waarden


def herken(tekst: str, sjablonen: Iterable[str]) -> str:
    """A Dutch text that was kept, as the Zin it was made as; as it is when it is none of these."""
    for sjabloon in sjablonen:
        delen = re.split(r"%\((\w+)\)s", sjabloon)
        patroon = "".join(f"(?P<{deel}>.*)" if n % 2 else re.escape(deel) for n, deel in enumerate(delen))
        if gevonden := re.fullmatch(patroon, tekst, re.DOTALL):
            return Zin(sjabloon, **gevonden.groupdict())
    return tekst
