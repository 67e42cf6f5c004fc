"""The words of the law as they stood when something was registered: what was issued keeps them for ever.

The tables hold the words of now. A proposal that was accepted holds what stood before it, so the words at a moment are
those before the first change that came after it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from interventies.models import Rechtstabel, Rechtsvoorstel
from interventies.rechtsgegevens.stand import Stand, Versie, per_sleutel
from interventies.rechtsgegevens.wijzigen import BEGIN, EINDE


class Rechtsteksten:
    """Two queries, whatever is asked of it; none when nothing is."""

    def __init__(self, tabel: str = Rechtstabel.VOORSCHRIFT) -> None:
        self._tabel = tabel

    @cached_property
    def _nu(self) -> Mapping[str, Stand]:
        return per_sleutel(self._tabel)

    @cached_property
    def _eerder(self) -> dict[str, list[tuple[datetime, list[Mapping[str, Any]]]]]:
        uit: dict[str, list[tuple[datetime, list[Mapping[str, Any]]]]] = {}
        aanvaard = Rechtsvoorstel.objects.aanvaard().filter(tabel=self._tabel)
        for code, op, toen in aanvaard.values_list("sleutel", "besluit__op", "toen"):
            uit.setdefault(code, []).append((op, toen))
        return uit

    def versie(self, code: str, dag: date, moment: datetime) -> Versie | None:
        """The version for a violation of `dag`, as it read at `moment`; the last one where none was in force."""
        reeks: Stand = next(
            (toen for op, toen in self._eerder.get(code, ()) if op > moment and toen), self._nu.get(code, [])
        )
        tekst = dag.isoformat()
        for versie in reeks:
            if (versie["geldig_van"] or BEGIN) <= tekst <= (versie["geldig_tot"] or EINDE):
                return versie
        return reeks[-1] if reeks else None

    def namen(self) -> dict[str, str]:
        """Of each code the last version, as it reads now."""
        return {code: _voluit(reeks[-1]) for code, reeks in self._nu.items()}

    def naam(self, code: str, dag: date, moment: datetime) -> str:
        """Name and article, as on a letter; the code itself where nothing is known of it."""
        versie = self.versie(code, dag, moment)
        return code if versie is None else _voluit(versie)

    def kort(self, code: str, dag: date, moment: datetime) -> str:
        """The name alone."""
        versie = self.versie(code, dag, moment)
        return code if versie is None else str(versie["naam"])


def _voluit(versie: Versie) -> str:
    return f"{versie['naam']} ({versie['artikel']})"
