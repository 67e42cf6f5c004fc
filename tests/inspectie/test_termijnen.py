"""Deadlines: the sentences of the law, the checks that were given, and an outside calendar."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from holidays.constants import OPTIONAL, PUBLIC
from hypothesis import given
from hypothesis import strategies as st

from inspectie.termijnen import (
    BEZWAAR,
    BOETEBESLUIT,
    HANDHAVINGSVERZOEK,
    ONTVANGSTBEVESTIGING,
    Termijn,
    einde_termijn,
    einde_uren,
    is_werkdag,
    verschuif,
    werkdagen_na,
)
from tests.gegevens import VRIJ, VRIJE_DAGEN

JAREN = range(2019, 2041)
DAGEN = st.dates(date(2019, 1, 1), date(2031, 12, 31))
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def pasen(jaar: int) -> date:
    """Easter Sunday by Carter's rule (1900-2099), which shares nothing with the usual Gregorian algorithm."""
    d = 225 - 11 * (jaar % 19)
    while d > 50:
        d -= 30
    if d > 48:
        d -= 1
    e = (jaar + jaar // 4 + d + 1) % 7
    return date(jaar, 3, 1) + timedelta(days=d + 7 - e - 1)


def buitenwereld() -> frozenset[date]:
    """The same days by the holidays package, without its Sundays Easter and Pentecost."""
    alle = holidays.country_holidays("NL", years=JAREN, categories=(PUBLIC, OPTIONAL))
    zondagen = {dag for jaar in JAREN for dag in (pasen(jaar), pasen(jaar) + timedelta(days=49))}
    return frozenset(alle) - zondagen


BUITEN = buitenwereld()


def loop_door(dag: date) -> date:
    """The first ordinary weekday from `dag`, by the outside calendar."""
    while dag.isoweekday() in (6, 7) or dag in BUITEN:
        dag = date.fromordinal(dag.toordinal() + 1)
    return dag


# The table


def test_de_tabel_is_die_van_het_pakket_holidays():
    assert VRIJ == BUITEN


def test_de_tabel_volgt_uit_een_eigen_berekening_van_pasen():
    verwacht: dict[date, str] = {}
    for jaar in JAREN:
        paasdag, koningsdag = pasen(jaar), date(jaar, 4, 27)
        if koningsdag.isoweekday() == 7:
            koningsdag = date(jaar, 4, 26)
        verwacht |= {
            date(jaar, 1, 1): "Nieuwjaarsdag",
            paasdag - timedelta(days=2): "Goede Vrijdag",
            paasdag + timedelta(days=1): "Tweede Paasdag",
            koningsdag: "Koningsdag",
            date(jaar, 5, 5): "Bevrijdingsdag",
            paasdag + timedelta(days=39): "Hemelvaartsdag",
            paasdag + timedelta(days=50): "Tweede Pinksterdag",
            date(jaar, 12, 25): "Eerste Kerstdag",
            date(jaar, 12, 26): "Tweede Kerstdag",
        }
    assert {vrij.datum: vrij.naam for vrij in VRIJE_DAGEN} == verwacht


def test_elke_dag_staat_er_een_keer_en_op_volgorde():
    dagen = [vrij.datum for vrij in VRIJE_DAGEN]
    assert dagen == sorted(set(dagen))


def test_goede_vrijdag_staat_op_lid_2_en_de_rest_op_lid_1():
    for vrij in VRIJE_DAGEN:
        lid = 2 if vrij.naam == "Goede Vrijdag" else 1
        assert vrij.bron == f"Algemene termijnenwet art. 3 lid {lid}"


@pytest.mark.parametrize("dag", [date(2025, 4, 26), date(2031, 4, 26), date(2036, 4, 26), date(2020, 4, 27)])
def test_koningsdag_is_de_26e_als_de_27e_een_zondag_is(dag):
    assert [
        vrij.datum for vrij in VRIJE_DAGEN if vrij.naam == "Koningsdag" and vrij.datum.year == dag.year
    ] == [dag]


# The checks that were given


@pytest.mark.parametrize(
    ("bekendgemaakt", "einde"),
    [
        (date(2020, 11, 13), date(2020, 12, 28)),
        (date(2021, 2, 19), date(2021, 4, 6)),
        (date(2021, 3, 24), date(2021, 5, 6)),
    ],
)
def test_bezwaar_loopt_42_dagen_na_de_bekendmaking_en_schuift(bekendgemaakt, einde):
    assert BEZWAAR.einde(bekendgemaakt, VRIJ) == einde
    assert einde_termijn(bekendgemaakt, dagen=42, vrije_dagen=VRIJ) == einde
    assert einde_termijn(bekendgemaakt, weken=6, vrije_dagen=VRIJ) == einde


def test_dertien_weken_blijft_op_zondag_staan():
    assert einde_termijn(date(2021, 1, 10), weken=13, vrije_dagen=VRIJ) == date(2021, 4, 11)
    assert BOETEBESLUIT.einde(date(2021, 1, 10), VRIJ) == date(2021, 4, 11)


def test_een_handhavingsverzoek_krijgt_acht_weken_en_schuift():
    # Eight weeks after Friday 26 February is Friday 23 April; after 2 March it is King's Day.
    assert HANDHAVINGSVERZOEK.einde(date(2021, 2, 26), VRIJ) == date(2021, 4, 23)
    assert HANDHAVINGSVERZOEK.einde(date(2021, 3, 2), VRIJ) == date(2021, 4, 28)


def test_een_ontvangstbevestiging_volgt_in_zeven_dagen_en_schuift():
    assert ONTVANGSTBEVESTIGING.einde(date(2020, 12, 18), VRIJ) == date(2020, 12, 28)
    assert ONTVANGSTBEVESTIGING.einde(date(2021, 1, 11), VRIJ) == date(2021, 1, 18)


@pytest.mark.parametrize(
    ("termijn", "artikel"), [(BEZWAAR, "6:7"), (BOETEBESLUIT, "5:51"), (HANDHAVINGSVERZOEK, "4:13")]
)
def test_een_wettelijke_termijn_noemt_zijn_artikel(termijn: Termijn, artikel: str):
    assert termijn.artikel == f"Algemene wet bestuursrecht artikel {artikel}"


# The rule


def test_een_termijn_die_op_een_feestdag_eindigt_loopt_door():
    for vrij in VRIJE_DAGEN:
        einde = einde_termijn(vrij.datum - timedelta(days=20), dagen=20, vrije_dagen=VRIJ)
        assert einde > vrij.datum
        assert einde == loop_door(vrij.datum), vrij


def test_precies_negentig_dagen_schuift_en_eenennegentig_niet():
    # 10-04-2021 is a Saturday, 11-04-2021 a Sunday.
    assert einde_termijn(date(2021, 1, 10), dagen=90, vrije_dagen=VRIJ) == date(2021, 4, 12)
    assert einde_termijn(date(2021, 1, 10), dagen=91, vrije_dagen=VRIJ) == date(2021, 4, 11)


def test_precies_twaalf_weken_schuift_en_dertien_niet():
    assert einde_termijn(date(2021, 1, 10), weken=12, vrije_dagen=VRIJ) == date(2021, 4, 6)
    assert einde_termijn(date(2021, 1, 3), weken=13, vrije_dagen=VRIJ) == date(2021, 4, 4)


def test_precies_drie_maanden_schuift_en_vier_niet():
    # Three months from 1 July is 92 days, and still a term of three months.
    assert einde_termijn(date(2022, 7, 1), maanden=3, vrije_dagen=VRIJ) == date(2022, 10, 3)
    assert einde_termijn(date(2022, 6, 1), maanden=4, vrije_dagen=VRIJ) == date(2022, 10, 1)


def test_een_maand_na_de_31e_eindigt_op_de_laatste_dag():
    assert einde_termijn(date(2022, 1, 31), maanden=1, vrije_dagen=VRIJ) == date(2022, 2, 28)
    assert einde_termijn(date(2024, 1, 31), maanden=1, vrije_dagen=VRIJ) == date(2024, 2, 29)
    assert einde_termijn(date(2021, 11, 30), maanden=3, vrije_dagen=VRIJ) == date(2022, 2, 28)


@pytest.mark.parametrize(
    "lengte", [{}, {"dagen": 1, "weken": 1}, {"dagen": 0}, {"weken": -1}, {"maanden": 0}]
)
def test_een_termijn_heeft_een_lengte_van_minstens_een(lengte):
    with pytest.raises(ValueError, match="één lengte"):
        einde_termijn(date(2021, 1, 1), **lengte, vrije_dagen=VRIJ)


@pytest.mark.parametrize("dagen", [1, 7, 42, 56, 84, 85, 90, 91, 120])
def test_elke_termijn_van_2019_tot_en_met_2031_klopt_met_de_buitenkalender(dagen):
    dag, laatste = date(2019, 1, 1), date(2031, 12, 31)
    while dag <= laatste:
        kaal = date.fromordinal(dag.toordinal() + dagen)
        verwacht = kaal if dagen > 90 else loop_door(kaal)
        assert einde_termijn(dag, dagen=dagen, vrije_dagen=VRIJ) == verwacht
        assert verschuif(kaal, dag, VRIJ) == verwacht
        dag += timedelta(days=1)


@given(begin=DAGEN, dagen=st.integers(1, 90))
def test_een_korte_termijn_eindigt_op_de_eerste_werkdag_en_niet_eerder(begin: date, dagen: int):
    einde, kaal = einde_termijn(begin, dagen=dagen, vrije_dagen=VRIJ), begin + timedelta(days=dagen)
    assert is_werkdag(einde, VRIJ)
    assert einde >= kaal
    assert not any(is_werkdag(kaal + timedelta(days=i), VRIJ) for i in range((einde - kaal).days))


@given(begin=DAGEN, weken=st.integers(1, 20))
def test_weken_zijn_zevens_van_dagen(begin: date, weken: int):
    assert einde_termijn(begin, weken=weken, vrije_dagen=VRIJ) == einde_termijn(
        begin, dagen=7 * weken, vrije_dagen=VRIJ
    )


# A term given by its last day


def test_een_termijn_tot_een_zondag_loopt_door_tot_maandag():
    assert verschuif(date(2021, 1, 17), date(2021, 1, 4), VRIJ) == date(2021, 1, 18)


def test_een_termijn_tot_kerst_loopt_door_tot_na_kerst():
    assert verschuif(date(2020, 12, 25), date(2020, 12, 1), VRIJ) == date(2020, 12, 28)


def test_een_termijn_tot_een_werkdag_blijft_staan():
    assert verschuif(date(2021, 1, 15), date(2021, 1, 4), VRIJ) == date(2021, 1, 15)


def test_een_lange_termijn_met_einddatum_schuift_niet():
    assert verschuif(date(2021, 4, 10), date(2021, 1, 10), VRIJ) == date(2021, 4, 12)
    assert verschuif(date(2021, 4, 11), date(2021, 1, 10), VRIJ) == date(2021, 4, 11)


def test_een_extra_vrije_dag_in_de_tabel_schuift_de_termijn():
    vrijdag_na_hemelvaart = date(2021, 5, 14)
    assert verschuif(vrijdag_na_hemelvaart, date(2021, 5, 1), VRIJ) == vrijdag_na_hemelvaart
    assert verschuif(vrijdag_na_hemelvaart, date(2021, 5, 1), VRIJ | {vrijdag_na_hemelvaart}) == date(
        2021, 5, 17
    )


# Working days and hours


def test_twee_werkdagen_na_donderdag_voor_pasen_is_woensdag():
    assert werkdagen_na(date(2021, 4, 1), 2, VRIJ) == date(2021, 4, 7)


def test_een_werkdag_na_vrijdag_zaterdag_en_zondag_is_maandag():
    for begin in (date(2021, 1, 8), date(2021, 1, 9), date(2021, 1, 10)):
        assert werkdagen_na(begin, 1, VRIJ) == date(2021, 1, 11)


@given(begin=DAGEN, n=st.integers(1, 30))
def test_tussen_begin_en_einde_liggen_precies_n_werkdagen(begin: date, n: int):
    einde = werkdagen_na(begin, n, VRIJ)
    dagen = [begin + timedelta(days=i) for i in range(1, (einde - begin).days + 1)]
    assert sum(loop_door(dag) == dag for dag in dagen) == n
    assert loop_door(einde) == einde


def test_nul_werkdagen_bestaat_niet():
    with pytest.raises(ValueError, match="minstens 1"):
        werkdagen_na(date(2021, 1, 1), 0, VRIJ)


def test_een_termijn_in_uren_schuift_niet_in_het_weekend():
    vrijdagavond = datetime(2021, 1, 8, 20, 15, tzinfo=AMSTERDAM)
    assert einde_uren(vrijdagavond, 24) == datetime(2021, 1, 9, 20, 15, tzinfo=AMSTERDAM)


def test_vierentwintig_uur_is_vierentwintig_uur_als_de_klok_verspringt():
    zomertijd = einde_uren(datetime(2021, 3, 27, 12, 0, tzinfo=AMSTERDAM), 24)
    wintertijd = einde_uren(datetime(2021, 10, 30, 12, 0, tzinfo=AMSTERDAM), 24)
    assert (zomertijd.day, zomertijd.hour) == (28, 13)
    assert (wintertijd.day, wintertijd.hour) == (31, 11)


def test_een_moment_zonder_tijdzone_wordt_geweigerd():
    with pytest.raises(ValueError, match="tijdzone"):
        einde_uren(datetime(2021, 1, 8, 20, 15), 24)
