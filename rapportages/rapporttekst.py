"""The language of a report's text: plain lines, with fields in them. Pure.

Paragraphs stand apart by an empty line; `## …` is a heading, lines that begin with `- ` are a list. `{KC-01.waarde}` is
a field: figures are never typed. A field of a table, a diagram or a box stands alone. What has digits and is no figure
of ours (a year, a date, an article, a parliamentary paper) stands between square brackets: `[6 juli 2020]`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from inspectie.uitvoer.document import Alinea, Blok, Kop, Lijst, met_inhoud
from inspectie.uitvoer.getallen import MAANDEN
from rapportages.aantalwoorden import noemt_aantal
from rapportages.teksten import vaste_spaties

_LEEG = re.compile(r"\n\s*\n")
_DEEL = re.compile(r"\{(?P<veld>[^{}\n]*)\}|\[(?P<vast>[^\[\]]*)\]|(?P<los>[{}\[\]])")
# A sentence ends where the next one begins; a field or a quotation may begin one.
_ZIN = re.compile(r"(?<=[.!?])\s+(?=[A-Z{“‘])")
_MAAND = "|".join(MAANDEN)
_JAAR = r"(?:19\d\d|20[0-4]\d)"
_VAST = re.compile(
    rf"(?:(?:\d{{1,2}} )?(?:{_MAAND}) )?{_JAAR}(?:[-–/](?:{_JAAR}|\d\d))?"
    rf"|\d{{1,2}} (?:{_MAAND})"
    r"|(?:(?:bijlage bij|bijlagen bij|het|de) )?"
    r"(?:artikel(?:en)?|lid|hoofdstuk|paragraaf|bijlage|Kamerstuk(?:ken)?|nr\.|Stb\.|Stcrt\.|verdrag|COVID-|C\d)"
    r"[^{}\[\]%]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Deel:
    """A piece of a text: words, a field by its name, words that may hold digits, or a brace that belongs to nothing."""

    soort: Literal["tekst", "veld", "vast", "los"]
    tekst: str


@dataclass(frozen=True, slots=True)
class Tekstalinea:
    """A paragraph, list or heading as it was written, and where: section and number from 1, without counting heads."""

    sectie: str
    nummer: int
    tekst: str

    @property
    def is_kop(self) -> bool:
        return self.tekst.startswith("## ")

    @property
    def alleen_veld(self) -> str:
        """The name of the field that is all there is; "" when there is more."""
        een = list(delen(self.tekst))
        return een[0].tekst if len(een) == 1 and een[0].soort == "veld" else ""


def alineas(tekst: str) -> Iterator[Tekstalinea]:
    sectie, nummer = "", 0
    for stuk in _LEEG.split(tekst.replace("\r\n", "\n").strip()):
        for deel in _met_kop_apart(stuk.strip()):
            if deel.startswith("## "):
                sectie, nummer = deel.removeprefix("## ").strip(), 0
            else:
                nummer += 1
            yield Tekstalinea(sectie, nummer, deel)


def _met_kop_apart(stuk: str) -> Iterator[str]:
    """A heading ends with its line, also where no empty line follows."""
    kop, _, rest = stuk.partition("\n")
    if not kop.startswith("## "):
        if stuk:
            yield stuk
        return
    yield kop
    if rest.strip():
        yield from _met_kop_apart(rest.strip())


def delen(tekst: str) -> Iterator[Deel]:
    plek = 0
    for stuk in _DEEL.finditer(tekst):
        if stuk.start() > plek:
            yield Deel("tekst", tekst[plek : stuk.start()])
        plek = stuk.end()
        match stuk.lastgroup:
            case "veld":
                yield Deel("veld", stuk["veld"].strip())
            case "vast":
                yield Deel("vast", stuk["vast"].strip())
            case _:
                yield Deel("los", stuk["los"])
    if plek < len(tekst):
        yield Deel("tekst", tekst[plek:])


def zinnen(tekst: str) -> list[str]:
    """The sentences of a paragraph; each line of a list is one by itself."""
    regels = tekst.splitlines() if tekst.startswith("- ") else [" ".join(tekst.split())]
    return [zin for regel in regels for zin in _ZIN.split(regel) if zin]


def mag_vast(tekst: str) -> bool:
    """Whether what stands between square brackets is a year, a date, an article or a paper, and no figure."""
    return _VAST.fullmatch(tekst) is not None and not noemt_aantal(tekst)


def vul(tekst: str, woord: Callable[[str], str], blok: Callable[[str], Sequence[Blok] | None]) -> list[Blok]:
    """The blocks of a text. `blok` gives those of a field that stands alone, None for a field within a sentence."""
    uit: list[Blok] = []
    for alinea in alineas(tekst):
        naam = alinea.alleen_veld
        if naam and (blokken := blok(naam)) is not None:
            uit += blokken
        elif alinea.is_kop:
            uit.append(Kop(2, _vul(alinea.tekst.removeprefix("## ").strip(), woord)))
        else:
            uit.append(_alinea(alinea.tekst, woord))
    return list(met_inhoud(uit))


def vul_regel(regel: str, woord: Callable[[str], str]) -> str:
    """A title."""
    return _vul(regel.strip(), woord)


def _alinea(tekst: str, woord: Callable[[str], str]) -> Blok:
    regels = [regel.strip() for regel in tekst.splitlines()]
    if all(regel.startswith("- ") for regel in regels):
        return Lijst(tuple(_vul(regel.removeprefix("- ").strip(), woord) for regel in regels))
    return Alinea(_vul(" ".join(regels), woord))


def _vul(tekst: str, woord: Callable[[str], str]) -> str:
    return vaste_spaties("".join(woord(d.tekst) if d.soort == "veld" else d.tekst for d in delen(tekst)))
