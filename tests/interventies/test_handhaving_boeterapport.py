"""A boeterapport: at once, on “ernstige mate”, or after a warning that did not help."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.interventies.voorbeelden import MAANDAG, eerder, enige, oordeel, overtreding, verzoek


@pytest.mark.parametrize("code", ["WML", "WAV", "WAADI", "ATW"])
def test_een_direct_beboetbaar_voorschrift_vraagt_alleen_een_overtreding(code: str):
    assert oordeel(verzoek("BOETERAPPORT", overtreding(code))).toegestaan


def test_een_boeterapport_op_3_2a_vraagt_een_motivering_van_de_ernstige_mate():
    zonder = overtreding("ARBOBESLUIT_3_2A")
    weigering = enige(oordeel(verzoek("BOETERAPPORT", zonder)))
    assert (weigering.kolom, weigering.overtreding) == ("overtredingen", "O-1")
    met = replace(zonder, ernstige_mate_motivering="Geen enkele maatregel.")
    assert oordeel(verzoek("BOETERAPPORT", met)).toegestaan


def test_een_eerdere_waarschuwing_vervangt_de_motivering_op_3_2a_niet():
    waarschuwing = eerder(voorschriften=frozenset({"ARBOBESLUIT_3_2A"}))
    assert not oordeel(verzoek("BOETERAPPORT", overtreding("ARBOBESLUIT_3_2A")), waarschuwing).toegestaan


@pytest.mark.parametrize(
    ("op", "kan"),
    [
        (date(2020, 11, 30), False),
        (date(2020, 12, 1), True),
        (date(2022, 5, 19), True),
        (date(2022, 5, 20), False),
    ],
)
def test_een_boeterapport_op_3_2a_vraagt_een_overtreding_in_het_tijdvak(op: date, kan: bool):
    ernstig = overtreding("ARBOBESLUIT_3_2A", op, ernstige_mate_motivering="Niets geregeld.")
    vraag = verzoek("BOETERAPPORT", ernstig, uitgereikt_op=date(2022, 7, 1))
    assert oordeel(vraag).toegestaan is kan


@pytest.mark.parametrize("soort", ["WAARSCHUWING", "EIS"])
@pytest.mark.parametrize("code", ["ZORGPLICHT", "RIE", "VOORLICHTING"])
def test_een_oo_voorschrift_vraagt_een_eerdere_waarschuwing_of_eis(soort: str, code: str):
    vraag = verzoek("BOETERAPPORT", overtreding(code))
    weigering = enige(oordeel(vraag))
    assert "Er is geen enkel eerder instrument" in weigering.reden
    assert (weigering.kolom, weigering.overtreding) == ("overtredingen", "O-1")
    uitkomst = oordeel(vraag, eerder(soort=soort, voorschriften=frozenset({code})))
    assert uitkomst.toegestaan
    assert f"(na {soort.lower()} I-1 van 01-12-2020)" in uitkomst.grondslag


@pytest.mark.parametrize(
    ("anders", "waarom"),
    [
        ({"voorschriften": frozenset({"ZORGPLICHT"})}, "gaat over ZORGPLICHT"),
        ({"werkgever": "W-9"}, "niet aan deze werkgever of een rechtsvoorganger"),
        ({"soort": "STILLEGGING"}, "geen waarschuwing of eis"),
        ({"soort": "BOETERAPPORT"}, "geen waarschuwing of eis"),
        ({"uitgereikt_op": MAANDAG}, "niet uitgereikt vóór de constatering van 11-01-2021"),
        ({"uitgereikt_op": date(2021, 2, 1)}, "niet uitgereikt vóór de constatering van 11-01-2021"),
        ({"termijn_tot": MAANDAG}, "de termijn liep tot en met 11-01-2021"),
        ({"termijn_tot": date(2021, 3, 1)}, "de termijn liep tot en met 01-03-2021"),
    ],
)
def test_een_eerder_instrument_dat_niet_past_wordt_met_de_reden_genoemd(
    anders: dict[str, object], waarom: str
):
    reden = enige(oordeel(verzoek("BOETERAPPORT", overtreding()), eerder(**anders))).reden
    assert "I-1" in reden
    assert waarom in reden


def test_een_waarschuwing_van_de_dag_ervoor_en_een_termijn_tot_de_dag_ervoor_volstaan():
    dinsdag = verzoek("BOETERAPPORT", overtreding(op=date(2021, 1, 12)), uitgereikt_op=date(2021, 1, 12))
    assert oordeel(dinsdag, eerder(uitgereikt_op=MAANDAG)).toegestaan
    assert oordeel(dinsdag, eerder(termijn_tot=MAANDAG)).toegestaan


@pytest.mark.parametrize(
    ("termijn_tot", "gevonden", "kan"),
    [
        (date(2021, 1, 9), date(2021, 1, 11), False),  # Saturday runs to Monday
        (date(2021, 1, 9), date(2021, 1, 12), True),
        (date(2020, 12, 25), date(2020, 12, 28), False),  # Christmas on a Friday runs to Monday
        (date(2020, 12, 25), date(2020, 12, 29), True),
        (date(2021, 1, 1), date(2021, 1, 4), False),
        (date(2021, 1, 1), date(2021, 1, 5), True),
    ],
)
def test_de_termijn_is_voorbij_na_de_feestdagenregel(termijn_tot: date, gevonden: date, kan: bool):
    vraag = verzoek("BOETERAPPORT", overtreding(op=gevonden), uitgereikt_op=date(2021, 2, 1))
    assert oordeel(vraag, eerder(soort="EIS", termijn_tot=termijn_tot)).toegestaan is kan


def test_een_termijn_van_meer_dan_negentig_dagen_schuift_niet():
    # From 11-01-2021: Saturday 10 April is day 89 and shifts, Saturday 17 April is day 96 and does not.
    for termijn_tot, kan in ((date(2021, 4, 10), False), (date(2021, 4, 17), True)):
        zondag = termijn_tot + timedelta(days=1)
        vraag = verzoek("BOETERAPPORT", overtreding(op=zondag), uitgereikt_op=zondag)
        instrument = eerder(soort="EIS", uitgereikt_op=MAANDAG, termijn_tot=termijn_tot)
        assert oordeel(vraag, instrument).toegestaan is kan


def test_een_overtreding_die_niet_voldoet_weigert_het_rapport_met_naam():
    goed = overtreding("RIE")
    fout = overtreding("VOORLICHTING", sleutel="O-2")
    weigering = enige(oordeel(verzoek("BOETERAPPORT", goed, fout), eerder()))
    assert weigering.overtreding == "O-2"
    assert "O-2" in weigering.reden
    assert "O-1" not in weigering.reden


def test_elke_overtreding_zonder_waarschuwing_wordt_genoemd():
    vraag = verzoek("BOETERAPPORT", overtreding("RIE"), overtreding("ZORGPLICHT", sleutel="O-2"))
    assert [weigering.overtreding for weigering in oordeel(vraag).weigeringen] == ["O-1", "O-2"]


def test_directe_en_waarschuwing_eerst_samen_worden_per_overtreding_beoordeeld():
    vraag = verzoek("BOETERAPPORT", overtreding("ATW"), overtreding("RIE", sleutel="O-2"))
    assert enige(oordeel(vraag)).overtreding == "O-2"
    assert oordeel(vraag, eerder()).toegestaan


def test_een_waarschuwing_aan_een_rechtsvoorganger_in_de_keten_telt():
    vraag = verzoek("BOETERAPPORT", overtreding())
    bij_overgrootmoeder = eerder(werkgever="W-0c")
    assert not oordeel(vraag, bij_overgrootmoeder, voorgangers=("W-0a", "W-0b")).toegestaan
    assert oordeel(vraag, bij_overgrootmoeder, voorgangers=("W-0a", "W-0b", "W-0c")).toegestaan


def test_een_waarschuwing_aan_de_opvolger_telt_niet_voor_de_voorganger():
    vraag = verzoek("BOETERAPPORT", overtreding(werkgever="W-0"), werkgever="W-0")
    assert not oordeel(vraag, eerder(werkgever="W-1")).toegestaan


def test_het_instrument_dat_het_dichtst_in_de_buurt_komt_wordt_genoemd():
    andere_werkgever = eerder(sleutel="VER", werkgever="W-9")
    ander_voorschrift = eerder(sleutel="ANDER", voorschriften=frozenset({"ATW"}))
    te_laat = eerder(sleutel="LAAT", uitgereikt_op=date(2021, 3, 1))
    loopt_nog = eerder(sleutel="LOOPT", termijn_tot=date(2021, 1, 15))
    vraag = verzoek("BOETERAPPORT", overtreding())
    for instrumenten, naam in (
        ((andere_werkgever, ander_voorschrift), "ANDER"),
        ((andere_werkgever, ander_voorschrift, te_laat), "LAAT"),
        ((andere_werkgever, loopt_nog, ander_voorschrift, te_laat), "LOOPT"),
    ):
        assert f"waarschuwing {naam} van" in enige(oordeel(vraag, *instrumenten)).reden
