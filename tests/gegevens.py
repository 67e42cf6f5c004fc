"""The shipped tables, read without the database for tests of what is pure."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import inspectie
import interventies
from inspectie.gegevens import lees
from interventies.handhaving import Grondslag, Klasse, Vereiste, Voorschrift

_INSPECTIE = Path(inspectie.__file__).parent / "gegevens"
_INTERVENTIES = Path(interventies.__file__).parent / "gegevens"


class VrijeDag(NamedTuple):
    datum: date
    naam: str
    bron: str


def _dag(tekst: str) -> date | None:
    return date.fromisoformat(tekst) if tekst else None


VRIJE_DAGEN = tuple(
    VrijeDag(date.fromisoformat(rij["datum"]), rij["naam"], rij["bron"])
    for rij in lees(_INSPECTIE / "vrije_dagen.csv")
)
VRIJ = frozenset(vrij.datum for vrij in VRIJE_DAGEN)
VOORSCHRIFTEN = tuple(
    Voorschrift(
        code=rij["code"],
        artikel=rij["artikel"],
        klasse=Klasse(rij["klasse"]),
        geldig_van=_dag(rij["geldig_van"]),
        geldig_tot=_dag(rij["geldig_tot"]),
        eis_of_stillegging={"ja": True, "nee": False}[rij["eis_of_stillegging"]],
        naam=rij["naam"],
        bron=rij["bron"],
    )
    for rij in lees(_INTERVENTIES / "voorschriften.csv")
)
GRONDSLAGEN = tuple(
    Grondslag(
        code=rij["code"],
        artikel=rij["artikel"],
        soort=rij["soort"],
        geldig_van=_dag(rij["geldig_van"]),
        geldig_tot=_dag(rij["geldig_tot"]),
        vereist=Vereiste(rij["vereist"]) if rij["vereist"] else None,
        naam=rij["naam"],
        bron=rij["bron"],
    )
    for rij in lees(_INTERVENTIES / "grondslagen.csv")
)
