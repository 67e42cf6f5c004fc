"""The brake: it slows who tries too often, keeps no address, and never holds up anybody for long or anybody else."""

import os
import secrets
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.core.cache.backends.redis import RedisCache
from django.http import HttpRequest
from django.test import RequestFactory
from redis.connection import AbstractConnection
from redis.exceptions import ConnectionError as GeenRedis

from inspectie import remmen
from inspectie.cache import Redis

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


def test_wat_er_tegelijk_komt_telt_elk_voor_zich():
    assert remmen.neem("proef", verzoek(), nu=NU, aantal=3) == 0
    assert probeer(1) == [45]
    assert remmen.neem("ander", verzoek(), nu=NU, aantal=4) == 45


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


def test_wat_er_van_een_plek_kwam_telt_op_tot_het_uur_om_is():
    def tel(aantal: int, adres: str = ADRES, na: timedelta = timedelta()) -> int:
        return remmen.tel_op("ruimte", verzoek(adres), aantal, nu=NU + na)

    assert [tel(5), tel(7), tel(-7), tel(2, na=timedelta(minutes=59))] == [5, 12, 5, 7]
    assert tel(1, "203.0.113.78") == 1
    assert tel(1, na=timedelta(hours=1)) == 1


def test_van_het_adres_is_zonder_de_sleutel_van_dit_uur_niets_te_herkennen():
    plek = remmen._plek("proef", verzoek(), (), 60, NU)
    assert ADRES not in plek
    assert plek == remmen._plek("proef", verzoek(), (), 60, NU), (
        "binnen het uur dezelfde, anders telt het niet"
    )
    assert len(cache.get(f"rem:sleutel:{int(NU.timestamp()) // 3600}")) == 32
    cache.clear()
    assert plek != remmen._plek("proef", verzoek(), (), 60, NU)


def test_zonder_redis_remt_elk_proces_zelf_en_wordt_redis_even_met_rust_gelaten(monkeypatch, caplog):
    monkeypatch.setattr(Redis, "stil_tot", 0.0)
    monkeypatch.setattr(remmen, "cache", Redis("redis://127.0.0.1:9/0", {}))
    gevraagd: list[str] = []

    def stuk(_zelf: Redis, sleutel: str, *_a: object, **_k: object) -> None:
        gevraagd.append(sleutel)
        raise GeenRedis(f"geen verbinding voor {ADRES}")

    for naam in ("get", "add", "incr"):
        monkeypatch.setattr(RedisCache, naam, stuk)
    assert probeer(5) == [0, 0, 0, 45, 45]
    assert len(gevraagd) == 1
    monkeypatch.setattr(Redis, "stil_tot", time.monotonic())
    remmen.neem("proef", verzoek(), nu=NU)
    assert len(gevraagd) == 2
    assert "Redis antwoordt niet" in caplog.text
    assert ADRES not in caplog.text


@pytest.fixture
def echte_redis(monkeypatch, db) -> Redis:
    """With keys of its own, for what else is in it."""
    redis = Redis(os.environ["REDIS_URL"], {"KEY_PREFIX": f"proef-{secrets.token_hex(8)}", "TIMEOUT": 60})
    monkeypatch.setattr(remmen, "cache", redis)
    return redis


@pytest.mark.redis
def test_wie_al_eens_probeerde_kost_redis_twee_vragen(monkeypatch, echte_redis):
    """The key of this hour, and the count: every step of the public form waits for both."""
    assert probeer(1) == [0]
    vragen: list[object] = []
    stuur = AbstractConnection.send_packed_command

    def tel(zelf: AbstractConnection, *wat: object, **hoe: object) -> None:
        vragen.append(wat)
        stuur(zelf, *wat, **hoe)

    monkeypatch.setattr(AbstractConnection, "send_packed_command", tel)
    assert probeer(3) == [0, 0, 45]
    assert len(vragen) == 2 * 3


@pytest.mark.redis
def test_wat_er_niet_staat_wordt_niet_opgeteld(echte_redis):
    with pytest.raises(ValueError, match="Er staat niets"):
        echte_redis.incr("nergens")
    assert echte_redis.get("nergens") is None
    echte_redis.add("ergens", 5, 60)
    stand = echte_redis.incr("ergens", 3), echte_redis.decr("ergens", 2), echte_redis.get("ergens")
    assert stand == (8, 6, 6)
