"""A database that was away for a moment."""

import psycopg
import pytest
from django.db import connection

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_wie_na_een_herstart_van_de_database_iets_vraagt_krijgt_antwoord():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    connection.close()  # as at the end of a request: it goes back to the pool, and is handed out to the next
    verbinding = connection.get_connection_params() | {"autocommit": True}
    with psycopg.connect(**verbinding) as beheer:
        verbroken = beheer.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchall()
    assert verbroken
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
