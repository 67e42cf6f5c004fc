"""Days and moments in Europe/Amsterdam. Nothing here asks what time it is."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
KLEINSTE = timedelta(microseconds=1)
# What can be chosen on screen: far before any melding, and not so far off that a moment cannot be reckoned with.
VROEGSTE, LAATSTE = date(2000, 1, 1), date(2200, 1, 1)
# Typed, not picked: a browser's own date field writes 10 January as 01/10/2021 for who has it in English.
DATUMINVOER = ["%d-%m-%Y", "%Y-%m-%d"]


def binnen_bereik(dag: date) -> date:
    """This day, or the nearest that can be reckoned with."""
    return min(max(dag, VROEGSTE), LAATSTE)


def begin_van(dag: date) -> datetime:
    """The local midnight on which `dag` begins."""
    return datetime.combine(dag, time.min, AMSTERDAM)


def einde_van(dag: date) -> datetime:
    """The last microsecond of `dag`: a peildatum is inclusive and its day ends at midnight in Amsterdam."""
    return begin_van(dag + timedelta(days=1)) - KLEINSTE


def lokale_dag(moment: datetime) -> date:
    """The calendar day in Amsterdam of an aware moment."""
    return moment.astimezone(AMSTERDAM).date()
