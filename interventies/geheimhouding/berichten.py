"""What a text to a reporter may not say: a subject, that somebody reported; the rest, anything of other reporters or of
what was done at an employer. Stems, as data: in a subject anywhere in
a word, in a text where it begins."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Verzwegen:
    in_onderwerp: bool
    begin: re.Pattern[str]
    reden: str


def lees_verzwegen(bestand: Path) -> tuple[Verzwegen, ...]:
    groepen = json.loads(bestand.read_text(encoding="utf-8"))["berichten"]
    return tuple(
        Verzwegen(
            groep["waar"] == "onderwerp",
            re.compile(rf"{begin}(?:{'|'.join(re.escape(stam) for stam in groep['begin'])})\w*"),
            groep["reden"],
        )
        for groep in groepen
        for begin in (r"\w*" if groep["waar"] == "onderwerp" else r"\b",)
    )


def zoek_in_bericht(
    onderwerp: str, tekst: str, verzwegen: tuple[Verzwegen, ...]
) -> Iterator[tuple[str, str]]:
    """The words that may not stand there, and why."""
    for soort in verzwegen:
        laag = " ".join((onderwerp if soort.in_onderwerp else f"{onderwerp} {tekst}").casefold().split())
        for woorden in dict.fromkeys(gevonden[0] for gevonden in soort.begin.finditer(laag)):
            yield woorden, soort.reden
