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
# What is counted too, and is the unit of no figure.
_OOK_GETELD = (
    r"gevallen|stuks|boetes?|dwangsom(?:men)?|inspecties|controles|gesprekken|locaties|vestigingen|overdrachten"
    r"|\w*toetsingen|besmettingen|incidenten|overtreders|ongevallen|slachtoffers|signalen|inspecteurs|uitzendkrachten"
    r"|uitzendbureaus|winkels|slachterijen|\w*scholen|ziekenhuizen|gemeenten|klanten"
)
EENHEIDWOORD = rf"(?:{'|'.join(_EENHEDEN.values())}|{_OOK_GETELD})"
# With what may be said of it: “geregistreerde actieve werkgevers”.
_GETELD = rf"(?:\w+e\s+){{0,3}}{EENHEIDWOORD}\b"

_DELEN = "een|één|eén|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|der|veer|tach|twin|tig|en|ën|honderd"
_TEL = rf"(?:{_DELEN}|duizend|half|halve|anderhalf|anderhalve){{1,16}}"
# “Een” alone is mostly no figure, and “en” never is one.
_EEN = r"(?:een|één|eén)"
_TWEE = rf"(?!(?:{_EEN}|en)\b)(?:{_TEL}|nul)\b"
_MEER = r"(?:twee|drie|vier|vijf|zes|zeven|acht|negen)"
_RANG = r"(?:derde|kwart|vierde|vijfde|zesde|zevende|achtste|negende|tiende)"
# How long something lasts, and how often it is done in that time, is no figure of what happened.
_NIET_HOE_LANG = (
    r"(?!(?:\s+\w+e)?\s+(?:(?:werk|kalender)?dag(?:en)?|weken|maand(?:en)?|kwarta(?:al|len)|jaar|jaren|eeuw|uur|uren"
    r"|minuten|weekend)\b)(?!\s*(?:keer|maal)\s+(?:per|in\s+de)\b)"
)
_ZOWAT = (
    r"(?:ruim|circa|ongeveer|bijna|nagenoeg|krap|nog\s+geen|zo[’'`]n|naar\s+schatting|meer\s+dan|minder\s+dan|maar\s+liefst"
    r"|slechts)"
)
# What may follow a number that stands for what it counts: “het waren er drie”, “drie kregen een boete”.
_DEED = (
    r"(?:is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|hadden|krijgt|krijgen|kreeg|kregen|komt|komen"
    r"|kwam|kwamen|gaat|gaan|ging|gingen|leidt|leiden|leidde|leidden|betreft|betreffen|betrof|betroffen|valt|vallen"
    r"|viel|vielen|blijkt|blijken|bleek|bleken|nam|namen|trof|troffen|gaf|gaven|liet|lieten|moest|moesten|bleef"
    r"|bleven|overtrad|overtraden)"
)
_VERDER = (
    r"(?:\w*ge(?:trokken|dragen|sloten|geven|nomen|vonden|bleken|wezen|komen|gaan)|daarvan|hiervan|ervan|dus|als"
    r"|reeds|sinds|tijdens|wegens|soms|steeds|inmiddels|intussen|binnen|tegen|buiten|tussen)"
)
# What there are so many of, a plural or what is said of one (“drie nieuwe”), may be no figure of ours: “twee domeinen”.
_ZONDER_MEER = rf"(?!\s+(?!(?:{_DEED}|{_VERDER})\b)\w+(?:en|s|e|ën)\b)"
# What a number is said of that stands before it: “daarvan zijn er inmiddels vier afgerond”.
_DAARVAN = (
    rf"(?:er|(?:er|daar|hier|waar)van|in\s+totaal|samen|bij\s+elkaar|aantal\s+{_DEED}|onder\s+wie|te\s+weten)"
    rf"(?:\s+(?:{_DEED}|er|maar|nog|ook|inmiddels|in\s+totaal|{_ZOWAT})){{0,4}}"
)

