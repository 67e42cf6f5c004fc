"""What was put right afterwards. Until 3 February each correction brings the record to what the report counts;
the later ones show that a figure with an earlier "stand van" does not see them."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final, TypeVar

from inspectie.demo.afwikkeling import BEZOEKEN_VANAF, Afwikkeling
from inspectie.demo.lot import Lot
from inspectie.demo.rijen import (
    Correctie,
    Dossier,
    Interventie,
    Melding,
    Onderwerp,
    Werkgever,
    Zaak,
    ZaakMelding,
)
from inspectie.demo.verdeling import LAATSTE_WERKDAG
from inspectie.demo.verloop import op_tijd, werkdag_na
from inspectie.demo.werkgevers import Bedrijvenregister, zonder_vorm
from inspectie.tijd import lokale_dag

_LAATST: Final = date(2021, 2, 2)
_TERUG_VAN_BUITEN: Final = date(2021, 1, 20)
_REDEN: Final = {
    "domein": "Bij nadere lezing hoort de melding in een ander domein.",
    "onderwerpen": "Onderwerp verkeerd aangevinkt bij het registreren.",
    "arbeidsmigranten": "Uit het gesprek bleek dat het om arbeidsmigranten gaat.",
    "corona_relatie": "De klachten bleken toch met corona te maken te hebben.",
    "dubbel_van": "Zelfde melder, zelfde werkgever, zelfde feiten.",
    "werkgever": "Verkeerde werkgever gekozen uit de lijst.",
    "vervallen": "Bij vergissing geregistreerd; heeft niet plaatsgevonden.",
    "samengevoegd_in": "Zelfde onderneming, twee keer geboekt.",
    "naam": "Schrijffout in de naam.",
}
_UIT_ELKAAR: Final = "Toch twee ondernemingen: andere eigenaar, ander KvK-nummer."


_WERKVLOER: Final = ("AFSTAND", "ZIEK_AAN_WERK")
_SOORT: Final = {Werkgever: "werkgever", Melding: "melding", Zaak: "zaak"}
_T = TypeVar("_T", Werkgever, Melding)


def _zelfde_kort_erna(melding: Melding, origineel: Melding) -> bool:
    erna = melding.ontvangen_op - origineel.ontvangen_op
    return (
        melding.werkgever is None
        and timedelta(0) < erna < timedelta(days=14)
        and melding.onderwerpen == origineel.onderwerpen
        and melding.domein == origineel.domein
        and melding.arbeidsmigranten == origineel.arbeidsmigranten
    )


def _opvallend(melding: Melding) -> bool:
    """A named report on the most frequent topic in a busy month: another like it comes in within days."""
    return (
        melding.domein == "VEILIG_GEZOND"
        and melding.onderwerpen == ("AFSTAND",)
        and melding.melder_naam != ""
        and melding.arbeidsmigranten is False
        and date(2020, 10, 1) < melding.ontvangen_op.date() < date(2020, 11, 1)
    )


class Corrector:
    """Adds corrections to a finished Dossier; no record is used for two of them."""

    def __init__(self, lot: Lot, dossier: Dossier, afwikkeling: Afwikkeling) -> None:
        self._lot = lot
        self._dossier = dossier
        self._afwikkeling = afwikkeling
        self._gebruikt: set[Werkgever | Melding] = set()

    def voor_het_rapport(
        self, getelde: list[Melding], kopieen: list[Melding], register: Bedrijvenregister
    ) -> None:
        """Registered before 3 February: in the end state of the report. The record itself gets the older value."""
        los = [m for m in getelde if not m.rol and m.ontvangen_op.date() < date(2021, 1, 5)]
        for nummer, melding in enumerate(self._kies(los, 14, lambda m: m.domein == "VEILIG_GEZOND")):
            self._was(melding, "domein", "BUITEN", _TERUG_VAN_BUITEN if nummer < 6 else None)
        for melding in self._kies(los, 4, lambda m: m.domein == "EERLIJK" and m.onderwerpen[0] in _WERKVLOER):
            self._was(melding, "domein", "VEILIG_GEZOND")
        for melding in self._kies(los, 4, lambda m: m.domein == "BUITEN" and m.onderwerpen[0] in _WERKVLOER):
            self._was(melding, "domein", "VEILIG_GEZOND")
        for melding in self._kies(
            los, 12, lambda m: m.domein == "VEILIG_GEZOND" and m.onderwerpen != ("OVERIG_VG",)
        ):
            self._was(melding, "onderwerpen", ("OVERIG_VG",))
        for melding in self._kies(los, 5, lambda m: m.arbeidsmigranten is True):
            self._was(melding, "arbeidsmigranten", None)
        for melding in self._kies(los, 3, lambda m: m.domein == "VEILIG_GEZOND"):
            self._was(melding, "corona_relatie", "GEEN")
        for melding in self._kies(los, 2, lambda m: m.werkgever is not None):
            self._was(melding, "werkgever", self._lot.uit(register.werkgevers[:400]))
        for kopie in self._kies(kopieen, 15, lambda m: m.rol == "DUBBEL"):
            self._was(kopie, "dubbel_van", None)
        eerlijk = [z for z in self._dossier.zaken if z.domein == "EERLIJK" and z.rol == "AFSTAND"]
        self._was(self._lot.uit(eerlijk), "domein", "VEILIG_GEZOND", date(2021, 1, 12))

    def vergissingen(self, getelde: list[Melding]) -> None:
        """Interventions, a violation and links that were put on record and never were."""
        zaken = self._dossier.zaken
        wachtend = self._lot.uit([z for z in zaken if z.rol == "GEEN" and z.geopend_op <= date(2021, 1, 4)])
        gesprek = self._afwikkeling.leg_vast(
            wachtend, "TELEFONISCH_GESPREK", "AFSTAND", werkdag_na(wachtend.geopend_op, 1)
        )
        afstand = [
            z for z in zaken if z.rol == "AFSTAND" and BEZOEKEN_VANAF < z.geopend_op < date(2020, 12, 1)
        ]
        gebeld = self._lot.uit(afstand)
        bezoek = self._afwikkeling.bezoek(gebeld, werkdag_na(gebeld.geopend_op, 11))
        zonder = [
            i for i in self._dossier.interventies
            if i.soort == "LOCATIEBEZOEK" and i.zaak.rol == "LOCATIE" and i.uitgereikt_op <= LAATSTE_WERKDAG
            and i.werkgever not in {o.werkgever for o in self._dossier.overtredingen}
        ]  # fmt: skip
        van_bezoek = self._lot.uit(zonder)
        overtreding = self._afwikkeling.constateer(van_bezoek.zaak, "VOORLICHTING", van_bezoek.uitgereikt_op)
        los = [m for m in getelde if not m.rol and m.domein == "VEILIG_GEZOND" and m.werkgever]
        koppelingen = [
            ZaakMelding(zaak, melding, max(zaak.geregistreerd_op, melding.geregistreerd_op))
            for zaak, melding in zip(self._lot.greep(afstand, 2), self._kies(los, 2), strict=True)
        ]
        self._dossier.koppelingen += koppelingen
        for soort, op in (
            ("interventie", gesprek), ("interventie", bezoek), ("overtreding", overtreding),
            ("zaak_melding", koppelingen[0]), ("zaak_melding", koppelingen[1]),
        ):  # fmt: skip
            self._zet(soort, op, "vervallen", True, self._moment(op.geregistreerd_op))

    def samenvoegingen(self, samen: list[tuple[Werkgever, Werkgever]]) -> None:
        """Two firms on two records each are merged; two that only look alike are merged and taken apart again."""
        for dag, (dubbel, eerste) in zip((date(2020, 12, 17), date(2021, 1, 25)), samen, strict=True):
            moment = max(self._op(dag), self._moment(self._laatste_gebruik(dubbel)))
            self._zet("werkgever", dubbel, "samengevoegd_in", eerste, moment)
        een, ander = self._paar()
        ander.naam = f"{zonder_vorm(een.naam)} Nederland B.V."
        self._zet("werkgever", ander, "samengevoegd_in", een, self._op(date(2021, 1, 15)))
        self._zet("werkgever", ander, "samengevoegd_in", None, self._op(date(2021, 1, 18)), _UIT_ELKAAR)
        for werkgever in self._kies([z.werkgever for z in self._zaken_met_eigen_nummer()], 2):
            goed = werkgever.naam
            werkgever.naam = goed[:3] + goed[4:]
            self._zet("werkgever", werkgever, "naam", goed, self._op(date(2021, 1, 20)))

    def na_het_rapport(self, getelde: list[Melding]) -> None:
        """Registered after 3 February: these change what a later "stand van" shows, and nothing before it."""
        los = [m for m in getelde if not m.rol and m.ontvangen_op.date() < date(2021, 1, 5)]
        self._later(self._kies(los, 3, lambda m: m.domein == "BUITEN" and m.onderwerpen == ("AFSTAND",)),
                    "domein", "VEILIG_GEZOND")  # fmt: skip
        self._later(self._kies(los, 1, lambda m: m.domein == "VEILIG_GEZOND"), "domein", "EERLIJK")
        self._later(self._kies(los, 2, lambda m: m.onderwerpen == ("PBM",)), "onderwerpen", ("HYGIENE",))
        self._later(self._kies(los, 1, lambda m: m.arbeidsmigranten is None), "arbeidsmigranten", True)
        origineel = self._kies(los, 1, _opvallend)[0]
        kopie = self._kies(los, 1, lambda m: _zelfde_kort_erna(m, origineel))[0]
        kopie.melder_type, kopie.melder_naam = origineel.melder_type, origineel.melder_naam
        kopie.melder_email, kopie.melder_telefoon = origineel.melder_email, origineel.melder_telefoon
        kopie.werkgever, kopie.omschrijving = origineel.werkgever, f"{origineel.omschrijving} (tweede keer)"
        kopie.tak = origineel.tak
        self._later([kopie], "dubbel_van", origineel)
        een, ander = self._paar()
        Bedrijvenregister.lijkt_op(ander, een)
        self._zet("werkgever", ander, "samengevoegd_in", een, self._op(date(2021, 2, 16)))
        enige = self._enige_interventie()
        self._zet("interventie", enige, "vervallen", True, self._op(date(2021, 2, 22)))

    def _kies(self, rij: list[_T], aantal: int, past: Callable[[_T], bool] = lambda _: True) -> list[_T]:
        gekozen = self._lot.greep([op for op in rij if op not in self._gebruikt and past(op)], aantal)
        self._gebruikt.update(gekozen)
        return gekozen

    def _was(self, op: Melding | Zaak, veld: str, oud: object, dag: date | None = None) -> None:
        """The record was first put down with `oud`; what it holds now came by correction."""
        nieuw = getattr(op, veld)
        setattr(op, veld, oud)
        moment = self._op(dag) if dag else self._moment(op.geregistreerd_op)
        self._zet(_SOORT[type(op)], op, veld, nieuw, max(moment, op.geregistreerd_op))

    def _later(self, meldingen: list[Melding], veld: str, nieuw: object) -> None:
        for melding in meldingen:
            self._zet(
                "melding",
                melding,
                veld,
                nieuw,
                self._op(werkdag_na(date(2021, 2, 8), self._lot.getal(0, 13))),
            )

    def _zet(
        self, soort: str, op: Onderwerp, veld: str, nieuw: object, moment: datetime, reden: str = ""
    ) -> None:
        self._dossier.correcties.append(Correctie(soort, op, veld, nieuw, reden or _REDEN[veld], moment))

    def _op(self, dag: date) -> datetime:
        return op_tijd(dag, self._lot.getal(9 * 60, 16 * 60 + 45))

    def _moment(self, na: datetime) -> datetime:
        """Some weeks at most after `na`, and before 3 February."""
        return self._op(min(werkdag_na(lokale_dag(na), self._lot.getal(1, 25)), _LAATST))

    def _laatste_gebruik(self, werkgever: Werkgever) -> datetime:
        return max(zaak.geregistreerd_op for zaak in self._dossier.zaken if zaak.werkgever is werkgever)

    def _zaken_met_eigen_nummer(self) -> list[Zaak]:
        """Remote zaken at employers with one record, one KvK number and one zaak."""
        per_nummer = Counter(werkgever.kvk_nummer for werkgever in self._dossier.werkgevers)
        per_werkgever = Counter(zaak.werkgever for zaak in self._dossier.zaken)
        return [
            zaak for zaak in self._dossier.zaken
            if zaak.rol == "AFSTAND" and zaak.domein == "VEILIG_GEZOND" and zaak.geopend_op < date(2020, 12, 20)
            and per_nummer[zaak.werkgever.kvk_nummer] == 1 and per_werkgever[zaak.werkgever] == 1
        ]  # fmt: skip

    def _paar(self) -> tuple[Werkgever, Werkgever]:
        """Two such employers in one kind of business."""
        een = self._kies([zaak.werkgever for zaak in self._zaken_met_eigen_nummer()], 1)[0]
        zelfde = [z.werkgever for z in self._zaken_met_eigen_nummer() if z.werkgever.tak is een.tak]
        return een, self._kies(zelfde, 1)[0]

    def _enige_interventie(self) -> Interventie:
        per_werkgever = Counter(interventie.werkgever for interventie in self._dossier.interventies)
        werkgevers = self._kies([zaak.werkgever for zaak in self._zaken_met_eigen_nummer()], 200)
        enige = next(werkgever for werkgever in werkgevers if per_werkgever[werkgever] == 1)
        return next(i for i in self._dossier.interventies if i.werkgever is enige)
