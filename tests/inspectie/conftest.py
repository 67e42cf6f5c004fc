"""The synthetic set, made once for all tests that look at it."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from inspectie.demo import schrijf_map


@pytest.fixture(scope="session")
def demomap(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """The folder of a seed. Only to read."""

    @cache
    def maak(zaad: int) -> Path:
        map_ = tmp_path_factory.mktemp("demo")
        schrijf_map(map_, zaad)
        return map_

    return maak
