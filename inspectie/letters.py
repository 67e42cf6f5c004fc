"""How a name that was written in one alphabet is written in another. Whoever works here has no ł, ţ or ж on the
keyboard: a name in the vault and that name in a sentence are compared in the same plain letters."""

import unicodedata

# The Bulgarian law on transliteration (2009): as it stands in a passport.
_CYRILLISCH = {
    **dict(zip("абвгдезийклмнопрстуфхыэё", "abvgdeziyklmnoprstufhyee", strict=True)),
    "ж": "zh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "sht",
    "ъ": "a",
    "ь": "y",
    "ю": "yu",
    "я": "ya",
}
_LATIJN = str.maketrans(_CYRILLISCH | {teken.upper(): uit.capitalize() for teken, uit in _CYRILLISCH.items()})
ZONDER_STREEP = str.maketrans("łøđıħ", "lodih") | str.maketrans({"æ": "ae", "œ": "oe"})
"""For small letters that have no accent to take off."""


def latijn(tekst: str) -> str:
    """“Иван Петров” as “Ivan Petrov”; other letters as they are."""
    return tekst if tekst.isascii() else unicodedata.normalize("NFC", tekst).translate(_LATIJN)


def kaal(tekst: str) -> str:
    """Without capitals, accents and strokes, in our own letters: to compare."""
    if tekst.isascii():
        return tekst.lower()
    los = unicodedata.normalize("NFKD", latijn(tekst).casefold())
    return "".join(teken for teken in los if not unicodedata.combining(teken)).translate(ZONDER_STREEP)
