"""The page of the figures on PostgreSQL, with a million meldingen and with ten times as many; and beside it the report.

MILJOENEN="1 10" says how many (the first is what the others are held against; "1" leaves out the ten million). The
databases are made by `bench.veel`, and kept when they are there. A page is asked of the whole program, right after
counting ahead and again with as many records written since as the clock leaves lying; beside it stands the time of its
bare SQL.
"""

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from bench.meten import Meting, manage

if TYPE_CHECKING:
    from django.test import Client

GRENS_MS, GRENS_GROEI, GRENS_RAPPORT = 300.0, 2.0, 2.0
BEURTEN = 40
PAGINAS = {
    "alles": ("leider", ""),
    "een team": ("leider", "?team=WEST"),
    "eigen team": ("eigen", ""),
    "per maand, een half jaar": ("leider", "?per=maand"),
}
PANELEN = {"ontvangstbalans, dertien weken": "", "ontvangstbalans, een jaar": "?per=maand"}
"""What that page asks for beside itself."""


def meet(map_: Path, groot: int) -> Iterator[Meting]:
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield Meting("dashboard", "overgeslagen: geen PostgreSQL")
        return
    eerste: dict[str, float] = {}
    for aantal in _aantallen(groot):
        begin = time.perf_counter()
        adres = _database(server, aantal)
        yield Meting(f"{aantal} meldingen maken", f"{time.perf_counter() - begin:.0f} s")
        uit = subprocess.run(
            [sys.executable, "-m", "bench.dashboard"],
            env=os.environ | {"DATABASE_URL": adres, "REDIS_URL": ""},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout
        for regel in uit.splitlines():
            soort, naam, een, twee, drie = regel.split(";")
            if soort == "tijd":
                yield Meting(f"{naam} bij {aantal}", f"{float(een):.1f} s")
            elif soort == "rapport":
                verhouding = float(een) / float(twee)
                yield Meting(
                    f"{naam} bij {aantal}",
                    f"{float(een):.2f} s, met de hand {float(twee):.2f} s: {verhouding:.2f}×",
                    f"≤ {GRENS_RAPPORT}×",
                    verhouding <= GRENS_RAPPORT,
                )
            else:
                p95 = float(een)
                groei = p95 / eerste.setdefault(naam, p95)
                yield Meting(
                    f"dashboard, {naam}: p95 bij {aantal}",
                    f"{p95:.0f} ms, SQL {float(twee):.0f} ms, {drie} vragen, {groei:.2f}×",
                    f"< {GRENS_MS:.0f} ms, < {GRENS_GROEI}×",
                    p95 < GRENS_MS and groei < GRENS_GROEI,
                )


def _aantallen(groot: int) -> list[int]:
    if gevraagd := os.environ.get("MILJOENEN"):
        return [int(float(n) * 1_000_000) for n in gevraagd.split()]
    return [groot, 10 * groot]


def _database(server: str, aantal: int) -> str:
    import psycopg

    from bench.veel import vul

    naam = f"veel_{aantal}"
    adres = f"{server.rpartition('/')[0]}/{naam}"
    with psycopg.connect(server, autocommit=True) as verbinding:
        if not verbinding.execute("SELECT 1 FROM pg_database WHERE datname = %s", [naam]).fetchone():
            verbinding.execute(f"CREATE DATABASE {naam}")
    manage("migrate", "--verbosity", "0", database=adres)
    with psycopg.connect(adres) as verbinding:
        leeg = not verbinding.execute("SELECT 1 FROM meldingen_melding LIMIT 1").fetchone()
    if leeg:
        vul(adres, aantal)
    return adres


ERBIJ = """INSERT INTO meldingen_statuswissel (melding_id, van, naar, op, toelichting)
    SELECT id, 'IN_TRIAGE', 'AFGESLOTEN', now(), '' FROM meldingen_melding WHERE status = 'IN_TRIAGE'
    ORDER BY id DESC LIMIT %s"""
"""Written while the page is in use: with triggers, as anybody's work."""


def in_dit_proces() -> None:
    """Print lines of (sort, name, and three numbers)."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from bench.kerncijfers import getallen
    from bench.met_de_hand import SQL, tel_op
    from bench.paginas import _kale_sql, _tijd
    from inspectie.models import Gebruiker
    from inspectie.tijd import einde_van, lokale_dag
    from meldingen import balansdagen
    from rapportages import opnemen
    from rapportages.kerncijfers import bereken
    from rapportages.kerncijfers.opname import neem_op
    from rapportages.kerncijfers.snede import ALLES

    # While everything was counted clocks ran out: the next minute counts on from there.
    for wat in ("vooruit tellen, alle sneden (of bijwerken)", "daarna bijwerken, alle sneden"):
        begin = time.perf_counter()
        opnemen.houd_bij(nu=timezone.now())
        balansdagen.houd_bij()
        _druk("tijd", wat, time.perf_counter() - begin)
    begin = time.perf_counter()
    neem_op(timezone.now(), ALLES)
    _druk("tijd", "een opname bijwerken", time.perf_counter() - begin)
    for erbij in (0, opnemen.GENOEG):
        if erbij:
            with connection.cursor() as cursor:
                cursor.execute(ERBIJ, [erbij])
        for naam, (wie, pad, koppen) in _paden(Client()).items():
            client = Client(headers=koppen)
            client.force_login(Gebruiker.objects.get(username=wie))
            client.get(pad)
            tijden = [_tijd(client, pad) for _ in range(BEURTEN)]
            sql, vragen = _kale_sql(client, pad)
            _druk("pagina", f"{naam}, {erbij} gewijzigd", statistics.quantiles(tijden, n=20)[-1], sql, vragen)
    nu = timezone.now()
    peildatum, eigen, hand = lokale_dag(nu), [], []
    argumenten = {
        "peildatum": connection.ops.adapt_datefield_value(peildatum),
        "tot": connection.ops.adapt_datetimefield_value(einde_van(peildatum)),
        "stand_van": connection.ops.adapt_datetimefield_value(nu),
    }
    for _ in range(3):
        begin = time.perf_counter()
        cijfers = bereken(peildatum, nu)
        midden = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(SQL, argumenten)
            rijen = cursor.fetchall()
        eigen.append(midden - begin)
        hand.append(time.perf_counter() - midden)
    assert getallen(cijfers) == tel_op(rijen)
    _druk("rapport", "alle kerncijfers van een rapport", min(eigen), min(hand))


def _paden(client: "Client") -> dict[str, tuple[str, str, dict[str, str]]]:
    """By name: whose page it is, its address, and the headers with which it is asked."""
    from inspectie.models import Gebruiker

    uit: dict[str, tuple[str, str, dict[str, str]]] = {
        naam: (wie, f"/cijfers/{vraag}", {}) for naam, (wie, vraag) in PAGINAS.items()
    }
    client.force_login(Gebruiker.objects.get(username="leider"))
    for naam, vraag in PANELEN.items():
        html = client.get(f"/cijfers/{vraag}").content.decode()
        (pad,) = re.findall(r'hx-get="(/ontvangst/paneel/[^"]+)"', html)
        uit[naam] = "leider", unescape(pad), {"HX-Request": "true"}
    return uit


def _druk(soort: str, naam: str, een: float, twee: float = 0, drie: float = 0) -> None:
    print(soort, naam, een, twee, drie, sep=";", flush=True)


if __name__ == "__main__":
    in_dit_proces()
