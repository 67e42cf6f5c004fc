"""What the tests of a zaak or a handover begin with, made once for each file of them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path

import pytest

from interventies.models import Zaak
from meldingen.models import Melding
from tests.interventies.zaakhulp import weg, zaak_met
from tests.maak import Dossier

Samen = Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="module")
def _een_zaak(samen: Samen, tmp_path_factory: pytest.TempPathFactory) -> None:
    with samen():
        zaak_met(Dossier(tmp_path_factory.mktemp("begin") / "map"))


@pytest.fixture
def zaak(_een_zaak: None, db: None) -> Zaak:
    """A zaak of one melding, in the hands of the inspecteur; the only one in the tests of a file that asks for it."""
    return Zaak.objects.get()


@pytest.fixture(scope="module")
def _een_melding(samen: Samen, tmp_path_factory: pytest.TempPathFactory) -> None:
    with samen():
        weg(Dossier(tmp_path_factory.mktemp("begin") / "map"))


@pytest.fixture
def melding(_een_melding: None, db: None) -> Melding:
    """Decided on: it is for another. The only one in the tests of a file that asks for it."""
    return Melding.objects.get()


@pytest.fixture
def erbij(db: None, tmp_path: Path) -> Dossier:
    """A folder to import beside those."""
    return Dossier(tmp_path / "erbij", _tel=count(50))
