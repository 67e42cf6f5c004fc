"""Work after commit. The row is the queue; a message only wakes somebody up, so losing one loses nothing."""

import logging
from collections.abc import Callable
from time import monotonic

from celery.exceptions import OperationalError
from django.db import transaction
from django.utils.module_loading import import_string

logger = logging.getLogger("inspectie")

EVEN, POOS = 1.0, 5.0
"""Seconds of work in one go: for a page that asks by itself; and for a button or a worker, which has more to do."""


def na_commit(taak: str, *argumenten: object) -> None:
    """Have a Celery task (dotted name) run once the transaction is committed: by a worker, or, without Redis, here.

    An act names its task, because tasks are built on acts. A broker that cannot be reached is noted and no more: the
    sweep of the clock finds the row.
    """

    def stuur() -> None:
        try:
            import_string(taak).delay(*argumenten)
        except (OperationalError, OSError) as fout:
            logger.warning("wachtrij onbereikbaar, %s wacht op de veger: %s", taak, fout)

    transaction.on_commit(stuur)


def een_poos(stuk: Callable[[], int], seconden: float) -> bool:
    """Run a portion of work until there is none left or the time is up; returns whether there may be more."""
    eind = monotonic() + seconden
    while stuk():
        if monotonic() > eind:
            return True
    return False


def tot_klaar(stuk: Callable[[], int]) -> int:
    """Run a portion of work until there is none left; returns the total."""
    totaal = 0
    while gedaan := stuk():
        totaal += gedaan
    return totaal
