"""Days and moments in Europe/Amsterdam. Nothing here asks what time it is."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
KLEINSTE = timedelta(microseconds=1)


def begin_van(dag: date) -> datetime:
    """The local midnight on which `dag` begins."""
    return datetime.combine(dag, time.min, AMSTERDAM)


def einde_van(dag: date) -> datetime:
    """The last microsecond of `dag`: a peildatum is inclusive and its day ends at midnight in Amsterdam."""
    return begin_van(dag + timedelta(days=1)) - KLEINSTE


def lokale_dag(moment: datetime) -> date:
    """The calendar day in Amsterdam of an aware moment."""
    return moment.astimezone(AMSTERDAM).date()
