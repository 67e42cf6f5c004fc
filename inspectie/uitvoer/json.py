"""Rows as JSON, written as they come: a program that reads it knows a number from a text, and has what the list is in
the same file."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from inspectie.uitvoer.cellen import Cel, Procent, lokaal

MEDIATYPE = "application/json"


def stroom(
    titel: str, kop: Sequence[str], rijen: Iterable[Sequence[Cel]], over: Sequence[tuple[str, Cel]] = ()
) -> Iterator[bytes]:
    """An object with the title, what the list is, and the rows, each on a line of its own. UTF-8."""
    gegevens = {naam: _waarde(cel) for naam, cel in over}
    yield f'{{"titel": {_als(titel)}, "over": {_als(gegevens)}, "rijen": ['.encode()
    scheiding = "\n"
    for rij in rijen:
        yield f"{scheiding}{_als(dict(zip(kop, map(_waarde, rij), strict=True)))}".encode()
        scheiding = ",\n"
    yield b"\n]}\n"


def _als(waarde: object) -> str:
    return json.dumps(waarde, ensure_ascii=False).encode(errors="replace").decode()


def _waarde(cel: Cel) -> str | int | float | bool | None:
    if isinstance(cel, Procent):
        return cel.waarde
    if isinstance(cel, datetime):
        return lokaal(cel).isoformat()
    if isinstance(cel, date):
        return cel.isoformat()
    return float(cel) if isinstance(cel, Decimal) else cel
