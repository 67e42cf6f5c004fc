"""Every term from every day of 2019 up to and including 2031, against a calendar that is worked out here.

It shares nothing with the table of days off, nor with a library: Easter is that of the anonymous Gregorian algorithm,
King's Day goes to the Saturday when the 27th is a Sunday, and a term is walked day by day.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache

import pytest

from inspectie.models import VrijeDag
from inspectie.termijnen import (
    BEZWAAR,
    BOETEBESLUIT,
    HANDHAVINGSVERZOEK,
    ONTVANGSTBEVESTIGING,
    Termijn,
    einde_termijn,
    is_werkdag,
    verschuif,
    werkdagen_na,
)
from interventies import wet
from tests.gegevens import VRIJ

EEN_DAG = timedelta(days=1)
JAREN = range(2019, 2032)


def paaszondag(jaar: int) -> date:
    """The anonymous Gregorian algorithm, as Meeus gives it."""
    a, (b, c) = jaar % 19, divmod(jaar, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    maand = (h - m + r + 90) // 25
    return date(jaar, maand, (h - m + r + maand + 19) % 32)


def koningsdag(jaar: int) -> date:
    dag = date(jaar, 4, 27)
    return dag - EEN_DAG if dag.strftime("%w") == "0" else dag


@cache
def vrij(jaar: int) -> frozenset[date]:
    """The Algemene termijnenwet, article 3 paragraphs 1 and 2."""
    pasen = paaszondag(jaar)
    return frozenset(
        {
            date(jaar, 1, 1),
            *(pasen + timedelta(days=n) for n in (-2, 1, 39, 50)),
            koningsdag(jaar),
            date(jaar, 5, 5),
            date(jaar, 12, 25),
            date(jaar, 12, 26),
        }
    )


def werkt(dag: date) -> bool:
    return dag.strftime("%w") not in "06" and dag not in vrij(dag.year)


def loop_door(dag: date) -> date:
    while not werkt(dag):
        dag += EEN_DAG
    return dag


def dagen() -> Iterator[date]:
    dag = date(JAREN[0], 1, 1)
    while dag.year in JAREN:
        yield dag
        dag += EEN_DAG


ALLE = tuple(dagen())


def maanden_later(begin: date, maanden: int) -> date:
    """The same number in a later month; where that does not exist, the last day of that month."""
    eerste = begin.replace(day=1)
    for _ in range(maanden):
        eerste = (eerste + timedelta(days=31)).replace(day=1)
    kandidaat = eerste
    while kandidaat.day < begin.day and (kandidaat + EEN_DAG).month == eerste.month:
        kandidaat += EEN_DAG
    return kandidaat


@pytest.mark.parametrize(
    ("jaar", "zondag"),
    [(2019, (4, 21)), (2020, (4, 12)), (2021, (4, 4)), (2024, (3, 31)), (2025, (4, 20)), (2031, (4, 13))],
)
def test_pasen_valt_waar_het_viel(jaar, zondag):
    assert paaszondag(jaar) == date(jaar, *zondag)


def test_de_tabel_heeft_die_dagen_en_geen_andere():
    eigen = {dag for jaar in JAREN for dag in vrij(jaar)}
    assert {dag for dag in VRIJ if dag.year in JAREN} == eigen


def test_de_database_begint_met_dezelfde_dagen_en_de_wet_leest_ze(db):
    assert set(VrijeDag.objects.values_list("datum", flat=True)) == set(VRIJ) == set(wet.recht().vrije_dagen)
    assert not VrijeDag.objects.filter(gelijkgesteld=True).exists()


def test_elke_dag_is_een_werkdag_of_niet():
    assert [dag for dag in ALLE if is_werkdag(dag, VRIJ)] == [dag for dag in ALLE if werkt(dag)]


@pytest.mark.parametrize("aantal", [1, 2, 3, 7, 14, 28, 42, 56, 84, 89, 90, 91, 92, 120, 182])
def test_een_termijn_in_dagen(aantal):
    for dag in ALLE:
        kaal = dag + timedelta(days=aantal)
        verwacht = kaal if aantal > 90 else loop_door(kaal)
        assert einde_termijn(dag, dagen=aantal, vrije_dagen=VRIJ) == verwacht
        assert verschuif(kaal, dag, VRIJ) == verwacht


@pytest.mark.parametrize("aantal", [1, 2, 4, 6, 8, 11, 12, 13, 26])
def test_een_termijn_in_weken(aantal):
    for dag in ALLE:
        kaal = dag
        for _ in range(7 * aantal):
            kaal += EEN_DAG
        verwacht = kaal if aantal > 12 else loop_door(kaal)
        assert einde_termijn(dag, weken=aantal, vrije_dagen=VRIJ) == verwacht


@pytest.mark.parametrize("aantal", [1, 2, 3, 4, 6, 12])
def test_een_termijn_in_maanden(aantal):
    for dag in ALLE:
        kaal = maanden_later(dag, aantal)
        verwacht = kaal if aantal > 3 else loop_door(kaal)
        assert einde_termijn(dag, maanden=aantal, vrije_dagen=VRIJ) == verwacht


@pytest.mark.parametrize("aantal", [1, 2, 5, 10])
def test_werkdagen_na_elke_dag(aantal):
    """The clocks of the priorities (2, 5 and 10 working days)."""
    werkdagen = [dag for dag in (*ALLE, *(ALLE[-1] + n * EEN_DAG for n in range(1, 40))) if werkt(dag)]
    plek = 0
    for dag in ALLE:
        while werkdagen[plek] <= dag:
            plek += 1
        assert werkdagen_na(dag, aantal, VRIJ) == werkdagen[plek + aantal - 1]


@pytest.mark.parametrize(
    ("termijn", "lengte", "schuift"),
    [
        (BEZWAAR, 42, True),
        (BOETEBESLUIT, 91, False),
        (HANDHAVINGSVERZOEK, 56, True),
        (ONTVANGSTBEVESTIGING, 7, True),
    ],
)
def test_de_termijnen_van_de_wet_vanaf_elke_dag(termijn: Termijn, lengte: int, schuift: bool):
    for dag in ALLE:
        kaal = date.fromordinal(dag.toordinal() + lengte)
        assert termijn.einde(dag, VRIJ) == (loop_door(kaal) if schuift else kaal)


def test_een_gelijkgestelde_dag_verschuift_precies_wat_er_anders_op_eindigde():
    """The Friday after Ascension, in every year, made equal to a holiday."""
    for jaar in JAREN:
        vrijdag = paaszondag(jaar) + timedelta(days=40)
        erbij = VRIJ | {vrijdag}
        for n in range(60, 0, -1):
            begin = vrijdag - timedelta(days=n)
            for lengte in (n - 1, n, n + 1):
                if lengte < 1:
                    continue
                gewoon, anders = (
                    einde_termijn(begin, dagen=lengte, vrije_dagen=dagen) for dagen in (VRIJ, erbij)
                )
                assert anders == (loop_door(vrijdag + EEN_DAG) if gewoon == vrijdag else gewoon)


def test_het_jaar_2021_staat_er_zoals_op_de_kalender():
    """Written out by hand, so that not everything hangs on one reckoning."""
    met_de_hand = "01-01 02-04 05-04 27-04 05-05 13-05 24-05 25-12 26-12".split()
    verwacht = {datetime.strptime(f"{dag}-2021", "%d-%m-%Y").date() for dag in met_de_hand}
    assert vrij(2021) == verwacht
