"""What a copy of a file leaves out for the employer: whatever a person wrote in it that gives the source away."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import PurePath

from interventies.bronnen import verraadt
from interventies.geheimhouding import van_bestand
from interventies.models import Bijlage, Zaak
from meldingen.tijdlijn import Gebeurtenis


@dataclass(frozen=True, slots=True)
class Weglating:
    """By the words that may not go along; none of them for the court, which gets it all."""

    lekt: Collection[str] = ()

    def tekst(self, tekst: str) -> str:
        return "" if tekst in self.lekt else tekst

    def naam(self, naam: str) -> str:
        """A file goes along under a name that says nothing; its kind stays."""
        return f"bestand{PurePath(naam).suffix}" if van_bestand(naam) in self.lekt else naam

    def raakt(self, g: Gebeurtenis) -> bool:
        return any(tekst in self.lekt for tekst in _geschreven(g))

    def uit(self, gebeurtenissen: Iterable[Gebeurtenis]) -> list[Gebeurtenis]:
        """Where words could not be missed what they belong to goes with them, so that nothing shows that there was
        something."""
        return [
            replace(g, wat=g.wat.replace(g.bestand, self.naam(g.bestand)), waarom=self.tekst(g.waarom))
            for g in gebeurtenissen
            if not any(tekst in self.lekt for tekst in g.niet_zonder)
        ]


def zonder_bron(zaak: Zaak, gebeurtenissen: Iterable[Gebeurtenis], bijlagen: Iterable[Bijlage]) -> Weglating:
    """For the employer: everything is checked that a person wrote and that a copy holds besides the letters."""
    teksten = {tekst for g in gebeurtenissen for tekst in _geschreven(g)}
    teksten |= {tekst for b in bijlagen for tekst in (b.omschrijving, van_bestand(b.naam))}
    return Weglating(verraadt(zaak, teksten - {""}))


def _geschreven(g: Gebeurtenis) -> list[str]:
    return [g.waarom, *g.niet_zonder, *([van_bestand(g.bestand)] if g.bestand else [])]
