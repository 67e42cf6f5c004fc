"""Dates and counts as a screen shows them, in the language of who looks. The report has `getallen.py`."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from inspectie.schermgetal import getal
from inspectie.tijd import AMSTERDAM, einde_van, lokale_dag


def procent(p: int | None) -> str:
    """55 → '55%'; None says that it cannot be computed."""
    return gettext("niet te berekenen") if p is None else f"{getal(p)}%"


def datum(dag: date) -> str:
    """2021-01-10 → '10 januari 2021'."""
    return date_format(dag, "DATE_FORMAT")


def tijdstip(moment: datetime) -> str:
    """An aware moment in Dutch local time. The end of a day is its 24 o'clock, and not the next day's beginning."""
    lokaal, dag = moment.astimezone(AMSTERDAM), lokale_dag(moment)
    if einde_van(dag) - lokaal < timedelta(milliseconds=1):
        return gettext("%(dag)s, 24.00 uur") % {"dag": datum(dag)}
    if not lokaal.second and not lokaal.microsecond:
        return date_format(lokaal, "DATETIME_FORMAT")
    return gettext("%(dag)s, %(uur)s.%(minuut)s.%(seconde)s uur") % {
        "dag": datum(dag),
        "uur": lokaal.hour,
        "minuut": f"{lokaal.minute:02}",
        "seconde": f"{lokaal.second:02}",
    }


def eenheid(n: int, soort: str) -> str:
    """What is counted, as it goes with `n`."""
    match soort:
        case "melding":
            return ngettext("melding", "meldingen", n)
        case "werkgever":
            return ngettext("werkgever", "werkgevers", n)
        case "zaak":
            return ngettext("zaak", "zaken", n)
        case "instrument":
            return ngettext("instrument", "instrumenten", n)
        case "bezoek":
            return ngettext("bezoek", "bezoeken", n)
        case "overtreding":
            return ngettext("overtreding", "overtredingen", n)
    raise KeyError(soort)


def van(teller: int, noemer: int, soort: str) -> str:
    """'2.816 van 5.120 meldingen': the numbers behind a percentage, with their unit."""
    return gettext("%(teller)s van %(noemer)s %(eenheid)s") % {
        "teller": getal(teller),
        "noemer": getal(noemer),
        "eenheid": eenheid(noemer, soort),
    }
