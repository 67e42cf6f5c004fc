"""Figures and units as they stand in words. Pure."""

import re
from collections.abc import Iterator

_EENHEDEN = {
    "melding": r"\w*melding(?:en)?|klacht(?:en)?",
    "werkgever": r"werkgevers?|\w*bedrij(?:f|ven)|onderneming(?:en)?",
    "zaak": r"zaak|zaken|onderzoek(?:en)?",
    "instrument": r"\w*instrument(?:en)?|waarschuwing(?:en)?|eis(?:en)?|stillegging(?:en)?|boeterapport(?:en)?",
    "bezoek": r"\w*bezoek(?:en)?",
    "overtreding": r"overtreding(?:en)?",
    # No figure of ours counts these.
    "anders": r"\w*werknemers?|medewerkers?|melders?|mensen|personen|arbeidsmigrant(?:en)?|interventies?",
}
_EENHEID = {naam: re.compile(vorm, re.IGNORECASE) for naam, vorm in _EENHEDEN.items()}
EENHEIDWOORD = rf"(?:{'|'.join(_EENHEDEN.values())}|gevallen)"

_DELEN = (
    "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|der|veer|tach|twin|tig|en|ën|honderd"
)
_TEL = rf"(?:{_DELEN}|duizend|half|halve|anderhalf|anderhalve)+"
_MEER = r"(?:twee|drie|vier|vijf|zes|zeven|acht|negen)"
_RANG = r"(?:derde|kwart|vierde|vijfde|zesde|zevende|achtste|negende|tiende)"
_IN_WOORDEN = re.compile(
    rf"\b(?:(?!en\b){_TEL}\s+(?:procent|percent)\b"
    rf"|{_MEER}[\s-]?{_RANG}\b"
    rf"|een\s+{_RANG}\s+(?:deel\s+)?(?:van|der)\b"
    rf"|(?!en\b){_TEL}\s+(?:(?:op|van)\s+(?:de|elke|iedere)|ten)\s+{_TEL}\b"
    rf"|(?!een\b|één\b|en\b)(?:{_TEL}|tiental|honderdtal|duizendtal|dozijn)\s+(?:\w+e\s+)?{EENHEIDWOORD}\b)",
    re.IGNORECASE,
)
# By themselves, whatever they count: what is written in hundreds, thousands or tens is a figure, unless it says how
# long something lasts.
_VANZELF = re.compile(
    rf"\b(?:(?=\w*(?:honderd|duizend|tig|[a-z]tien)){_TEL}"
    r"|(?:tien|honderd|duizend)tallen|dozijnen|\w*(?:miljoen|miljard)(?:en)?|helft)\b"
    r"(?!\s+(?:dagen|weken|maanden|jaar|jaren|uur|uren|minuten|werkdagen)\b)",
    re.IGNORECASE,
)
# Digits with what may stand between and around them.
_IN_CIJFERS = re.compile(r"[\w.,/-]*0[\w.,/%-]*")
_DUIZENDTAL = re.compile(r"\d\.\d{3}(?!\d)")
_PROCENT = re.compile(r"%|\b(?:procent|percent)\b", re.IGNORECASE)


def eenheid_van(woord: str) -> str:
    """The unit that a word names, in the code of a figure; "" when it names none."""
    return next((naam for naam, vorm in _EENHEID.items() if vorm.fullmatch(woord)), "")


def getypt(tekst: str) -> Iterator[str]:
    """The numbers in a text, in digits of whatever kind (½, Ⅻ) or in words: every large one, a small one of something
    that is counted."""
    gelijk = "".join("0" if teken.isnumeric() else teken for teken in tekst)
    for gevonden in _IN_CIJFERS.finditer(gelijk):
        yield tekst[gevonden.start() : gevonden.end()]
    plek = 0
    for gevonden in sorted((*_IN_WOORDEN.finditer(tekst), *_VANZELF.finditer(tekst)), key=lambda m: m.span()):
        if gevonden.end() > plek:
            yield gevonden[0]
        plek = max(plek, gevonden.end())


def noemt_aantal(tekst: str) -> bool:
    """Whether a reference holds more than one: a number of thousands, a share, or what is counted."""
    vreemd = any(teken.isnumeric() and not teken.isdecimal() for teken in tekst)
    woorden = re.findall(r"[^\W\d_]+", tekst)
    return (
        vreemd
        or any(map(eenheid_van, woorden))
        or any(vorm.search(tekst) for vorm in (_DUIZENDTAL, _PROCENT, _IN_WOORDEN, _VANZELF))
    )
