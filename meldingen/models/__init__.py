"""What comes in, until a route is decided."""

from meldingen.models.melding import Melder, Melding, MeldingTekst, MeldingVerleden, Status
from meldingen.models.triage import Regelset, TriageBesluit
from meldingen.models.werkgever import Werkgever, WerkgeverVerleden

__all__ = [
    "Melder",
    "Melding",
    "MeldingTekst",
    "MeldingVerleden",
    "Regelset",
    "Status",
    "TriageBesluit",
    "Werkgever",
    "WerkgeverVerleden",
]
