"""References inside one file (dubbel_van, rechtsopvolger_van): resolved when the whole file is in.

A target may stand further on, may be refused, and a chain must end. Kept in a nameless database on disk, so that the
memory does not grow with the file.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from enum import Enum

PORTIE = 2000


class Mis(Enum):
    WEG = "the key it refers to is not there"
    AFGEKEURD = "the row it refers to is refused because of what that one refers to"
    KRING = "it leads into a circle"


class Keten:
    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(
            "CREATE TABLE wacht (pk INTEGER PRIMARY KEY, regel, sleutel, doel, doel_pk);"
            "CREATE TABLE elders (regel, sleutel, doel); BEGIN;"
        )

    def zet(self, pk: int, regel: int, sleutel: str, doel: str) -> None:
        self._db.execute("INSERT INTO wacht VALUES (?, ?, ?, ?, NULL)", [pk, regel, sleutel, doel])

    def zet_afgekeurde(self, regel: int, sleutel: str, doel: str) -> None:
        """A line that is refused for something else: that what it refers to is not there is said of it too."""
        self._db.execute("INSERT INTO elders VALUES (?, ?, ?)", [regel, sleutel, doel])

    def afgekeurde(self) -> Iterator[list[tuple[int, str, str]]]:
        """(line, its key, the key it refers to) of those, in portions."""
        bron = self._db.execute("SELECT regel, sleutel, doel FROM elders")
        while deel := bron.fetchmany(PORTIE):
            yield deel

    def doelen(self) -> Iterator[list[str]]:
        """The distinct keys that are referred to, in portions."""
        bron = self._db.execute("SELECT DISTINCT doel FROM wacht")
        while deel := bron.fetchmany(PORTIE):
            yield [rij[0] for rij in deel]

    def vind(self, gevonden: Iterable[tuple[str, int]]) -> None:
        """Fill in which record each key turned out to be."""
        self._db.execute("CREATE INDEX IF NOT EXISTS op_doel ON wacht (doel)")
        self._db.executemany("UPDATE wacht SET doel_pk = ?2 WHERE doel = ?1", gevonden)

    def beslis(self) -> None:
        """Good is what ends at a record that waits for nothing."""
        self._db.execute("CREATE INDEX op_doel_pk ON wacht (doel_pk)")
        self._volg("goed", "doel_pk IS NOT NULL AND doel_pk NOT IN (SELECT pk FROM wacht)")
        self._volg("weg", "doel_pk IS NULL")

    def _volg(self, naam: str, begin: str) -> None:
        """A table with the records that meet `begin` and all that lead to them."""
        self._db.executescript(
            f"CREATE TABLE {naam} (pk INTEGER PRIMARY KEY);"
            f"INSERT INTO {naam} WITH RECURSIVE r(pk) AS (SELECT pk FROM wacht WHERE {begin}"
            " UNION SELECT wacht.pk FROM wacht JOIN r ON wacht.doel_pk = r.pk) SELECT pk FROM r;"
        )

    def goede(self) -> Iterator[list[tuple[int, int]]]:
        """(record, the record it refers to), in portions."""
        bron = self._db.execute("SELECT pk, doel_pk FROM wacht JOIN goed USING (pk) ORDER BY pk")
        while deel := bron.fetchmany(PORTIE):
            yield deel

    def slechte(self) -> Iterator[list[tuple[int, int, str, str, Mis]]]:
        """(record, line, its key, the key it refers to, what is wrong) in the order of the file, in portions."""
        bron = self._db.execute(
            "SELECT pk, regel, sleutel, doel, CASE WHEN doel_pk IS NULL THEN 'WEG'"
            " WHEN pk IN (SELECT pk FROM weg) THEN 'AFGEKEURD' ELSE 'KRING' END"
            " FROM wacht WHERE pk NOT IN (SELECT pk FROM goed) ORDER BY regel"
        )
        while deel := bron.fetchmany(PORTIE):
            yield [(pk, regel, sleutel, doel, Mis[mis]) for pk, regel, sleutel, doel, mis in deel]

    def close(self) -> None:
        self._db.close()
