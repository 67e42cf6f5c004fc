"""What most tests of a report begin with: the seed's figures and the document made of them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rapportages.cijfers import Kerncijfers, Labels
from rapportages.document import Rapportdocument
from rapportages.inhoud import maak_document
from tests.maak import Dossier
from tests.rapportages.beginnen import een_bezoek, van_alles, vooruit_geteld
from tests.rapportages.voorbeelden import LABELS, bouw_kerncijfers, leeg


@pytest.fixture
def kerncijfers() -> Kerncijfers:
    return bouw_kerncijfers()


@pytest.fixture(scope="session")
def labels() -> Labels:
    return LABELS


@pytest.fixture
def document(kerncijfers: Kerncijfers) -> Rapportdocument:
    return maak_document(kerncijfers, LABELS, synthetisch=True)


@pytest.fixture(scope="session")
def maak() -> Callable[..., Kerncijfers]:
    """`bouw_kerncijfers`, for tests of other figures."""
    return bouw_kerncijfers


@pytest.fixture(scope="session")
def maak_leeg() -> Callable[..., Kerncijfers]:
    return leeg


def _eenmaal(vul: Callable[[Dossier], None]) -> Any:
    """A beginning of `beginnen.py`, in the database for all tests of a file that has one which asks for it."""

    @pytest.fixture(scope="module")
    def begin(
        samen: Callable[[], AbstractContextManager[None]], tmp_path_factory: pytest.TempPathFactory
    ) -> Dossier:
        dossier = Dossier(tmp_path_factory.mktemp("begin") / "map")
        with samen():
            vul(dossier)
        return dossier

    return begin


begin_vol, begin_gevuld, begin_geteld = map(_eenmaal, (van_alles, een_bezoek, vooruit_geteld))


def _met_eigen_rijen(dossier: Dossier, tmp_path: Path) -> Dossier:
    """For one test: what it adds, no other finds."""
    rijen = {bestand: [*rijen] for bestand, rijen in dossier.rijen.items()}
    return replace(dossier, map=tmp_path / "map", rijen=rijen)


@pytest.fixture
def vol(begin_vol: Dossier, db: None, tmp_path: Path) -> Dossier:
    return _met_eigen_rijen(begin_vol, tmp_path)


@pytest.fixture
def gevuld(begin_gevuld: Dossier, db: None, tmp_path: Path) -> Dossier:
    return _met_eigen_rijen(begin_gevuld, tmp_path)


@pytest.fixture
def geteld(begin_geteld: Dossier, db: None, tmp_path: Path, settings: Any) -> Dossier:
    settings.OPNAME_VANAF = 0
    return _met_eigen_rijen(begin_geteld, tmp_path)
