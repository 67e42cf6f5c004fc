"""The numbers that the synthetic set must come to, as data.

[seed] is the report of 3 February 2021 (peildatum 10 January 2021). The split within a domain, the path over
the months and the bundles of instruments are invented within what the report says (domain.md section 2).
"""

from datetime import date
from typing import Final, NamedTuple

PEILDATUM: Final = date(2021, 1, 10)
"""The last day that the report counts."""
LAATSTE_WERKDAG: Final = date(2021, 1, 8)
"""The last working day on or before the peildatum."""
EINDE_SET: Final = date(2021, 1, 31)
"""The last day on which a melding of the set comes in."""


class Vak(NamedTuple):
    """One cell of the diagram: so many meldingen, of which so many about arbeidsmigranten.

    `wanneer`: VROEG, LAAT or ALTIJD; the ranking of the topics changes over the year.
    """

    domein: str
    onderwerp: str
    meldingen: int
    migranten: int
    wanneer: str = "ALTIJD"


# 5.120 / 443 / 2.374 = 7.937 [seed]; arbeidsmigranten 1.024 + 163 + 400 = 1.587 ("circa 20%").
VAKKEN: Final = (
    Vak("VEILIG_GEZOND", "AFSTAND", 1690, 372),
    Vak("VEILIG_GEZOND", "ZIEK_AAN_WERK", 1126, 260),
    Vak("VEILIG_GEZOND", "THUISWERKEN", 563, 0, "LAAT"),
    Vak("VEILIG_GEZOND", "HYGIENE", 614, 120, "VROEG"),
    Vak("VEILIG_GEZOND", "PBM", 409, 62, "VROEG"),
    # the "other" 718
    Vak("VEILIG_GEZOND", "VENTILATIE", 96, 8, "LAAT"),
    Vak("VEILIG_GEZOND", "VOORLICHTING", 108, 44),
    Vak("VEILIG_GEZOND", "TOEZICHT_NALEVING", 142, 34, "LAAT"),
    Vak("VEILIG_GEZOND", "RIE_PVA", 84, 6),
    Vak("VEILIG_GEZOND", "QUARANTAINE", 128, 52, "LAAT"),
    Vak("VEILIG_GEZOND", "WERKDRUK", 46, 4),
    Vak("VEILIG_GEZOND", "VERVOER_WERK", 66, 58),
    Vak("VEILIG_GEZOND", "OVERIG_VG", 48, 4),
    # loon/arbeidstijd 190
    Vak("EERLIJK", "LOON", 112, 42),
    Vak("EERLIJK", "ARBEIDSTIJD", 46, 16),
    Vak("EERLIJK", "ARBEIDSVOORWAARDEN", 32, 6),
    Vak("EERLIJK", "SUBSIDIEREGELING", 143, 9, "VROEG"),
    # uitzend/huisvesting 80
    Vak("EERLIJK", "UITZEND_WAADI", 44, 40),
    Vak("EERLIJK", "ILLEGALE_TEWERKSTELLING", 12, 12),
    Vak("EERLIJK", "UITBUITING", 10, 10),
    Vak("EERLIJK", "OVERIG_E", 14, 10),
    Vak("EERLIJK", "AFSTAND", 18, 12),
    Vak("EERLIJK", "ZIEK_AAN_WERK", 12, 6),
    Vak("BUITEN", "KLANT_WINKEL", 520, 0),
    Vak("BUITEN", "GROEPSVORMING", 410, 70, "VROEG"),
    Vak("BUITEN", "VRAAG_INFORMATIE", 430, 52),
    Vak("BUITEN", "ZORGKWALITEIT", 262, 0),
    Vak("BUITEN", "HUISVESTING", 180, 168),
    Vak("BUITEN", "VOEDSEL", 130, 34),
    # fraude/opsporing 260
    Vak("BUITEN", "UITKERING_FRAUDE", 188, 26),
    Vak("BUITEN", "OVERIG_B", 72, 14),
    Vak("BUITEN", "AFSTAND", 108, 24),
    Vak("BUITEN", "ZIEK_AAN_WERK", 62, 12),
    Vak("BUITEN", "THUISWERKEN", 12, 0, "LAAT"),
)

