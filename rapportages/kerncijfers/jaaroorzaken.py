"""Why something is counted in one year's figure and not in another's: as `oorzaken`, of what `jaar` counts.

What lies in the year of one of the two only has that for its cause, whatever else became of it.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from rapportages.kerncijfers.oorzaken import DEFINITIE, Record, Verklaring
from rapportages.kerncijfers.verschilrijen import Rij

_PLAATS = ("vervallen", "uitgereikt_op", "wijze", "zaak_id")


class VerklaringMetJaar(Verklaring):
    """Also of the figures of a year."""

    def __init__(self, rijen: Any, bewijs: Any, hier: str, daar: str, **moment: Any) -> None:
        super().__init__(rijen, bewijs, hier, daar, **moment)
        self.bezoeken_daar = {rij.feiten[1:]: rij.feiten[0] for rij in rijen[daar].get("bezoek", ())}
        self.van_werkgever: dict[tuple[str, str], list[Rij]] = defaultdict(list)
        for bron in ("locatie", "locatie_in_zaak", "jaarovertreding"):
            for rij in rijen[hier].get(bron, ()):
                self.van_werkgever[bron, rij.feiten[-1]].append(rij)

    def van(self, bron: str, rij: Rij, velden: Collection[str]) -> str:
        ingrepen, vondsten = self.bewijs.interventies, self.bewijs.overtredingen
        match bron:
            case "bezoek":
                if self.bezoeken_daar.get(rij.feiten[1:], rij.feiten[0]) != rij.feiten[0]:
                    return "zaak"
                return self._feit("interventie", ingrepen[rij.id], _PLAATS) or "zaak_later"
            case "locatie_in_zaak":
                return self._feit("interventie", ingrepen[rij.id], _PLAATS) or self._in_zaak(rij)
            case "jaarinstrument":
                velden = ("vervallen", "uitgereikt_op", "soort")
                return self._feit("interventie", ingrepen[rij.id], velden)
            case "jaarovertreding":
                velden = ("vervallen", "geconstateerd_op", "voorschrift")
                return self._feit("overtreding", vondsten[rij.id], velden)
            case "bezochte" | "bezochte_in_zaak":
                # What was done at it may be the same on both sides, and the zaak of it on one.
                elders = bron == "bezochte" and self.van_werkgever["locatie", str(rij.id)]
                return self._bij("locatie" if elders else "locatie_in_zaak", rij, "interventie", _PLAATS)
            case "jaarovertreder":
                return self._bij("jaarovertreding", rij, "overtreding", ("vervallen", "geconstateerd_op"))
        return super().van(bron, rij, velden)

    def _in_zaak(self, rij: Rij) -> str:
        """Of an intervention that is the same there."""
        daar = self.daar["locatie_in_zaak"].get(rij.id)
        if daar is None:
            return "zaak_later"
        return "zaak" if daar.feiten[0] != rij.feiten[0] else DEFINITIE

    def _bij(self, bron: str, werkgever: Rij, soort: str, velden: Sequence[str]) -> str:
        """By what was done or found there; what the other side counts too, of another employer, tells most."""
        rijen = self.van_werkgever[bron, str(werkgever.id)]
        ook_daar = [rij for rij in rijen if rij.id in self.daar[bron]]
        eerste = min(ook_daar or rijen, key=lambda rij: rij.id)
        records = self.bewijs.overtredingen if bron == "jaarovertreding" else self.bewijs.interventies
        record = records[eerste.id]
        if ook_daar:
            return soort if self._anders(record, ("werkgever_id",)) else "samen"
        return self._feit(soort, record, velden) or "zaak_later"

    def _feit(self, soort: str, record: Record, velden: Sequence[str]) -> str:
        """Why this intervention or violation is not there; "" where it is."""
        hier = record.op(self.stand_hier)
        dag = hier["uitgereikt_op" if soort == "interventie" else "geconstateerd_op"]
        if dag.year != self.peildatum_daar.year:
            return "jaar"
        if dag > self.peildatum_daar:
            return f"{soort}_nieuw"
        if record.geregistreerd_op > self.stand_daar:
            return f"{soort}_later"
        return soort if self._anders(record, velden) else ""

    def _anders(self, record: Record, velden: Sequence[str]) -> bool:
        hier, daar = record.op(self.stand_hier), record.op(self.stand_daar)
        return any(hier[veld] != daar[veld] for veld in velden)
