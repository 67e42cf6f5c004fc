"""From bytes to records: CSV by RFC 4180, UTF-8 with or without BOM, in memory that does not grow with the file."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from inspectie.csvfouten import NIET_GESLOTEN, in_het_nederlands
from inspectie.uitvoer.cellen import lijkt_formule
from inspectie.uitvoer.getallen import aantal

MB = 1024 * 1024
# More than any honest complaint; also what one unclosed quote can swallow before it is noticed.
GROOTSTE_VELD = 16 * MB
# Of a physical line no more is held in memory.
GROOTSTE_REGEL = 2 * GROOTSTE_VELD
BOM = b"\xef\xbb\xbf"
AFGEKEURD, AFGEKEURD_ANDERS = ("regel", "reden"), ("regel", "reden_van_afkeur")
"""How a file of refused lines begins, and one of which the records have a reason themselves."""
VERVANGEN = "\N{REPLACEMENT CHARACTER}"  # stands where a byte could not be read
ONLEESBAAR = "hier stond iets dat niet te lezen was; zet terug wat er hoort"


def met_merk(cel: str) -> str:
    """A cell of a file of refused lines, which people mend in a spreadsheet: there no text may become a formula."""
    return f"'{cel}" if lijkt_formule(cel.lstrip("'")) else cel


def zonder_merk(cel: str) -> str:
    """What it was before `met_merk`."""
    return cel[1:] if cel.startswith("'") and lijkt_formule(cel.lstrip("'")) else cel


class Bestandsfout(Exception):
    """Something that cannot be read at all: a file, or the folder."""

    def __init__(self, reden: str, *, regel: int = 1, waarde: str = "") -> None:
        super().__init__(reden)
        self.reden, self.regel, self.waarde = reden, regel, waarde


@dataclass(slots=True)
class Regel:
    """One record: the physical line and the byte on which it begins, its cells, and what is wrong with it as a whole.

    What is no record by RFC 4180 has its first physical line, as it came, for its only cell; one with a field that is
    too large (`te_groot`: which, counted from 0) has none.
    """

    nummer: int
    plek: int
    cellen: list[str]
    fouten: list[tuple[str, str]] = field(default_factory=list)  # (value, reason)
    te_groot: int | None = None


class Lezer:
    """Reads one CSV file. `koppen` are the columns of its header row, which begins on line `kopregel`.

    Raises Bestandsfout when there is no header to be read.
    """

    def __init__(self, pad: Path) -> None:
        self.pad = pad
        if not pad.is_file():  # a folder, a link to nowhere, a pipe that would be waited for
            raise Bestandsfout("dit is geen bestand dat kan worden gelezen")
        try:
            self._zoals_gezien = _merk(pad)
            with pad.open("rb") as bestand:
                begin = bestand.read(len(BOM))
        except OSError:
            raise Bestandsfout("het bestand kan niet worden geopend") from None
        if begin.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Bestandsfout("het bestand is UTF-16; sla het op als UTF-8")
        self._begin = len(BOM) if begin == BOM else 0
        kop = next(self._records(self._begin, 1), None)
        if kop is None:
            raise Bestandsfout("het bestand is leeg; de eerste regel hoort de kolomnamen te bevatten")
        if kop.fouten:
            waarde, reden = kop.fouten[0]
            raise Bestandsfout(reden, regel=kop.nummer, waarde=waarde)
        # A file of refused lines, mended: line and reason stand first, and are no part of the record.
        self._voorop = (
            len(AFGEKEURD) if tuple(kop.cellen[: len(AFGEKEURD)]) in (AFGEKEURD, AFGEKEURD_ANDERS) else 0
        )
        self.koppen, self.kopregel = kop.cellen[self._voorop :], kop.nummer
        if self._voorop:
            self.koppen = [zonder_merk(naam) for naam in self.koppen]

    def regels(self) -> Iterator[Regel]:
        """Every record below the header."""
        records = self._records(self._begin, 1)
        next(records, None)
        return map(self._meet, records)

    def op(self, plek: int, nummer: int) -> Regel:
        """The record that begins at this byte, on this line."""
        for regel in self._records(plek, nummer):
            return self._meet(regel)
        raise self._gewijzigd()

    def bewaak(self) -> None:
        """Raises Bestandsfout when the file is another by now: what was read of it at first is not what is there."""
        try:
            if _merk(self.pad) == self._zoals_gezien:
                return
        except OSError:
            pass
        raise self._gewijzigd()

    def _gewijzigd(self) -> Bestandsfout:
        return Bestandsfout(f"{self.pad.name} werd gewijzigd terwijl het werd ingelezen; probeer het opnieuw")

    def _meet(self, regel: Regel) -> Regel:
        """A record of another width than the header is wrong, and so is one that was refused for what could not be
        read in it, and still has the sign that we put there: it would pass for what was written."""
        if regel.te_groot is not None:
            regel.te_groot -= self._voorop
        if self._voorop and (len(regel.cellen) > 1 or not regel.fouten):
            regel.cellen = [zonder_merk(cel) for cel in regel.cellen[self._voorop :]]
            if any(VERVANGEN in cel for cel in regel.cellen) and not regel.fouten:
                regel.fouten.append((VERVANGEN, ONLEESBAAR))
        breedte = len(self.koppen)
        if len(regel.cellen) != breedte and not regel.fouten:
            velden = aantal(len(regel.cellen), "veld", "velden")
            regel.fouten.append((velden, f"de regel heeft {velden} in plaats van {breedte}"))
        return regel

    def _records(self, plek: int, nummer: int) -> Iterator[Regel]:
        """Every record from this byte on, which begins physical line `nummer`."""
        csv.field_size_limit(GROOTSTE_VELD)
        with self.pad.open("rb") as bestand:
            while True:
                bron = _Bron(bestand, plek, nummer)
                try:
                    for cellen in csv.reader(bron, strict=True):
                        if cellen:
                            yield Regel(nummer, plek, cellen, bron.neem_fouten())
                        plek, nummer = bron.plek, bron.nummer
                    return
                except csv.Error as fout:
                    regel, plek, nummer = _geen_record(bestand, plek, nummer, str(fout))
                yield regel


def _merk(pad: Path) -> tuple[int, int, int]:
    """By which one sees that a file was written to, or replaced."""
    nu = pad.stat()
    return nu.st_ino, nu.st_size, nu.st_mtime_ns


class _Bron:
    """The lines of a binary file as text. What is no UTF-8 or has a NUL byte is noted and read on."""

    def __init__(self, bestand: BinaryIO, plek: int, nummer: int) -> None:
        bestand.seek(plek)
        self._bestand = bestand
        self.plek, self.nummer = plek, nummer  # of the line that comes next
        self._fouten: list[tuple[str, str]] = []

    def __iter__(self) -> "_Bron":
        return self

    def __next__(self) -> str:
        ruw = self._bestand.readline(GROOTSTE_REGEL)
        if not ruw:
            raise StopIteration
        if len(ruw) == GROOTSTE_REGEL:
            raise csv.Error("line larger than limit")
        self.plek += len(ruw)
        self.nummer += 1
        try:
            tekst = ruw.decode()
        except UnicodeDecodeError as fout:
            tekst = ruw.decode(errors="replace")
            self._fouten.append((repr(ruw[fout.start : fout.end])[2:-1], "geen geldige UTF-8"))
        if "\0" in tekst:
            tekst = tekst.replace("\0", VERVANGEN)
            self._fouten.append(("\\x00", "er staat een NUL-byte in"))
        return tekst

    def neem_fouten(self) -> list[tuple[str, str]]:
        if not self._fouten:
            return []
        fouten, self._fouten = self._fouten, []
        return fouten


def _geen_record(bestand: BinaryIO, plek: int, nummer: int, fout: str) -> tuple[Regel, int, int]:
    """What begins here is no record. Returns it as a wrong one, with the byte and line to read on from.

    After a field that is too large the next record follows. Otherwise only the first line is given up: a quote that was
    forgotten there must not swallow the good lines below it.
    """
    te_groot = "limit" in fout
    if te_groot and (na := _einde(bestand, plek, nummer)):
        welk = _te_groot_veld(bestand, plek, na[0])
        reden = f"een veld is groter dan {GROOTSTE_VELD // MB} MB"
        if welk is None:
            reden = f"de regel is groter dan {GROOTSTE_REGEL // MB} MB"
        return Regel(nummer, plek, [], [("", reden)], welk), *na
    bestand.seek(plek)
    eerste = bestand.readline(GROOTSTE_REGEL)
    lengte, deel = len(eerste), eerste
    while deel and not deel.endswith(b"\n"):
        deel = bestand.readline(MB)
        lengte += len(deel)
    tekst = eerste.decode(errors="replace").rstrip("\r\n")
    reden = NIET_GESLOTEN if te_groot else in_het_nederlands(fout)
    return Regel(nummer, plek, [tekst], [("", reden)]), plek + lengte, nummer + 1


def _einde(bestand: BinaryIO, plek: int, nummer: int) -> tuple[int, int] | None:
    """The byte and line after the record that begins here: a line's end with no quote open. None: one stays open."""
    bestand.seek(plek)
    tussen_quotes = False
    while deel := bestand.readline(MB):
        plek += len(deel)
        tussen_quotes ^= bool(deel.count(b'"') % 2)
        if deel.endswith(b"\n"):
            nummer += 1
            if not tussen_quotes:
                return plek, nummer
    return None if tussen_quotes else (plek, nummer)


_IN_QUOTES, _DAARBUITEN = re.compile(rb'[^"]+|"+'), re.compile(rb'[^",]+|"+|,')


def _te_groot_veld(bestand: BinaryIO, plek: int, einde: int) -> int | None:
    """Which field of the record between these bytes is the first that is too large, which the module csv does not say;
    None where it is all of it together."""
    bestand.seek(plek)
    veld, lengte, quotes = 0, 0, 0
    while deel := bestand.read(min(MB, einde - bestand.tell())):
        tot = 0
        while stuk := (_IN_QUOTES if quotes % 2 else _DAARBUITEN).match(deel, tot):
            tot, tekst = stuk.end(), stuk[0]
            if tekst.startswith(b'"'):
                quotes += len(tekst)
            elif tekst == b"," and quotes % 2 == 0:
                veld, lengte, quotes = veld + 1, 0, 0
            else:
                lengte += len(tekst.decode(errors="ignore"))
            if lengte + quotes // 2 > GROOTSTE_VELD:  # of two quotes one is a letter
                return veld
    return None
