"""A document as plain data: blocks of text, tables and bars that every writer can render. No format, no database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from inspectie.uitvoer.cellen import Cel, Kolom, Procent
from inspectie.uitvoer.getallen import datum, getal, procent, tijdstip


def leesbaar(cel: Cel) -> str:
    """The cell for a reader: '7.937', '55%', '10 januari 2021', 'n.v.t.' for None. Lines stay apart by a newline."""
    if cel is None:
        return "n.v.t."
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    if isinstance(cel, int):
        return getal(cel)
    if isinstance(cel, Procent):
        return procent(cel.waarde)
    if isinstance(cel, datetime):
        return tijdstip(cel)
    if isinstance(cel, date):
        return datum(cel)
    if isinstance(cel, str):
        return cel
    return str(cel).replace(".", ",")


@dataclass(frozen=True, slots=True)
class Kop:
    """A heading; the title of the document itself is level 1 and is no block."""

    niveau: Literal[2, 3]
    tekst: str


@dataclass(frozen=True, slots=True)
class Alinea:
    tekst: str


@dataclass(frozen=True, slots=True)
class Lijst:
    punten: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opdracht:
    """A command to be copied to the letter."""

    tekst: str


@dataclass(frozen=True, slots=True)
class Kader:
    """A box that may not be missed. Its blocks are paragraphs and lists."""

    soort: Literal["synthetisch", "waarschuwing"]
    titel: str
    blokken: tuple[Alinea | Lijst, ...]


@dataclass(frozen=True, slots=True)
class Tabel:
    """`sleutel` names the table for whoever looks it up (a sheet, a test). The first column heads its row.

    With `totaal` the last row is the sum of those above. A table that is `breed` needs a page turned on its side.
    """

    sleutel: str
    titel: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[Cel, ...], ...]
    totaal: bool = False
    breed: bool = False
    noot: str = ""


@dataclass(frozen=True, slots=True)
class Staaf:
    """One bar: `delen` runs parallel to the `reeksen` of its `Balken`."""

    naam: str
    delen: tuple[int, ...]

    @property
    def totaal(self) -> int:
        return sum(self.delen)


@dataclass(frozen=True, slots=True)
class Balken:
    """A bar diagram. `alternatief` says the whole of it in words, for who cannot see it."""

    titel: str
    kolomkop: str
    eenheid: str
    reeksen: tuple[str, ...]
    staven: tuple[Staaf, ...]
    alternatief: str
    noot: str = ""

    @property
    def hoogste(self) -> int:
        return max((staaf.totaal for staaf in self.staven), default=0)


@dataclass(frozen=True, slots=True)
class Ondertekening:
    """Who signs, below a letter."""

    regels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Briefhoofd:
    """What a letter has above its subject: who sends it, to whom, and its particulars (date, reference)."""

    afzender: tuple[str, ...]
    geadresseerde: tuple[str, ...]
    gegevens: tuple[tuple[str, str], ...]


Blok = Kop | Alinea | Lijst | Opdracht | Kader | Tabel | Balken | Ondertekening


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """`datum` is the date on the title, `moment` what files are stamped with, `voet` what each page says below. A
    letter has a `hoofd`; `inhoudsopgave` puts a table of contents after the title."""

    titel: str
    datum: date
    moment: datetime
    omschrijving: str
    voet: str
    trefwoorden: tuple[str, ...] = ()
    hoofd: Briefhoofd | None = None
    inhoudsopgave: bool = False
    blokken: tuple[Blok, ...]

    def tabel(self, sleutel: str) -> Tabel:
        """The table with this key; KeyError when there is none."""
        for blok in self.blokken:
            if isinstance(blok, Tabel) and blok.sleutel == sleutel:
                return blok
        raise KeyError(sleutel)


def met_inhoud(blokken: Sequence[Blok]) -> Iterator[Blok]:
    """Without the headings under which nothing stands."""
    for blok, volgend in zip(blokken, [*blokken[1:], None], strict=True):
        if not isinstance(blok, Kop) or (volgend is not None and not isinstance(volgend, Kop)):
            yield blok


def in_secties(blokken: tuple[Blok, ...]) -> list[tuple[bool, list[Blok]]]:
    """The blocks in runs that share a page's direction: (broad?, blocks). A heading turns with its broad table."""
    secties: list[tuple[bool, list[Blok]]] = []
    for blok, volgend in zip(blokken, (*blokken[1:], None), strict=True):
        drager = volgend if isinstance(blok, Kop) else blok
        breed = isinstance(drager, Tabel) and drager.breed
        if secties and secties[-1][0] == breed:
            secties[-1][1].append(blok)
        else:
            secties.append((breed, [blok]))
    return secties
