"""What a screen offers, who fixes it, and when it is on paper."""

from datetime import UTC, date, datetime

import pytest

from interventies.handhaving import (
    EerderInstrument,
    Geschiedenis,
    Verzoek,
    op_schrift_uiterlijk,
    toegestane_instrumenten,
    weiger_boetebesluit,
    weiger_vaststelling,
)
from tests.interventies.voorbeelden import GEEN, RECHT, eerder, overtreding, verzoek

# What a screen offers


def test_een_scherm_biedt_elke_soort_met_elke_grondslag_aan():
    keuzes = toegestane_instrumenten(verzoek("", overtreding()), GEEN, RECHT)
    assert [(keuze.soort, keuze.grondslag) for keuze in keuzes] == [
        ("TELEFONISCH_GESPREK", ""),
        ("AANSPREKEN_MONDELING", ""),
        ("AANSPREKEN_SCHRIFTELIJK", ""),
        ("LOCATIEBEZOEK", ""),
        ("WAARSCHUWING", ""),
        ("EIS", "ARBOWET_27"),
        ("STILLEGGING", "ARBOWET_28_1"),
        ("STILLEGGING", "ARBOWET_28_7"),
        ("BOETERAPPORT", ""),
    ]


def mogelijk(feiten: Verzoek, *instrumenten: EerderInstrument) -> set[str]:
    keuzes = toegestane_instrumenten(feiten, Geschiedenis(instrumenten), RECHT)
    return {keuze.grondslag or keuze.soort for keuze in keuzes if keuze.oordeel.toegestaan}


def test_een_scherm_grijst_uit_wat_niet_mag_en_zegt_waarom():
    altijd = {"TELEFONISCH_GESPREK", "AANSPREKEN_MONDELING", "AANSPREKEN_SCHRIFTELIJK", "WAARSCHUWING"}
    assert mogelijk(verzoek("", overtreding())) == altijd | {"ARBOWET_27"}
    assert mogelijk(verzoek("", overtreding()), eerder()) == altijd | {"ARBOWET_27", "BOETERAPPORT"}
    assert mogelijk(verzoek("", overtreding(ernstig_gevaar=True))) == altijd | {"ARBOWET_27", "ARBOWET_28_1"}
    assert mogelijk(verzoek("", overtreding("WML"))) == altijd | {"BOETERAPPORT"}
    for keuze in toegestane_instrumenten(verzoek("", overtreding()), GEEN, RECHT):
        assert bool(keuze.oordeel.weigeringen) is not keuze.oordeel.toegestaan


def test_een_bezoek_wordt_alleen_aangeboden_met_een_veiligheidstoets():
    assert "LOCATIEBEZOEK" not in mogelijk(verzoek("", overtreding()))
    assert "LOCATIEBEZOEK" in mogelijk(verzoek("", overtreding(), veiligheidstoets="AKKOORD"))


def test_een_eis_wordt_aangeboden_voor_het_formulier_is_ingevuld_maar_niet_met_een_foute_termijn():
    assert "ARBOWET_27" in mogelijk(verzoek("", overtreding()))
    assert "ARBOWET_27" not in mogelijk(verzoek("", overtreding(), termijn_tot=date(2021, 1, 10)))


# Who fixes it, and when it is on paper


@pytest.mark.parametrize("soort", ["STILLEGGING", "BOETERAPPORT"])
def test_een_teamleider_die_het_niet_schreef_stelt_vast(soort: str):
    assert weiger_vaststelling(soort, auteur="a", vaststeller="b", is_teamleider=True) == ()
    assert len(weiger_vaststelling(soort, auteur="a", vaststeller="a", is_teamleider=True)) == 1
    assert len(weiger_vaststelling(soort, auteur="a", vaststeller="b", is_teamleider=False)) == 1
    assert len(weiger_vaststelling(soort, auteur="a", vaststeller="a", is_teamleider=False)) == 2


@pytest.mark.parametrize("soort", ["WAARSCHUWING", "EIS"])
def test_een_waarschuwing_en_een_eis_stelt_de_opsteller_zelf_vast(soort: str):
    assert weiger_vaststelling(soort, auteur="a", vaststeller="a", is_teamleider=False) == ()


def test_een_mondelinge_stillegging_beslist_de_inspecteur_ter_plaatse():
    zelf = {"auteur": "a", "vaststeller": "a", "is_teamleider": False, "mondeling": True}
    assert weiger_vaststelling("STILLEGGING", **zelf) == ()  # type: ignore[arg-type]
    assert weiger_vaststelling("BOETERAPPORT", **zelf)  # type: ignore[arg-type]


def test_wie_het_boeterapport_schreef_beslist_niet_over_de_boete():
    (weigering,) = weiger_boetebesluit(auteur="a", beslisser="a")
    assert weigering.artikel == "Algemene wet bestuursrecht artikel 10:3 lid 4"
    assert weiger_boetebesluit(auteur="a", beslisser="b") == ()


def test_een_mondelinge_stillegging_staat_binnen_24_uur_op_schrift():
    vrijdag = datetime(2021, 1, 8, 16, 30, tzinfo=UTC)
    assert op_schrift_uiterlijk(vrijdag) == datetime(2021, 1, 9, 16, 30, tzinfo=UTC)
