"""What most tests of a report begin with: the seed's figures and the document made of them."""

from collections.abc import Callable

import pytest

from rapportages.cijfers import Kerncijfers, Labels
from rapportages.document import Rapportdocument
from rapportages.inhoud import maak_document
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
