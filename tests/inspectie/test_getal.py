"""Numbers out of an address."""

import pytest

from inspectie.getal import als_getal


@pytest.mark.parametrize("tekst", [None, "", "-1", "1.0", "x", "١", "²", "1" * 19])
def test_wat_geen_getal_is_dat_in_de_database_past_is_er_geen(tekst):
    assert als_getal(tekst) is None


def test_een_getal_uit_een_adres_is_dat_getal():
    assert [als_getal(t) for t in ("0", "17", "007", "9" * 18)] == [0, 17, 7, 10**18 - 1]
