"""Free text: from words as people write them to the words that are compared, and the one query language.

Pure. A word is folded (case, accents, ij as y) and stemmed, so that "kantines" finds "kantine" and "cafe" finds "café".
What is kept per melding, and by whom, stands in `zoekwoorden`.

A query: every word must be there; "between quotes" next to each other; the last word may also be the beginning of a
word ("uitzend" finds "uitzendbureau"). There are no operators, so nothing that is typed can be wrong.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from threading import Lock

from snowballstemmer import stemmer

WOORD_MAX = 64  # characters of a word that count
VRAAG_MAX = 20  # words of a query that count
WOORDEN_MAX = 10_000  # words of a melding that count: a tsvector has room for 16.383 places and 1 MB
ONTHOUDEN = 50_000  # stems
KORTSTE_BEGIN = 3  # letters before the last word is also taken as the beginning of one

SCHEIDING = "_"
"""Stands between the fields of a melding, so that no phrase runs from one into the next. No word holds it."""

_WOORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LEESTEKENS = {code: " " for code in range(128) if not chr(code).isalnum()}
_GROEP = re.compile(r'"([^"]*)"?|([^\s"]+)')
_stam = stemmer("dutch").stemWord
_BEURT = Lock()  # the stemmer keeps its place in the word in itself


def vouw(tekst: str) -> str:
    """Without case and accents, one kind of apostrophe."""
    if tekst.isascii():
        return tekst.lower()
    los = unicodedata.normalize("NFKD", tekst.replace("’", "'").casefold())
    return "".join(teken for teken in los if not unicodedata.combining(teken))


class _Stammen(dict[str, str]):
    """The stem per folded word: the stemmer takes 0.1 ms, and a language has few words that come often."""

    def __missing__(self, woord: str) -> str:
        if not (kaal := woord.replace("'", "")).isalpha():
            return _letters(kaal)  # a number or a key: without an end, and endlessly many
        if len(self) >= ONTHOUDEN:
            self.clear()
        with _BEURT:
            kort: str = _stam(_letters(woord)).replace("'", "")
        # The stemmer leaves "zieke" beside "ziek"; a short word would lose too much.
        kort = kort[:-1] if len(kort) > 4 and kort.endswith("e") else kort or _letters(kaal)
        self[woord] = kort
        return kort


_STAMMEN = _Stammen()


def _letters(woord: str) -> str:
    """One way to write the ij; a word that has no end is cut off."""
    return woord.replace("y", "ij")[:WOORD_MAX]


def stammen(tekst: str) -> list[str]:
    """The stems of a text, in order. None is empty."""
    return [_STAMMEN[woord] for woord in _woorden(tekst)]


def _woorden(tekst: str) -> list[str]:
    gevouwen = vouw(tekst)
    if gevouwen.isascii() and "'" not in gevouwen:  # nearly every text, and twice as quick
        return gevouwen.translate(_LEESTEKENS).split()
    return _WOORD.findall(gevouwen)


@dataclass(frozen=True, slots=True)
class Deel:
    """Stems that stand next to each other. `begin`: or, instead of the last one, any word that begins so."""

    stammen: tuple[str, ...]
    begin: str = ""

    def los(self) -> "list[Deel]":
        """Its words wherever they stand."""
        *voor, laatste = self.stammen
        return [*(Deel((kort,)) for kort in voor), Deel((laatste,), self.begin)]

    def schrijfwijzen(self) -> list[str]:
        """How it may stand in a row of stems with spaces between and around them: one of these is there."""
        *voor, laatste = self.stammen
        return [f" {' '.join((*voor, laatste))} "] + (
            [f" {' '.join((*voor, self.begin))}"] if self.begin else []
        )


def ontleed(vraag: str) -> list[Deel]:
    """What a query asks for, all of it; empty when there is no word in it."""
    delen: list[Deel] = []
    over = VRAAG_MAX
    # More than these characters cannot be needed for the words that count.
    for groep in _GROEP.finditer(vraag[: VRAAG_MAX * 2 * WOORD_MAX]):
        woorden = _woorden(groep[0])[:over]
        over -= len(woorden)
        if woorden:
            los = groep[1] is None  # a quoted phrase is meant as it is
            delen.append(
                Deel(tuple(_STAMMEN[woord] for woord in woorden), _begin(woorden[-1]) if los else "")
            )
    return [Deel(deel.stammen) for deel in delen[:-1]] + delen[-1:]


def _begin(woord: str) -> str:
    """A number is meant as it is: 12 is not 1234."""
    kaal = _letters(woord).replace("'", "")
    return kaal if len(kaal) >= KORTSTE_BEGIN and not kaal.isdecimal() else ""


KENMERKEND, LANG_GENOEG = 6, 5


def kenmerkend(stammen: Iterable[str]) -> list[str]:
    """The stems that tell a text best from others: of a Dutch text the longest, which are compounds."""
    lang = {stam for stam in stammen if len(stam) >= LANG_GENOEG}
    return sorted(lang, key=lambda stam: (-len(stam), stam))[:KENMERKEND]


def minstens(stammen: Sequence[str], aantal: int) -> list[list[Deel]]:
    """At least so many of these, as choices of which one must hold."""
    return [[Deel((stam,)) for stam in keuze] for keuze in combinations(stammen, aantal)]


def tsquery(delen: Iterable[Deel]) -> str:
    """For PostgreSQL. Stems hold letters and digits only, so nothing in them needs escaping."""

    def een(deel: Deel) -> Iterator[str]:
        *voor, laatste = deel.stammen
        yield from (f"'{woord}'" for woord in voor)
        yield f"('{laatste}' | '{deel.begin}':*)" if deel.begin else f"'{laatste}'"

    return " & ".join(f"({' <-> '.join(een(deel))})" for deel in delen)


def fts5(delen: Iterable[Deel]) -> str:
    """For SQLite."""

    def een(deel: Deel) -> str:
        heel = f'"{" ".join(deel.stammen)}"'
        return f'({heel} OR "{" ".join((*deel.stammen[:-1], deel.begin))}" *)' if deel.begin else heel

    return " AND ".join(een(deel) for deel in delen)
