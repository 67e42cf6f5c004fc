"""The memory of an import does not grow with the file (contract section 1)."""

import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from inspectie import getuigen
from interventies.invoer import importeer, rij
from interventies.invoer.bestanden import bestanden
from interventies.invoer.lezen import MB, Lezer
from interventies.invoer.rij import Vorm, stukken
from meldingen import zoekwoorden
from tests.interventies.invoerhulp import KOP
from tests.maak import NU

pytestmark = pytest.mark.eenmaal

OP = "2021-01-20T10:00:00+01:00"


def schrijf(map_: Path, bestand: str, kop: str, regels: Iterator[str]) -> None:
    map_.mkdir(exist_ok=True)
    with (map_ / f"{bestand}.csv").open("w", encoding="utf-8") as uit:
        uit.write(f"{kop}\n")
        uit.writelines(f"{regel}\n" for regel in regels)


def alles(map_: Path, n: int, *, slecht: bool = True) -> None:
    """`n` meldingen, good ones, duplicates in chains and bad ones, and some of everything else."""
    schrijf(
        map_,
        "meldingen",
        f"{KOP},melder_naam,omschrijving,werkgever,dubbel_van",
        (
            f"M{i},2021-01-08T10:00:00+01:00,{'FAX' if slecht and i % 5 == 0 else 'EMAIL'},WERKNEMER,DIRECT,AFSTAND,"
            f"Naam {i},{'De chef hoest. ' * 20},W{i // 10},{f'M{i - 1}' if i % 2 else ''}"
            for i in range(n)
        ),
    )
    n //= 10
    schrijf(map_, "werkgevers", "werkgever,naam", (f"W{i},Naam {i}" for i in range(n)))
    schrijf(
        map_,
        "zaken",
        "zaak,domein,aanleiding,geopend_op",
        (f"Z{i},EERLIJK,MELDING,2021-01-08" for i in range(n)),
    )
    schrijf(map_, "zaak_meldingen", "zaak,melding", (f"Z{i},M{i}" for i in range(n)))
    schrijf(
        map_,
        "interventies",
        "interventie,zaak,werkgever,soort,wijze,uitgereikt_op,veiligheidstoets",
        (
            f"I{i},Z{i},W{i},LOCATIEBEZOEK,LOCATIE,2021-01-08,{'AKKOORD' if i % 2 or not slecht else ''}"
            for i in range(n)
        ),
    )
    schrijf(map_, "toetsingen", "melding,resultaat,getoetst_op", (f"M{i},OPEN,2021-01-08" for i in range(n)))
    if not slecht:
        return
    schrijf(
        map_,
        "correcties",
        "soort,sleutel,veld,nieuw,reden,geregistreerd_op",
        (f"melding,X{i},ernst,laag,Anders.,{OP}" for i in range(n)),
    )


def lees_in(map_: Path) -> None:
    importeer(map_, nu=NU, gedeeltelijk=True, meld=lambda fout: None, voortgang=lambda bestand, gelezen: None)


def piek(map_: Path) -> int:
    """Bytes of Python objects at the worst moment, above what there was."""
    tracemalloc.start()
    try:
        lees_in(map_)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.django_db
def test_ruim_twee_keer_zo_veel_regels_vraagt_niet_meer_geheugen(tmp_path, monkeypatch):
    for module, naam in ((rij, "STUK"), (getuigen, "PORTIE"), (zoekwoorden, "STUK")):
        monkeypatch.setattr(module, naam, 200)
    # Two full portions of rows are there at once at most, so a smaller file would not show the worst moment.
    for naam, n in (("warm", 60), ("klein", 450), ("groot", 1100)):
        alles(tmp_path / naam, n)
    piek(tmp_path / "warm")
    klein, groot = piek(tmp_path / "klein"), piek(tmp_path / "groot")
    assert groot < 1.25 * klein, f"{klein / 1e6:.1f} MB voor 450 meldingen, {groot / 1e6:.1f} MB voor 1.100"


def opdrachten(map_: Path) -> set[str]:
    """What an import asks of the database, without the values. Afterwards it is as it was."""
    uit = set()

    def noteer(voer_uit: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if "SAVEPOINT" not in sql:  # each has a name of its own
            uit.add(sql)
        return voer_uit(sql, *rest)

    with transaction.atomic(), connection.execute_wrapper(noteer):
        lees_in(map_)
        transaction.set_rollback(True)
    return uit


@pytest.mark.django_db
def test_meer_regels_vragen_de_database_niets_anders(tmp_path):
    """sqlite3 keeps what it prepared: a statement that is as long as a portion, for each number of rows anew."""
    for naam, n in (("klein", 60), ("groot", 90)):
        alles(tmp_path / naam, n, slecht=False)
    assert opdrachten(tmp_path / "groot") == opdrachten(tmp_path / "klein")


class TestPorties:
    def porties(self, map_: Path, *teksten: str) -> list[int]:
        rijen = (
            f"M{i},2021-01-08T10:00:00+01:00,EMAIL,WERKNEMER,DIRECT,AFSTAND,{t}"
            for i, t in enumerate(teksten)
        )
        schrijf(map_, "meldingen", f"{KOP},omschrijving", rijen)
        lezer = Lezer(map_ / "meldingen.csv")
        kolommen = bestanden()["meldingen"].kolommen
        vorm = Vorm(kolommen, lezer.koppen, sleutel=("melding",), soort="meldingen", nu=NU)
        return [len(stuk) for stuk in stukken(lezer, vorm)]

    def test_van_gewone_regels_gaan_er_tweeduizend_in_een_portie(self, tmp_path, db):
        assert self.porties(tmp_path, *["De chef hoest."] * 4001) == [2000, 2000, 1]

    def test_van_lange_regels_passen_er_minder_in_een_portie(self, tmp_path, db):
        lang = "hoest " * (MB // 6)
        assert self.porties(tmp_path, *[lang] * 9, *["kort"] * 3) == [4, 4, 4]
