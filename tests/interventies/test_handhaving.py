"""What the law allows: each sentence of the enforcement rules a test, on the shipped tables."""

from dataclasses import replace
from datetime import date

import pytest

from interventies.handhaving import INSTRUMENTEN, NIET_INSTRUMENTEN, SOORTEN, Oordeel
from tests.gegevens import VOORSCHRIFTEN
from tests.interventies.voorbeelden import (
    MAANDAG,
    eerder,
    eis,
    enige,
    oordeel,
    overtreding,
    stillegging,
    verzoek,
)

# Kind and manner


@pytest.mark.parametrize("soort", ["SLUITING", "SLUITING_BEDRIJFSPAND", "sluiten"])
def test_sluiting_van_een_bedrijfspand_bestaat_niet(soort: str):
    weigering = enige(oordeel(verzoek(soort, overtreding())))
    assert "alleen een wetsvoorstel aangekondigd" in weigering.reden
    assert weigering.kolom == "soort"


def test_een_onbekende_soort_wordt_geweigerd():
    assert "“BOETE”" in enige(oordeel(verzoek("BOETE", overtreding()))).reden


@pytest.mark.parametrize(
    ("soort", "wijze", "kan"),
    [
        ("LOCATIEBEZOEK", "LOCATIE", True),
        ("LOCATIEBEZOEK", "AFSTAND", False),
        ("TELEFONISCH_GESPREK", "AFSTAND", True),
        ("TELEFONISCH_GESPREK", "LOCATIE", False),
        ("AANSPREKEN_MONDELING", "AFSTAND", True),
        ("AANSPREKEN_MONDELING", "LOCATIE", True),
        ("AANSPREKEN_SCHRIFTELIJK", "AFSTAND", True),
        ("AANSPREKEN_SCHRIFTELIJK", "LOCATIE", True),
    ],
)
def test_een_bezoek_is_op_locatie_en_een_telefoongesprek_op_afstand(soort: str, wijze: str, kan: bool):
    uitkomst = oordeel(verzoek(soort, wijze=wijze, veiligheidstoets="AKKOORD"))
    assert uitkomst.toegestaan is kan
    if not kan:
        assert enige(uitkomst).kolom == "wijze"


def test_een_onbekende_wijze_wordt_geweigerd():
    assert enige(oordeel(verzoek("WAARSCHUWING", overtreding(), wijze="PER_POST"))).kolom == "wijze"


@pytest.mark.parametrize("toets", ["", "NIET_AKKOORD"])
@pytest.mark.parametrize("soort", [soort for soort in SOORTEN if soort != "TELEFONISCH_GESPREK"])
def test_op_locatie_vraagt_een_veiligheidstoets_akkoord(soort: str, toets: str):
    gevaar = overtreding(ernstig_gevaar=True)
    basis = {"EIS": eis(gevaar), "STILLEGGING": stillegging("1", gevaar)}.get(soort, verzoek(soort, gevaar))
    op_locatie = replace(basis, wijze="LOCATIE", veiligheidstoets=toets)
    weigering = enige(oordeel(op_locatie, eerder()))
    assert weigering.kolom == "veiligheidstoets"
    assert oordeel(replace(op_locatie, veiligheidstoets="AKKOORD"), eerder()).toegestaan


@pytest.mark.parametrize("soort", NIET_INSTRUMENTEN)
def test_wat_geen_instrument_is_mag_altijd_en_heeft_geen_grondslag(soort: str):
    wijze = "LOCATIE" if soort == "LOCATIEBEZOEK" else "AFSTAND"
    gewoon = verzoek(soort, wijze=wijze, veiligheidstoets="AKKOORD")
    assert oordeel(gewoon) == Oordeel(True, "", ())
    assert enige(oordeel(replace(gewoon, grondslag="ARBOWET_27"))).kolom == "grondslag"


# Every instrument


@pytest.mark.parametrize("soort", INSTRUMENTEN)
def test_een_instrument_vraagt_een_overtreding(soort: str):
    basis = {"EIS": eis(), "STILLEGGING": stillegging("7")}.get(soort, verzoek(soort))
    assert enige(oordeel(basis)).kolom == "overtredingen"


def test_een_waarschuwing_staat_op_de_overtreden_voorschriften():
    vraag = verzoek("WAARSCHUWING", overtreding("RIE"), overtreding("ATW", sleutel="O-2"))
    assert oordeel(vraag).grondslag == "Arbeidsomstandighedenwet artikel 5; Arbeidstijdenwet artikel 10:1"


