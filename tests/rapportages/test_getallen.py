"""Numbers and dates in Dutch, and percentages that round half up."""

import re
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectie.tijd import einde_van
from inspectie.uitvoer.getallen import aantal, datum, getal, opsomming, procent, tijdstip
from rapportages.cijfers import percentage


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_een_percentage_rondt_af_vanaf_een_half(teller, noemer):
    if noemer == 0:
        assert percentage(teller, noemer) is None
        return
    exact = Decimal(teller) * 100 / Decimal(noemer)
    assert percentage(teller, noemer) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def test_een_half_procent_gaat_omhoog_en_niet_naar_even():
    assert (percentage(1, 8), percentage(3, 8), percentage(5, 1000)) == (13, 38, 1)
    with pytest.raises(ValueError, match="negatief"):
        percentage(-1, 3)


@given(st.integers(0, 10**12))
def test_een_getal_heeft_punten_tussen_de_duizendtallen(n):
    tekst = getal(n)
    assert int(tekst.replace(".", "")) == n
    assert re.fullmatch(r"\d{1,3}(\.\d{3})*", tekst)


def test_getallen_en_data_zijn_nederlands():
    assert (getal(7937), procent(55), procent(None)) == ("7.937", "55%", "niet te berekenen")
    assert datum(date(2021, 1, 10)) == "10 januari 2021"
    assert aantal(0, "melding", "meldingen") == "geen meldingen"
    assert (opsomming([]), opsomming(["a"]), opsomming(["a", "b", "c"])) == ("", "a", "a, b en c")


def test_een_tijdstip_is_dat_in_amsterdam():
    assert tijdstip(datetime(2021, 2, 2, 23, tzinfo=UTC)) == "3 februari 2021, 0.00 uur"
    assert tijdstip(datetime(2021, 7, 1, 12, 5, 9, tzinfo=UTC)) == "1 juli 2021, 14.05.09 uur"
    assert tijdstip(einde_van(date(2021, 1, 10))) == "10 januari 2021, 24.00 uur"
