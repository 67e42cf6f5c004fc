"""What a judgement is made of and what comes out: plain values, resolved by the caller."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from meldingen.triage.taal import Zin

# The sender's key or a primary key: only compared, and printed in a reason.
Sleutel: TypeAlias = str | int


@dataclass(frozen=True)
class Overtreding:
    """A violation as recorded. `werkgever` is the group of merged employers; the finding date is its date."""

    sleutel: Sleutel
    zaak: Sleutel
    werkgever: Sleutel
    voorschrift: str
    geconstateerd_op: date
    ernstig_gevaar: bool = False
    ernstige_mate_motivering: str = ""


@dataclass(frozen=True)
class EerderInstrument:
    """An instrument issued before, withdrawn or not, on the codes of the provisions it was about."""

    sleutel: Sleutel
    soort: str
    voorschriften: frozenset[str]
    werkgever: Sleutel
    uitgereikt_op: date
    termijn_tot: date | None = None


@dataclass(frozen=True)
class Geschiedenis:
    """Earlier instruments, and the groups that preceded this employer, the whole chain."""

    instrumenten: tuple[EerderInstrument, ...] = ()
    voorgangers: frozenset[Sleutel] = frozenset()


@dataclass(frozen=True)
class Verzoek:
    """The intervention somebody wants to carry out or issue. Codes as in the file, empty = not given."""

    soort: str
    wijze: str
    zaak: Sleutel
    werkgever: Sleutel
    uitgereikt_op: date
    grondslag: str = ""
    termijn_tot: date | None = None
    voorgeschreven_wijze: str = ""
    veiligheidstoets: str = ""
    overtredingen: tuple[Overtreding, ...] = ()


@dataclass(frozen=True)
class Weigering:
    """One reason why not: a sentence (a Zin), its source, and the column of the import file to look at.

    `kolom` is a column of overtredingen.csv when it comes from `beoordeel_overtreding`, of
    interventies.csv when it comes from `beoordeel`, and empty when it is about who acts.
    """

    reden: str
    artikel: str
    kolom: str
    overtreding: Sleutel | None = None


@dataclass(frozen=True)
class Oordeel:
    """`grondslag` is the basis in words when allowed, empty when refused or when none is needed."""

    toegestaan: bool
    grondslag: str
    weigeringen: tuple[Weigering, ...]


@dataclass(frozen=True)
class Mogelijkheid:
    """One choice on screen: a soort with, for an eis or stillegging, the basis it would stand on."""

    soort: str
    grondslag: str
    oordeel: Oordeel


# Where a reason has no article of its own.
RAPPORTAGE = "Tussentijdse rapportage Inspectie SZW, 3 februari 2021"
KAMERBRIEF = "Kamerstuk 25 295, nr. 983"
CODELIJST = Zin("Codelijst")
# What a violation is and who committed it: the ground under every instrument.
AWB_OVERTREDING = "Algemene wet bestuursrecht artikel 5:1"