@pytest.mark.parametrize("soort", ["WAARSCHUWING", "BOETERAPPORT"])
def test_een_waarschuwing_en_een_boeterapport_hebben_geen_eigen_grondslag(soort: str):
    weigering = enige(oordeel(verzoek(soort, overtreding("WML"), grondslag="ARBOWET_27")))
    assert weigering.kolom == "grondslag"
    assert "overtreden voorschriften zelf" in weigering.reden


@pytest.mark.parametrize("soort", INSTRUMENTEN)
@pytest.mark.parametrize(
    "anders", [{"zaak": "Z-2"}, {"werkgever": "W-2"}, {"geconstateerd_op": date(2021, 1, 12)}]
)
def test_een_overtreding_hoort_bij_zaak_en_werkgever_en_gaat_niet_na_het_uitreiken(soort, anders):
    fout = overtreding("ZORGPLICHT", sleutel="O-2", ernstig_gevaar=True, **anders)
    goed = overtreding("ZORGPLICHT", ernstig_gevaar=True)
    maak = {"EIS": eis, "STILLEGGING": lambda *o: stillegging("1", *o)}.get(
        soort, lambda *o: verzoek(soort, *o)
    )
    gewaarschuwd = eerder(voorschriften=frozenset({"ZORGPLICHT"}))
    assert oordeel(maak(goed), gewaarschuwd).toegestaan
    weigering = enige(oordeel(maak(goed, fout), gewaarschuwd))
    assert (weigering.kolom, weigering.overtreding) == ("overtredingen", "O-2")
    assert "O-2" in weigering.reden


def test_alle_redenen_worden_genoemd_en_niet_alleen_de_eerste():
    vraag = verzoek(
        "EIS",
        overtreding("ATW", zaak="Z-2", werkgever="W-2", geconstateerd_op=date(2021, 1, 12)),
        overtreding("THUISWERKEN", sleutel="O-2"),
        wijze="LOCATIE",
        veiligheidstoets="NIET_AKKOORD",
        termijn_tot=date(2021, 1, 10),
    )
    assert sorted(weigering.kolom for weigering in oordeel(vraag).weigeringen) == [
        "grondslag",
        "overtredingen",
        "overtredingen",
        "overtredingen",
        "overtredingen",
        "overtredingen",
        "termijn_tot",
        "toelichting",
        "veiligheidstoets",
    ]


# Eis


def test_een_eis_staat_op_artikel_27_en_het_voorschrift():
    assert oordeel(eis(overtreding())) == Oordeel(
        True, "Arbeidsomstandighedenwet artikel 27; Arbeidsomstandighedenwet artikel 5", ()
    )


@pytest.mark.parametrize(
    ("anders", "kolom"),
    [
        ({"termijn_tot": None}, "termijn_tot"),
        ({"termijn_tot": date(2021, 1, 10)}, "termijn_tot"),
        ({"voorgeschreven_wijze": "  "}, "toelichting"),
        ({"grondslag": ""}, "grondslag"),
        ({"grondslag": "ARBOWET_28_1"}, "grondslag"),
        ({"grondslag": "ARBOWET_30"}, "grondslag"),
    ],
)
def test_een_eis_vraagt_grondslag_wijze_en_termijn(anders: dict[str, object], kolom: str):
    weigering = enige(oordeel(eis(overtreding(), **anders)))
    assert weigering.kolom == kolom
    assert weigering.artikel


def test_een_termijn_mag_eindigen_op_de_dag_van_uitreiken():
    assert oordeel(eis(overtreding(), termijn_tot=MAANDAG)).toegestaan


def test_ook_een_waarschuwing_heeft_geen_termijn_voor_de_dag_van_uitreiken():
    goed = verzoek("WAARSCHUWING", overtreding(), termijn_tot=MAANDAG)
    assert oordeel(goed).toegestaan
    assert enige(oordeel(replace(goed, termijn_tot=date(2021, 1, 10)))).kolom == "termijn_tot"


@pytest.mark.parametrize("code", [v.code for v in VOORSCHRIFTEN])
def test_eis_en_stillegging_staan_alleen_op_de_arbovoorschriften(code: str):
    kan = code in {"ZORGPLICHT", "RIE", "VOORLICHTING", "ARBOBESLUIT_3_2A"}
    gevaarlijk = overtreding(code, ernstig_gevaar=True, ernstige_mate_motivering="Niets geregeld.")
    for vraag in (eis(gevaarlijk), stillegging("1", gevaarlijk), stillegging("7", gevaarlijk)):
        uitkomst = oordeel(vraag)
        assert uitkomst.toegestaan is kan
        if not kan:
            assert enige(uitkomst).kolom == "overtredingen"
            assert code in enige(uitkomst).reden


