"""Slowing down whoever tries too often, without keeping an address.

Of where a visitor comes from only a keyed digest is used, and of that only in the cache. Its key is random, stands in
the cache alone and is another one every hour; what is counted is forgotten sooner still. So nothing of an address comes
in a database, a log or a copy of either, and an hour later nobody can tell any more who it was.

How often stands in `settings.REMMEN`: per name so many tries in so many seconds.
"""

import hashlib
import ipaddress
import secrets
from contextlib import suppress
from datetime import datetime
from typing import cast

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

UUR = 3600
IPV6_DEEL = 56
"""Bits of an IPv6 address that are one visitor's: who has one address there has them all."""


def neem(naam: str, request: HttpRequest, *over: str, nu: datetime, aantal: int = 1) -> int:
    """Count one try, or so many at once. Seconds to wait where it is one too many, else 0.

    `over` is what is tried (the number of a melding, say): then tries at something else from the same place are counted
    apart."""
    hoogstens, per = settings.REMMEN[naam]
    stand = _tel(_plek(naam, request, over, per, nu), aantal, per)
    return 0 if stand <= hoogstens else per - int(nu.timestamp()) % per


def tel_op(naam: str, request: HttpRequest, aantal: int, *, nu: datetime) -> int:
    """How much came from the same place in this hour, with this: bytes, say. What is too much the caller knows, who
    takes off again (a negative `aantal`) what was refused."""
    return _tel(_plek(naam, request, (), UUR, nu), aantal, UUR)


def _tel(plek: str, aantal: int, per: int) -> int:
    try:
        return cache.incr(plek, aantal)
    except ValueError:  # the first; or one of the first, at the same moment
        if not cache.add(plek, aantal, per):
            with suppress(ValueError):  # and gone again: Redis fell away in between
                return cache.incr(plek, aantal)
        return aantal


def geef_terug(naam: str, request: HttpRequest, *over: str, nu: datetime) -> None:
    """What was counted turned out to be no try at all: somebody who has the right code, say."""
    per = settings.REMMEN[naam][1]
    with suppress(ValueError):
        cache.decr(_plek(naam, request, over, per, nu))


def _plek(naam: str, request: HttpRequest, over: tuple[str, ...], per: int, nu: datetime) -> str:
    """Where it is counted: another place in each stretch of time, so that nobody waits longer than one."""
    seconden = int(nu.timestamp())
    sleutel = cast(
        "bytes", cache.get_or_set(f"rem:sleutel:{seconden // UUR}", lambda: secrets.token_bytes(32), UUR)
    )
    wie = "\0".join((naam, _netwerk(get_adapter().get_client_ip(request)), *over))
    afdruk = hashlib.blake2b(wie.encode(), key=sleutel, digest_size=16).hexdigest()
    return f"rem:{seconden // per}:{afdruk}"


def _netwerk(adres: str) -> str:
    try:
        waar = ipaddress.ip_address(adres)
    except ValueError:  # a socket that is no network
        return ""
    breedte = IPV6_DEEL if waar.version == 6 else waar.max_prefixlen
    return str(ipaddress.ip_network(f"{waar}/{breedte}", strict=False).network_address)
