"""For tests of two connections on PostgreSQL: when one of them has come to where it waits for the other."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Barrier, Event, Thread
from typing import Any

from django.db import connection, models, transaction

from inspectie.logboek import log

GEDULD = 30  # seconds
RIJ = ("transactionid", "tuple")
"""As what `tot_er_een_wacht` sees who waits for a row."""


def tot_er_een_wacht(*soorten: str) -> int:
    """How many wait for a lock of these kinds (pg_locks.locktype) in this database, as soon as there is one; 0 when
    nobody came to it. Of the server as a whole it would count what other tests do."""
    grens = time.monotonic() + GEDULD
    while time.monotonic() < grens:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
                " WHERE datname = current_database() AND locktype = ANY(%s) AND NOT granted",
                [list(soorten)],
            )
            if aantal := int(cursor.fetchone()[0]):
                return aantal
        time.sleep(0.05)
    return 0


def naast(houd_vast: Callable[[], Any], doe: Callable[[], Any], *wacht_op: str) -> list[Exception]:
    """What went wrong when one holds something, the other comes and waits for it, and the first then writes the log."""
    fouten: list[Exception] = []
    vast, hek = Event(), Barrier(2)

    def eerste() -> None:
        with transaction.atomic():
            houd_vast()
            vast.set()
            assert tot_er_een_wacht(*wacht_op), "de ander kwam er niet aan"
            log("proef", op=datetime(2021, 1, 11, tzinfo=UTC), onderwerp="proef:1")

    def tweede() -> None:
        vast.wait(30)
        doe()

    def draai(werk: Callable[[], None]) -> None:
        try:
            connection.ensure_connection()  # what there is when a transaction first looks is all that it sees
            hek.wait(30)
            werk()
        except Exception as fout:  # noqa: BLE001 (told by the test)
            fouten.append(fout)
        finally:
            vast.set()
            connection.close()

    draden = [Thread(target=draai, args=(werk,)) for werk in (eerste, tweede)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(90)
    return fouten


def houd(reeks: "models.QuerySet[Any]") -> Callable[[], Any]:
    return lambda: list(reeks.select_for_update(no_key=True))
