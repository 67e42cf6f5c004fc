"""What is behind a number on a page: its list, as a page and by itself."""

import re
from collections.abc import Iterable
from html import unescape

from django.contrib.auth import get_user
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from rapportages.cijferfilters import Cijferfilter
from rapportages.cijferlijsten import LIJSTEN

ACHTER = re.compile(r'<a class="(?:achter|getal achter|achter getal)" href="([^"]+)">([\d.]+)</a>')


def getallen(html: str) -> list[tuple[str, int]]:
    """Every number that leads somewhere: its address, and what it says."""
    return [(unescape(url), int(n.replace(".", ""))) for url, n in ACHTER.findall(html)]


def lengte(client: Client, url: str) -> tuple[int, int, int]:
    """Behind a number: how many its page says, how many stand in its list (over all pages), how many it says that one
    may not see."""
    html = client.get(url).content.decode()
    zegt = re.search(r'<p class="telling">([\d.]+) ', html)
    verborgen = re.search(r"De andere ([\d.]+) tellen mee", html)
    in_lijst = 0
    while True:
        in_lijst += html.count("data-rij")
        volgende = re.search(r'rel="next" href="([^"]+)"', html)
        if not volgende:
            break
        html = client.get(url.partition("?")[0] + unescape(volgende[1])).content.decode()
    assert zegt, url
    return int(zegt[1]), in_lijst, int(verborgen[1]) if verborgen else 0


def is_zo_groot_als_zijn_lijst(client: Client, gevonden: Iterable[tuple[str, int]]) -> None:
    """Each of these numbers. A page shows what its list has: so of each list one page, behind its largest number."""
    gebruiker, nu = get_user(client), timezone.now()
    lijsten = {lijst.url: (lijst, lijst.namen()) for lijst in LIJSTEN.values()}
    grootste = dict[str, tuple[str, int, int]]()
    for url, n in gevonden:
        pad, _, vraag = url.partition("?")
        lijst, namen = lijsten[pad]
        keuze = lijst.kies(QueryDict(vraag), gebruiker, nu, namen)  # type: ignore[arg-type]
        assert isinstance(keuze, Cijferfilter)
        assert keuze.klopt, url
        ziet = keuze.qs.order_by().count()
        assert keuze.alle() == n >= ziet, url
        if pad not in grootste or n > grootste[pad][1]:
            grootste[pad] = url, n, ziet
    for url, n, ziet in grootste.values():
        assert lengte(client, url) == (n, ziet, n - ziet), url
