"""The shape of the core figures: plain values, no database. `domain.md` section 2, `contract.md` section 3."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from inspectie.tijd import AMSTERDAM

ONBEPAALD = "ONBEPAALD"
PROGRAMMA = "rapportages/kerncijfers"
"""The code that computes them; of an annual report also that of its year."""
JAARPROGRAMMA = "rapportages/jaarcijfers"

Delen = Mapping[str, int] | Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Label:
    """The words for one code. V&G is called differently in table and text, so one code has several labels.

    `tabel` is for a table's row, `tekst` for the middle of a sentence (lower case), `kort` for a legend or a column.
    """

    tabel: str
    tekst: str
    kort: str = ""


Labels = Mapping[str, Label]


def label(labels: Labels, code: str) -> Label:
    """The label of `code`; the code itself where a list has gained a code that nobody has named yet."""
    gevonden = labels.get(code) or Label(code, code)
    return gevonden if gevonden.kort else Label(gevonden.tabel, gevonden.tekst, gevonden.tabel)


def percentage(teller: int, noemer: int) -> int | None:
    """Whole per cent, rounded half up on integers; None when there is nothing to divide by.

    Python's `round` rounds half to even and would make 12,5% into 12% (`domain.md` section 2).
    """
    if teller < 0 or noemer < 0:
        raise ValueError(f"Een aantal kan niet negatief zijn: {teller} van {noemer}.")
    if noemer == 0:
        return None
    return (200 * teller + noemer) // (2 * noemer)


@dataclass(frozen=True, slots=True)
class Cijfer:
    """One core figure. A figure has a `waarde`, or a `teller` with a `noemer`, or only `delen`.

    `delen` is a count per code, for KC-14 a count per topic per domain.
    """

    code: str
    naam: str
    eenheid: str
    definitie: str
    waarde: int | None = None
    teller: int | None = None
    noemer: int | None = None
    percentage: int | None = None
    teller_omschrijving: str = ""
    noemer_omschrijving: str = ""
    delen: Delen | None = None
    overlap: int | None = None
    zonder_locatie: int | None = None

    @property
    def programma(self) -> str:
        """The code that computes it."""
        return f"{PROGRAMMA if self.code.startswith('KC-') else JAARPROGRAMMA}, {self.code}"

    @property
    def aantallen(self) -> dict[str, int]:
        """The flat parts, in their own order. TypeError for a figure that is split twice."""
        uit: dict[str, int] = {}
        for code, deel in (self.delen or {}).items():
            if not isinstance(deel, int):
                raise TypeError(f"{self.code} is naar onderwerp en domein verdeeld.")
            uit[code] = deel
        return uit

    @property
    def kruistabel(self) -> dict[str, dict[str, int]]:
        """The parts of a figure that is split twice: topic, then domain. TypeError for flat parts."""
        uit: dict[str, dict[str, int]] = {}
        for code, deel in (self.delen or {}).items():
            if isinstance(deel, int):
                raise TypeError(f"{self.code} is maar één keer verdeeld.")
            uit[code] = dict(deel)
        return uit

    @property
    def dubbel_verdeeld(self) -> bool:
        """Whether `delen` has a second level, as KC-14 has."""
        return any(not isinstance(deel, int) for deel in (self.delen or {}).values())

    def als_json(self) -> dict[str, object]:
        """The figure as `contract.md` section 3 shows it; only the keys that this figure has."""
        uit: dict[str, object] = {"code": self.code, "eenheid": self.eenheid}
        if self.waarde is not None:
            uit["waarde"] = self.waarde
        if self.teller is not None:
            uit |= {"teller": self.teller, "noemer": self.noemer, "percentage": self.percentage}
        if self.delen is not None:
            uit["delen"] = (
                {code: zonder_leeg_onbepaald(deel) for code, deel in self.kruistabel.items()}
                if self.dubbel_verdeeld
                else zonder_leeg_onbepaald(self.aantallen)
            )
        if self.overlap is not None:
            uit["overlap"] = self.overlap
        if self.zonder_locatie is not None:
            uit["zonder_locatie"] = self.zonder_locatie
        return uit


@dataclass(frozen=True, slots=True)
class Kerncijfers:
    """All figures at one peildatum and one stand van. `definities` is the version of the definitions.

    ValueError for a `stand_van` without an offset: it would be another moment on another machine.
    """

    peildatum: date
    stand_van: datetime
    definities: str
    cijfers: tuple[Cijfer, ...]
    uitgesloten: Mapping[str, int] | None = None
    """What was on record by then and is not counted, by why (`buiten`); None: not asked. Without what was registered
    later: that grows, and a report of one moment stays the same for ever."""
    berekend_op: datetime | None = None
    """When, of figures that were kept; None: whenever they are asked, and the same each time."""

    def __post_init__(self) -> None:
        if self.stand_van.tzinfo is None:
            raise ValueError("De stand van heeft geen tijdzone.")

    def __getitem__(self, code: str) -> Cijfer:
        for cijfer in self.cijfers:
            if cijfer.code == code:
                return cijfer
        raise KeyError(f"Kerncijfer {code} ontbreekt.")

    def kaarten(self) -> list[dict[str, str]]:
        """What each figure is, in words: the card that a screen shows with it."""
        return [
            {
                "code": cijfer.code,
                "naam": cijfer.naam,
                "eenheid": cijfer.eenheid,
                "definitie": cijfer.definitie,
                "definities": self.definities,
                "teller": cijfer.teller_omschrijving,
                "noemer": cijfer.noemer_omschrijving,
                "programma": cijfer.programma,
            }
            for cijfer in self.cijfers
        ]

    def als_json(self) -> dict[str, object]:
        """`contract.md` section 3, keys in that order."""
        return {
            "peildatum": self.peildatum.isoformat(),
            "stand_van": self.stand_van.astimezone(AMSTERDAM).isoformat(),
            "definities": self.definities,
            "kerncijfers": [cijfer.als_json() for cijfer in self.cijfers],
        }


def zonder_leeg_onbepaald(delen: Mapping[str, int]) -> dict[str, int]:
    """ONBEPAALD is a working value: it shows only where it counts something."""
    return {code: aantal for code, aantal in delen.items() if code != ONBEPAALD or aantal}
