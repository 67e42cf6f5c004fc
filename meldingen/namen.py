"""Names of firms as they are compared: what is left when case, legal form and spelling are set aside. Pure.

A name becomes words as they sound in Dutch (`klank`), so that "Jansen", "Janssen" and "Janzen" are one, as are "bureau"
and "buro". A word that is misspelt beyond that is found by its spellings: the word with one of its first letters left
out, which two words that differ in one letter share (an exact look-up, as quick in a million names as in ten).
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

from meldingen.zoeken import vouw

BEGIN = 8  # letters of a word of which one may be left out
EIND = 4  # letters at the end of a whole name
WOORD_MAX = 40
WOORDEN_MAX = 12  # words of a name that count
GEHEEL = "="
"""Before a whole name written as one word: "albertheijn" is "Albert Heijn"."""

# Legal forms, and what stands between names: of all firms, so they tell none from another.
RECHTSVORMEN = frozenset(
    "bv nv vof cv ba ua holding stichting vereniging maatschap eenmanszaak cooperatie gmbh ltd inc sa bvba ev co cie"
    " beheer groep group nederland zn zonen zoon".split()
)
LIDWOORDEN = frozenset("de het een en van der den het te ter ten in op bij voor the and of t s".split())
ZWAK = RECHTSVORMEN | LIDWOORDEN

_PUNTEN = re.compile(r"\b((?:[a-z]\.){2,}[a-z]?|[a-z](?:\.[a-z])+)(?![a-z])")
_WOORD = re.compile(r"[^\W_]+")
_NUMMER = re.compile(
    r"(?<![\d.])(?:\d(?:[ .\u00a0-]?\d){11}|\d(?:[ .\u00a0-]?\d){7})(?![\d])(?![ .\u00a0-]\d)"
)
_KLANKEN = [
    (re.compile(wat), door)
    for wat, door in (
        ("sch$", "s"),
        ("eaux?", "o"),
        ("ph", "f"),
        ("th", "t"),
        ("ck", "k"),
        ("dt", "t"),
        ("qu", "kw"),
        ("x", "ks"),
        ("ij|ei", "y"),
        ("[ao]uw?", "ou"),
        ("ch", "g"),
        ("c(?=[eiy])", "s"),
        ("c", "k"),
        ("z", "s"),
        ("v", "f"),
        (r"(.)\1+", r"\1"),
    )
]


def met_hele_nummers(vraag: str) -> str:
    """A question in which a number of a firm (8 digits) or of a branch (12) is one word, however it was grouped: on a
    letterhead it reads "KvK 1234 5678" or "12.34.56.78"."""
    return _NUMMER.sub(lambda m: re.sub(r"\D", "", m[0]), vraag)


def woorden(tekst: str) -> list[str]:
    """The words, folded; "B.V." and "b.v" are "bv", "&" is a gap."""
    gevouwen = vouw(tekst[:400])
    if "." in gevouwen:
        gevouwen = _PUNTEN.sub(lambda m: m[0].replace(".", ""), gevouwen)
    return [woord[:WOORD_MAX] for woord in _WOORD.findall(gevouwen.replace("'", ""))]


def kern(naam: str) -> list[str]:
    """The words that tell this firm from another: without legal forms and articles, unless there is nothing else."""
    alle = woorden(naam)
    return [woord for woord in alle if woord not in ZWAK] or alle


def gelijknamig(naam: str) -> str:
    """What two names have in common that differ in legal form, case and signs only."""
    return "".join(kern(naam))


@lru_cache(20_000)
def klank(woord: str) -> str:
    """How a folded word sounds. A number sounds as it is written."""
    if not woord.isalpha():
        return woord
    for wat, door in _KLANKEN:
        woord = wat.sub(door, woord)
    return woord


def klanken(tekst: str) -> list[str]:
    """How a name sounds, word by word, each once."""
    return list(dict.fromkeys(klank(woord) for woord in kern(tekst)))[:WOORDEN_MAX]


def geheel(tekst: str) -> str:
    return (GEHEEL + klank(gelijknamig(tekst)))[:WOORD_MAX]


def registerwoorden(naam: str, plaats: str, *nummers: str) -> list[str]:
    """All by which a record is found: its words, its place, its numbers, and its name as one word."""
    alle = [*klanken(naam), *klanken(plaats), *filter(None, nummers)]
    heel = geheel(naam)
    return list(dict.fromkeys([*alle, heel] if heel != GEHEEL else alle))


def spellingen(woord: str) -> list[str]:
    """What this word shares with a word that differs in one letter. A number is taken as it is, and of a whole name its
    two ends: of firms of one kind the beginning is the same."""
    begin = woord[:BEGIN]
    if woord.startswith(GEHEEL) and len(woord) > BEGIN:
        return [woord[: BEGIN - EIND] + woord[-EIND:]]
    if not woord.isalpha() or len(woord) < 4:
        return [begin]
    return list(dict.fromkeys([begin, *(begin[:plek] + begin[plek + 1 :] for plek in range(len(begin)))]))


def verwisseld(woord: str) -> list[str]:
    """This word with two letters next to each other the other way round: "bakkreij" sounds like nothing that
    "bakkerij" does, for where letters go together (ij, ei, ch) one swap changes more than one sound."""
    if len(woord) < 4 or not woord.isalpha():
        return []
    return [
        woord[:plek] + woord[plek + 1] + woord[plek] + woord[plek + 2 :] for plek in range(len(woord) - 1)
    ]


def sleutel(woord: str) -> int:
    """The id of a word: made from the word itself, so that nobody has to look it up."""
    return int.from_bytes(blake2b(woord.encode(), digest_size=8).digest(), "big", signed=True)


def fouten_toegestaan(woord: str) -> int:
    """In how many letters a word may differ and still be this one."""
    kaal = woord.removeprefix(GEHEEL)
    if len(kaal) < 4 or (not kaal.isalpha() and any(teken.isdecimal() for teken in kaal)):
        return 0
    return 1 if len(kaal) < 7 else 2


def afstand(een: str, ander: str, hoogstens: int) -> int:
    """How many letters to change, add, leave out or swap; more than `hoogstens` is `hoogstens` + 1."""
    if abs(len(een) - len(ander)) > hoogstens:
        return hoogstens + 1
    een, ander = _verschil(een, ander)
    if not een or not ander:
        return len(een) + len(ander)
    # What lies further from the diagonal is already more than that.
    meer, n = hoogstens + 1, len(ander)
    vorige, rij = [meer] * (n + 1), [min(j, meer) for j in range(n + 1)]
    for i, a in enumerate(een, 1):
        nieuw = [meer] * (n + 1)
        if i <= hoogstens:
            nieuw[0] = i
        for j in range(max(1, i - hoogstens), min(n, i + hoogstens) + 1):
            b = ander[j - 1]
            stap = rij[j - 1] if a == b else min(rij[j], nieuw[j - 1], rij[j - 1]) + 1
            if i > 1 and j > 1 and a == ander[j - 2] and een[i - 2] == b:
                stap = min(stap, vorige[j - 2] + 1)
            nieuw[j] = stap
        if min(nieuw) > hoogstens:
            return meer
        vorige, rij = rij, nieuw
    return min(rij[-1], meer)


def _verschil(een: str, ander: str) -> tuple[str, str]:
    """What two words do not begin and end with together: of words that are alike, little."""
    begin, eind, kortst = 0, 0, min(len(een), len(ander))
    while begin < kortst and een[begin] == ander[begin]:
        begin += 1
    while eind < kortst - begin and een[-1 - eind] == ander[-1 - eind]:
        eind += 1
    return een[begin : len(een) - eind], ander[begin : len(ander) - eind]


def woordgelijkenis(gezocht: str, woord: str) -> float:
    """From 0 (another word) to 1 (the same); the beginning of a longer word counts too."""
    if gezocht == woord:
        return 1.0
    if len(gezocht) >= 3 and woord.startswith(gezocht) and not gezocht.startswith(GEHEEL):
        return 0.85 + 0.1 * len(gezocht) / len(woord)
    mag = min(fouten_toegestaan(gezocht), fouten_toegestaan(woord))
    fouten = afstand(gezocht, woord, mag) if mag else 1
    return 0.0 if fouten > mag else 1 - 0.12 * fouten**2


def lettergelijkenis(een: str, ander: str) -> float:
    """How much two texts share of what stands in them letter by letter (groups of three), from 0 to 1."""
    a, b = _drietallen(een), _drietallen(ander)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _drietallen(tekst: str) -> set[str]:
    vol = f"  {tekst} "
    return {vol[plek : plek + 3] for plek in range(len(vol) - 2)}


def naamgelijkenis(een: str, ander: str) -> float:
    """How much two names of firms are alike, from 0 to 1: word by word, each with the word that is most like it."""
    a, b = klanken(een), klanken(ander)
    if not a or not b:
        return 0.0
    if geheel(een) == geheel(ander):
        return 1.0
    return min(_gedekt(a, b), _gedekt(b, a))


def _gedekt(deze: Sequence[str], door: Iterable[str]) -> float:
    door = list(door)
    gewicht = {woord: min(len(woord), 10) for woord in deze}
    som = sum(gewicht[w] * max((woordgelijkenis(w, d) for d in door), default=0.0) for w in deze)
    return som / sum(gewicht.values())
