"""Public submissions per second, on PostgreSQL and Redis, through gunicorn as it is deployed: 8 clients, 2 workers.

What is sent is the last post of the form, which makes a melding of a draft in which everything is answered: its receipt
code, its text, its sealed reporter, its advice, its words in the register, its lines in the log and in the ledger. The
drafts are made beforehand by the acts of the form itself; the brakes are on, with their limits raised. Each answer is
checked: it leads to the receipt, and afterwards there are as many meldingen more.
"""

import http.client
import json
import os
import re
import secrets
import socket
import statistics
import string
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Barrier, Thread
from urllib.parse import urlencode

from bench.meten import Meting
from bench.paginas import KLEIN, database

CLIENTS, WARM, PER_BEURT = 8, 80, 800
GOED, P95 = 125.0, 250.0
"""Five times the best of the peers, and ms."""
TALEN = ("nl", "en", "pl", "ro", "bg")
DRADEN = ("--worker-class", "gthread", "--workers", "2", "--threads", "8")


def meet(map_: Path, groot: int) -> Iterator[Meting]:
    server, redis = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
    if not server.startswith("postgres") or not redis:
        yield Meting("indienen", "overgeslagen: geen PostgreSQL of geen Redis")
        return
    for aantal in dict.fromkeys((KLEIN, groot)):
        uitslag = _meet(database(map_, server, aantal), redis)
        per_seconde, p50, p95, cpu = (uitslag[naam] for naam in ("per_seconde", "p50", "p95", "cpu"))
        yield Meting(
            f"indienen, {CLIENTS} tegelijk, bij {aantal} meldingen",
            f"{per_seconde:.0f}/s, p50 {p50:.0f} en p95 {p95:.0f} ms",
            f"≥ {GOED:.0f}/s, p95 < {P95:.0f} ms",
            per_seconde >= GOED and p95 < P95,
        )
        yield Meting(
            f"processor van de site per melding, bij {aantal}", f"{cpu:.1f} ms van gunicorn", "", None
        )


def omgeving_van(adres: str, redis: str, wachtrij: str) -> dict[str, str]:
    """Of a site whose brakes are on, with their limits raised."""
    return os.environ | {
        "DATABASE_URL": adres,
        "REDIS_URL": redis,
        "CACHE_URL": redis,
        "WACHTRIJ": wachtrij,
        "MELDPUNT_SNELST_SECONDEN": "0",
        "REM_MELDEN": "100000000",
    }


