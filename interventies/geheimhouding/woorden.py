"""Words as they are compared: whatever case, accents, line breaks, look-alike letters or spacing were used."""

import re
import unicodedata
from typing import NamedTuple

from inspectie.letters import ZONDER_STREEP

# Letters of other scripts that look like ours, after folding; and those that have no accent to take off.
_DUBBELGANGERS = ZONDER_STREEP | str.maketrans("авеіјкмнорстухѕԁԛԝαεικνορτυχ", "abeijkmhopctyxsdqwaeiknoptux")
_AFGEBROKEN = re.compile(r"(?<=\w)[-‐‑]\s*\n\s*(?=\w)")
_DUIZENDTAL = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")
_WOORD = re.compile(r"[^\W_]+")
_KAMEEL = re.compile(r"(?<=[^\W\d_])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])")
_STREPEN = re.compile(r"(?<![^\W_])(?:[^\W\d_][\W_]+){2,}[^\W\d_](?![^\W_])")


class Woord(NamedTuple):
    """`vorm` is compared, `zoals` is how it stands in the text."""

    vorm: str
    zoals: str

    @property
    def hoofdletter(self) -> bool:
        return self.zoals[:1].isupper()


def schoon(tekst: str) -> str:
    """Without accents and what cannot be seen, words joined that were broken at the end of a line."""
    if not tekst.isascii():
        los = unicodedata.normalize("NFKD", tekst)
        tekst = "".join(teken for teken in los if unicodedata.category(teken) not in ("Mn", "Cf"))
    return _AFGEBROKEN.sub("", tekst)


def vouw(tekst: str) -> str:
    """A clean text without case, in our own letters."""
    return tekst.lower() if tekst.isascii() else tekst.casefold().translate(_DUBBELGANGERS)


def woorden(tekst: str) -> list[Woord]:
    """The words in order. Letters that stand apart (“k l a c h t”) are one word."""
    helder = _DUIZENDTAL.sub("", schoon(tekst))
    helder = _STREPEN.sub(lambda los: "".join(_WOORD.findall(los[0])), helder)
    return [Woord(vouw(woord), woord) for woord in _WOORD.findall(helder)]


def zoals_geschreven(reeks: list[Woord]) -> str:
    return " ".join(woord.zoals for woord in reeks)


def van_bestand(naam: str) -> str:
    """What the name of a file says: as it stands, and with its words apart, of which each may be the name of somebody
    (`foto-vanAnna.png` and Foto Van Anna Png)."""
    los = _WOORD.findall(_KAMEEL.sub(" ", schoon(naam)))
    return f"{naam} = {' '.join(woord[:1].upper() + woord[1:] for woord in los)}"
