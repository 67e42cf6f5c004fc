"""CSV after RFC 4180: comma, CRLF, quotes where needed, one header row; rows are written as they come.

UTF-8 without a byte order mark. The file is for programs (a mark would become part of the first column's name in many
of them); who opens it in a spreadsheet has the ODS, where a cell knows its type.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from inspectie.uitvoer.cellen import Cel, csv_cel


def schrijf_rijen(kop: Sequence[str], rijen: Iterable[Sequence[Cel]], uit: BinaryIO) -> None:
    """Writes the header and the rows; every text cell is formula-safe."""
    tekst = io.TextIOWrapper(uit, encoding="utf-8", errors="replace", newline="")
    try:
        schrijver = csv.writer(tekst, lineterminator="\r\n")
        schrijver.writerow([csv_cel(kolom) for kolom in kop])
        schrijver.writerows([csv_cel(cel) for cel in rij] for rij in rijen)
        tekst.flush()
    finally:
        # The stream is the caller's: a wrapper that is collected would close it.
        tekst.detach()


def stroom(kop: Sequence[str], rijen: Iterable[Sequence[Cel]], brok: int = 500) -> Iterator[bytes]:
    """The same file in pieces, for an answer that is sent while the rows are read."""
    buffer = io.StringIO(newline="")
    schrijver = csv.writer(buffer, lineterminator="\r\n")
    schrijver.writerow([csv_cel(kolom) for kolom in kop])
    for nummer, rij in enumerate(rijen, 1):
        schrijver.writerow([csv_cel(cel) for cel in rij])
        if nummer % brok == 0:
            yield buffer.getvalue().encode(errors="replace")
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode(errors="replace")


def regel(cellen: Iterable[Cel]) -> bytes:
    """One row of it."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow([csv_cel(cel) for cel in cellen])
    return buffer.getvalue().encode(errors="replace")


def cel(waarde: Cel) -> bytes:
    """One cell of it, of a row that has more than one."""
    return regel((waarde, None)).removesuffix(b",\r\n")
