"""What in a sentence makes one count a part of a count in another unit: 79 employers of 176 investigations is no rate,
and 89% of meldingen is not of employers. Pure. It would rather refuse a sentence too many: two sentences say it too."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from rapportages.aantalwoorden import eenheid_van
from rapportages.rapporttekst import Deel
from rapportages.velden import Veld

Velden = Mapping[str, Veld]
_OP = r"op(?!\s+(?:de\s+)?(?:fysieke\s+)?(?:locatie|afstand)\b)"
_WERKWOORD = (
    r"(?:is|zijn|was|waren|heeft|hebben|had|hadden|wordt|worden|werd|werden"
    r"|vond|vonden|kwam|kwamen|kreeg|kregen)\b"
)
_ERTUSSEN = re.compile(
    rf"\b(?:van|uit|per|onder|tegenover|\w*(?:er|aar|ier)van|{_OP})\b|\bv\.\s?d\.|[/:÷]\s*$|^\s*\(\s*$",
    re.IGNORECASE,
)
_ERVOOR = re.compile(
    rf"\b(?:van|uit|per|onder|tegenover|{_OP})\b(?:\s+(?!{_WERKWOORD})[\w’'-]+){{0,5}}[\s(]*$", re.IGNORECASE
)
_ERNA = re.compile(r"\s*(?:daar|hier|er)van\b", re.IGNORECASE)
_DEEL = re.compile(
    r"\b(?:deel|gedeelte|helft|kwart|procent\w*|percent\w*|aandeel|verhouding|ratio|gedeeld|gemiddelde?|gevallen)\b",
    re.IGNORECASE,
)
_STOP = re.compile(rf"(?:{_WERKWOORD}|en|of|bij|in|door|voor|met|aan|om|dat|die)", re.IGNORECASE)
_ANDERE_STOP = re.compile(
    r"(?:over|tegen|op|uit|naar|per|tot|als|zonder|sinds|na|te|ter|wegens|een|één|geen)", re.IGNORECASE
)
_WOORD = re.compile(r"[\w’'-]+|[^\w\s]")
_VAN = re.compile(r"\b(?:van|onder|der)\b", re.IGNORECASE)


def gemengd(zin: Sequence[Deel], bekend: Velden) -> Iterator[tuple[Veld, Veld]]:
    """Each two counts of different units of which the sentence makes the one a part of the other."""
    tellingen = _tellingen(zin, bekend)
    verdeelt = any(_DEEL.search(deel.tekst) for deel in zin if deel.soort == "tekst")
    for (n, een), (m, ander) in combinations(tellingen, 2):
        if een.eenheid == ander.eenheid:
            continue
        tussen = "".join(deel.tekst for deel in zin[n + 1 : m] if deel.soort == "tekst")
        daarvan = _ERNA.match(_na(zin, m))
        if verdeelt or daarvan or _ERTUSSEN.search(tussen) or _ERVOOR.search(_voor(zin, n)):
            yield een, ander


def als_iets_anders(zin: Sequence[Deel], bekend: Velden) -> Iterator[tuple[Veld, str]]:
    """Each count that the sentence says of another unit than its own, with the word it does so by: 79 employers are no
    79 investigations."""
    for n, veld in _tellingen(zin, bekend):
        for woord in _WOORD.findall(_na(zin, n)):
            if not woord[0].isalnum() or _STOP.fullmatch(woord) or _ANDERE_STOP.fullmatch(woord):
                break
            if eenheid := eenheid_van(woord):
                if eenheid != veld.eenheid:
                    yield veld, woord
                break


def van_iets_anders(zin: Sequence[Deel], bekend: Velden) -> Iterator[Veld]:
    """Each share that the sentence says of another unit than its own."""
    for n, deel in enumerate(zin):
        veld = bekend.get(deel.tekst) if deel.soort == "veld" else None
        if veld is None or veld.aard != "aandeel":
            continue
        erna = _eerste_eenheid(_na(zin, n), zin[n + 2 :], bekend)
        ervoor = [
            _eerste_eenheid(eerder.tekst[gevonden.end() :], (), bekend)
            for eerder in zin[:n]
            if eerder.soort == "tekst"
            for gevonden in _VAN.finditer(eerder.tekst)
        ]
        if not {erna, *ervoor} <= {"", veld.eenheid}:
            yield veld


def _eerste_eenheid(tekst: str, verder: Sequence[Deel], bekend: Velden) -> str:
    """What is counted in the words that follow, before a verb or a mark; by a count where the words end in one."""
    for woord in _WOORD.findall(tekst):
        if not woord[0].isalnum() or _STOP.fullmatch(woord):
            return ""
        if eenheid := eenheid_van(woord):
            return eenheid
    veld = bekend.get(verder[0].tekst) if verder and verder[0].soort == "veld" else None
    return veld.eenheid if veld is not None and veld.aard == "aantal" else ""


def _tellingen(zin: Sequence[Deel], bekend: Velden) -> list[tuple[int, Veld]]:
    return [
        (n, veld)
        for n, deel in enumerate(zin)
        if deel.soort == "veld" and (veld := bekend.get(deel.tekst)) is not None and veld.aard == "aantal"
    ]


def _voor(zin: Sequence[Deel], n: int) -> str:
    return zin[n - 1].tekst if n and zin[n - 1].soort == "tekst" else ""


def _na(zin: Sequence[Deel], n: int) -> str:
    return zin[n + 1].tekst if n + 1 < len(zin) and zin[n + 1].soort == "tekst" else ""
