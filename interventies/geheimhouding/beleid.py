"""The policy of the check, as data: which expressions give a complaint away, and which words everybody uses.

An expression is a row of words. `a|b` is one of these, `melding*` every word that begins so, `..3` at most three other
words in between. `behalve` names longer expressions in which it is harmless.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from interventies.geheimhouding.woorden import Woord, vouw
from meldingen.zoeken import stammen

_ELEMENT = re.compile(r"\.\.([1-9])|[a-z0-9*|]+")


@dataclass(frozen=True, slots=True)
class Uitdrukking:
    vorm: re.Pattern[str]
    behalve: tuple[re.Pattern[str], ...]
    reden: str

    def vind(self, reeks: Sequence[Woord]) -> Iterator[tuple[int, int]]:
        """From which word to which it stands in the text, each time it is not harmless."""
        regel = f" {' '.join(woord.vorm for woord in reeks)} "
        vrij = [gevonden.span() for patroon in self.behalve for gevonden in patroon.finditer(regel)]
        for gevonden in self.vorm.finditer(regel):
            van, tot = gevonden.span()
            if not any(a <= van and tot <= b for a, b in vrij):
                yield regel.count(" ", 0, van), regel.count(" ", 0, tot)


@dataclass(frozen=True, slots=True)
class Beleid:
    """`gewoon` are stems that say nothing of who wrote them, `stop` those that say nothing at all."""

    uitdrukkingen: tuple[Uitdrukking, ...]
    gewoon: frozenset[str]
    stop: frozenset[str]
    aanspreekvormen: frozenset[str]
    tussenvoegsels: frozenset[str]


def patroon(vorm: str) -> re.Pattern[str]:
    """Of an expression. ValueError when it is not one."""
    delen = []
    for element in vorm.split():
        gevonden = _ELEMENT.fullmatch(element)
        if gevonden is None:
            raise ValueError(f"“{element}” is geen deel van een uitdrukking.")
        if gevonden[1]:
            delen.append(rf"(?: \w+){{0,{gevonden[1]}}}?")
        else:
            delen.append(f" (?:{element.replace('*', chr(92) + 'w*')})")
    return re.compile("".join(delen) + "(?= )")


def lees_beleid(bestand: Path) -> Beleid:
    """ValueError for an expression that is none."""
    data = json.loads(bestand.read_text(encoding="utf-8"))
    return Beleid(
        uitdrukkingen=tuple(
            Uitdrukking(patroon(vorm), tuple(patroon(b) for b in groep.get("behalve", ())), groep["reden"])
            for groep in data["uitdrukkingen"]
            for vorm in groep["vormen"]
        ),
        gewoon=frozenset(stammen(vouw(f"{data['stopwoorden']} {data['gewone_woorden']}"))),
        stop=frozenset(stammen(vouw(data["stopwoorden"]))),
        aanspreekvormen=frozenset(data["aanspreekvormen"].split()),
        tussenvoegsels=frozenset(data["tussenvoegsels"].split()),
    )
