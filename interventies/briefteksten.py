"""The language of a letter's text: plain lines, with fields in them. Pure.

The first line is `Onderwerp: …`; below it paragraphs, with an empty line in between. `## …` is a heading, lines that
begin with `- ` are a list. `{veld}` stands for a word or a date in a sentence; a field of `BLOKKEN` stands alone and
may be a table or several paragraphs. What has an empty field is left out, and so is a heading with nothing
under it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter

from inspectie.uitvoer.document import Alinea, Blok, Kop, Lijst, met_inhoud

ONDERWERP = "Onderwerp:"
WOORDEN = frozenset(
    {
        "werkgever",
        "plaats",
        "kenmerk",
        "dagtekening",
        "voorschriften",
        "grondslag",
        "termijn",
        "mondeling",
        "opgelegd",
        "opgeheven",
        "inspecteur",
    }
)
BLOKKEN = frozenset(
    {"overtredingen", "bevindingen", "werk", "voorgeschreven_wijze", "motivering", "eerdere", "reden"}
)
_LEEG = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Ingevuld:
    onderwerp: str
    blokken: tuple[Blok, ...]


def keur(tekst: str) -> list[str]:
    """What is wrong with a text, in Dutch; empty when it can be used."""
    gebreken = []
    kop, _, rest = tekst.strip().partition("\n")
    if not kop.startswith(ONDERWERP) or not kop.removeprefix(ONDERWERP).strip():
        gebreken.append("De eerste regel is “Onderwerp: …”.")
    if not rest.strip():
        gebreken.append("Onder het onderwerp staat de tekst van de brief.")
    for deel in (kop, *_LEEG.split(rest)):
        try:
            namen = list(velden_van(deel))
        except ValueError:
            gebreken.append(f"Een veld in “{_kort(deel)}” is niet te lezen; schrijf {{naam}}.")
            continue
        for naam in namen:
            if naam not in WOORDEN | BLOKKEN:
                gebreken.append(f"{{{naam}}} bestaat niet; er zijn {', '.join(sorted(WOORDEN | BLOKKEN))}.")
            elif naam in BLOKKEN and deel.strip() != f"{{{naam}}}":
                gebreken.append(f"{{{naam}}} staat alleen, met een lege regel ervoor en erna.")
    return gebreken


def vul(tekst: str, woorden: Mapping[str, str], blokken: Mapping[str, Sequence[Blok]]) -> Ingevuld:
    """The text with its fields. A text that `keur` refuses raises KeyError or ValueError."""
    kop, _, rest = tekst.strip().partition("\n")
    uit: list[Blok] = []
    for deel in (deel.strip() for deel in _LEEG.split(rest.strip())):
        namen = list(velden_van(deel))
        if len(namen) == 1 and namen[0] in BLOKKEN:
            uit += blokken[namen[0]]
        elif all(woorden[naam] for naam in namen):
            uit.append(_blok(ingevuld(deel, woorden)))
    return Ingevuld(ingevuld(kop.removeprefix(ONDERWERP).strip(), woorden), tuple(met_inhoud(uit)))


def met_werk(tekst: str, werk: str) -> str:
    """The text of an order to stop. One without `{werk}` was written before it was asked: what is to stop comes below
    the order itself, before the first heading."""
    if not werk.strip() or "{werk}" in tekst:
        return tekst
    bevel, kop, rest = tekst.rstrip().partition("\n\n## ")
    return f"{bevel}\n\n## Waarvoor dit bevel geldt\n\n{{werk}}{kop}{rest}"


def ingevuld(deel: str, woorden: Mapping[str, str]) -> str:
    """What ends in a full stop (B.V.) gets no second one."""
    uit = ""
    for letterlijk, naam, _, _ in Formatter().parse(deel):
        uit += letterlijk.removeprefix(".") if uit.endswith(".") else letterlijk
        uit += woorden[naam] if naam is not None else ""
    return uit


def alineas(tekst: str) -> tuple[Blok, ...]:
    """What a person wrote: paragraphs and lists, nothing in it is a field."""
    return tuple(_blok(deel.strip(), koppen=False) for deel in _LEEG.split(tekst.strip()) if deel.strip())


def _blok(deel: str, *, koppen: bool = True) -> Blok:
    regels = [regel.strip() for regel in deel.splitlines()]
    if koppen and deel.startswith("## "):
        return Kop(2, deel.removeprefix("## ").strip())
    if all(regel.startswith("- ") for regel in regels):
        return Lijst(tuple(regel.removeprefix("- ").strip() for regel in regels))
    return Alinea(" ".join(regels))


def velden_van(deel: str) -> Iterator[str]:
    """ValueError for braces that are no field, and for anything but a plain name in them."""
    for _, naam, opmaak, omzetting in Formatter().parse(deel):
        if naam is not None:
            if opmaak or omzetting or not naam.isidentifier():
                raise ValueError(naam)
            yield naam


def _kort(deel: str) -> str:
    return deel if len(deel) < 40 else f"{deel[:39]}…"