_IN_WOORDEN = re.compile(
    "|".join(
        rf"\b{vorm}"
        for vorm in (
            rf"(?!en\b){_TEL}\s+(?:(?:pro|per)cent(?:punt(?:en)?)?|promille)\b",
            # Parts of a whole. “Een derde” alone may be a third one, or somebody else: not where it is said of what,
            # roughly, or what it did.
            rf"{_MEER}[\s-]?{_RANG}\b",
            rf"{_EEN}{_RANG}\b",
            rf"{_EEN}[\s-]{_RANG}\s+(?:deel\s+)?(?:van|der|daarvan|hiervan|ervan)\b",
            rf"(?:{_ZOWAT}|één|eén)\s+(?:een\s+)?{_RANG}\b{_NIET_HOE_LANG}",
            rf"(?<!door )(?<!aan )(?<!met )(?<!van )(?<!namens )(?<!als )een\s+{_RANG}(?=\s*(?:[.,;:!?)]|$|{_DEED}\b))",
            rf"een\s+kwart\b{_NIET_HOE_LANG}",
            # One of so many: not one of the three pillars.
            rf"{_TWEE}\s+(?:(?:op|van)\s+(?:de|elke|iedere)|ten)\s+{_TEL}\b",
            rf"{_EEN}\s+op\s+(?:de|elke|iedere)\s+{_TEL}\b",
            rf"{_EEN}\s+van\s+(?:de|elke|iedere)\s+{_TEL}\b(?=\s+{_GETELD}|\s+{_DEED}\b|\s*(?:[.,;:!?)]|$))",
            rf"(?!en\b){_TEL}\s+op\s+{_TWEE}",
            # So many of what is counted, or of what was counted before.
            rf"(?<!aan )(?:{_TWEE}|(?:tien|honderd|duizend|{_MEER})tal|dozijn|handvol)\s+{_GETELD}",
            rf"alle\s+{_TWEE}(?=\s+{_DEED}\b)",
            rf"(?:slechts|niet|maar)\s+(?:één|eén)(?=\s+(?:{_GETELD}|{_DEED}\b))",
            rf"{_TWEE}\s+(?:er|daar|hier)van\b",
            rf"{_TWEE}\s+van\s+(?:de|deze|die|hen|hun|alle)\b",
            rf"(?:tien|{_MEER})tal(?=\s*(?:[.,;:!?)]|$|van\b))",
            rf"(?:{_TWEE}\s+(?:keer|maal)|(?:{_MEER}|tien)maal)\b(?!\s+(?:per|in\s+de)\b)",
            rf"{_DAARVAN}\s+(?:{_TWEE}{_NIET_HOE_LANG}{_ZONDER_MEER}|één(?=\s*(?:[.,;:!?)]|$)))",
            rf"{_ZOWAT}\s+{_TWEE}{_NIET_HOE_LANG}",
            rf"(?:bij|voor|aan|tegen)\s+{_TWEE}(?=\s+{_DEED}\b)",
            # None, and all but none.
            rf"geen\s+{_GETELD}\s+(?:is|was|werd|heeft|had|kreeg|nam|overtrad|weigerde)\b",
            rf"(?:geen|{_EEN})\s+enkele?\s+{_GETELD}",
            r"geen\s+(?:enkele\s+)?van\s+(?:de|deze|die|alle|hen)\b",
            r"(?:bijna|vrijwel|nagenoeg|zo\s+goed\s+als|op\s+(?:één|enkele)\s+na)\s+(?:alle(?:maal|n)?|elke|iedere|geen)\b",
            rf"de\s+(?:meeste|minste)\s+{_GETELD}",
        )
    ),
    re.IGNORECASE,
)
# A number that begins a sentence and does something, or is all of it.
_VOOROP = re.compile(
    rf"(?:^|(?<=[.!?;:]\s)){_TWEE}(?=\s+{_DEED}\b|\s*[.!?](?:\s|$))", re.IGNORECASE | re.MULTILINE
)
_ROMEINS = re.compile(rf"\b[IVXLC]{{2,}}(?=\s+{_GETELD})")
# The other half is of one that was named before, and that was refused if it was one of what is counted.
_ANDERE = rf"(?!(?<=\bandere )helft\s+van\s+(?:de|het|deze|die|dit|dat)\s+(?!{_GETELD})[a-z])"
# By themselves, whatever they count: what is written in hundreds, thousands or tens is a figure, unless it says how
# long something lasts; and so are words for more than half, for less, and for how much more or less it became.
_VANZELF = re.compile(
    rf"\b(?:(?=\w*(?:honderd|duizend|tig|[a-z]tien)){_TEL}"
    rf"|(?:tien|honderd|duizend)tallen|dozijnen|\w*(?:miljoen|miljard)(?:en)?|(?<!eerste )(?<!tweede ){_ANDERE}helft)\b"
    rf"{_NIET_HOE_LANG}"
    r"|\b(?:merendeel|merendeels|gros\s+van|leeuwendeel|het\s+gros|(?:grootste|overgrote)\s+(?:deel|gedeelte)\s+van)\b"
    # Not that of a vote.
    r"|(?<!met )(?<!met een )\b(?:meerderheid|minderheid)\b"
    r"(?!\s+(?:van\s+(?:de\s+)?|in\s+de\s+)(?:stemmen|\w*\s?Kamer)\b)"
    r"|\b(?:verreweg|veruit)\s+de\s+(?:meeste|minste)\b"
    rf"|\b(?:ge)?(?:ver(?:dubbel|{_MEER}voudig|tienvoudig)|halveer)(?:d|de|t|en|ing)\b|\bhalvering\b"
    r"|\bdubbel\s+zo\s?(?:veel|vaak|groot|hoog)\b",
    re.IGNORECASE,
)
# Digits with what may stand between and around them.
_IN_CIJFERS = re.compile(r"(?<![\w.,/-])[\w.,/-]*0[\w.,/%-]*")
_DUIZENDTAL = re.compile(r"\d\.\d{3}(?!\d)")
_PROCENT = re.compile(r"%|\b(?:procent|percent)\b", re.IGNORECASE)


