"""All that came in, melding or not, as one list: what stands behind "Ontvangen" in the ledger, now or as it stood."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import merge
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from inspectie.models import Gebruiker
from meldingen.balans import ANDERE_DELEN, NAMEN
from meldingen.balansstand import Balansstand, deel_van, meldingen_toen, ontvangsten_toen
from meldingen.models import Melding, Ontvangst

PER = 50
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
_MELDING, _ANDERS = 1, 0
Plek = tuple[int, int, int]
"""Where a row stands, the latest first: when it came in (in microseconds), which of the two it is, and its id."""


@dataclass(frozen=True, slots=True)
class Rij:
    plek: Plek
    nummer: int
    is_melding: bool
    ontvangen_op: datetime
    kanaal: str
    werd: str

    @property
    def tekst(self) -> str:
        return str(self.nummer)

    @property
    def url(self) -> str:
        if self.is_melding:
            return reverse("melding", args=[self.nummer])
        return reverse("ontvangst_regel", args=[self.nummer])


@dataclass(frozen=True, slots=True)
class Bron:
    """What to list. `was` says of a melding which part of the ledger it was, where that is not what it is now."""

    meldingen: "QuerySet[Melding]"
    anders: "QuerySet[Ontvangst]"
    uitkomst: str = "uitkomst"
    was: Mapping[int, str] | None = None

    def aantallen(self) -> tuple[int, int]:
        """How many meldingen, and how much else. Two queries."""
        return self.meldingen.order_by().count(), self.anders.order_by().count()

    def bladzijde(self, na: Plek | None = None) -> tuple[list[Rij], str]:
        """The rows after a place, and the place of the next page, "" for none. Two queries."""
        rijen = list(islice(merge(self._meldingen(na), self._anders(na), key=_achteraan), PER + 1))
        return rijen[:PER], schrijf_plek(rijen[PER - 1].plek) if len(rijen) > PER else ""

    def _meldingen(self, na: Plek | None) -> list[Rij]:
        reeks = _na(self.meldingen, _MELDING, na).values_list(
            "pk", "nummer", "ontvangen_op", "kanaal", "status"
        )
        was = self.was or {}
        return [
            Rij(
                (_micro(op), _MELDING, pk),
                nummer,
                True,
                op,
                kanaal,
                str(NAMEN[was.get(pk) or deel_van(status)]),
            )
            for pk, nummer, op, kanaal, status in reeks
        ]

    def _anders(self, na: Plek | None) -> list[Rij]:
        namen = {str(uitkomst): str(NAMEN[deel]) for deel, uitkomst in ANDERE_DELEN.items()}
        reeks = _na(self.anders, _ANDERS, na).values_list("pk", "ontvangen_op", "kanaal", self.uitkomst)
        return [
            Rij((_micro(op), _ANDERS, pk), pk, False, op, kanaal, namen[uitkomst])
            for pk, op, kanaal, uitkomst in reeks
        ]


def zoals_toen(stand: Balansstand, gebruiker: Gebruiker) -> Bron:
    wie, was = meldingen_toen(stand, gebruiker)
    meldingen = Melding.objects.zichtbaar_voor(gebruiker).filter(wie)
    return Bron(meldingen, ontvangsten_toen(stand, gebruiker), "toen", was)


def _na(reeks: "QuerySet[Any]", soort: int, na: Plek | None) -> "QuerySet[Any]":
    if na is not None:
        micro, welke, pk = na
        op = _BEGIN + timedelta(microseconds=micro)
        daarna = Q(ontvangen_op__lt=op)
        if soort < welke:
            daarna |= Q(ontvangen_op=op)
        elif soort == welke:
            daarna |= Q(ontvangen_op=op, pk__lt=pk)
        reeks = reeks.filter(daarna, ontvangen_op__lte=op)
    return reeks.order_by("-ontvangen_op", "-pk")[: PER + 1]


def _achteraan(rij: Rij) -> tuple[int, ...]:
    return tuple(-deel for deel in rij.plek)


def _micro(op: datetime) -> int:
    return (op - _BEGIN) // timedelta(microseconds=1)


def schrijf_plek(plek: Plek) -> str:
    return ".".join(map(str, plek))


def lees_plek(tekst: str) -> Plek | None:
    """None for what is no place."""
    delen = tekst.split(".")
    if len(delen) != 3 or not all(deel.isascii() and deel.isdecimal() and len(deel) < 18 for deel in delen):
        return None
    micro, soort, pk = map(int, delen)
    return (micro, soort, pk)
