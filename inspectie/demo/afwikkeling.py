"""What was done in each zaak: phone calls and letters, visits, violations and instruments."""

from datetime import date, timedelta
from typing import Final

from inspectie.demo.lot import Lot
from inspectie.demo.rijen import Dossier, Interventie, Overtreding, Werkgever, Zaak, ZaakMelding
from inspectie.demo.verdeling import LAATSTE_WERKDAG
from inspectie.demo.verloop import registratie_van_dag, werkdag_na
from inspectie.tijd import lokale_dag

BEZOEKEN_VANAF: Final = date(2020, 6, 8)
"""Since June 2020 visits go on, provided that the inspector is safe [seed]."""
TWM: Final = date(2020, 12, 1)
_LAATSTE_BEZOEK: Final = date(2021, 1, 6)
_NA_PEILDATUM: Final = date(2021, 1, 11)
_LAATSTE_DAG: Final = date(2021, 1, 29)

_OO: Final = ("ZORGPLICHT", "RIE", "VOORLICHTING")
_EERLIJK: Final = ("ATW", "WML", "WAADI")
_WIJZE_VAN_EIS: Final = {
    "ZORGPLICHT": (
        "Richt de werkplekken zo in dat werknemers 1,5 meter afstand houden; plaats schermen waar dat niet kan.",
        "Stel looproutes en gespreide pauzes in en zorg voor zeep, water en desinfectie bij elke ingang.",
    ),
    "RIE": (
        "Pas de RI&E aan op het risico van besmetting met het coronavirus en stel een plan van aanpak op.",
        "Neem het vervoer en de pauzeruimten op in de RI&E en laat deze toetsen door een kerndeskundige.",
    ),
    "VOORLICHTING": (
        "Geef alle werknemers voorlichting over de maatregelen, ook in het Pools en het Roemeens.",
        "Instrueer nieuwe werknemers vóór hun eerste dienst en houd bij wie de instructie kreeg.",
    ),
    "ARBOBESLUIT_3_2A": (
        "Tref de maatregelen, de hygiëne en het toezicht die nodig zijn om besmetting te voorkomen, per afdeling.",
    ),
}
_ERNSTIGE_MATE: Final = (
    "Ondanks eerdere gesprekken ontbraken alle maatregelen, bij meerdere besmettingen onder de werknemers.",
    "Werknemers met klachten werkten met medeweten van de leiding door; geen enkele maatregel was getroffen.",
    "De voorgeschreven maatregelen waren bewust weggenomen, terwijl zeker acht werknemers besmet waren.",
)


