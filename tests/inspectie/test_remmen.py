"""The brake: it slows who tries too often, keeps no address, and never holds up anybody for long or anybody else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.http import HttpRequest
from django.test import RequestFactory
from redis.exceptions import ConnectionError as GeenRedis

from inspectie import remmen

NU = datetime(2026, 11, 27, 12, 0, 15, tzinfo=UTC)
ADRES = "203.0.113.77"


@pytest.fixture(autouse=True)
def _leeg(settings):
    settings.REMMEN = {"proef": (3, 60), "ander": (3, 60)}


def verzoek(adres: str = ADRES) -> HttpRequest:
    return RequestFactory().get("/", REMOTE_ADDR=adres)


def probeer(keren: int, *over: str, adres: str = ADRES, naam: str = "proef", nu: datetime = NU) -> list[int]:
    return [remmen.neem(naam, verzoek(adres), *over, nu=nu) for _ in range(keren)]


def test_na_te_veel_keren_wacht_men_tot_de_minuut_om_is():
    assert probeer(5) == [0, 0, 0, 45, 45]
    assert probeer(1, nu=NU + timedelta(seconds=44)) == [1]
    assert probeer(1, nu=NU + timedelta(seconds=45)) == [0]


def test_een_ander_adres_een_ander_nummer_en_een_andere_rem_merken_er_niets_van():
    probeer(9)
    assert probeer(1, adres="203.0.113.78") == [0]
    assert probeer(1, "12") == [0]
    assert probeer(1, naam="ander") == [0]


def test_wie_in_ipv6_van_adres_wisselt_blijft_dezelfde():
    assert probeer(3, adres="2001:db8:0:1100::1") == [0, 0, 0]
    assert probeer(1, adres="2001:db8:0:11ff::9") == [45]
    assert probeer(1, adres="2001:db8:0:1200::1") == [0]


def test_wat_geen_poging_bleek_telt_niet():
    for _ in range(9):
        assert probeer(1) == [0]
        remmen.geef_terug("proef", verzoek(), nu=NU)


def test_van_het_adres_is_zonder_de_sleutel_van_dit_uur_niets_te_herkennen():
    plek = remmen._plek("proef", verzoek(), (), 60, NU)
    assert ADRES not in plek
    assert plek == remmen._plek("proef", verzoek(), (), 60, NU), (
        "binnen het uur dezelfde, anders telt het niet"
    )
    assert len(cache.get(f"rem:sleutel:{int(NU.timestamp()) // 3600}")) == 32
    cache.clear()
    assert plek != remmen._plek("proef", verzoek(), (), 60, NU)


def test_zonder_cache_wordt_niemand_tegengehouden(monkeypatch, caplog):
    def stuk(*_a: object, **_k: object) -> None:
        raise GeenRedis(f"geen verbinding voor {ADRES}")

    monkeypatch.setattr("inspectie.remmen.cache.get_or_set", stuk)
    assert probeer(9) == [0] * 9
    remmen.geef_terug("proef", verzoek(), nu=NU)
    assert ADRES not in caplog.text
