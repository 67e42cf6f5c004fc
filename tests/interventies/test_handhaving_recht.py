"""The law as dated data, and what a violation can be."""

from dataclasses import replace
from datetime import date

import pytest

from interventies.handhaving import (
    INSTRUMENTEN,
    NIET_INSTRUMENTEN,
    Grondslag,
    Klasse,
    Vereiste,
    Voorschrift,
    beoordeel,
    beoordeel_overtreding,
    maak_recht,
)
from tests.gegevens import GRONDSLAGEN, VOORSCHRIFTEN, VRIJ
from tests.interventies.voorbeelden import GEEN, RECHT, oordeel, overtreding, stillegging, verzoek

# The tables


def test_de_meegeleverde_voorschriften_zijn_die_van_het_domein():
    tijdelijk = (date(2020, 12, 1), date(2022, 5, 19))
    altijd = (None, None)
    assert {
        v.code: (v.klasse, (v.geldig_van, v.geldig_tot), v.eis_of_stillegging) for v in VOORSCHRIFTEN
    } == {
        "ZORGPLICHT": (Klasse.OO, altijd, True),
        "RIE": (Klasse.OO, altijd, True),
        "VOORLICHTING": (Klasse.OO, altijd, True),
        "ARBOBESLUIT_3_2A": (Klasse.DIRECT_ERNSTIGE_MATE, tijdelijk, True),
        "WML": (Klasse.DIRECT, altijd, False),
        "WAV": (Klasse.DIRECT, altijd, False),
        "WAADI": (Klasse.DIRECT, altijd, False),
        "ATW": (Klasse.DIRECT, altijd, False),
    }


def test_elk_voorschrift_en_elke_grondslag_heeft_naam_artikel_en_bron():
    rijen: tuple[Voorschrift | Grondslag, ...] = (*VOORSCHRIFTEN, *GRONDSLAGEN)
    for rij in rijen:
        assert rij.naam
        assert "artikel" in rij.artikel
        assert rij.bron


def test_de_meegeleverde_grondslagen_zijn_die_van_het_domein():
    assert {g.code: (g.soort, g.geldig_van, g.geldig_tot, g.vereist) for g in GRONDSLAGEN} == {
        "ARBOWET_27": ("EIS", None, None, None),
        "ARBOWET_28_1": ("STILLEGGING", None, None, Vereiste.ERNSTIG_GEVAAR),
        "ARBOWET_28_7": ("STILLEGGING", date(2020, 12, 1), date(2022, 5, 19), Vereiste.ERNSTIGE_MATE),
    }


def test_twee_versies_van_een_voorschrift_mogen_niet_op_een_dag_gelden():
    oud = Voorschrift("RIE", "artikel 5", Klasse.OO, None, date(2022, 12, 31), True)
    nieuw = Voorschrift("RIE", "artikel 5", Klasse.DIRECT, date(2022, 12, 31), None, True)
    with pytest.raises(ValueError, match="Twee versies van RIE"):
        maak_recht([nieuw, oud], [], VRIJ)
    with pytest.raises(ValueError, match="eindigt"):
        maak_recht([replace(nieuw, geldig_tot=date(2020, 1, 1))], [], VRIJ)


def test_de_klasse_op_de_dag_van_de_overtreding_beslist():
    oud = Voorschrift("RIE", "artikel 5", Klasse.OO, None, date(2022, 12, 31), True)
    nieuw = replace(oud, klasse=Klasse.DIRECT, geldig_van=date(2023, 1, 1), geldig_tot=None)
    recht = maak_recht([nieuw, oud], [], VRIJ)
    later = date(2023, 6, 1)
    voor = verzoek("BOETERAPPORT", overtreding(op=date(2022, 12, 31)), uitgereikt_op=later)
    na = verzoek("BOETERAPPORT", overtreding(op=date(2023, 1, 1)), uitgereikt_op=later)
    assert not beoordeel(voor, GEEN, recht).toegestaan
    assert beoordeel(na, GEEN, recht).toegestaan