class Afwikkeling:
    """Fills a Dossier with interventions and violations, zaak by zaak.

    On the peildatum a zaak of role AFSTAND has remote interventions only, LOCATIE visits only, BEIDE both and
    GEEN, LAAT none; whatever is added after that day stays out of the report.
    """

    def __init__(self, lot: Lot, dossier: Dossier) -> None:
        self._lot = lot
        self._dossier = dossier

    def open(self, zaak: Zaak) -> None:
        """Open the zaak and link its meldingen."""
        eerste = zaak.meldingen[0].geregistreerd_op
        zaak.geopend_op = werkdag_na(lokale_dag(eerste), self._lot.getal(0, 2))
        zaak.geregistreerd_op = registratie_van_dag(self._lot, zaak.geopend_op, eerste)
        for melding in zaak.meldingen:
            vloer = max(zaak.geregistreerd_op, melding.geregistreerd_op)
            moment = registratie_van_dag(self._lot, lokale_dag(vloer), vloer)
            self._dossier.koppelingen.append(ZaakMelding(zaak, melding, moment))

    def wikkel_af(self, zaak: Zaak) -> None:
        lot = self._lot
        dag = zaak.geopend_op
        if zaak.rol == "GEEN":
            if lot.kans(45):
                self._op_afstand(zaak, werkdag_na(max(dag, _NA_PEILDATUM), lot.getal(0, 8)))
            return
        if zaak.rol in ("AFSTAND", "BEIDE"):
            dag = min(werkdag_na(dag, lot.getal(0, 9)), LAATSTE_WERKDAG)
            self._op_afstand(zaak, dag)
        if zaak.rol == "AFSTAND":
            if lot.kans(14):
                self._op_afstand(zaak, min(werkdag_na(dag, lot.getal(6, 25)), _LAATSTE_DAG))
            return
        self._bezoeken(zaak, dag)

    def bezoek(self, zaak: Zaak, dag: date) -> Interventie:
        return self.leg_vast(zaak, "LOCATIEBEZOEK", "LOCATIE", dag)

    def leg_vast(
        self,
        zaak: Zaak,
        soort: str,
        wijze: str,
        dag: date,
        overtredingen: tuple[Overtreding, ...] = (),
        werkgever: Werkgever | None = None,
    ) -> Interventie:
        """Put one intervention on record, at the employer of the zaak unless another is named."""
        vloer = max([zaak.geregistreerd_op, *(o.geregistreerd_op for o in overtredingen)])
        moment = registratie_van_dag(self._lot, dag, vloer)
        interventie = Interventie(
            zaak, werkgever or zaak.werkgever, soort, wijze, dag, moment, overtredingen=overtredingen
        )
        self._dossier.interventies.append(interventie)
        return interventie

    def constateer(
        self, zaak: Zaak, voorschrift: str, dag: date, werkgever: Werkgever | None = None
    ) -> Overtreding:
        moment = registratie_van_dag(self._lot, dag, zaak.geregistreerd_op)
        overtreding = Overtreding(zaak, werkgever or zaak.werkgever, voorschrift, dag, moment)
        self._dossier.overtredingen.append(overtreding)
        return overtreding

    def _op_afstand(self, zaak: Zaak, dag: date) -> None:
        ernst = zaak.meldingen[0].ernst
        if ernst in ("laag", ""):
            soort = self._lot.gewogen(
                {"AANSPREKEN_SCHRIFTELIJK": 70, "AANSPREKEN_MONDELING": 18, "TELEFONISCH_GESPREK": 12}
            )
        else:
            soort = self._lot.gewogen(
                {"TELEFONISCH_GESPREK": 82, "AANSPREKEN_SCHRIFTELIJK": 10, "AANSPREKEN_MONDELING": 8}
            )
        self.leg_vast(zaak, soort, "AFSTAND", dag)

    def _bezoeken(self, zaak: Zaak, na: date) -> None:
        lot = self._lot
        dag = max(werkdag_na(na, lot.getal(1, 12)), BEZOEKEN_VANAF)
        if zaak.wanneer == "TWM":
            dag = max(dag, werkdag_na(TWM, lot.getal(1, 6)))
        dag = min(dag, _LAATSTE_BEZOEK)
        self.bezoek(zaak, dag)
        gevonden: dict[str, Overtreding] = {}
        eisen: list[Interventie] = []
        for soort, voorschrift, grondslag in zaak.inzet:
            if soort == "BOETERAPPORT" and voorschrift in _OO:
                self._herhaling(zaak, voorschrift, eisen)
                continue
            instrument = self._instrument(zaak, dag, soort, voorschrift, grondslag, gevonden)
            if soort == "EIS":
                eisen.append(instrument)
        self._hercontrole(zaak, dag, eisen)

    def _voorschrift(self, zaak: Zaak, dag: date, gevonden: dict[str, Overtreding]) -> str:
        """A provision that may carry a waarschuwing or an eis on that day, rather one not yet used."""
        if zaak.domein == "EERLIJK":
            return self._lot.uit(_EERLIJK)
        keuze = [*_OO, *(["ARBOBESLUIT_3_2A"] * 3 if dag > TWM else [])]
        return self._lot.uit([code for code in keuze if code not in gevonden] or keuze)

    def _instrument(
        self,
        zaak: Zaak,
        dag: date,
        soort: str,
        voorschrift: str,
        grondslag: str,
        gevonden: dict[str, Overtreding],
    ) -> Interventie:
        lot = self._lot
        onder = [self._overtreding(zaak, dag, voorschrift, gevonden)]
        eigen = onder[0]
        if soort in ("WAARSCHUWING", "EIS") and zaak.domein != "EERLIJK":
            # One letter may stand on several violations: still one instrument.
            for _ in range(lot.gewogen({0: 70, 1: 24, 2: 6})):
                extra = self._overtreding(zaak, dag, "", gevonden)
                onder += [extra] if extra not in onder else []
        if grondslag == "ARBOWET_28_1":
            eigen.ernstig_gevaar = True
        if grondslag == "ARBOWET_28_7" or soort == "BOETERAPPORT":
            eigen.ernstige_mate_motivering = lot.uit(_ERNSTIGE_MATE)
        per_post = soort == "BOETERAPPORT" or (soort in ("WAARSCHUWING", "EIS") and lot.kans(60))
        if zaak.rol == "BEIDE" and per_post:
            uitgereikt, wijze = min(werkdag_na(dag, lot.getal(2, 9)), LAATSTE_WERKDAG), "AFSTAND"
        else:
            uitgereikt, wijze = dag, "LOCATIE"
        instrument = self.leg_vast(zaak, soort, wijze, uitgereikt, tuple(onder))
        instrument.grondslag = grondslag
        if soort == "EIS":
            instrument.termijn_tot = werkdag_na(uitgereikt, lot.getal(10, 24))
            instrument.toelichting = lot.uit(_WIJZE_VAN_EIS[eigen.voorschrift])
        if soort == "WAARSCHUWING" and lot.kans(40):
            instrument.termijn_tot = werkdag_na(uitgereikt, lot.getal(10, 30))
        if soort == "STILLEGGING":
            _zelfde_dag(instrument)
            instrument.toelichting = (
                "Mondeling aangezegd op de werkplek, dezelfde dag schriftelijk bevestigd."
            )
        return instrument

    def _overtreding(
        self, zaak: Zaak, dag: date, voorschrift: str, gevonden: dict[str, Overtreding]
    ) -> Overtreding:
        """The violation of that provision at this visit: found once, whatever rests on it."""
        voorschrift = voorschrift or self._voorschrift(zaak, dag, gevonden)
        if voorschrift not in gevonden:
            gevonden[voorschrift] = self.constateer(zaak, voorschrift, dag)
        return gevonden[voorschrift]

    def _herhaling(self, zaak: Zaak, voorschrift: str, eisen: list[Interventie]) -> None:
        """The term of the eis is over, the same provision is violated again: a boeterapport (class OO)."""
        eis = next(i for i in eisen if i.overtredingen[0].voorschrift == voorschrift)
        einde = eis.termijn_tot
        if einde is None:
            raise ValueError("een eis zonder termijn")
        dag = werkdag_na(einde + timedelta(days=1), self._lot.getal(1, 4))
        self.bezoek(zaak, dag)
        opnieuw = self.constateer(zaak, voorschrift, dag)
        self.leg_vast(zaak, "BOETERAPPORT", "AFSTAND", werkdag_na(dag, self._lot.getal(3, 8)), (opnieuw,))

    def _hercontrole(self, zaak: Zaak, dag: date, eisen: list[Interventie]) -> None:
        """Some zaken are visited again: the zaak counts once, however often."""
        einden = [eis.termijn_tot for eis in eisen if eis.termijn_tot]
        if self._lot.kans(35 if einden else 10) and zaak.wanneer != "HERHALING":
            opnieuw = werkdag_na(max([*einden, dag]), self._lot.getal(2, 9))
            if opnieuw <= _LAATSTE_DAG:
                self.bezoek(zaak, opnieuw)


def _zelfde_dag(stillegging: Interventie) -> None:
    """Oral first, in writing within 24 hours: it and what it rests on are on record that day, as soon as the
    zaak is."""
    dag = stillegging.uitgereikt_op
    vroeg = stillegging.geregistreerd_op.replace(year=dag.year, month=dag.month, day=dag.day)
    moment = max(vroeg, stillegging.zaak.geregistreerd_op)
    for overtreding in stillegging.overtredingen:
        overtreding.geregistreerd_op = min(overtreding.geregistreerd_op, moment)
    stillegging.geregistreerd_op = moment
