"""When things happen: working days, the path of the meldingen over the year, and the moment of registration."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import Final

from inspectie.demo.lot import Lot
from inspectie.demo.verdeling import EERSTE_DAG, EINDE_SET, NA_PEILDATUM, PAD, PEILDATUM
from inspectie.tijd import AMSTERDAM, lokale_dag

VRIJE_DAGEN: Final = frozenset(
    date.fromisoformat(dag)
    for dag in (
        "2020-04-10 2020-04-13 2020-04-27 2020-05-05 2020-05-21 2020-06-01 2020-12-25 2020-12-26 "
        "2021-01-01 2021-04-02 2021-04-05 2021-04-27 2021-05-05 2021-05-13 2021-05-24"
    ).split()
)
ALLES_GEREGISTREERD: Final = datetime(2021, 2, 2, 17, 0, tzinfo=AMSTERDAM)
"""Everything but the later corrections is on record by then, so that 3 February sees all of it."""

# Relative numbers of meldingen, Monday to Sunday.
_PER_WEEKDAG: Final = (124, 116, 108, 104, 100, 34, 27)
_PER_VRIJE_DAG: Final = 28
_PER_UUR_WERKDAG: Final = {
    0: 2, 1: 1, 6: 5, 7: 16, 8: 42, 9: 70, 10: 78, 11: 70, 12: 50, 13: 60, 14: 66, 15: 60, 16: 52,
    17: 36, 18: 28, 19: 34, 20: 38, 21: 30, 22: 16, 23: 6,
}  # fmt: skip
_PER_UUR_WEEKEND: Final = {
    0: 3, 1: 2, 7: 4, 8: 12, 9: 30, 10: 46, 11: 52, 12: 44, 13: 44, 14: 50, 15: 48, 16: 44,
    17: 36, 18: 30, 19: 38, 20: 44, 21: 36, 22: 20, 23: 8,
}  # fmt: skip
_OPEN, _DICHT = 8, 17


def is_werkdag(dag: date) -> bool:
    return dag.weekday() < 5 and dag not in VRIJE_DAGEN


def werkdag_na(dag: date, aantal: int) -> date:
    """`aantal` working days later; with 0 the day itself, or the first working day after it."""
    while not is_werkdag(dag):
        dag += timedelta(days=1)
    for _ in range(aantal):
        dag += timedelta(days=1)
        while not is_werkdag(dag):
            dag += timedelta(days=1)
    return dag


def op_tijd(dag: date, minuut: int, seconde: int = 0) -> datetime:
    """The moment `minuut` minutes after local midnight."""
    return datetime.combine(dag, time(minuut // 60, minuut % 60, seconde), AMSTERDAM)


def _gewicht(lot: Lot, dag: date) -> int:
    basis = _PER_VRIJE_DAG if dag in VRIJE_DAGEN else _PER_WEEKDAG[dag.weekday()]
    if date(2020, 12, 24) <= dag <= date(2021, 1, 3):
        basis = basis * 6 // 10
    return basis * lot.getal(75, 125)


def _moment(lot: Lot, dag: date) -> datetime:
    uren: Mapping[int, int] = _PER_UUR_WERKDAG if is_werkdag(dag) else _PER_UUR_WEEKEND
    return op_tijd(dag, lot.gewogen(uren) * 60 + lot.getal(0, 59), lot.getal(0, 59))


def tijden_tussen(lot: Lot, van: date, tot: date, aantal: int) -> list[datetime]:
    """`aantal` moments of receipt from `van` up to and including `tot`, in order of time."""
    dagen = [van + timedelta(days=n) for n in range((tot - van).days + 1)]
    oplopend = list(accumulate(_gewicht(lot, dag) for dag in dagen))
    gekozen = (dagen[bisect_right(oplopend, lot.getal(0, oplopend[-1] - 1))] for _ in range(aantal))
    return sorted(_moment(lot, dag) for dag in gekozen)


def ontvangsttijden(lot: Lot) -> list[datetime]:
    """The moments of the counted meldingen, in order, along the real series (PAD)."""
    tijden: list[datetime] = []
    van = EERSTE_DAG
    for tot, stand in PAD:
        tijden += tijden_tussen(lot, van, tot, stand - len(tijden))
        van = tot + timedelta(days=1)
    # The last second of the peildatum still counts.
    tijden[-1] = op_tijd(PEILDATUM, 23 * 60 + 59, 59)
    return tijden


def latere_tijden(lot: Lot) -> list[datetime]:
    """The moments of the meldingen after the peildatum; the first one is its midnight exactly."""
    begin = PEILDATUM + timedelta(days=1)
    tijden = tijden_tussen(lot, begin, EINDE_SET, NA_PEILDATUM)
    tijden[0] = op_tijd(begin, 0)
    return tijden


def in_kantooruren(moment: datetime) -> bool:
    return is_werkdag(lokale_dag(moment)) and _OPEN <= moment.hour < _DICHT


def registratie(lot: Lot, ontvangen: datetime, kanaal: str) -> datetime:
    """When the meldpunt put a melding on record: a call at once, the rest mostly the same day, what came in
    during the weekend on Monday or later."""
    dag = lokale_dag(ontvangen)
    binnen = in_kantooruren(ontvangen)
    if kanaal == "TELEFOON" and binnen:
        return ontvangen + timedelta(minutes=lot.getal(2, 24))
    wachtdagen = lot.gewogen({0: 60, 1: 25, 2: 8, 3: 4, 5: 2, 8: 1})
    if wachtdagen == 0 and binnen:
        return ontvangen + timedelta(minutes=lot.getal(3, 180), seconds=lot.getal(0, 59))
    if is_werkdag(dag) and ontvangen.hour >= _OPEN:
        wachtdagen = max(wachtdagen, 1)
    werktijd, seconde = lot.getal(_OPEN * 60, _DICHT * 60), lot.getal(0, 59)
    uitkomst = op_tijd(werkdag_na(dag, wachtdagen), werktijd, seconde)
    if uitkomst >= ALLES_GEREGISTREERD:
        uitkomst = op_tijd(werkdag_na(dag + timedelta(days=1), 0), werktijd, seconde)
    return uitkomst


def registratie_van_dag(lot: Lot, dag: date, vloer: datetime) -> datetime:
    """When something done on `dag` was put on record: that day or some working days later, and never before
    `vloer`, the registration of what it belongs to."""
    wachtdagen = lot.gewogen({0: 58, 1: 25, 2: 9, 3: 5, 4: 3})
    uitkomst = op_tijd(werkdag_na(dag, wachtdagen), lot.getal(9 * 60, 17 * 60 + 30), lot.getal(0, 59))
    if uitkomst >= ALLES_GEREGISTREERD:
        uitkomst = op_tijd(werkdag_na(dag, 0), lot.getal(9 * 60, 16 * 60))
    if uitkomst < vloer:
        uitkomst = vloer + timedelta(minutes=lot.getal(1, 20))
    return uitkomst