# The real series: how many meldingen had come in by the end of each day.
EERSTE_DAG: Final = date(2020, 3, 2)
PAD: Final = (
    (date(2020, 4, 5), 240),
    (date(2020, 5, 5), 500),
    (date(2020, 5, 20), 1000),
    (date(2020, 7, 31), 2800),
    (date(2020, 9, 13), 3500),
    (date(2020, 11, 8), 5874),
    (date(2020, 12, 31), 7700),
    (PEILDATUM, 7937),
)


class Werkverdeling(NamedTuple):
    """How many employers, zaken and linked meldingen one domain has on the peildatum."""

    op_afstand: int  # employers with remote interventions only
    alleen_bezoek: int  # employers with visits only
    beide: int
    tweede_bezoek: int  # of the visited employers, those with a second visited zaak
    tweede_zaak: int  # of the remote employers, those with a second zaak
    zonder_interventie: int  # zaken in which nothing has been done yet
    gekoppeld: int  # linked meldingen


# 2.053 / 44 / 120 = 2.217 employers, 2.173 V&G and 44 Eerlijk [seed]; 164 + 12 = 176 visited zaken [seed];
# 2.650 linked meldingen. Three more V&G employers hang on a duplicate alone: see VIA_DUBBEL.
VIA_DUBBEL: Final = 3
DUBBEL_GEBOEKT: Final = 2
"""Of the second zaken, those booked on a second record of the same firm, merged before 3 February."""
WERK: Final = {
    "VEILIG_GEZOND": Werkverdeling(2019 - VIA_DUBBEL, 40, 114, 12, 80, 58, 2590),
    "EERLIJK": Werkverdeling(34, 4, 6, 0, 0, 2, 60),
}

# Of the linked meldingen 2.400 tested: 2.136 with measures = 89% [seed].
TOETSING: Final = {"MAATREGEL_DIRECT": 1830, "MAATREGEL_UITEINDELIJK": 306, "GEEN_MAATREGEL": 264}
NIET_GETOETST: Final = {"NIET_TOETSBAAR": 70, "REEDS_IN_ORDE": 50, "OPEN": 90, "": 40}


class Inzet(NamedTuple):
    """So many employers got this bundle of instruments, each as (soort, voorschrift, grondslag).

    An empty voorschrift is drawn. `wanneer`: HERHALING needs time for a term and a second finding; TWM needs
    violations from 1 December 2020.
    """

    werkgevers: int
    instrumenten: tuple[tuple[str, str, str], ...]
    wanneer: str = ""
    domein: str = "VEILIG_GEZOND"


_W = ("WAARSCHUWING", "", "")
_E = ("EIS", "", "ARBOWET_27")
_S_ACUUT = ("STILLEGGING", "ZORGPLICHT", "ARBOWET_28_1")
_S_TWM = ("STILLEGGING", "ARBOBESLUIT_3_2A", "ARBOWET_28_7")
_B_TWM = ("BOETERAPPORT", "ARBOBESLUIT_3_2A", "")


def _eis(voorschrift: str) -> tuple[str, str, str]:
    return ("EIS", voorschrift, "ARBOWET_27")


# 79 employers and 140 instruments [seed]: 34 with one, 34 with two, 6 with three, 5 with four;
# 80 waarschuwingen, 48 eisen, 7 stilleggingen, 5 boeterapporten.
INZETTEN: Final = (
    Inzet(1, (_W, _eis("RIE"), _eis("VOORLICHTING"), ("BOETERAPPORT", "RIE", "")), "HERHALING"),
    Inzet(1, (_S_ACUUT, _W, _eis("ZORGPLICHT"), ("BOETERAPPORT", "ZORGPLICHT", "")), "HERHALING"),
    Inzet(2, (_S_TWM, _B_TWM, _W, _E), "TWM"),
    Inzet(1, (_S_ACUUT, _W, _E, _W)),
    Inzet(1, (_B_TWM, _W, _E), "TWM"),
    Inzet(3, (_S_ACUUT, _E, _W)),
    Inzet(2, (_W, _E, _E)),
    Inzet(14, (_W, _E)),
    Inzet(13, (_W, _W)),
    Inzet(7, (_E, _E)),
    Inzet(25, (_W,)),
    Inzet(3, (_W,), "", "EERLIJK"),
    Inzet(6, (_E,)),
)

# What is in the folder and in none of the figures at the peildatum.
DUBBEL: Final = 120
ZONDER_CORONA: Final = 150
NA_PEILDATUM: Final = 350
PROGRAMMATISCH: Final = 3
