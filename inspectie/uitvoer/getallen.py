"""Numbers, dates and counts in Dutch prose, the same on every machine: no locale is read."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from inspectie.tijd import AMSTERDAM, einde_van, lokale_dag

MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
NIET_TE_BEREKENEN = "niet te berekenen"
EENHEDEN = {
    "melding": ("melding", "meldingen"),
    "werkgever": ("werkgever", "werkgevers"),
    "zaak": ("zaak", "zaken"),
    "instrument": ("instrument", "instrumenten"),
    "bezoek": ("bezoek", "bezoeken"),
    "overtreding": ("overtreding", "overtredingen"),
}


def getal(n: int) -> str:
    """7937 → '7.937'."""
    return f"{n:,}".replace(",", ".")


def procent(p: int | None) -> str:
    """55 → '55%'; None → 'niet te berekenen'."""
    return NIET_TE_BEREKENEN if p is None else f"{getal(p)}%"


def datum(dag: date) -> str:
    """2021-01-10 → '10 januari 2021'."""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def tijdstip(moment: datetime) -> str:
    """An aware moment in Dutch local time: '3 februari 2021, 14.05 uur'. The end of a day is '24.00 uur'."""
    lokaal = moment.astimezone(AMSTERDAM)
    dag = lokale_dag(moment)
    if einde_van(dag) - lokaal < timedelta(milliseconds=1):
        return f"{datum(dag)}, 24.00 uur"
    seconden = f".{lokaal.second:02}" if lokaal.second or lokaal.microsecond else ""
    return f"{datum(dag)}, {lokaal.hour}.{lokaal.minute:02}{seconden} uur"


def kies(n: int, enkelvoud: str, meervoud: str) -> str:
    """The form that goes with `n`; zero goes with the plural, as in 'geen meldingen zijn'."""
    return enkelvoud if n == 1 else meervoud


def aantal(n: int, enkelvoud: str, meervoud: str) -> str:
    """'1 melding', '7.937 meldingen', and in a sentence 'geen meldingen'."""
    return f"{getal(n) if n else 'geen'} {kies(n, enkelvoud, meervoud)}"


def van(teller: int, noemer: int, eenheid: str) -> str:
    """'2.816 van 5.120 meldingen': the numbers behind a percentage, with their unit."""
    return f"{getal(teller)} van {getal(noemer)} {kies(noemer, *EENHEDEN[eenheid])}"


def opsomming(delen: Sequence[str]) -> str:
    """'a', 'a en b', 'a, b en c'."""
    if len(delen) < 2:
        return "".join(delen)
    return f"{', '.join(delen[:-1])} en {delen[-1]}"


def hoofdletter(tekst: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return tekst[:1].upper() + tekst[1:]
