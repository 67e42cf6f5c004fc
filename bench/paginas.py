"""Pages of the workbench on PostgreSQL, with 10.000 meldingen and with a hundred times as many.

A page is asked of the whole program (middleware, session, rights, template) without a network in between; beside it
stands the time of its bare SQL. To measure another page, add it to `PAGINAS`.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

from bench.gegevens import schrijf, schrijf_namen
from bench.meten import Meting, manage

if TYPE_CHECKING:
    from django.test import Client

KLEIN = 10_000
GRENS = 2.0
"""How much slower a page may be when there is a hundred times as much: its p95 against that at KLEIN."""
VRAGEN = 12
BEURTEN, RONDES = 5, 8
DIEP = 20_000 * 25
"""The row that page 20.000 begins after; with fewer meldingen the row at half."""

ZINSDEEL = "%22hoesten+afstand%22"
LIJST, WERKGEVERS, WERK = "/meldingen/", "/werkgevers/", "/mijn-werk/"
PAGINAS: dict[str, Callable[[], str]] = {
    "lijst, eerste bladzijde": lambda: LIJST,
    "lijst, te beslissen op termijn": lambda: f"{LIJST}?besluit=open&sort=uiterlijk",
    "lijst, op prioriteit": lambda: f"{LIJST}?sort=prioriteit",
    "lijst, op termijn": lambda: f"{LIJST}?sort=uiterlijk",
    "lijst, bladzijde 20.000": lambda: f"{LIJST}?cursor={_diep()}&vanaf={DIEP}",
    "lijst, status veel": lambda: f"{LIJST}?status=AFGESLOTEN",
    "lijst, status weinig": lambda: f"{LIJST}?status=AANVULLING_GEVRAAGD",
    "lijst, domein": lambda: f"{LIJST}?domein=EERLIJK",
    "lijst, onderwerp veel": lambda: f"{LIJST}?onderwerp=LOON",
    "lijst, onderwerp weinig": lambda: f"{LIJST}?onderwerp=UITBUITING",
    "lijst, route": lambda: f"{LIJST}?route=TELEFONISCH",
    "lijst, prioriteit": lambda: f"{LIJST}?prioriteit=P1",
    "lijst, te laat": lambda: f"{LIJST}?termijn=verlopen&sort=uiterlijk",
    "lijst, ernst": lambda: f"{LIJST}?ernst=acuut",
    "lijst, sector weinig": lambda: f"{LIJST}?sector=U",
    "lijst, provincie": lambda: f"{LIJST}?provincie=ZE",
    "lijst, team": lambda: f"{LIJST}?team=NOORD",
    "lijst, kanaal weinig": lambda: f"{LIJST}?kanaal=AMBTSHALVE",
    "lijst, arbeidsmigranten": lambda: f"{LIJST}?arbeidsmigranten=true",
    "lijst, door mij besloten": lambda: f"{LIJST}?mijn=besloten",
    "lijst, werkgever op KvK": lambda: f"{LIJST}?werkgever=10000000",
    "lijst, werkgever op naam": lambda: f"{LIJST}?werkgever=bedrijf+17",
    "lijst, een dag": lambda: f"{LIJST}?van=10-06-2020&tot=10-06-2020",
    "lijst, domein, status en periode": lambda: (
        f"{LIJST}?domein=EERLIJK&status=AFGESLOTEN&van=01-05-2020&tot=31-05-2020"
    ),
    "lijst, vijf filters": lambda: (
        f"{LIJST}?domein=BUITEN&ernst=acuut&arbeidsmigranten=true&prioriteit=P2&provincie=ZE"
    ),
    "lijst, woord van allen": lambda: f"{LIJST}?q=kantine",
    "lijst, woord van niemand": lambda: f"{LIJST}?q=xylofoon",
    "lijst, een woord van allen en een van niemand": lambda: f"{LIJST}?q=kantine+xylofoon",
    "lijst, woord van een oude maand": lambda: f"{LIJST}?q=loonsubsidie",
    "lijst, woord van een oude maand, oudste eerst": lambda: f"{LIJST}?q=loonsubsidie&sort=ontvangen",
    "lijst, woord van een oude maand, in die maand": lambda: (
        f"{LIJST}?q=loonsubsidie&van=01-03-2020&tot=31-03-2020"
    ),
    "lijst, woord van een oude maand, in een andere": lambda: (
        f"{LIJST}?q=loonsubsidie&van=01-06-2020&tot=30-06-2020"
    ),
    "lijst, woord van allen, in een maand": lambda: f"{LIJST}?q=kantine&van=01-06-2020&tot=30-06-2020",
    "lijst, woord van allen, status weinig": lambda: f"{LIJST}?q=kantine&status=AANVULLING_GEVRAAGD",
    "lijst, zinsdeel van allen": lambda: f"{LIJST}?q=%22de+kantine%22",
    "lijst, zinsdeel van gewone woorden die nooit samen staan": lambda: f"{LIJST}?q={ZINSDEEL}",
    "lijst, dat zinsdeel, verder gezocht": lambda: f"{LIJST}?q={ZINSDEEL}&cursor={_diep()}&vanaf={DIEP}",
    "lijst, dat zinsdeel, in de hele lijst": lambda: f"{LIJST}?q={ZINSDEEL}&doorzoek=1",
    "lijst, woord van een oude maand, in de hele lijst": lambda: f"{LIJST}?q=loonsubsidie&doorzoek=1",
    "Mijn werk van een triagist": lambda: WERK,
    "Mijn werk van een triagist in Noord": lambda: WERK,
    "Mijn werk van een triagist in West": lambda: WERK,
    "Mijn werk van een triagist bij Eerlijk": lambda: WERK,
    "Mijn werk van een teamleider in West": lambda: WERK,
    "melding": lambda: f"{LIJST}{_melding()}/?besluit=open&sort=uiterlijk",
    "melding, uit een gezocht zinsdeel": lambda: f"{LIJST}{_melding()}/?q={ZINSDEEL}",
    "melding bij de werkgever met de meeste meldingen": lambda: f"{LIJST}{_melding_bij_de_meeste()}/",
    "zaak met 200 meldingen en 2.000 regels": lambda: f"/zaken/{_zaak()}/",
    "zaken, eerste bladzijde": lambda: "/zaken/",
    "werkgevers, eerste bladzijde": lambda: WERKGEVERS,
    "werkgevers, verkeerd gespeld": lambda: f"{WERKGEVERS}?q={quote_plus(_verkeerd(8))}",
    "werkgevers, een gewoon woord": lambda: f"{WERKGEVERS}?q=bakerij",
    "werkgevers, twee gewone woorden": lambda: f"{WERKGEVERS}?q={quote_plus(_gewoon())}",
    "werkgevers, plaats en zonder KvK": lambda: f"{WERKGEVERS}?kvk=zonder&plaats={quote_plus(_plaats())}",
    "werkgever met de meeste meldingen": lambda: f"{WERKGEVERS}{_werkgever()}/",
}
WIE = {
    "zaak met 200 meldingen en 2.000 regels": "leider",
    "zaken, eerste bladzijde": "leider",
    "Mijn werk van een triagist in Noord": "noord",
    "Mijn werk van een triagist in West": "west",
    "Mijn werk van een triagist bij Eerlijk": "eerlijk",
    "Mijn werk van een teamleider in West": "leider_west",
}
"""Who asks a page; the others are asked by a triagist without a team."""
# A page of many blocks asks more, but never more than this.
MEER_VRAGEN = {
    "zaak met 200 meldingen en 2.000 regels": 15,
    "werkgever met de meeste meldingen": 45,
    **dict.fromkeys((naam for naam in PAGINAS if naam.startswith("Mijn werk van een triagist")), 21),
    "Mijn werk van een teamleider in West": 35,
    "werkgevers, verkeerd gespeld": 14,
    "melding, uit een gezocht zinsdeel": 17,
} | dict.fromkeys(("werkgevers, een gewoon woord", "werkgevers, twee gewone woorden"), 14)
HOOGSTENS = {
    "werkgevers, verkeerd gespeld": 150.0,
    "zaak met 200 meldingen en 2.000 regels": 150.0,
    "werkgever met de meeste meldingen": 150.0,
    # Asked for, and said to take long: no longer than the best of others needs for a common word.
    "lijst, dat zinsdeel, in de hele lijst": 1_705.0,
    "lijst, woord van een oude maand, in de hele lijst": 1_705.0,
}
"""ms that the p95 may be, whatever it is with few."""


def meet(map_: Path, groot: int) -> Iterator[Meting]:
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield Meting("bladzijden", "overgeslagen: geen PostgreSQL")
        return
    adressen = [database(map_, server, aantal) for aantal in (KLEIN, groot)]
    uit = subprocess.run(
        [sys.executable, "-m", "bench.paginas"],
        env=os.environ | {"DATABASE_URL": adressen[0], "GROTE_DATABASE": adressen[1], "REDIS_URL": ""},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    for regel in uit.splitlines():
        naam, klein, p95, sql, vragen = regel.split(";")
        verhouding, mag = float(p95) / float(klein), MEER_VRAGEN.get(naam, VRAGEN)
        hoogstens = HOOGSTENS.get(naam)
        binnen = float(p95) <= hoogstens if hoogstens else verhouding <= GRENS
        yield Meting(
            f"{naam}: p95 bij {groot}",
            f"{float(p95):.0f} ms, SQL {float(sql):.1f} ms, {vragen} vragen, {verhouding:.2f}×",
            f"≤ {hoogstens:.0f} ms, ≤ {mag} vragen"
            if hoogstens
            else f"≤ {GRENS}× van {float(klein):.0f} ms, ≤ {mag} vragen",
            binnen and int(vragen) <= mag,
        )


def database(map_: Path, server: str, aantal: int) -> str:
    """A database with so many meldingen, most of them decided as after a year of work; kept if it is there already."""
    import psycopg

    naam = f"paginas_{aantal}"
    adres = f"{server.rpartition('/')[0]}/{naam}"
    with psycopg.connect(server, autocommit=True) as verbinding:
        if not verbinding.execute("SELECT 1 FROM pg_database WHERE datname = %s", [naam]).fetchone():
            verbinding.execute(f"CREATE DATABASE {naam}")
    manage("migrate", "--verbosity", "0", database=adres)
    with psycopg.connect(adres, autocommit=True) as verbinding:
        if not verbinding.execute("SELECT 1 FROM meldingen_werkgever WHERE extern_kenmerk = 'N0'").fetchone():
            namen = schrijf_namen(map_ / f"namen-{aantal // 2}", aantal // 2)
            manage("importeer", str(namen), database=adres)
        if verbinding.execute(
            "SELECT 1 FROM meldingen_melding WHERE status = 'AFGESLOTEN' LIMIT 1"
        ).fetchone():
            return adres
        if not verbinding.execute("SELECT 1 FROM meldingen_melding LIMIT 1").fetchone():
            manage("importeer", str(schrijf(map_ / f"alles-{aantal}", aantal)), database=adres)
            manage("trieer", database=adres)
        for opdracht in EEN_JAAR_WERK:
            verbinding.execute(opdracht)
    return adres


EEN_JAAR_WERK = (
    """INSERT INTO inspectie_gebruiker (username, rol, team, taal, password, first_name, last_name, email, is_superuser,
           is_staff, is_active, date_joined)
       SELECT naam, rol, team, '', '!', '', '', '', FALSE, FALSE, TRUE, now()
       FROM (VALUES ('meter', 'TRIAGIST', ''), ('leider', 'TEAMLEIDER', ''), ('noord', 'TRIAGIST', 'NOORD'),
           ('west', 'TRIAGIST', 'WEST'), ('eerlijk', 'TRIAGIST', 'EERLIJK'), ('leider_west', 'TEAMLEIDER', 'WEST'))
           AS wie (naam, rol, team)""",
    # Half of the open zaken belong to a team, as when they were opened here.
    "UPDATE interventies_zaak SET team = (ARRAY['NOORD', 'OOST', 'WEST', 'ZUID'])[1 + id % 4] WHERE id % 2 = 0",
    """INSERT INTO interventies_zaak
           (nummer, domein, aanleiding, geopend_op, geregistreerd_op, stand_vanaf, vingerafdruk, status, team)
       SELECT coalesce(max(nummer), 0) + 1, 'VEILIG_GEZOND', 'MELDING', DATE '2021-01-04', now(), now(), '',
           'ONDERZOEK_AFSTAND', '' FROM interventies_zaak""",
    """INSERT INTO interventies_zaakmelding
           (zaak_id, melding_id, vervallen, geregistreerd_op, stand_vanaf, vingerafdruk)
       SELECT (SELECT max(id) FROM interventies_zaak), id, FALSE, now(), now(), '' FROM meldingen_melding
       WHERE werkgever_id IS NOT NULL ORDER BY id LIMIT 200""",
    """INSERT INTO interventies_contact (zaak_id, op, wijze, met, verslag, door_id, geregistreerd_op)
       SELECT (SELECT max(id) FROM interventies_zaak), DATE '2021-01-04', 'TELEFOON', 'de bedrijfsleider',
           'De schermen komen volgende week.', (SELECT id FROM inspectie_gebruiker WHERE username = 'leider'),
           now() + n * interval '1 minute' FROM generate_series(1, 1800) AS n""",
    """UPDATE meldingen_melding SET besloten_op = ontvangen_op + interval '1 day',
           status = (ARRAY['AFGESLOTEN', 'OVERGEDRAGEN', 'GEREGISTREERD'])[1 + id % 3]
       WHERE status = 'IN_TRIAGE' AND id % 50 <> 0""",
    "UPDATE meldingen_melding SET status = 'AANVULLING_GEVRAAGD' WHERE status = 'IN_TRIAGE' AND id % 1000 = 0",
    """UPDATE meldingen_triagebesluit SET besluit_route = route, besluit_prioriteit = prioriteit,
           besloten_op = geadviseerd_op,
           besloten_door_id = (SELECT id FROM inspectie_gebruiker WHERE username = 'meter')
       WHERE id % 1000 = 0 AND melding_id % 50 <> 0""",
    "UPDATE meldingen_melding SET onderwerpen = 'UITBUITING' WHERE id % 5000 = 7",
    "VACUUM ANALYZE",
)


def _diep() -> str:
    from inspectie.bladeren import cursor_na
    from meldingen.models import Melding

    alle = Melding.objects.order_by("-ontvangen_op", "-pk")
    return cursor_na(alle[min(DIEP, alle.count() // 2)], ["-ontvangen_op"])


def _melding() -> int:
    from meldingen.models import Melding

    melding = Melding.objects.te_beslissen().exclude(werkgever=None).order_by("uiterlijk")[20]
    return melding.nummer


def _melding_bij_de_meeste() -> int:
    from meldingen.models import Melding

    return Melding.objects.te_beslissen().filter(werkgever=_werkgever()).latest("pk").nummer


def _verkeerd(stap: int) -> str:
    """The name of a firm as somebody heard it: a letter left out, and two that changed places."""
    from meldingen.models import Werkgever

    naam = Werkgever.objects.filter(extern_kenmerk=f"N{stap * 100 + 7}").values_list("naam", flat=True).get()
    eerste, *rest = naam.removesuffix(" B.V.").removesuffix(" V.O.F.").split()
    laatste = rest[-1]
    return " ".join(
        [eerste[:3] + eerste[4:], *rest[:-1], laatste[:1] + laatste[2:3] + laatste[1:2] + laatste[3:]]
    )


def _gewoon() -> str:
    return f"uitzendburo {_plaats()}"


def _plaats() -> str:
    from meldingen.models import Werkgever

    return Werkgever.objects.get(extern_kenmerk="N1").plaats


def _zaak() -> int:
    from interventies.models import Zaak

    return Zaak.objects.latest("pk").nummer


def _werkgever() -> int:
    from meldingen.models import Werkgever

    return Werkgever.objects.get(extern_kenmerk="W0").groep_id


def in_dit_proces() -> None:
    """Print, per page: name, p95 in ms on the small and on the large database, there the ms of its bare SQL and the
    number of queries. The two take turns, so that what else this machine does weighs on both."""
    from django.db import connection
    from django.test import Client

    import inspectie.wsgi  # noqa: F401 (the process as it is deployed: all of the site loaded, and kept out of the gc)
    from inspectie.models import Gebruiker

    def naar(adres: str) -> None:
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()  # type: ignore[attr-defined]
        connection.settings_dict["NAME"] = adres.rpartition("/")[2]

    adressen = (os.environ["DATABASE_URL"], os.environ["GROTE_DATABASE"])
    wie, paden = [], []
    for adres in adressen:
        naar(adres)
        wie.append({naam: Client() for naam in ("meter", *WIE.values())})
        for naam, client in wie[-1].items():
            client.force_login(Gebruiker.objects.get(username=naam))
        paden.append({naam: pad() for naam, pad in PAGINAS.items()})
    for naam in PAGINAS:
        if sys.argv[1:] and not any(deel in naam for deel in sys.argv[1:]):
            continue
        clients = [c[WIE.get(naam, "meter")] for c in wie]
        tijden: tuple[list[float], list[float]] = ([], [])
        for _ronde in range(RONDES):
            for plek, adres in enumerate(adressen):
                naar(adres)
                clients[plek].get(paden[plek][naam])  # opens the connection
                tijden[plek].extend(_tijd(clients[plek], paden[plek][naam]) for _ in range(BEURTEN))
        sql, vragen = _kale_sql(clients[1], paden[1][naam])
        print(naam, *(statistics.quantiles(t, n=20)[-1] for t in tijden), sql, vragen, sep=";", flush=True)


def _tijd(client: "Client", pad: str) -> float:
    begin = time.perf_counter()
    assert client.get(pad).status_code == 200, pad
    return (time.perf_counter() - begin) * 1000


def _kale_sql(client: "Client", pad: str) -> tuple[float, int]:
    """The median ms of the queries of a page by themselves, and how many they are."""
    from django.db import connection

    gezien: list[tuple[str, Any]] = []

    def noteer(voer_uit: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        gezien.append((sql, params))
        return voer_uit(sql, params, many, context)

    with connection.execute_wrapper(noteer):
        client.get(pad)
    tijden = []
    for _ in range(5):
        begin = time.perf_counter()
        with connection.cursor() as cursor:
            for sql, params in gezien:
                cursor.execute(sql, params)
                if cursor.description:
                    cursor.fetchall()
        tijden.append((time.perf_counter() - begin) * 1000)
    return statistics.median(tijden), len(gezien)


if __name__ == "__main__":
    in_dit_proces()
