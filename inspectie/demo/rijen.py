"""The records of the synthetic set, and how they become the CSV files of contract section 1."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final

from inspectie.demo.bedrijven import Tak
from inspectie.tijd import AMSTERDAM

ONGEREGISTREERD: Final = datetime(1900, 1, 1, tzinfo=AMSTERDAM)
"""Stands in until the moment of registration is known."""


@dataclass(slots=True, eq=False)
class Werkgever:
    naam: str
    tak: Tak
    kvk_nummer: str = ""
    vestigingsnummer: str = ""
    sector: str = ""
    plaats: str = ""
    provincie: str = ""
    rechtsopvolger_van: "Werkgever | None" = None
    geregistreerd_op: datetime = ONGEREGISTREERD
    sleutel: str = ""


@dataclass(slots=True, eq=False)
class Melding:
    """`tak` is the kind of business it is about, also where the employer is not known; `rol` is what became of
    it (see Zaak), empty when it is in no zaak."""

    ontvangen_op: datetime
    domein: str
    onderwerpen: tuple[str, ...]
    arbeidsmigranten: bool | None
    tak: Tak
    corona_relatie: str = "DIRECT"
    geregistreerd_op: datetime = ONGEREGISTREERD
    kanaal: str = "WEBFORMULIER"
    melder_type: str = "WERKNEMER"
    melder_naam: str = ""
    melder_email: str = ""
    melder_telefoon: str = ""
    toestemming_contact_werkgever: bool | None = None
    bevoegd: str = ""
    melder_ziet_risico: bool | None = None
    ernst: str = ""
    aantal_blootgesteld: int | None = None
    duurt_voort: bool | None = None
    werkonderbreking: bool | None = None
    bevestigde_besmettingen: int | None = None
    verzoek_24_7: bool | None = None
    opsporing_indicatie: bool | None = None
    personen_in_gevaar: bool | None = None
    werkgever: Werkgever | None = None
    omschrijving: str = ""
    dubbel_van: "Melding | None" = None
    rol: str = ""
    sleutel: str = ""


@dataclass(slots=True, eq=False)
class Zaak:
    """`rol` on the peildatum: AFSTAND (remote only), LOCATIE (visits only), BEIDE, GEEN (nothing done yet),
    LAAT (opened after it), ACTIEF (a programme inspection). `eerste` is False for a second zaak at one employer.
    `inzet` is filled with the instruments to be used in it, `wanneer` is as in Inzet."""

    domein: str
    werkgever: Werkgever
    meldingen: list[Melding]
    rol: str
    aanleiding: str = "MELDING"
    eerste: bool = True
    wanneer: str = ""
    inzet: list[tuple[str, str, str]] = field(default_factory=list)
    geopend_op: date = date.min
    geregistreerd_op: datetime = ONGEREGISTREERD
    sleutel: str = ""


@dataclass(slots=True, eq=False)
class ZaakMelding:
    zaak: Zaak
    melding: Melding
    geregistreerd_op: datetime

    @property
    def sleutel(self) -> str:
        return f"{self.zaak.sleutel};{self.melding.sleutel}"


@dataclass(slots=True, eq=False)
class Overtreding:
    zaak: Zaak
    werkgever: Werkgever
    voorschrift: str
    geconstateerd_op: date
    geregistreerd_op: datetime
    ernstig_gevaar: bool | None = False
    ernstige_mate_motivering: str = ""
    sleutel: str = ""


@dataclass(slots=True, eq=False)
class Interventie:
    zaak: Zaak
    werkgever: Werkgever
    soort: str
    wijze: str
    uitgereikt_op: date
    geregistreerd_op: datetime
    overtredingen: tuple[Overtreding, ...] = ()
    grondslag: str = ""
    termijn_tot: date | None = None
    toelichting: str = ""
    sleutel: str = ""

    @property
    def veiligheidstoets(self) -> str:
        return "AKKOORD" if self.wijze == "LOCATIE" else ""


@dataclass(slots=True, eq=False)
class Toetsing:
    melding: Melding
    resultaat: str
    getoetst_op: date | None
    geregistreerd_op: datetime


Onderwerp = Werkgever | Melding | Zaak | ZaakMelding | Overtreding | Interventie


@dataclass(slots=True, eq=False)
class Correctie:
    """`op` is the record that is corrected, `nieuw` a value of the kind its field has."""

    soort: str
    op: Onderwerp
    veld: str
    nieuw: object
    reden: str
    geregistreerd_op: datetime

    @property
    def sleutel(self) -> str:
        return self.op.sleutel


@dataclass(slots=True, eq=False)
class Dossier:
    """The whole set."""

    werkgevers: list[Werkgever] = field(default_factory=list)
    meldingen: list[Melding] = field(default_factory=list)
    zaken: list[Zaak] = field(default_factory=list)
    koppelingen: list[ZaakMelding] = field(default_factory=list)
    overtredingen: list[Overtreding] = field(default_factory=list)
    interventies: list[Interventie] = field(default_factory=list)
    toetsingen: list[Toetsing] = field(default_factory=list)
    correcties: list[Correctie] = field(default_factory=list)


# The first column of these files is the record's own key.
KOLOMMEN: Final = {
    "werkgevers": "werkgever naam kvk_nummer vestigingsnummer sector plaats provincie rechtsopvolger_van "
    "geregistreerd_op",
    "meldingen": "melding ontvangen_op geregistreerd_op kanaal melder_type melder_naam melder_email melder_telefoon "
    "toestemming_contact_werkgever corona_relatie bevoegd domein onderwerpen arbeidsmigranten melder_ziet_risico "
    "ernst aantal_blootgesteld duurt_voort werkonderbreking bevestigde_besmettingen verzoek_24_7 opsporing_indicatie "
    "personen_in_gevaar werkgever omschrijving dubbel_van",
    "zaken": "zaak domein aanleiding geopend_op geregistreerd_op",
    "zaak_meldingen": "zaak melding geregistreerd_op",
    "overtredingen": "overtreding zaak werkgever voorschrift geconstateerd_op ernstig_gevaar "
    "ernstige_mate_motivering geregistreerd_op",
    "interventies": "interventie zaak werkgever soort wijze uitgereikt_op geregistreerd_op overtredingen grondslag "
    "termijn_tot veiligheidstoets toelichting",
    "toetsingen": "melding resultaat getoetst_op geregistreerd_op",
    "correcties": "soort sleutel veld nieuw reden geregistreerd_op",
}
_EIGEN_SLEUTEL: Final = {"werkgevers", "meldingen", "zaken", "overtredingen", "interventies"}


def als_tekst(waarde: object) -> str:
    """A value as the contract writes it."""
    match waarde:
        case None:
            return ""
        case bool():
            return "ja" if waarde else "nee"
        case str():
            return waarde
        case date():  # a datetime is one too
            return waarde.isoformat()
        case tuple():
            return ";".join(als_tekst(deel) for deel in waarde)
        case Werkgever() | Melding() | Zaak() | Overtreding():
            return waarde.sleutel
        case _:
            return str(waarde)


def schrijf(map_: Path, naam: str, rijen: Sequence[object]) -> int:
    """Write one file of the folder and give back its number of records."""
    kolommen = KOLOMMEN[naam].split()
    velden = ["sleutel", *kolommen[1:]] if naam in _EIGEN_SLEUTEL else kolommen
    with (map_ / f"{naam}.csv").open("w", encoding="utf-8", newline="") as bestand:
        schrijver = csv.writer(bestand, lineterminator="\r\n")
        schrijver.writerow(kolommen)
        schrijver.writerows([als_tekst(getattr(rij, veld)) for veld in velden] for rij in rijen)
    return len(rijen)
