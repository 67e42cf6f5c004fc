"""Facts for the enforcement tests: one lawful example of each, changed by name."""

from dataclasses import replace
from datetime import date

from interventies.handhaving import (
    EerderInstrument,
    Geschiedenis,
    Oordeel,
    Overtreding,
    Verzoek,
    Weigering,
    beoordeel,
    maak_recht,
)
from tests.gegevens import GRONDSLAGEN, VOORSCHRIFTEN, VRIJ

RECHT = maak_recht(VOORSCHRIFTEN, GRONDSLAGEN, VRIJ)
GEEN = Geschiedenis()
MAANDAG = date(2021, 1, 11)


def overtreding(voorschrift: str = "RIE", op: date = MAANDAG, **anders: object) -> Overtreding:
    return replace(Overtreding("O-1", "Z-1", "W-1", voorschrift, op), **anders)  # type: ignore[arg-type]


def verzoek(soort: str, *overtredingen: Overtreding, **anders: object) -> Verzoek:
    basis = Verzoek(soort, "AFSTAND", "Z-1", "W-1", MAANDAG, overtredingen=overtredingen)
    return replace(basis, **anders)  # type: ignore[arg-type]


def eis(*overtredingen: Overtreding, **anders: object) -> Verzoek:
    volledig: dict[str, object] = {
        "grondslag": "ARBOWET_27",
        "termijn_tot": date(2021, 1, 25),
        "voorgeschreven_wijze": "Pas de RI&E aan op besmettingsgevaar.",
    }
    return verzoek("EIS", *overtredingen, **(volledig | anders))


def stillegging(lid: str, *overtredingen: Overtreding, **anders: object) -> Verzoek:
    return verzoek("STILLEGGING", *overtredingen, grondslag=f"ARBOWET_28_{lid}", **anders)


def eerder(**anders: object) -> EerderInstrument:
    basis = EerderInstrument("I-1", "WAARSCHUWING", frozenset({"RIE"}), "W-1", date(2020, 12, 1))
    return replace(basis, **anders)  # type: ignore[arg-type]


def oordeel(vraag: Verzoek, *instrumenten: EerderInstrument, voorgangers: tuple[str, ...] = ()) -> Oordeel:
    return beoordeel(vraag, Geschiedenis(instrumenten, frozenset(voorgangers)), RECHT)


def enige(uitkomst: Oordeel) -> Weigering:
    assert not uitkomst.toegestaan
    assert len(uitkomst.weigeringen) == 1, [weigering.reden for weigering in uitkomst.weigeringen]
    return uitkomst.weigeringen[0]
