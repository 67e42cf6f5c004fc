"""For tests of two connections on PostgreSQL: when one of them has come to where it waits for the other."""

import time

from django.db import connection

GEDULD = 30  # seconds


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
