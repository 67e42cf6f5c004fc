"""Whether measures were taken: the tests of the linked meldingen, with their history."""

from datetime import date, datetime, timedelta
from typing import Final

from inspectie.demo.lot import Lot
from inspectie.demo.rijen import ONGEREGISTREERD, Dossier, Melding, Toetsing
from inspectie.demo.verdeling import LAATSTE_WERKDAG, NIET_GETOETST, PEILDATUM, TOETSING
from inspectie.demo.verloop import registratie_van_dag, werkdag_na
from inspectie.tijd import lokale_dag

_LATER: Final = date(2021, 1, 12)
_LAATSTE_DAG: Final = date(2021, 1, 29)


class Toetser:
    """Adds toetsingen to a Dossier whose zaken have been dealt with."""

    def __init__(self, lot: Lot, dossier: Dossier) -> None:
        self._lot = lot
        self._dossier = dossier
        self._vanaf, self._zwaar = self._eerste_interventies()

    def toets(self) -> None:
        lot = self._lot
        gekoppeld = [
            melding for zaak in self._dossier.zaken for melding in zaak.meldingen
            if melding.dubbel_van is None and lokale_dag(melding.ontvangen_op) <= PEILDATUM
        ]  # fmt: skip
        kan = lot.schud(
            [melding for melding in gekoppeld if self._vanaf.get(melding, _LATER) <= LAATSTE_WERKDAG]
        )
        # The last ones to be acted upon have mostly not been tested yet.
        kan.sort(key=lambda melding: self._vanaf[melding] > date(2020, 12, 21))
        te_toetsen = kan[: sum(TOETSING.values())]
        # At employers where an instrument was needed measures came late or not at all.
        te_toetsen.sort(key=lambda melding: melding not in self._zwaar)
        traag = TOETSING["MAATREGEL_UITEINDELIJK"] + TOETSING["GEEN_MAATREGEL"]
        resultaten = ["MAATREGEL_UITEINDELIJK"] * TOETSING["MAATREGEL_UITEINDELIJK"]
        resultaten += ["GEEN_MAATREGEL"] * TOETSING["GEEN_MAATREGEL"]
        for melding, resultaat in zip(te_toetsen, lot.schud(resultaten), strict=False):
            self._geschiedenis(melding, resultaat)
        for melding in te_toetsen[traag:]:
            self._geschiedenis(melding, "MAATREGEL_DIRECT")
        getoetst = set(te_toetsen)
        self._niet_getoetst([melding for melding in gekoppeld if melding not in getoetst])

    def _eerste_interventies(self) -> tuple[dict[Melding, date], set[Melding]]:
        """Per melding the first day on which it can be tested, and which ones led to an instrument."""
        per_zaak: dict[object, date] = {}
        met_instrument: set[object] = set()
        for interventie in self._dossier.interventies:
            dag = per_zaak.get(interventie.zaak, interventie.uitgereikt_op)
            per_zaak[interventie.zaak] = min(dag, interventie.uitgereikt_op)
            if interventie.overtredingen:
                met_instrument.add(interventie.zaak)
        vanaf: dict[Melding, date] = {}
        zwaar: set[Melding] = set()
        for zaak in self._dossier.zaken:
            for melding in zaak.meldingen:
                if zaak in per_zaak:
                    vanaf[melding] = max(per_zaak[zaak], werkdag_na(lokale_dag(melding.geregistreerd_op), 0))
                if zaak in met_instrument:
                    zwaar.add(melding)
        return vanaf, zwaar

    def _noteer(
        self, melding: Melding, resultaat: str, dag: date | None, na: datetime = ONGEREGISTREERD
    ) -> Toetsing:
        op = dag or werkdag_na(lokale_dag(melding.geregistreerd_op), 2)
        moment = registratie_van_dag(self._lot, min(op, _LAATSTE_DAG), max(melding.geregistreerd_op, na))
        toetsing = Toetsing(melding, resultaat, dag, moment)
        self._dossier.toetsingen.append(toetsing)
        return toetsing

    def _geschiedenis(self, melding: Melding, resultaat: str) -> None:
        """The test that counts, on or before the peildatum, and what came before and after it."""
        lot = self._lot
        eerst = self._vanaf[melding]
        dag = min(werkdag_na(eerst, lot.getal(1, 22)), LAATSTE_WERKDAG)
        eerder = {"MAATREGEL_UITEINDELIJK": 62, "GEEN_MAATREGEL": 18, "MAATREGEL_DIRECT": 7}[resultaat]
        if lot.kans(eerder):
            soort = "GEEN_MAATREGEL" if resultaat == "MAATREGEL_UITEINDELIJK" and lot.kans(65) else "OPEN"
            vorige = self._noteer(melding, soort, eerst)
            # On one day the later registration counts, so this one is on record after the earlier one.
            self._noteer(
                melding, resultaat, max(dag, eerst), na=vorige.geregistreerd_op + timedelta(minutes=1)
            )
        else:
            self._noteer(melding, resultaat, dag)
        if resultaat == "GEEN_MAATREGEL" and lot.kans(20):
            self._noteer(melding, "MAATREGEL_UITEINDELIJK", werkdag_na(_LATER, lot.getal(0, 12)))

    def _niet_getoetst(self, meldingen: list[Melding]) -> None:
        """The rest of the linked ones. An OPEN after a result takes that result back."""
        lot = self._lot
        resultaten = lot.schud([code for code, aantal in NIET_GETOETST.items() for _ in range(aantal)])
        for melding, resultaat in zip(meldingen, resultaten, strict=True):
            dag = min(werkdag_na(self._vanaf.get(melding, _LATER), lot.getal(0, 6)), _LAATSTE_DAG)
            if not resultaat:
                continue
            if resultaat == "OPEN":
                eerst = self._vanaf.get(melding, _LATER)
                teruggenomen = eerst < dag <= PEILDATUM and lot.kans(60)
                if teruggenomen:
                    vroeger = self._noteer(melding, "MAATREGEL_DIRECT", eerst)
                    self._noteer(melding, "OPEN", dag, na=vroeger.geregistreerd_op)
                    continue
                self._noteer(melding, "OPEN", None if lot.kans(40) else dag)
                continue
            self._noteer(melding, resultaat, dag)
