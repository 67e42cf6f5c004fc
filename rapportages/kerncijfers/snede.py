"""A part of the counted meldingen: of one team, domain, topic, sector or province, or of several of these together.

What hangs together with a melding goes with it: the zaken, interventions and instruments of a slice are those that
have a counted melding in it. Where a melding belongs is read from the records as they stood (`bronnen.breed`).
"""

from dataclasses import dataclass, fields
from functools import cache

ONBEKEND = "ONBEKEND"
"""No province, sector or team: the employer is not known, or that of it is not."""


@dataclass(frozen=True, slots=True)
class Snede:
    """Codes of the lists of the same name; "" is all."""

    team: str = ""
    domein: str = ""
    onderwerp: str = ""
    sector: str = ""
    provincie: str = ""

    @property
    def voorwaarden(self) -> tuple[str, ...]:
        """SQL over the columns of `breed`; constants of this program and names of parameters only."""
        return tuple(_voorwaarde(naam) for naam in VELDEN if getattr(self, naam))

    @property
    def argumenten(self) -> dict[str, str]:
        return {f"snede_{naam}": getattr(self, naam) for naam in VELDEN if getattr(self, naam)}


VELDEN = tuple(veld.name for veld in fields(Snede))
ALLES = Snede()


@cache
def _voorwaarde(naam: str) -> str:
    if naam == "onderwerp":
        return (
            "REPLACE(';' || onderwerpen || ';', ';' || %(snede_onderwerp)s || ';', '')"
            " <> ';' || onderwerpen || ';'"
        )
    return f"{naam} = %(snede_{naam})s"
