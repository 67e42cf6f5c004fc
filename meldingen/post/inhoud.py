"""What came in from outside, as plain values: no model and no database, also for the process that reads e-mail."""

from dataclasses import dataclass, field

HEEL = "message/rfc822"
"""The mediatype of a message as it came. It names its sender, so it never goes along with a melding."""


@dataclass(frozen=True, slots=True)
class Inhoud:
    """What came: from whom, and what it said. `ongelezen`: what of it could not be read, in words."""

    tekst: str = ""
    onderwerp: str = ""
    naam: str = ""
    email: str = ""
    ongelezen: list[str] = field(default_factory=list)
