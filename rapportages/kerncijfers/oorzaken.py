"""Why something is counted at one moment and not at another: one cause for each, from what was on record.

Of the side that has it one looks at the side that has not: did it happen after that peildatum, was it registered after
that stand van, or was a record corrected in between? Then by the first correction that matters. What counts through
something else (an employer through an intervention, that through its zaak, that through a melding) has the cause of
that. Pure: `Bewijs` holds what is known of the records that differ.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext_noop as _

from inspectie.tijd import lokale_dag
from inspectie.versies import Stand
from rapportages.kerncijfers.verschilrijen import Rij, Rijen

DEFINITIE = "definitie"
OORZAKEN = {
    "nieuw": _("Nieuwe meldingen"),
    "later": _("Meldingen die later zijn geregistreerd"),
    "dubbel": _("Dubbele meldingen gevonden, of toch niet dubbel"),
    "corona": _("Verband met corona gecorrigeerd"),
    "ontvangst": _("Dag van ontvangst gecorrigeerd"),
    "bepaald": _("Domein bepaald"),
    "domein": _("Domein gecorrigeerd"),
    "onderwerp": _("Onderwerp gecorrigeerd"),
    "migranten": _("Arbeidsmigranten gecorrigeerd"),
    "plaats": _("Werkgever, team, sector of provincie gewijzigd"),
    "toetsing": _("Toetsingen"),
    "interventie_nieuw": _("Nieuwe interventies"),
    "interventie_later": _("Interventies die later zijn geregistreerd"),
    "interventie": _("Interventies gecorrigeerd"),
    "overtreding_nieuw": _("Nieuwe overtredingen"),
    "overtreding_later": _("Overtredingen die later zijn geregistreerd"),
    "overtreding": _("Overtredingen gecorrigeerd"),
    "zaak_later": _("Zaken die later zijn geregistreerd"),
    "zaak": _("Domein van de zaak gecorrigeerd"),
    "koppeling": _("Meldingen in een zaak gezet of eruit gehaald"),
    "samen": _("Werkgevers samengevoegd of gesplitst"),
    "jaar": _("Van een ander jaar"),
    DEFINITIE: _("Anders gedefinieerd"),
}
_TELT_MEE = {"dubbel_van_id": "dubbel", "corona_relatie": "corona", "ontvangen_op": "ontvangst"}
WAARVAN = {"domein": "domein", "onderwerpen": "onderwerp", "arbeidsmigranten": "migranten"}


@dataclass(frozen=True, slots=True)
class Record:
    """When it was registered, and its states, oldest first."""

    geregistreerd_op: datetime
    standen: Sequence[Stand]

    def op(self, stand_van: datetime) -> Mapping[str, Any]:
        """As it stood then, or first."""
        eerder = [stand for stand in self.standen if stand.vanaf <= stand_van]
        return (eerder or self.standen)[-1 if eerder else 0].velden

    def eerste_wijziging(self, velden: Iterable[str], na: datetime, tot: datetime) -> str:
        """Which of these fields changed first; "" for none. What was changed and changed back is told only when
        nothing else changed."""
        velden = tuple(velden)
        begin, einde = self.op(na), self.op(tot)
        anders = tuple(veld for veld in velden if begin[veld] != einde[veld])
        for oud, nieuw in pairwise(self.standen):
            if na < nieuw.vanaf <= tot:
                for veld in anders or velden:
                    if oud.velden[veld] != nieuw.velden[veld]:
                        return veld
        return ""


@dataclass(frozen=True, slots=True)
class Bewijs:
    """Of the records that differ, by id."""

    meldingen: Mapping[int, Record]
    interventies: Mapping[int, Record]
    overtredingen: Mapping[int, Record]
    zaken: Mapping[int, datetime]


class Verklaring:
    """The causes for what is on one side (`hier`) and not on the other (`daar`)."""

    def __init__(
        self,
        rijen: Rijen,
        bewijs: Bewijs,
        hier: str,
        daar: str,
        *,
        stand_hier: datetime,
        peildatum_daar: date,
        stand_daar: datetime,
    ) -> None:
        self.ander = self  # the explanation of the other side
        self.bewijs, self.stand_hier = bewijs, stand_hier
        self.peildatum_daar, self.stand_daar = peildatum_daar, stand_daar
        self.na, self.tot = min(stand_hier, stand_daar), max(stand_hier, stand_daar)
        self.hier, self.daar = _op_id(rijen[hier]), _op_id(rijen[daar])
        self.ingrepen_van: dict[str, list[Rij]] = defaultdict(list)
        self.ingrepen_in: dict[str, list[Rij]] = defaultdict(list)
        for rij in rijen[hier].get("ingreep", ()):
            self.ingrepen_van[rij.feiten[2]].append(rij)
            self.ingrepen_in[rij.feiten[0]].append(rij)
        self.gevonden_bij: dict[str, list[Rij]] = defaultdict(list)
        for rij in rijen[hier].get("gevonden", ()):
            self.gevonden_bij[rij.feiten[1]].append(rij)
        self.meldingen_in: dict[int, list[int]] = defaultdict(list)
        for rij in rijen[hier].get("geteld_in", ()):
            self.meldingen_in[rij.id].append(int(rij.feiten[0]))

    def van(self, bron: str, rij: Rij, velden: Collection[str]) -> str:
        """The cause for one row of a relation; `velden` are the facts of a melding that it was counted by."""
        match bron:
            case "melding":
                return self.melding(rij.id, velden)
            case "toets":
                return self.melding(rij.id) if self._alleen_hier("melding", rij.id) else "toetsing"
            case "werkgever_domein":
                return self._werkgever(str(rij.id), rij.feiten[0])
            case "werkgever":
                return self._werkgever(str(rij.id), "")
            case "onderzoek":
                return self.onderzoek(rij.id)
            case "overtreder":
                return self._overtreder(str(rij.id))
            case "instrument":
                return self._instrument(rij.id)
        raise KeyError(bron)

    def _alleen_hier(self, bron: str, pk: int) -> bool:
        return pk in self.hier[bron] and pk not in self.daar[bron]

    def melding(self, pk: int, velden: Collection[str] = ()) -> str:
        record = self.bewijs.meldingen[pk]
        if self._alleen_hier("melding", pk):
            # It is registered here, so it stands here.
            if lokale_dag(record.op(self.stand_hier)["ontvangen_op"]) > self.peildatum_daar:
                return "nieuw"
            if record.geregistreerd_op > self.stand_daar:
                return "later"
            veld = record.eerste_wijziging(_TELT_MEE, self.na, self.tot)
            if veld:
                return _TELT_MEE[veld]
        # A fact that it was counted by; else, in a slice, one that the slice is made by.
        veld = record.eerste_wijziging(velden, self.na, self.tot) or record.eerste_wijziging(
            WAARVAN, self.na, self.tot
        )
        if veld == "domein" and "ONBEPAALD" in (
            record.op(self.na)["domein"],
            record.op(self.tot)["domein"],
        ):
            return "bepaald"
        # In a slice it can come and go with its employer.
        return WAARVAN[veld] if veld else "plaats"

    def onderzoek(self, zaak: int) -> str:
        if self._alleen_hier("telzaak", zaak):
            return self.telzaak(zaak)
        bezoeken = [rij for rij in self.ingrepen_in[str(zaak)] if rij.feiten[4] == "LOCATIE"]
        return self.ingreep(_eerste(bezoeken))

    def telzaak(self, zaak: int) -> str:
        if self.bewijs.zaken[zaak] > self.stand_daar:
            return "zaak_later"
        alleen = [pk for pk in sorted(self.meldingen_in[zaak]) if self._alleen_hier("melding", pk)]
        # One that counts on both sides came into the zaak, or was found to be the original of one that is in it.
        return self.melding(alleen[0]) if len(alleen) == len(self.meldingen_in[zaak]) else "koppeling"

    def ingreep(self, rij: Rij) -> str:
        zaak, domein, werkgever, *_soort = rij.feiten
        record = self.bewijs.interventies[rij.id]
        if self._alleen_hier("ingreep", rij.id):
            if record.op(self.stand_hier)["uitgereikt_op"] > self.peildatum_daar:
                return "interventie_nieuw"
            if record.geregistreerd_op > self.stand_daar:
                return "interventie_later"
            if record.eerste_wijziging(("vervallen", "uitgereikt_op", "zaak_id"), self.na, self.tot):
                return "interventie"
            return self.telzaak(int(zaak))
        ander = self.daar["ingreep"][rij.id].feiten
        if domein != ander[1] and zaak == ander[0]:
            return "zaak"
        corrigeert = record.eerste_wijziging(("zaak_id", "werkgever_id", "soort", "wijze"), self.na, self.tot)
        return "samen" if werkgever != ander[2] and not corrigeert else "interventie"

    def _werkgever(self, werkgever: str, domein: str) -> str:
        rijen = [rij for rij in self.ingrepen_van[werkgever] if domein in ("", rij.feiten[1])]
        # What was counted on the other side too, but of another employer (or another domain), tells most.
        ook_daar = [rij for rij in rijen if rij.id in self.daar["ingreep"]]
        return self.ingreep(_eerste(ook_daar or rijen))

    def _overtreder(self, werkgever: str) -> str:
        rijen = self.gevonden_bij[werkgever]
        ook_daar = [rij for rij in rijen if rij.id in self.daar["gevonden"]]
        rij = _eerste(ook_daar or rijen)
        record = self.bewijs.overtredingen[rij.id]
        corrigeert = record.eerste_wijziging(("zaak_id", "werkgever_id"), self.na, self.tot)
        if ook_daar:
            return "overtreding" if corrigeert else "samen"
        if record.op(self.stand_hier)["geconstateerd_op"] > self.peildatum_daar:
            return "overtreding_nieuw"
        if record.geregistreerd_op > self.stand_daar:
            return "overtreding_later"
        if record.eerste_wijziging(("vervallen", "geconstateerd_op", "zaak_id"), self.na, self.tot):
            return "overtreding"
        return self.onderzoek(int(rij.feiten[0]))

    def _instrument(self, pk: int) -> str:
        hier, daar = self.hier["ingreep"].get(pk), self.daar["ingreep"].get(pk)
        if hier is not None and daar is None:
            return self.ingreep(hier)
        if (
            hier is not None
            and daar is not None
            and (hier.feiten[0], hier.feiten[3]) != (daar.feiten[0], daar.feiten[3])
        ):
            return "interventie"
        # The same in the same zaak, which was visited on one side only.
        zaak = int(self.bewijs.interventies[pk].op(self.stand_hier)["zaak_id"])
        return (self if zaak in self.hier["onderzoek"] else self.ander).onderzoek(zaak)


def _op_id(rijen: Mapping[str, list[Rij]]) -> dict[str, dict[int, Rij]]:
    uit: dict[str, dict[int, Rij]] = defaultdict(dict)
    for bron, alle in rijen.items():
        uit[bron] = {rij.id: rij for rij in alle}
    return uit


def _eerste(rijen: Sequence[Rij]) -> Rij:
    return min(rijen, key=lambda rij: rij.id)