def eenheid_van(woord: str) -> str:
    """The unit that a word names, in the code of a figure; "" when it names none."""
    return next((naam for naam, vorm in _EENHEID.items() if vorm.fullmatch(woord)), "")


def getypt(tekst: str) -> Iterator[str]:
    """The numbers in a text, in digits of whatever kind (½, Ⅻ) or in words: every large one, a small one of something
    that is counted or that stands for it, a part of a whole."""
    gelijk = "".join("0" if teken.isnumeric() else teken for teken in tekst)
    for gevonden in _IN_CIJFERS.finditer(gelijk):
        yield tekst[gevonden.start() : gevonden.end()]
    plek = 0
    woorden = (m for vorm in (_IN_WOORDEN, _VOOROP, _ROMEINS, _VANZELF) for m in vorm.finditer(tekst))
    for gevonden in sorted(woorden, key=lambda m: m.span()):
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


# Around a year between brackets, what makes a number of it: “het waren er [2017]”, “[2017] daarvan”.
_TELT = re.compile(rf"\s*(?:(?!d(?:i|ez)?e\b|alle\b|onze\b)\w+e\s+){{0,3}}{EENHEIDWOORD}\b", re.IGNORECASE)
_TELT_OP = re.compile(
    r"\s*(?:%|(?:pro|per)cent\w*\b|promille\b|(?:er|daar|hier)van\b|van\s+(?:de|deze|die|alle|hen|hun)\b|keer\b|maal\b"
    r"|euro\b)",
    re.IGNORECASE,
)
_TELT_AF = re.compile(
    rf"\b(?:er|(?:er|daar|hier|waar)van|zijn|waren|werden|kwamen|kregen|bedroeg|bedraagt|betreft|betrof"
    rf"|(?:gaat|ging)\s+om|(?:komt|kwam|staat|stond)\s+op|totaal|samen|bij\s+elkaar|aantal(?:\s+\w+){{0,4}}\s+{_DEED}|bij|aan|onder"
    rf"|namelijk|te\s+weten|{_ZOWAT}|minstens|hoogstens|de|alle|deze|die|hun|onze|telden?|ontving(?:en)?|kreeg|kregen"
    r"|bezocht(?:en)?|bereikten?|beboetten?|waarschuwden?)\s+$",
    re.IGNORECASE,
)
_ZINSBEGIN = re.compile(r"(?:^|[.!?]\s)\s*(?:-\s+)?$")
_ALS_MEER = re.compile(
    r"\s+(?:zijn|waren|werden|worden|hebben|hadden|kregen|krijgen|kwamen|gingen|leidden)\b"
)


def als_aantal(voor: str, vast: str, na: str) -> str:
    """Where the words around a reference make a number of it (“[2017] werkgevers”): those words; "" when they do not.
    Of an article or a date only what is counted does: “[artikel 3] van de Arbowet”."""
    if telt := _TELT.match(na):
        return f"[{vast}]{telt[0]}"
    if not vast.isdecimal():
        return ""
    if telt := _TELT_OP.match(na) or (_ALS_MEER.match(na) if _ZINSBEGIN.search(voor) else None):
        return f"[{vast}]{telt[0]}"
    telt = None if na.startswith("-") else _TELT_AF.search(voor)
    return f"{telt[0]}[{vast}]" if telt else ""
