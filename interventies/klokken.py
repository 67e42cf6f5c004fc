"""The clocks of handing over and of testing, as dated data (`gegevens/klokken.json`): a policy owner changes them."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_BESTAND = Path(__file__).parent / "gegevens" / "klokken.json"


@dataclass(frozen=True, slots=True)
class Klokken:
    """`ontvangst_bevestigen_werkdagen`: in so many working days a partner confirms that it has a melding.
    `toetsen_na_dagen`: so many days after the last that was asked or done in a zaak its meldingen are tested."""

    geldig_vanaf: date
    ontvangst_bevestigen_werkdagen: int
    toetsen_na_dagen: int


@cache
def _klokken() -> list[Klokken]:
    rijen = json.loads(_BESTAND.read_text(encoding="utf-8"))
    return sorted(
        (
            Klokken(
                date.fromisoformat(rij["geldig_vanaf"]),
                rij["ontvangst_bevestigen_werkdagen"],
                rij["toetsen_na_dagen"],
            )
            for rij in rijen
        ),
        key=lambda klokken: klokken.geldig_vanaf,
    )


def klokken_op(dag: date) -> Klokken:
    """Those in force that day; before the first, the first."""
    alle = _klokken()
    return next((klokken for klokken in reversed(alle) if klokken.geldig_vanaf <= dag), alle[0])
