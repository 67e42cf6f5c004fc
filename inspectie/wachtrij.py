"""Work after commit. The row is the queue; a message only wakes somebody up, so losing one loses nothing."""

import logging
from collections.abc import Callable
from typing import Any

from celery.exceptions import OperationalError
from django.db import transaction

logger = logging.getLogger("inspectie")


def na_commit(taak: Any, *argumenten: object) -> None:
    """Have a Celery task run once the transaction is committed: by a worker, or, without Redis, here and now.

    A broker that cannot be reached is noted and no more: the sweep of the clock finds the row.
    """

    def stuur() -> None:
        try:
            taak.delay(*argumenten)
        except (OperationalError, OSError) as fout:
            logger.warning("wachtrij onbereikbaar, %s wacht op de veger: %s", taak.name, fout)

    transaction.on_commit(stuur)


def tot_klaar(stuk: Callable[[], int]) -> int:
    """Run a portion of work until there is none left; returns the total."""
    totaal = 0
    while gedaan := stuk():
        totaal += gedaan
    return totaal
