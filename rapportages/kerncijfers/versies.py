"""By which definitions is counted: those of now, or those that a report was made by."""

from typing import NamedTuple

from rapportages.kerncijfers.definities import DEFINITIES, VERSIES, Definitie, volgens
from rapportages.kerncijfers.jaar import JAARDEFINITIES, Jaardefinitie
from rapportages.kerncijfers.jaar import VERSIES as JAARVERSIES

VAN_HET_JAAR = ", jaarcijfers "
"""Between the version of the core figures and that of the figures of a year, where a report has both."""


class Versies(NamedTuple):
    """Of the core figures and of those of a year."""

    kern: str
    jaar: str

    @classmethod
    def uit(cls, tekst: str, *, jaar: bool) -> "Versies":
        """Of what a report keeps (`jaar`: with the figures of its year), known to this program or not. A report of
        before those had a version of their own keeps only that of the core figures."""
        kern, _, van_het_jaar = tekst.partition(VAN_HET_JAAR)
        return cls(kern, van_het_jaar or (JAARVERSIES[0] if jaar else JAARVERSIES[-1]))

    @property
    def bekend(self) -> bool:
        return self == self.telbaar

    @property
    def telbaar(self) -> "Versies":
        """By which these can be counted: what this program does not know, by the definitions of now."""
        kern = self.kern if self.kern in VERSIES else VERSIES[-1]
        return Versies(kern, self.jaar if self.jaar in JAARVERSIES else JAARVERSIES[-1])

    def tekst(self, *, jaar: bool) -> str:
        """As a report keeps it."""
        return f"{self.kern}{VAN_HET_JAAR}{self.jaar}" if jaar else self.kern

    def definities(self, *, jaar: bool) -> tuple[Definitie, ...]:
        van_jaar = volgens(JAARDEFINITIES, self.jaar) if jaar else ()
        return (*volgens(DEFINITIES, self.kern), *van_jaar)

    def van(self, cijfer: Definitie) -> Definitie:
        """What this figure meant by these, which are known."""
        return cijfer.in_versie(self.nummer(cijfer))

    def nummer(self, cijfer: Definitie) -> str:
        """Which of the two is about this figure."""
        return self.jaar if isinstance(cijfer, Jaardefinitie) else self.kern


NU = Versies(VERSIES[-1], JAARVERSIES[-1])
