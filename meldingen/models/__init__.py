"""What comes in, until a route is decided."""

from meldingen.models.aanwezigheid import Aanwezigheid
from meldingen.models.handelingen import Aanvulling, MelderInzage, StatusWissel
from meldingen.models.melding import Melder, Melding, MeldingTekst, MeldingVerleden, Status
from meldingen.models.namen import Naamplek, Naamspelling, Naamwoord
from meldingen.models.samenvoeging import Voorstelsoort, Werkgevervoorstel
from meldingen.models.triage import Prioriteit, Regelset, Route, TriageBesluit
from meldingen.models.verzameling import Samen, Uitkomst, Verzameling, VerzamelItem
from meldingen.models.voorstel import Correctievoorstel
from meldingen.models.werkgever import Werkgever, WerkgeverVerleden
from meldingen.models.zoekwoorden import Zoekwoorden

__all__ = [
    "Aanvulling",
    "Aanwezigheid",
    "Correctievoorstel",
    "Melder",
    "MelderInzage",
    "Melding",
    "MeldingTekst",
    "MeldingVerleden",
    "Naamplek",
    "Naamspelling",
    "Naamwoord",
    "Prioriteit",
    "Regelset",
    "Route",
    "Samen",
    "Status",
    "StatusWissel",
    "TriageBesluit",
    "Uitkomst",
    "VerzamelItem",
    "Verzameling",
    "Voorstelsoort",
    "Werkgever",
    "WerkgeverVerleden",
    "Werkgevervoorstel",
    "Zoekwoorden",
]
