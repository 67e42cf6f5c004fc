"""References inside one file (dubbel_van, rechtsopvolger_van): resolved when the whole file is in.

A target may stand further on, may be refused, and a chain must end. Kept in a nameless database on disk, so that the
memory does not grow with the file.
"""

import sqlite3
from collections.abc import Iterable, Iterator


class Keten:
    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(
            "CREATE TABLE wacht (pk INTEGER PRIMARY KEY, regel, sleutel, doel, doel_pk); BEGIN;"
        )

    def zet(self, pk: int, regel: int, sleutel: str, doel: str) -> None:
        self._db.execute("INSERT INTO wacht VALUES (?, ?, ?, ?, NULL)", [pk, regel, sleutel, doel])

    def doelen(self, per: int = 2000) -> Iterator[list[str]]:
        """The distinct keys that are referred to, in portions."""
        bron = self._db.execute("SELECT DISTINCT doel FROM wacht")
        while deel := bron.fetchmany(per):
            yield [rij[0] for rij in deel]

    def vind(self, gevonden: Iterable[tuple[str, int]]) -> None:
        """Fill in which record each key turned out to be."""
        self._db.execute("CREATE INDEX IF NOT EXISTS op_doel ON wacht (doel)")
        self._db.executemany("UPDATE wacht SET doel_pk = ?2 WHERE doel = ?1", gevonden)

    def beslis(self) -> None:
        """Good is what ends at a record that waits for nothing: everything else dangles or is part of a cycle."""
        self._db.executescript(
            "CREATE INDEX op_doel_pk ON wacht (doel_pk);"
            "CREATE TABLE goed AS WITH RECURSIVE goed(pk) AS ("
            "  SELECT pk FROM wacht WHERE doel_pk IS NOT NULL AND doel_pk NOT IN (SELECT pk FROM wacht)"
            "  UNION SELECT wacht.pk FROM wacht JOIN goed ON wacht.doel_pk = goed.pk) SELECT pk FROM goed;"
            "CREATE UNIQUE INDEX goed_pk ON goed (pk);"
        )

    def goede(self) -> Iterator[tuple[int, int]]:
        """(record, the record it refers to)"""
        yield from self._db.execute(
            "SELECT pk, doel_pk FROM wacht WHERE pk IN (SELECT pk FROM goed) ORDER BY pk"
        )

    def slechte(self) -> Iterator[tuple[int, int, str, str, bool]]:
        """(record, line, its key, the key it refers to, whether that exists) in the order of the file."""
        yield from self._db.execute(
            "SELECT pk, regel, sleutel, doel, doel_pk IS NOT NULL FROM wacht"
            " WHERE pk NOT IN (SELECT pk FROM goed) ORDER BY regel"
        )
