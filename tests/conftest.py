"""What every test of the database shares."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import TransactionTestCase

from inspectie.blijvend import TABELLEN, bescherm, geef_vrij
from tests.maak import Dossier

_gewoon = TransactionTestCase._fixture_teardown


def _opruimen(proef: TransactionTestCase) -> None:
    """A test that commits leaves rows behind. The log refuses to be emptied, so its triggers step aside for this."""
    for tabel in TABELLEN:
        geef_vrij(connection, tabel)
    try:
        _gewoon(proef)
    finally:
        for tabel in TABELLEN:
            bescherm(connection, tabel)


@pytest.fixture(autouse=True, scope="session")
def _logboek_mag_na_een_proef_leeg() -> Iterator[None]:
    TransactionTestCase._fixture_teardown = _opruimen  # type: ignore[attr-defined]
    yield
    TransactionTestCase._fixture_teardown = _gewoon  # type: ignore[attr-defined]


@pytest.fixture
def dossier(db: None, tmp_path: Path) -> Dossier:
    """A folder of case records to fill and to import."""
    return Dossier(tmp_path / "map")
