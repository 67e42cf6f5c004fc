"""A database of its own for tests that run the program as a program."""

from pathlib import Path

import pytest

from tests.interventies.invoerhulp import draai


@pytest.fixture(scope="session")
def _gemigreerd(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    pad = tmp_path_factory.mktemp("gemigreerd") / "leeg.sqlite3"
    assert draai(pad, "manage.py", "migrate", "--verbosity=0").returncode == 0
    return pad.read_bytes()


@pytest.fixture
def database(_gemigreerd: bytes, tmp_path: Path) -> Path:
    """A SQLite file on which only `migrate` ran."""
    pad = tmp_path / "proef.sqlite3"
    pad.write_bytes(_gemigreerd)
    return pad
