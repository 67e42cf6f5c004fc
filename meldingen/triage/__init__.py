"""Triage: facts of a melding and a rule set in, an advice out. Pure Python without Django.

    regelset = compileer(inhoud, thuisdomein)     once per version
    advies = regelset.adviseer(feiten)            route, priority, domain, partners and how it was found
    regelset.verklaar(feiten)                     for every rule why it did or did not apply

The rules themselves are data: `meldingen/regels/`, one file per version, named after its first day.
"""

from .advies import (
    GEEN_REGELS,
    NIET_NA,
    ONVERWACHTE_SOORT,
    REGELFOUT,
    Advies,
    Spoor,
    fout_advies,
    zeg_toelichting,
)
from .controle import Codelijsten
from .feiten import (
    AFGELEIDE_FEITEN,
    FEITEN,
    UITKOMST_FEITEN,
    Feit,
    Feiten,
    Soort,
    Waarde,
    bepaal_domein,
    is_alleen_thuiswerken,
)
from .inhoud import HANDMATIG, VANGNET, VLAGGEN, Geldigheid, Inhoud, Termijn
from .lezen import controleer_regelset, overlap
from .regelset import Feitfout, OngeldigeRegelset, Regelset, compileer
from .scenarios import FEITKOLOMMEN, VERWACHTE_KOLOMMEN, Uitkomst, Verschil, feiten_uit_rij, toets_scenarios
from .taal import zeg
from .uitleg import Oordeel, Uitleg

__all__ = [
    "AFGELEIDE_FEITEN",
    "FEITEN",
    "FEITKOLOMMEN",
    "GEEN_REGELS",
    "HANDMATIG",
    "NIET_NA",
    "ONVERWACHTE_SOORT",
    "REGELFOUT",
    "UITKOMST_FEITEN",
    "VANGNET",
    "VERWACHTE_KOLOMMEN",
    "VLAGGEN",
    "Advies",
    "Codelijsten",
    "Feit",
    "Feiten",
    "Feitfout",
    "Geldigheid",
    "Inhoud",
    "OngeldigeRegelset",
    "Oordeel",
    "Regelset",
    "Soort",
    "Spoor",
    "Termijn",
    "Uitkomst",
    "Uitleg",
    "Verschil",
    "Waarde",
    "bepaal_domein",
    "compileer",
    "controleer_regelset",
    "feiten_uit_rij",
    "fout_advies",
    "is_alleen_thuiswerken",
    "overlap",
    "toets_scenarios",
    "zeg",
    "zeg_toelichting",
]
