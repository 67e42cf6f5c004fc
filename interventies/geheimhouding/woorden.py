"""Words as they are compared: whatever case, accents, line breaks, look-alike letters or spacing were used."""

import re
import unicodedata
from dataclasses import dataclass

# Letters of other scripts that look like ours, after folding.
_DUBBELGANGERS = str.maketrans("авеіјкмнорстухѕԁԛԝαεικνορτυχ", "abeijkmhopctyxsdqwaeiknoptux")
_AFGEBROKEN = re.compile(r"(?<=\w)[-‐‑]\s*\n\s*(?=\w)")
_DUIZENDTAL = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")
_WOORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Woord:
    """`vorm` is compared, `zoals` is how it stands in the text."""

    vorm: str
    zoals: str

    @property
    def hoofdletter(self) -> bool:
        return self.zoals[:1].isupper()


def schoon(tekst: str) -> str:
    """Without accents and what cannot be seen, words joined that were broken at the end of a line."""
    los = unicodedata.normalize("NFKD", tekst)
    zichtbaar = "".join(teken for teken in los if unicodedata.category(teken) not in ("Mn", "Cf"))
    return _AFGEBROKEN.sub("", zichtbaar)


def vouw(tekst: str) -> str:
    """A clean text without case, in our own letters."""
    return tekst.casefold().translate(_DUBBELGANGERS)


def woorden(tekst: str) -> list[Woord]:
    """The words in order. Letters that stand apart (“k l a c h t”) are one word."""
    uit: list[Woord] = []
    los: list[str] = []

    def sluit() -> None:
        if len(los) > 2:
            uit.append(Woord(vouw("".join(los)), " ".join(los)))
        else:
            uit.extend(Woord(vouw(letter), letter) for letter in los)
        los.clear()

    for woord in _WOORD.findall(_DUIZENDTAL.sub("", schoon(tekst))):
        if len(woord) == 1 and woord.isalpha():
            los.append(woord)
            continue
        sluit()
        uit.append(Woord(vouw(woord), woord))
    sluit()
    return uit


def zoals_geschreven(reeks: list[Woord]) -> str:
    return " ".join(woord.zoals for woord in reeks)
