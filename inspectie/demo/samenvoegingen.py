"""Proposals about employers that wait for a teamleider: firms of one name on two records."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Final

from inspectie.models import Gebruiker
from interventies import samenvoegen
from meldingen.models import Voorstelsoort, Werkgever
from meldingen.namen import gelijknamig

VOORGESTELD: Final = 2
WAAROM: Final = "Zelfde naam en dezelfde branche; in het handelsregister staat er maar één."


def stel_enkele_voor(inspecteur: Gebruiker, nu: datetime) -> None:
    for een, ander in islice(_gelijknamigen(), VOORGESTELD):
        samenvoegen.stel_voor(
            Voorstelsoort.SAMENVOEGEN,
            een,
            ander,
            gezien=samenvoegen.stand_van(een, ander),
            reden=WAAROM,
            door=inspecteur,
            op=nu,
        )


def _gelijknamigen() -> Iterator[tuple[Werkgever, Werkgever]]:
    """Those that differ in legal form only, of which one has no KvK number."""
    gezien: dict[str, Werkgever] = {}
    for werkgever in Werkgever.objects.die_staan().order_by("pk"):
        eerste = gezien.setdefault(gelijknamig(werkgever.naam), werkgever)
        if eerste is not werkgever and not (eerste.kvk_nummer and werkgever.kvk_nummer):
            yield eerste, werkgever
