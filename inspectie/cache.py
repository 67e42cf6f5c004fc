"""Django's cache in Redis, with one client that stays: Django makes one for every key it looks up, and that is the most
of the work.

What is kept in it are counts of tries (inspectie/remmen.py, failed logins). While Redis does not answer each process
counts by itself, so that a brake is weaker then, and neither off nor in the way of who wants to log in or report.
"""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

RUST = 5.0
"""Seconds in which a Redis that did not answer is not asked again: each time somebody would wait for it."""

logger = logging.getLogger("inspectie")


# Django asks first whether it is there: a second journey, and what runs out in between would stand for ever.
_TEL_OP = "if redis.call('EXISTS', KEYS[1]) == 1 then return redis.call('INCRBY', KEYS[1], ARGV[1]) end"


class _Client(RedisCacheClient):
    _vast: Any = None
    _tel_op: Any = None

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        if len(self._servers) > 1:  # type: ignore[attr-defined]  # one to write to, the others to read from
            return super().get_client(key, write=write)
        if self._vast is None:
            self._vast = super().get_client(key, write=write)
        return self._vast

    def incr(self, key: Any, delta: int) -> Any:
        client = self.get_client(key, write=True)
        if self._tel_op is None:
            self._tel_op = client.register_script(_TEL_OP)
        stand = self._tel_op(keys=[key], args=[delta], client=client)
        if stand is None:
            raise ValueError(f"Er staat niets onder “{key}”.")
        return stand


def _of_hier(naam: str) -> Callable[..., Any]:
    def methode(zelf: "Redis", *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= Redis.stil_tot:
            try:
                return getattr(RedisCache, naam)(zelf, *args, **kwargs)
            except (RedisError, OSError) as fout:
                Redis.stil_tot = time.monotonic() + RUST
                # Not what it says: an address can stand in that.
                logger.warning("Redis antwoordt niet, dit proces telt zelf: %s", type(fout).__name__)
        return getattr(zelf.hier, naam)(*args, **kwargs)

    return methode


class Redis(RedisCache):
    stil_tot = 0.0
    """Of all threads of this process together."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _Client
        self.hier = LocMemCache("zonder-redis", params | {"OPTIONS": {"MAX_ENTRIES": 20_000}})

    add, get, set, touch, delete = map(_of_hier, ("add", "get", "set", "touch", "delete"))
    get_many, set_many, delete_many = map(_of_hier, ("get_many", "set_many", "delete_many"))
    has_key, incr, clear = map(_of_hier, ("has_key", "incr", "clear"))
