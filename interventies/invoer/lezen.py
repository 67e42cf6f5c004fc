"""From bytes to records: CSV by RFC 4180, UTF-8 with or without BOM, in memory that does not grow with the file."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

# More than any honest complaint; also what one unclosed quote can swallow before it is noticed.
GROOTSTE_VELD = 16 * 1024 * 1024
BOM = b"\xef\xbb\xbf"


class Bestandsfout(Exception):
    """A file that cannot be read at all; (line, column, value, reason)."""

    def __init__(self, reden: str, *, regel: int = 1, kolom: str = "", waarde: str = "") -> None:
        super().__init__(reden)
        self.reden, self.regel, self.kolom, self.waarde = reden, regel, kolom, waarde


@dataclass(slots=True)
class Regel:
    """One record: the physical line it begins on, where that is in the file, its cells, and what is wrong with it."""

    nummer: int
    plek: int
    cellen: list[str]
    fouten: list[tuple[str, str]] = field(default_factory=list)  # (value, reason)


class Lezer:
    """Reads one CSV file. `koppen` are the columns of its header row."""

    def __init__(self, pad: Path) -> None:
        self.pad = pad
        with pad.open("rb") as bestand:
            begin = bestand.read(4)
        if begin.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Bestandsfout("het bestand is UTF-16; sla het op als UTF-8")
        records = self._records(len(BOM) if begin.startswith(BOM) else 0, 1)
        kop = next(records, None)
        if kop is None:
            raise Bestandsfout("het bestand is leeg; de eerste regel hoort de kolomnamen te bevatten")
        if kop.fouten:
            raise Bestandsfout(kop.fouten[0][1], regel=kop.nummer, waarde=kop.fouten[0][0])
        self.koppen = kop.cellen

    def regels(self) -> Iterator[Regel]:
        """Every record below the header. A record of another width than the header is marked wrong."""
        records = self._records(self._begin(), 1)
        next(records)
        breedte = len(self.koppen)
        for regel in records:
            if len(regel.cellen) != breedte and not regel.fouten:
                regel.fouten.append(
                    (
                        f"{len(regel.cellen)} velden",
                        f"de regel heeft {len(regel.cellen)} velden in plaats van {breedte}",
                    )
                )
            yield regel

    def op(self, plek: int, nummer: int) -> Regel:
        """The record that begins at this byte."""
        return next(self._records(plek, nummer))

    def _begin(self) -> int:
        with self.pad.open("rb") as bestand:
            return len(BOM) if bestand.read(3) == BOM else 0

    def _records(self, plek: int, nummer: int) -> Iterator[Regel]:
        csv.field_size_limit(GROOTSTE_VELD)
        with self.pad.open("rb") as bestand:
            bestand.seek(plek)
            bron = _Bron(bestand, plek)
            while True:
                lezer = csv.reader(bron, strict=True)
                begin, eerste = bron.plek, bron.regels
                try:
                    for cellen in lezer:
                        if cellen:
                            yield Regel(nummer + eerste, begin, cellen, bron.neem_fouten())
                        begin, eerste = bron.plek, bron.regels
                    return
                except csv.Error as fout:
                    # The reader is lost; the next physical line is a new beginning.
                    yield Regel(nummer + eerste, begin, [], [("", _in_het_nederlands(str(fout)))])
                    bron.neem_fouten()


class _Bron:
    """The lines of a binary file as text. What is no UTF-8 or has a NUL byte is noted and read on."""

    def __init__(self, bestand: Iterator[bytes], plek: int) -> None:
        self._bestand = bestand
        self.plek = plek
        self.regels = 0
        self._fouten: list[tuple[str, str]] = []

    def __iter__(self) -> "_Bron":
        return self

    def __next__(self) -> str:
        ruw = next(self._bestand)
        self.plek += len(ruw)
        self.regels += 1
        try:
            tekst = ruw.decode()
        except UnicodeDecodeError as fout:
            tekst = ruw.decode(errors="replace")
            self._fouten.append((repr(ruw[fout.start : fout.end])[2:-1], "geen geldige UTF-8"))
        if "\0" in tekst:
            tekst = tekst.replace("\0", "\N{REPLACEMENT CHARACTER}")
            self._fouten.append(("\\x00", "de regel bevat een NUL-byte"))
        return tekst

    def neem_fouten(self) -> list[tuple[str, str]]:
        if not self._fouten:
            return []
        fouten, self._fouten = self._fouten, []
        return fouten


def _in_het_nederlands(fout: str) -> str:
    if "field limit" in fout:
        return f"een veld is groter dan {GROOTSTE_VELD // 1024 // 1024} MB, of een aanhalingsteken is niet gesloten"
    if "unexpected end of data" in fout:
        return "het bestand houdt op midden in een veld tussen aanhalingstekens"
    return "een aanhalingsteken staat op een verkeerde plaats"
