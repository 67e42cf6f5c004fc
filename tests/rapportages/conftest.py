"""What most tests of a report begin with: the seed's figures and the document made of them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from rapportages.cijfers import Kerncijfers, Labels
from rapportages.document import Rapportdocument
from rapportages.inhoud import maak_document
from tests.maak import Dossier
from tests.rapportages.vol import vul
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


@pytest.fixture(scope="module")
def gevuld_dossier(
    samen: Callable[[], AbstractContextManager[None]], tmp_path_factory: pytest.TempPathFactory
) -> Dossier:
    dossier = Dossier(tmp_path_factory.mktemp("vol") / "map")
    with samen():
        vul(dossier)
    return dossier


@pytest.fixture
def vol(gevuld_dossier: Dossier, db: None, tmp_path: Path) -> Dossier:
    """Something of everything (`vul`), once for all tests of a file; a test may add rows of its own."""
    rijen = {bestand: [*rijen] for bestand, rijen in gevuld_dossier.rijen.items()}
    return replace(gevuld_dossier, map=tmp_path / "map", rijen=rijen)
