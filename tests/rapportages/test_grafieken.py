"""What is known is drawn, and what is not is no nought."""

from collections.abc import Sequence

import pytest

from rapportages.grafieken import Grafiek, punten


@pytest.mark.parametrize(
    ("waarden", "lijn"),
    [
        ([0, 50, 100], "0,100 500,50 1000,0"),
        ([10, None, 20], "0,90 1000,80"),
        ([40], "0,60 1000,60"),
        ([None, None, 40], "750,60 1000,60"),
        ([None, 40, None], "250,60 750,60"),
        ([None], ""),
        ([], ""),
    ],
)
def test_een_lijn_gaat_langs_wat_bekend_is_en_ook_een_enkele_waarde_is_te_zien(
    waarden: Sequence[int | None], lijn: str
):
    assert punten(waarden, 100) == lijn


@pytest.mark.parametrize(
    ("laatste", "woord"), [("7.937", False), ("20%", False), ("0", False), ("niet te berekenen", True)]
)
def test_waar_niets_te_berekenen_is_staat_een_woord_dat_de_naam_haar_plek_laat(laatste: str, woord: bool):
    assert Grafiek("", "", (), laatste, "", "", "").laatste_is_woord is woord
