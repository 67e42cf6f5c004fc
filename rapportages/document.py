"""The interim report as a document."""

from dataclasses import dataclass
from datetime import date

from inspectie.uitvoer.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapportdocument(Document):
    """Its `moment` is the stand van of its figures."""

    peildatum: date
    definities: str
    synthetisch: bool
