"""Numbers through time, as a table: a row or a column for every piece of a period. Plain values, no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language

from rapportages.kerncijfers.vakken import MAAND, Vak


@dataclass(frozen=True, slots=True)
class Reeksrij:
    """`getallen` are what a template shows as they are."""

    naam: str
    getallen: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Reekstabel:
    """`kop` is what its rows are."""

    sleutel: str
    naam: str
    kop: str
    koppen: Sequence[str]
    rijen: Sequence[Reeksrij]


def vaknaam(vak: Vak, per: str) -> str:
    """ "oktober 2020", or the days of a week."""
    if per == MAAND:
        return date_format(vak.van, "F Y")
    # Only in Dutch a month has no capital.
    dag = "j b" if (get_language() or "").startswith("nl") else "j M"
    if vak.van == vak.tot:
        return date_format(vak.van, f"{dag} Y")
    return f"{date_format(vak.van, dag)} – {date_format(vak.tot, f'{dag} Y')}"
