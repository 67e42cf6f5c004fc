"""Conditions as rows that a form can ask one by one, and back to the JSON of a rule set.

    en   domein is VEILIG_GEZOND
    en   ernst is ernstig
    of   ernst is significant
    met  aantal blootgesteld is minstens 10

"en" begins a condition; all of them must hold. "of" begins another way for the condition above it to hold, and "met"
adds to that way: here {"een_van": [[ernstig], [significant, minstens 10]]}. Whether a code exists is for
`controleer_regelset`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from .feiten import ALLE_FEITEN, Feit, Soort
from .taal import te_vertalen
from .voorwaarden import WERKINGEN, Werking

Json = dict[str, Any]

NIET_BEKEND = "niet_bekend"
"""What a row says for {"bekend": "nee"}: whoever reads a list of operators looks for a sentence, not for a value."""
_DAG = "%d-%m-%Y"


class Verband(StrEnum):
    """How a row hangs on the one above it, the loosest first."""

    EN = "en"
    OF = "of"
    MET = "met"


_LOS = list(Verband)


@dataclass(frozen=True, slots=True)
class Rij:
    """As a form has it. `werking` is a Werking or NIET_BEKEND; a number and a day are written as people do."""

    verband: Verband = Verband.EN
    feit: str = ""
    werking: str = ""
    waarden: tuple[str, ...] = ()


class Rijfout(ValueError):
    """What is missing in a row, to be translated; `deel` is the part of the row it is about."""

    def __init__(self, deel: str, tekst: str) -> None:
        super().__init__(tekst)
        self.deel = deel


def werkingen_van(feit: Feit) -> list[str]:
    """What a row may say of this fact."""
    kan: list[str] = [werking.value for werking in WERKINGEN[feit.soort]]
    return [*kan, NIET_BEKEND] if Werking.BEKEND in kan else kan


def plat(voorwaarden: Sequence[Mapping[str, Any]]) -> list[Rij]:
    """Conditions as rows."""
    uit: list[Rij] = []
    for voorwaarde in voorwaarden:
        for k, keuze in enumerate(voorwaarde.get("een_van", [[voorwaarde]])):
            for r, rij in enumerate(keuze):
                uit.append(_plat(Verband.MET if r else Verband.OF if k else Verband.EN, rij))
    return uit


def _plat(verband: Verband, rij: Mapping[str, Any]) -> Rij:
    feit = ALLE_FEITEN[rij["feit"]]
    werking, ruw = next((sleutel, waarde) for sleutel, waarde in rij.items() if sleutel != "feit")
    if werking == Werking.BEKEND:
        return Rij(verband, rij["feit"], Werking.BEKEND if ruw == "ja" else NIET_BEKEND)
    waarden = ruw if isinstance(ruw, list) else [ruw]
    if feit.soort is Soort.DATUM:
        waarden = [f"{date.fromisoformat(waarde):{_DAG}}" for waarde in waarden]
    return Rij(verband, rij["feit"], werking, tuple(map(str, waarden)))


def nest(rijen: Sequence[tuple[Verband, Json]]) -> list[Json]:
    """The opposite of `plat`, of rows that were read."""
    uit: list[list[list[Json]]] = []
    for verband, rij in rijen:
        if verband is Verband.EN or not uit:
            uit.append([[rij]])
        elif verband is Verband.OF:
            uit[-1].append([rij])
        else:
            uit[-1][-1].append(rij)
    return [keuzes[0][0] if len(keuzes) == 1 == len(keuzes[0]) else {"een_van": keuzes} for keuzes in uit]


def lees_rij(rij: Rij) -> Json:
    """Raises Rijfout."""
    feit = ALLE_FEITEN.get(rij.feit)
    if feit is None:
        raise Rijfout("feit", te_vertalen("Kies een feit."))
    if rij.werking not in werkingen_van(feit):
        raise Rijfout("werking", te_vertalen("Kies wat daarvan moet gelden."))
    if rij.werking in (Werking.BEKEND, NIET_BEKEND):
        return {"feit": rij.feit, "bekend": "ja" if rij.werking == Werking.BEKEND else "nee"}
    waarden = [_waarde(feit, rij.werking, waarde) for waarde in rij.waarden]
    if not waarden:
        raise Rijfout("waarde", te_vertalen("Kies of schrijf wat het moet zijn."))
    if rij.werking == Werking.MINSTENS and len(waarden) > 1:
        raise Rijfout("waarde", te_vertalen("Hier past één waarde."))
    return {"feit": rij.feit, rij.werking: waarden[0] if len(waarden) == 1 else waarden}


def splits(tekst: str) -> tuple[str, ...]:
    """The numbers or the day that somebody wrote: "1 of 2", "1, 2"."""
    return tuple(filter(None, re.split(r"\s*(?:,|;|\bof\b|\bor\b)\s*", tekst.strip())))


def _waarde(feit: Feit, werking: str, tekst: str) -> Any:
    if feit.soort is Soort.GETAL:
        if not (tekst.isascii() and tekst.isdecimal() and len(tekst) < 10):
            raise Rijfout("waarde", te_vertalen("Vul een heel getal in."))
        return int(tekst)
    if feit.soort is Soort.DATUM:
        try:
            return datetime.strptime(tekst, _DAG).date().isoformat()  # noqa: DTZ007 (a day has no hour)
        except ValueError:
            fout = te_vertalen("Dit is geen bestaande datum. Schrijf bijvoorbeeld 10-01-2021.")
            raise Rijfout("waarde", fout) from None
    return tekst


def zonder(rijen: Sequence[Rij], nr: int) -> list[Rij]:
    """Without this one, and what hung on it hangs where it did."""
    uit = [*rijen[:nr], *rijen[nr + 1 :]]
    if nr < len(uit) and _LOS.index(uit[nr].verband) > _LOS.index(rijen[nr].verband):
        uit[nr] = replace(uit[nr], verband=rijen[nr].verband)
    return uit
