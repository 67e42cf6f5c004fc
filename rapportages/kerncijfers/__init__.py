"""The core figures (domain section 2): `bronnen` says what is counted, `definities` each figure, once, and
`berekening` computes them in one statement, and gives the list behind each number."""

from rapportages.kerncijfers.berekening import bereken, lijst
from rapportages.kerncijfers.definities import DEFINITIES, VERSIE, Definitie, Telling

__all__ = ["DEFINITIES", "VERSIE", "Definitie", "Telling", "bereken", "lijst"]
