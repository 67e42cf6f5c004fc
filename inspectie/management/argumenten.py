"""Dates and times on the command line."""

import re
from argparse import ArgumentTypeError
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from inspectie.fouten import Regelfout
from inspectie.tijd import AMSTERDAM, LAATSTE, einde_van, lokale_dag

JAREN = range(1900, LAATSTE.year + 1)  # that can be asked about: what lies ahead is refused as such


def datum(tekst: str) -> date:
    try:
        # fromisoformat also reads 20210110 and 2021-W01-1.
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", tekst):
            raise ValueError
        uit = date.fromisoformat(tekst)
    except ValueError:
        raise ArgumentTypeError(f"“{tekst}” is geen datum (jjjj-mm-dd)") from None
    if uit.year not in JAREN:
        raise ArgumentTypeError(f"“{tekst}” heeft een onmogelijk jaartal")
    return uit


def moment(tekst: str) -> datetime:
    """A time, in Europe/Amsterdam when it names no offset; a date means the end of that day."""
    try:
        if len(tekst) == 10:
            return einde_van(datum(tekst))
        # Python also reads 20210203 and 2021W053, as the beginning of that day.
        if not re.match(r"\d{4}-\d\d-\d\d[T ]\d", tekst):
            raise ValueError
        uit = datetime.fromisoformat(tekst)
        if uit.year not in JAREN:
            raise ValueError
    except (ValueError, ArgumentTypeError):
        raise ArgumentTypeError(f"“{tekst}” is geen tijdstip (jjjj-mm-dd of jjjj-mm-ddTuu:mm:ss)") from None
    if uit.tzinfo:
        return uit
    # Of the hour that comes twice the first; the hour that is skipped was never on a clock.
    hier = uit.replace(tzinfo=AMSTERDAM)
    if hier.astimezone(UTC).astimezone(AMSTERDAM).replace(tzinfo=None) != uit:
        raise ArgumentTypeError(
            f"“{tekst}” heeft nooit op de klok gestaan: die nacht ging zij een uur vooruit"
        )
    return hier


PEILDATUM: Mapping[str, Any] = {
    "type": datum,
    "required": True,
    "metavar": "D",
    "help": "de laatste dag waarvan feiten tellen (jjjj-mm-dd)",
}
STAND_VAN: Mapping[str, Any] = {
    "type": moment,
    "metavar": "T",
    "help": "wanneer het geregistreerd moest zijn: een tijdstip, of een datum: het einde daarvan (standaard nu)",
}


def momenten(peildatum: date, stand_van: datetime | None, nu: datetime) -> tuple[date, datetime]:
    """Peildatum and stand van as they can be answered now. Raises Regelfout for one that lies in the future: what is
    not over yet cannot be reproduced. The end of today is now: nothing can be on record after it."""
    if peildatum > lokale_dag(nu):
        raise Regelfout(f"De peildatum {peildatum:%d-%m-%Y} ligt in de toekomst.")
    if stand_van is None:
        return peildatum, nu
    if stand_van > nu:
        if stand_van != einde_van(lokale_dag(nu)):
            raise Regelfout(f"De stand van {stand_van:%d-%m-%Y %H:%M} ligt in de toekomst.")
        return peildatum, nu
    return peildatum, stand_van
