"""What comes in, until a route is decided."""

from meldingen.models.aanwezigheid import Aanwezigheid
from meldingen.models.balans import Balansdag, Balansspoor
from meldingen.models.feiten import Status
from meldingen.models.handelingen import (
    Aanvulling,
    Bevestigingsplicht,
    HerroepenBevestiging,
    MelderInzage,
    Ontvangstbevestiging,
    StatusWissel,
)
from meldingen.models.melder import Melder, MeldingTekst
from meldingen.models.melding import Melding, MeldingVerleden, bij
from meldingen.models.meldpunt import (
    Concept,
    ConceptBestand,
    Meldingbijlage,
    MeldingbijlageInhoud,
    Ontvangst,
    OntvangstBestand,
    OntvangstInzage,
    Volgcode,
)
from meldingen.models.namen import Naamplek, Naamspelling, Naamwoord
from meldingen.models.partner import Partnersleutel
from meldingen.models.post import Postpoging
from meldingen.models.regelproef import Proefverschil, Regelproef
from meldingen.models.register import Registerbedrijf
from meldingen.models.samenvoeging import Voorstelsoort, Werkgevervoorstel
from meldingen.models.triage import Prioriteit, Regelset, Route, TriageBesluit
from meldingen.models.verzameling import Samen, Uitkomst, Verzameling, VerzamelItem
from meldingen.models.volgen import (
    Attendering,
    Intrekverzoek,
    Nagekomen,
    NagekomenDoorgestuurd,
    NagekomenGezien,
)
from meldingen.models.voorstel import Correctievoorstel
from meldingen.models.werkgever import Werkgever, WerkgeverVerleden
from meldingen.models.zoekwoorden import Zoekwoorden

__all__ = [
    "Aanvulling",
    "Aanwezigheid",
    "Attendering",
    "Balansdag",
    "Balansspoor",
    "Bevestigingsplicht",
    "Concept",
    "ConceptBestand",
    "Correctievoorstel",
    "HerroepenBevestiging",
    "Intrekverzoek",
    "Melder",
    "MelderInzage",
    "Melding",
    "MeldingTekst",
    "MeldingVerleden",
    "Meldingbijlage",
    "MeldingbijlageInhoud",
    "Naamplek",
    "Naamspelling",
    "Naamwoord",
    "Nagekomen",
    "NagekomenDoorgestuurd",
    "NagekomenGezien",
    "Ontvangst",
    "OntvangstBestand",
    "OntvangstInzage",
    "Ontvangstbevestiging",
    "Partnersleutel",
    "Postpoging",
    "Prioriteit",
    "Proefverschil",
    "Regelproef",
    "Regelset",
    "Registerbedrijf",
    "Route",
    "Samen",
    "Status",
    "StatusWissel",
    "TriageBesluit",
    "Uitkomst",
    "VerzamelItem",
    "Verzameling",
    "Volgcode",
    "Voorstelsoort",
    "Werkgever",
    "WerkgeverVerleden",
    "Werkgevervoorstel",
    "Zoekwoorden",
    "bij",
]