def test_een_waarschuwing_of_eis_op_3_2a_vraagt_geen_ernstige_mate():
    zonder = overtreding("ARBOBESLUIT_3_2A")
    assert oordeel(verzoek("WAARSCHUWING", zonder)).toegestaan
    assert oordeel(eis(zonder)).toegestaan


# Stillegging


@pytest.mark.parametrize("grondslag", ["", "ARBOWET_27", "X"])
def test_een_stillegging_vraagt_een_grondslag_van_artikel_28(grondslag: str):
    gevaar = overtreding(ernstig_gevaar=True)
    weigering = enige(oordeel(verzoek("STILLEGGING", gevaar, grondslag=grondslag)))
    assert weigering.kolom == "grondslag"
    assert "ARBOWET_28_1, ARBOWET_28_7" in weigering.reden


@pytest.mark.parametrize(
    "op", [date(2019, 3, 1), date(2020, 4, 1), MAANDAG, date(2022, 5, 20), date(2026, 1, 5)]
)
def test_stilleggen_op_28_1_kan_op_elke_dag_bij_ernstig_gevaar(op: date):
    uitkomst = oordeel(stillegging("1", overtreding("ZORGPLICHT", op, ernstig_gevaar=True), uitgereikt_op=op))
    assert (
        uitkomst.grondslag == "Arbeidsomstandighedenwet artikel 28 lid 1; Arbeidsomstandighedenwet artikel 3"
    )


def test_stilleggen_op_28_1_vraagt_bij_ten_minste_een_overtreding_ernstig_gevaar():
    met, zonder = overtreding(ernstig_gevaar=True), overtreding("ZORGPLICHT", sleutel="O-2")
    assert oordeel(stillegging("1", met, zonder)).toegestaan
    weigering = enige(oordeel(stillegging("1", zonder)))
    assert "ernstig gevaar" in weigering.reden
    assert weigering.artikel == "Arbeidsomstandighedenwet artikel 28 lid 1"


@pytest.mark.parametrize(
    ("op", "kan"),
    [
        (date(2020, 11, 30), False),
        (date(2020, 12, 1), True),
        (date(2022, 5, 19), True),
        (date(2022, 5, 20), False),
    ],
)
def test_stilleggen_op_28_7_kan_alleen_binnen_het_tijdvak_van_de_overtreding(op: date, kan: bool):
    ernstig = overtreding("ZORGPLICHT", op, ernstige_mate_motivering="Geen enkele maatregel.")
    uitkomst = oordeel(stillegging("7", ernstig, uitgereikt_op=date(2022, 6, 1)))
    assert uitkomst.toegestaan is kan
    if not kan:
        assert (enige(uitkomst).kolom, enige(uitkomst).overtreding) == ("grondslag", "O-1")
        assert enige(uitkomst).artikel == "Arbeidsomstandighedenwet artikel 28 lid 7"


def test_een_november_overtreding_kan_niet_op_28_7_ook_niet_na_1_december():
    november = overtreding("RIE", date(2020, 11, 15), ernstige_mate_motivering="Niets geregeld.")
    assert not oordeel(stillegging("7", november, uitgereikt_op=date(2020, 12, 5))).toegestaan


def test_stilleggen_op_28_7_vraagt_van_elke_overtreding_een_motivering_en_het_tijdvak():
    goed = overtreding(ernstige_mate_motivering="Niets geregeld.")
    leeg = overtreding("ZORGPLICHT", sleutel="O-2", ernstige_mate_motivering=" \t")
    oud = overtreding("ZORGPLICHT", date(2020, 11, 30), sleutel="O-3", ernstige_mate_motivering="Niets.")
    assert oordeel(stillegging("7", goed)).toegestaan
    redenen = oordeel(stillegging("7", goed, leeg, oud)).weigeringen
    assert [(w.kolom, w.overtreding) for w in redenen] == [("grondslag", "O-2"), ("grondslag", "O-3")]


def test_ernstig_gevaar_is_geen_vereiste_van_28_7_en_een_motivering_niet_van_28_1():
    assert oordeel(stillegging("7", overtreding(ernstige_mate_motivering="Niets geregeld."))).toegestaan
    assert oordeel(stillegging("1", overtreding(ernstig_gevaar=True))).toegestaan
