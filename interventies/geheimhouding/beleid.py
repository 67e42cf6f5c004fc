"""The policy of the check, as data: which expressions give a complaint away, and which words everybody uses.

An expression is a row of words. `a|b` is one of these, `melding*` every word that begins so, `..3` at most three other
words in between. `behalve` names longer expressions in which it is harmless.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, chain
from pathlib import Path
from types import MappingProxyType

from interventies.geheimhouding.woorden import Woord, vouw
from meldingen.zoeken import stammen

BESTAND = Path(__file__).parent.parent / "gegevens" / "geheimhouding.json"
_ELEMENT = re.compile(r"\.\.([1-9])|[\w*|]+")
_GROEP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Uitdrukking:
    vorm: re.Pattern[str]
    behalve: tuple[re.Pattern[str], ...]
    reden: str
    nodig: frozenset[str] = frozenset()
    """One of these words is in it; of most sentences that is soon seen. Empty: not known."""

    def vind(self, reeks: Sequence[Woord]) -> Iterator[tuple[int, int]]:
        """From which word to which it stands in the text, each time it is not harmless."""
        regel = f" {' '.join(woord.vorm for woord in reeks)} "
        staat = [gevonden.span() for gevonden in self.vorm.finditer(regel)]
        if not staat:
            return
        vrij = sorted(gevonden.span() for patroon in self.behalve for gevonden in patroon.finditer(regel))
        begint = [van for van, _tot in vrij]
        reikt = list(accumulate((tot for _van, tot in vrij), max))  # of all that begin here or before
        spaties = [plek for plek, teken in enumerate(regel) if teken == " "]
        for van, tot in staat:
            eerder = bisect_right(begint, van)
            if not (eerder and reikt[eerder - 1] >= tot):
                yield bisect_left(spaties, van), bisect_left(spaties, tot)


@dataclass(frozen=True, slots=True)
class Beleid:
    """`gewoon` are stems that say nothing of who wrote them, `stop` those that say nothing at all."""

    uitdrukkingen: tuple[Uitdrukking, ...]
    per_woord: Mapping[str, Sequence[int]]
    """Which expressions need a word; by "" those of which that is not known."""
    gewoon: frozenset[str]
    stop: frozenset[str]
    aanspreekvormen: frozenset[str]
    tussenvoegsels: frozenset[str]

    def mogelijk(self, vormen: Set[str]) -> Iterator[Uitdrukking]:
        """The expressions that can be in a text of these words, in their order: few, of hundreds."""
        for plek in sorted({*chain.from_iterable(self.per_woord.get(vorm, ()) for vorm in {"", *vormen})}):
            yield self.uitdrukkingen[plek]


def nodig(vorm: str, groepen: Mapping[str, str] = MappingProxyType({})) -> frozenset[str]:
    """The fewest words of which one must be in a text for this expression to be in it."""
    elementen = _in_elementen(vorm, groepen)
    heel = [vouw(element).split("|") for element in elementen if not re.search(r"[*.]", element)]
    return frozenset(min(heel, key=len, default=()))


def _in_elementen(vorm: str, groepen: Mapping[str, str]) -> list[str]:
    return _GROEP.sub(lambda naam: groepen.get(naam[1], naam[0]), vorm).split()


def patroon(vorm: str, groepen: Mapping[str, str] = MappingProxyType({})) -> re.Pattern[str]:
    """Of an expression. ValueError when it is not one."""
    delen = []
    for element in _in_elementen(vorm, groepen):
        gevonden = _ELEMENT.fullmatch(element)
        if gevonden is None:
            raise ValueError(f"“{element}” is geen deel van een uitdrukking.")
        if gevonden[1]:
            delen.append(rf"(?: \w+){{0,{gevonden[1]}}}?")
        else:
            delen.append(f" (?:{vouw(element).replace('*', chr(92) + 'w*')})")
    return re.compile("".join(delen) + "(?= )")


def lees_beleid(bestand: Path) -> Beleid:
    """ValueError for an expression that is none."""
    data = json.loads(bestand.read_text(encoding="utf-8"))
    woordgroepen = data.get("woordgroepen", {})
    uitdrukkingen = []
    for groep in data["uitdrukkingen"]:
        behalve = tuple(patroon(vorm, woordgroepen) for vorm in groep.get("behalve", ()))
        uitdrukkingen += [
            Uitdrukking(patroon(vorm, woordgroepen), behalve, groep["reden"], nodig(vorm, woordgroepen))
            for vorm in groep["vormen"]
        ]
    per_woord: dict[str, list[int]] = {}
    for plek, uitdrukking in enumerate(uitdrukkingen):
        for woord in uitdrukking.nodig or {""}:
            per_woord.setdefault(woord, []).append(plek)
    return Beleid(
        uitdrukkingen=tuple(uitdrukkingen),
        per_woord=per_woord,
        gewoon=frozenset(stammen(vouw(f"{data['stopwoorden']} {data['gewone_woorden']}"))),
        stop=frozenset(stammen(vouw(data["stopwoorden"]))),
        aanspreekvormen=frozenset(data["aanspreekvormen"].split()),
        tussenvoegsels=frozenset(data["tussenvoegsels"].split()),
    )
