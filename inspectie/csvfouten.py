"""What Python says of a CSV that it cannot read, in Dutch; and where it stands."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

GROOTSTE_VELD = 128 * 1024
"""Of a file in which no long texts belong."""
NIET_GESLOTEN = "een aanhalingsteken is niet gesloten"


def in_het_nederlands(fout: csv.Error | str) -> str:
    tekst = str(fout)
    if "limit" in tekst:
        grootste = csv.field_size_limit() // 1024
        hoeveel = f"{grootste // 1024} MB" if grootste >= 1024 else f"{grootste} KB"
        return f"een veld is groter dan {hoeveel}, of {NIET_GESLOTEN}"
    if "unexpected end of data" in tekst:
        return NIET_GESLOTEN
    if "new-line" in tekst:
        return (
            "een losse regelterugloop (CR) buiten aanhalingstekens; regels horen te eindigen met LF of CRLF"
        )
    return "na een sluitend aanhalingsteken staat nog tekst; een aanhalingsteken in een veld hoort er dubbel te staan"


class GeenCsv(Exception):
    """`regel` is the line on which the record begins, `reden` why it cannot be read."""

    def __init__(self, regel: int, reden: str) -> None:
        super().__init__(f"regel {regel}: {reden}")
        self.regel, self.reden = regel, reden


class MetRegels(Protocol):
    """A reader of the module csv."""

    @property
    def line_num(self) -> int: ...


@contextmanager
def een_record(lezer: MetRegels) -> Iterator[None]:
    """Around reading one record of a file without long texts. Raises GeenCsv."""
    csv.field_size_limit(GROOTSTE_VELD)  # Python keeps one for all
    begin = lezer.line_num + 1
    try:
        yield
    except csv.Error as fout:
        raise GeenCsv(begin, in_het_nederlands(fout)) from None
