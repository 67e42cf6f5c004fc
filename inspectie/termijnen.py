"""Deadlines under the Algemene termijnenwet, on one table of days off. Pure: dates in, dates out.

`vrije_dagen` holds the days that count as a recognised holiday, weekends not included; beyond the last
day of the table no holiday is known. Article 2 (a term of three days or more holds two working days) is
left out: the source describes only the end of a term, and no term shipped here is shorter than seven days.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

# Algemene termijnenwet art. 4: a longer term than these ends on its own last day, whatever day that is.
LANGSTE_IN_DAGEN = 90
LANGSTE_IN_WEKEN = 12
LANGSTE_IN_MAANDEN = 3


class VrijeDagen(frozenset[date]):
    """The days off as they are now. `eerder`: what they were on days up to and including one, the earliest day first. A
    term that began then keeps the end that it was given."""

    eerder: tuple[tuple[date, frozenset[date]], ...]

    def __new__(
        cls, dagen: Iterable[date], eerder: Iterable[tuple[date, frozenset[date]]] = ()
    ) -> "VrijeDagen":
        uit = super().__new__(cls, dagen)
        uit.eerder = tuple(eerder)
        return uit

    def op(self, dag: date) -> frozenset[date]:
        """What they were that day. Who changes them changes nothing of what is issued the same day."""
        return next((dagen for tot, dagen in self.eerder if dag <= tot), self)


def _op(begin: date, vrije_dagen: frozenset[date]) -> frozenset[date]:
    return vrije_dagen.op(begin) if isinstance(vrije_dagen, VrijeDagen) else vrije_dagen


def is_werkdag(dag: date, vrije_dagen: frozenset[date]) -> bool:
    """Neither Saturday, Sunday nor a day off."""
    return dag.weekday() < 5 and dag not in vrije_dagen


def eerste_werkdag(dag: date, vrije_dagen: frozenset[date]) -> date:
    """`dag` itself, or the first working day after it [Algemene termijnenwet art. 1 lid 1]."""
    while not is_werkdag(dag, vrije_dagen):
        dag += timedelta(days=1)
    return dag


def einde_termijn(
    begin: date,
    *,
    dagen: int | None = None,
    weken: int | None = None,
    maanden: int | None = None,
    vrije_dagen: frozenset[date],
) -> date:
    """Last day of a term that starts the day after `begin`, in exactly one unit of at least 1.

    A term in months ends on the same day of the month, or on the last day where that one does not exist.
    Raises ValueError when no unit or more than one is given, or when it is below 1.
    """
    gegeven = [lengte for lengte in (dagen, weken, maanden) if lengte is not None]
    if len(gegeven) != 1 or gegeven[0] < 1:
        raise ValueError("Een termijn heeft één lengte, in dagen, weken of maanden, van minstens 1.")
    if maanden is not None:
        einde, te_lang = _plus_maanden(begin, maanden), maanden > LANGSTE_IN_MAANDEN
    elif weken is not None:
        einde, te_lang = begin + timedelta(weeks=weken), weken > LANGSTE_IN_WEKEN
    else:
        einde, te_lang = begin + timedelta(days=gegeven[0]), gegeven[0] > LANGSTE_IN_DAGEN
    return einde if te_lang else eerste_werkdag(einde, _op(begin, vrije_dagen))


def verschuif(einde: date, begin: date, vrije_dagen: frozenset[date]) -> date:
    """The day on which a term set by its end date really ends; its length is counted in days from `begin`."""
    te_lang = (einde - begin).days > LANGSTE_IN_DAGEN
    return einde if te_lang else eerste_werkdag(einde, _op(begin, vrije_dagen))


def werkdagen_na(begin: date, n: int, vrije_dagen: frozenset[date]) -> date:
    """The `n`th working day after `begin`, which itself is not counted. Raises ValueError below 1."""
    if n < 1:
        raise ValueError("Een aantal werkdagen is minstens 1.")
    dag = begin
    for _ in range(n):
        dag = eerste_werkdag(dag + timedelta(days=1), vrije_dagen)
    return dag


def einde_uren(moment: datetime, uren: int) -> datetime:
    """`uren` real hours later, in the zone of `moment`; never shifted [Algemene termijnenwet art. 4 onder a].

    Counted in UTC, so that a night in which the clock changes is as long as it was. Raises ValueError on
    a moment without an offset.
    """
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError("Een termijn in uren vraagt een moment met een tijdzone.")
    return (moment.astimezone(UTC) + timedelta(hours=uren)).astimezone(moment.tzinfo)


def _plus_maanden(dag: date, maanden: int) -> date:
    jaren, maand = divmod(dag.month - 1 + maanden, 12)
    jaar, maand = dag.year + jaren, maand + 1
    return date(jaar, maand, min(dag.day, monthrange(jaar, maand)[1]))


@dataclass(frozen=True)
class Termijn:
    """A term the law names. It binds the inspectorate as a warning on screen, never as a block."""

    naam: str
    artikel: str
    dagen: int | None = None
    weken: int | None = None

    @property
    def duur(self) -> timedelta:
        return timedelta(days=self.dagen or 0, weeks=self.weken or 0)

    def einde(self, begin: date, vrije_dagen: frozenset[date]) -> date:
        """Last day of the term when its first fact (notification, report, request) fell on `begin`."""
        return einde_termijn(begin, dagen=self.dagen, weken=self.weken, vrije_dagen=vrije_dagen)


BEZWAAR = Termijn("Bezwaar", "Algemene wet bestuursrecht artikel 6:7", dagen=42)
# 91 days is over the 90 of article 4, so this one keeps its own last day.
BOETEBESLUIT = Termijn("Besluit over de boete", "Algemene wet bestuursrecht artikel 5:51", dagen=91)
HANDHAVINGSVERZOEK = Termijn(
    "Besluit op een verzoek om handhaving", "Algemene wet bestuursrecht artikel 4:13", weken=8
)
ONTVANGSTBEVESTIGING = Termijn("Ontvangstbevestiging van een melding", "Eigen werkafspraak", dagen=7)

# Arbowet art. 28: what was ordered orally is put in writing within these hours.
STILLEGGING_OP_SCHRIFT_UREN = 24