def test_een_andere_tabel_geeft_een_ander_oordeel():
    verlengd = replace(GRONDSLAGEN[2], geldig_tot=date(2023, 1, 1))
    ernstig = overtreding(op=date(2022, 6, 1), ernstige_mate_motivering="Niets geregeld.")
    vraag = stillegging("7", ernstig, uitgereikt_op=date(2022, 6, 2))
    assert isinstance(verlengd, Grondslag)
    assert not oordeel(vraag).toegestaan
    assert beoordeel(vraag, GEEN, maak_recht(VOORSCHRIFTEN, [verlengd], VRIJ)).toegestaan


# The violation itself


@pytest.mark.parametrize("code", [v.code for v in VOORSCHRIFTEN])
def test_een_overtreding_van_een_bekend_voorschrift_kan(code: str):
    assert beoordeel_overtreding(overtreding(code), RECHT) == ()


def test_een_onbekend_voorschrift_wordt_geweigerd():
    (weigering,) = beoordeel_overtreding(overtreding("ARBOWET_99"), RECHT)
    assert "“ARBOWET_99”" in weigering.reden
    assert (weigering.kolom, weigering.overtreding) == ("voorschrift", "O-1")


@pytest.mark.parametrize(
    "code",
    ["THUISWERKEN", "thuiswerken", "NIET_THUISWERKEN", "THUIS_WERKEN", "niet thuisgewerkt", "Thuis-werken"],
)
def test_niet_thuiswerken_is_in_zichzelf_geen_overtreding(code: str):
    (weigering,) = beoordeel_overtreding(overtreding(code), RECHT)
    assert weigering.reden.startswith("Niet thuiswerken is in zichzelf geen overtreding")
    assert "Niet-thuiswerken is in zichzelf niet een overtreding" in weigering.reden
    assert weigering.artikel == "Tussentijdse rapportage Inspectie SZW, 3 februari 2021"
    assert weigering.kolom == "voorschrift"


def test_thuiswerken_wordt_ook_geweigerd_als_het_in_de_tabel_staat():
    rij = Voorschrift("THUISWERKEN", "artikel 0", Klasse.DIRECT, None, None, True)
    recht = maak_recht([*VOORSCHRIFTEN, rij], GRONDSLAGEN, VRIJ)
    assert beoordeel_overtreding(overtreding("THUISWERKEN"), recht)
    assert not beoordeel(verzoek("WAARSCHUWING", overtreding("THUISWERKEN")), GEEN, recht).toegestaan


@pytest.mark.parametrize("soort", INSTRUMENTEN)
def test_een_instrument_dat_op_thuiswerken_rust_wordt_met_die_woorden_geweigerd(soort: str):
    redenen = oordeel(verzoek(soort, overtreding("THUISWERKEN"))).weigeringen
    assert any("Niet thuiswerken is in zichzelf geen overtreding" in weigering.reden for weigering in redenen)


@pytest.mark.parametrize("soort", [*INSTRUMENTEN, *NIET_INSTRUMENTEN])
def test_een_grondslag_thuiswerken_wordt_met_die_woorden_geweigerd(soort: str):
    redenen = oordeel(verzoek(soort, overtreding(), grondslag="THUISWERKEN")).weigeringen
    assert [w.kolom for w in redenen if "Niet thuiswerken is in zichzelf geen" in w.reden] == ["grondslag"]


def test_een_niet_aangepaste_rie_is_wel_een_overtreding():
    assert oordeel(verzoek("WAARSCHUWING", overtreding("RIE"))).toegestaan


@pytest.mark.parametrize(
    ("op", "kan"),
    [
        (date(2020, 11, 30), False),
        (date(2020, 12, 1), True),
        (date(2022, 5, 19), True),
        (date(2022, 5, 20), False),
    ],
)
def test_artikel_3_2a_geldt_van_1_december_2020_tot_en_met_19_mei_2022(op: date, kan: bool):
    weigeringen = beoordeel_overtreding(overtreding("ARBOBESLUIT_3_2A", op), RECHT)
    assert (weigeringen == ()) is kan
    if not kan:
        assert weigeringen[0].kolom == "geconstateerd_op"
        assert weigeringen[0].artikel == "Arbeidsomstandighedenbesluit artikel 3.2a"
        assert "van 01-12-2020 tot en met 19-05-2022" in weigeringen[0].reden