def ingevuld(omgeving: dict[str, str], aantal: int) -> list[dict[str, str]]:
    """So many forms that are only to be sent."""
    klaar = subprocess.run(
        [sys.executable, "-m", "bench.indienen", "concepten", str(aantal)],
        env=omgeving,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [json.loads(regel) for regel in klaar.stdout.splitlines()]


@contextmanager
def site(omgeving: dict[str, str]) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The port it listens on, and gunicorn."""
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    gunicorn = ["-m", "gunicorn", "inspectie.wsgi:application", "--bind", f"127.0.0.1:{poort}", *DRADEN]
    with subprocess.Popen(
        [sys.executable, *gunicorn, "--log-level", "error", "--no-control-socket"], env=omgeving
    ) as proces:
        try:
            wacht_op(poort)
            yield poort, proces
        finally:
            proces.terminate()
            proces.wait(30)


def _meet(adres: str, redis: str) -> dict[str, float]:
    omgeving = omgeving_van(adres, redis, "meten")
    formulieren = ingevuld(omgeving, WARM + PER_BEURT)
    with site(omgeving) as (poort, gunicorn):
        _stuur(poort, formulieren[:WARM])
        voor, eerder = _cpu(gunicorn.pid), _meldingen(adres)
        begin = time.perf_counter()
        tijden = _stuur(poort, formulieren[WARM:])
        wand, cpu = time.perf_counter() - begin, _cpu(gunicorn.pid) - voor
        if (bij := _meldingen(adres) - eerder) != len(tijden):
            raise RuntimeError(f"{len(tijden)} bevestigd, en {bij} meldingen meer")
    delen = statistics.quantiles(tijden, n=20)
    return {
        "per_seconde": len(tijden) / wand,
        "p50": statistics.median(tijden) * 1000,
        "p95": delen[-1] * 1000,
        "cpu": cpu / len(tijden) * 1000,
    }


def _meldingen(adres: str) -> int:
    import psycopg

    with psycopg.connect(adres) as verbinding:
        rij = verbinding.execute("SELECT count(*) FROM meldingen_melding").fetchone()
    return int(rij[0]) if rij else 0


def wacht_op(poort: int) -> None:
    for _ in range(300):
        with (
            suppress(OSError),
            closing(http.client.HTTPConnection("127.0.0.1", poort, timeout=5)) as verbinding,
        ):
            verbinding.request("GET", "/readyz")
            if verbinding.getresponse().status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError("de site start niet")


def _stuur(poort: int, formulieren: list[dict[str, str]]) -> list[float]:
    """Seconds per submission, of all clients together. RuntimeError for one that did not lead to its receipt."""
    tijden: list[float] = []
    mis: list[str] = []
    begin = Barrier(CLIENTS)

    def client(verzoeken: list[bytes]) -> None:
        with socket.create_connection(("127.0.0.1", poort), timeout=60) as verbinding:
            begin.wait()
            for verzoek in verzoeken:
                tijd, fout = verstuur(verbinding, verzoek)
                tijden.append(tijd)
                if fout:
                    mis.append(fout)

    klaar = [als_verzoek(formulier) for formulier in formulieren]
    draden = [Thread(target=client, args=[klaar[n::CLIENTS]]) for n in range(CLIENTS)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    if mis:
        raise RuntimeError(f"{len(mis)} van {len(tijden)} niet aangenomen: {mis[0]}")
    return tijden


def als_verzoek(formulier: dict[str, str]) -> bytes:
    """As a browser sends it. Made beforehand: the clients share the processors with the site, and are not what is
    measured."""
    # What a browser has in its cookie and in the form it was shown.
    merk = "".join(secrets.choice(string.ascii_letters) for _ in range(32))
    inhoud = urlencode({"csrfmiddlewaretoken": merk, "gezien": formulier["gezien"], "bericht_kort": ""})
    return (
        f"POST /melden/{formulier['taal']}/nakijken/ HTTP/1.1\r\n"
        "Host: 127.0.0.1\r\n"
        f"Cookie: csrftoken={merk}; meldconcept={formulier['geheim']}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(inhoud)}\r\n\r\n{inhoud}"
    ).encode()


def verstuur(verbinding: socket.socket, verzoek: bytes) -> tuple[float, str]:
    """Seconds it took, and what came instead of the way to the receipt: "" when that is what came."""
    begin = time.perf_counter()
    verbinding.sendall(verzoek)
    antwoord = b""
    while b"\r\n\r\n" not in antwoord:  # what leads on has a head and no more
        if not (deel := verbinding.recv(65536)):
            break
        antwoord += deel
    duur = time.perf_counter() - begin
    goed = re.match(rb"HTTP/1\.1 302 .*\r\nLocation: \S+/ontvangen/\r\n.*\r\n\r\n$", antwoord, re.DOTALL)
    return duur, "" if goed else repr(antwoord[:400])


def _cpu(hoofd: int) -> float:
    """Seconds of processor of gunicorn and its workers so far."""
    tik = os.sysconf("SC_CLK_TCK")
    totaal = 0.0
    for pad in Path("/proc").glob("[0-9]*/stat"):
        try:
            velden = pad.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if hoofd in (int(pad.parent.name), int(velden[1])):
            totaal += (int(velden[11]) + int(velden[12])) / tik
    return totaal


def concepten(aantal: int) -> None:
    """Print drafts in which everything is answered, each of somebody else: the key of the browser, and what it saw."""
    import django

    django.setup()
    from django.db import transaction
    from django.utils import timezone

    from meldingen.meldpunt.concepten import begin, bewaar
    from meldingen.meldpunt.stappen import Gegeven, eerste_open
    from meldingen.meldpunt.versturen import kenmerk_van

    for n in range(aantal):
        nu = timezone.now()
        with transaction.atomic():  # one commit for all of its answers
            geheim, concept = begin(nu)
            alles: Gegeven = {}
            for stap, waarden in antwoorden(n).items():
                alles = bewaar(concept, stap, waarden, nu=nu)
        assert eerste_open(alles) is None, eerste_open(alles)
        print(json.dumps({"geheim": geheim, "gezien": kenmerk_van(concept, alles), "taal": TALEN[n % 5]}))


WOORDEN = (
    "kantine kleedkamer inpaklijn afstand ventilatie mondkapje busje chef ziek rooster pauze handgel scherm loods"
).split()


def antwoorden(n: int) -> dict[str, dict[str, list[str]]]:
    """Most name a firm in their own words, half say who they are, all tell something of their own."""
    verhaal = " ".join(WOORDEN[(n * 7 + k * k) % len(WOORDEN)] for k in range(25))
    uit = {
        "gevaar": {"gevaar": ["nee"]},
        "wie": {"wie": ["WERKNEMER"]},
        "onderwerp": {"onderwerpen": ["AFSTAND"]},
        "verhaal": {"verhaal": [f"Al {n} dagen: {verhaal}."]},
        "wanneer": {"sinds": ["drie weken"], "duurt_voort": ["ja"]},
        "corona": {"corona": ["DIRECT"]},
        "mensen": {"mensen": [str(5 + n % 60)]},
        "besmettingen": {"besmet": ["nee"]},
        "gestopt": {"gestopt": ["nee"]},
        "risico": {"risico": ["ja"]},
        "migranten": {"migranten": ["weetniet"]},
        "bedrijf": {"naam": [f"Bedrijf {n % 4000} {os.getpid()}"], "plaats": ["Assen"]},
        "bedrijfsgegevens": {"sector": ["C"], "provincie": ["DR"]},
        "toestemming": {"toestemming": ["nee"]},
        "anoniem": {"anoniem": ["nee" if n % 2 else "ja"]},
        "bestanden": {"verder": ["1"]},
    }
    if n % 2:
        telefoon = f"06{10_000_000 + n}"
        uit["gegevens"] = {"naam": [f"Melder {n}"], "email": [f"m{n}@voorbeeld.nl"], "telefoon": [telefoon]}
    return uit


if __name__ == "__main__":
    concepten(int(sys.argv[2]))
