"""What a rule set says, read from its JSON: rules, modifiers, phases, partners and clocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .taal import Zin, te_vertalen
from .voorwaarden import Voorwaarde

VANGNET = "Z"
"""Code of the catch-all rule, and of the advice after an error at run time."""
HANDMATIG = "HANDMATIG"

VLAGGEN: Mapping[str, str] = {
    "alleen_instrument_bij_overtreding": te_vertalen(
        "Een instrument kan alleen bij een overtreding van de Arbowet."
    ),
    "bericht_aan_melder": te_vertalen("De melder krijgt bericht van de overdracht."),
    "bevestiging_teamleider": te_vertalen("Een teamleider bevestigt deze uitkomst."),
    "blokkeert_geen_opvolging": te_vertalen("“Geen opvolging” is bij deze melding niet mogelijk."),
    "hercontrole": te_vertalen("Dit bezoek is een hercontrole."),
    "partner_handmatig": te_vertalen("De partner wordt met de hand gekozen."),
    "reden_verplicht": te_vertalen("Bij het besluit hoort een reden."),
    "schriftelijk": te_vertalen("Het aanspreken gaat per brief."),
    "waarschuw_regeleigenaar": te_vertalen("De regeleigenaar krijgt bericht."),
}
"""The flags the rest of the system acts on, with what they mean."""

EENHEDEN = ("uur", "dagen", "werkdagen")

# What an advice is kept in has room for this many characters; a test holds them to the columns.
VERSIE_RUIMTE = 20
REGEL_RUIMTE = 40  # the rule and every modifier that applied, with + between them
PARTNERS_RUIMTE = 60
REDENCODE_RUIMTE = 30

LANGSTE_TERMIJN = 1000  # of whichever unit: a clock beyond the calendar is a slip of the pen


@dataclass(frozen=True, slots=True)
class Termijn:
    """A clock: a number of "uur", "dagen" or "werkdagen", running from the moment of receipt."""

    aantal: int
    eenheid: str


@dataclass(frozen=True, slots=True)
class Geldigheid:
    """The days a version is in force, both ends included; `tot` None is open-ended."""

    versie: str
    vanaf: date
    tot: date | None = None

    def bevat(self, dag: date) -> bool:
        return self.vanaf <= dag and (self.tot is None or dag <= self.tot)

    @property
    def zin(self) -> Zin:
        van = {"versie": self.versie, "vanaf": f"{self.vanaf:%d-%m-%Y}"}
        if self.tot is None:
            return Zin("%(versie)s (%(vanaf)s zonder einddatum)", **van)
        return Zin("%(versie)s (%(vanaf)s tot en met %(tot)s)", **van, tot=f"{self.tot:%d-%m-%Y}")


@dataclass(frozen=True, slots=True)
class Fase:
    """A phase begins on `vanaf` and lasts until the next one does."""

    fase: int
    vanaf: date


@dataclass(frozen=True, slots=True)
class Prioriteitskeuze:
    """One of the alternatives for the priority of a rule; the first whose conditions hold is taken."""

    als: tuple[Voorwaarde, ...]
    prioriteit: str | None


@dataclass(frozen=True, slots=True)
class Vlag:
    """A flag of an outcome. Its conditions are judged last, so they may name the final route and priority."""

    code: str
    als: tuple[Voorwaarde, ...] = ()


@dataclass(frozen=True, slots=True)
class Regel:
    """One row of the decision table. `titel_en` is for screens in English; its owner may leave it out."""

    code: str
    titel: str
    als: tuple[Voorwaarde, ...]
    route: str
    prioriteiten: tuple[Prioriteitskeuze, ...]
    partners: tuple[str, ...]
    partner_van_onderwerp: bool
    redencode: str
    vlaggen: tuple[Vlag, ...]
    titel_en: str = ""


@dataclass(frozen=True, slots=True)
class Gevolg:
    """What a modifier changes when `als` holds: None, "" and empty leave the outcome as it was.

    `prioriteit` (only when `zet_prioriteit`) replaces the priority; `prioriteit_van` maps old to new.
    """

    als: tuple[Voorwaarde, ...]
    route: str = ""
    zet_prioriteit: bool = False
    prioriteit: str | None = None
    prioriteit_van: Mapping[str, str] = field(default_factory=dict)
    partners: tuple[str, ...] = ()
    partner_van_onderwerp: bool = False
    redencode: str = ""


@dataclass(frozen=True, slots=True)
class Wijziging:
    """A modifier, applied to what a rule found, unless that rule is in `niet_na`."""

    code: str
    titel: str
    als: tuple[Voorwaarde, ...]
    niet_na: frozenset[str]
    gevolgen: tuple[Gevolg, ...]
    titel_en: str = ""


@dataclass(frozen=True, slots=True)
class Inhoud:
    """A rule set as read. `termijnen_route` goes before `termijnen_prioriteit`."""

    geldigheid: Geldigheid
    fasen: tuple[Fase, ...]
    partners_per_onderwerp: Mapping[str, str]
    termijnen_prioriteit: Mapping[str, Termijn]
    termijnen_route: Mapping[str, Termijn]
    regels: tuple[Regel, ...]
    wijzigingen: tuple[Wijziging, ...]

    def termijn(self, route: str, prioriteit: str | None) -> Termijn | None:
        """The clock of an outcome; None when it has none."""
        per_route = self.termijnen_route.get(route)
        if per_route is not None or prioriteit is None:
            return per_route
        return self.termijnen_prioriteit[prioriteit]
