"""Django's cache in Redis, with one client that stays: Django makes one for every key it looks up, and that is the most
of the work."""

from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient


class _Client(RedisCacheClient):
    _vast: Any = None

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        if len(self._servers) > 1:  # type: ignore[attr-defined]  # one to write to, the others to read from
            return super().get_client(key, write=write)
        if self._vast is None:
            self._vast = super().get_client(key, write=write)
        return self._vast


class Redis(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _Client
