"""A file that was asked for, a report with its life and the texts it begins with, and figures counted before."""

from rapportages.models.opname import Bewaking, Opname, Spoor, Telverzoek
from rapportages.models.rapport import Rapport, RapportQuerySet
from rapportages.models.rapportage import (
    Rapportage,
    Rapportagestap,
    Rapportagetekst,
    Stap,
    Status,
    Vaststelling,
    Vaststellingsbestand,
)
from rapportages.models.sjabloon import Sjabloon, Soort
from rapportages.models.uitgave import Uitgave, Uitgavebestand
from rapportages.models.uitgaveplan import Uitgaveplan
from rapportages.models.weekbericht import Weekbericht

__all__ = [
    "Bewaking",
    "Opname",
    "Rapport",
    "RapportQuerySet",
    "Rapportage",
    "Rapportagestap",
    "Rapportagetekst",
    "Sjabloon",
    "Soort",
    "Spoor",
    "Stap",
    "Status",
    "Telverzoek",
    "Uitgave",
    "Uitgavebestand",
    "Uitgaveplan",
    "Vaststelling",
    "Vaststellingsbestand",
    "Weekbericht",
]
