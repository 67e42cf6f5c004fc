"""What is looked at before a report may be fixed: its figures, and its text. Each check is a pure function that says in
a sentence what it found; one that fails blocks."""

from rapportages.rapportcontroles import cijfers, tekst
from rapportages.rapportcontroles.controle import Controle
from rapportages.rapportgegevens import Rapportgegevens

__all__ = ["Controle", "controleer"]


def controleer(gegevens: Rapportgegevens, titel: str, tekst_: str) -> list[Controle]:
    """Every check of this report, those of its figures first."""
    return [*cijfers.controles(gegevens.cijfers), *tekst.controles(gegevens, titel, tekst_)]
