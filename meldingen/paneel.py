"""What an app above this one puts on the page of a melding (`settings.MELDINGPANELEN`)."""

from collections.abc import Sequence
from dataclasses import dataclass

from meldingen.tijdlijn import Gebeurtenis


@dataclass(frozen=True, slots=True)
class Paneel:
    """HTML, "" where there is nothing this person may see; and what belongs in the timeline."""

    html: str
    verloop: Sequence[Gebeurtenis] = ()
    naast: bool = False
    """Only something to do: it stands with what one can do, not below all there is to read."""
