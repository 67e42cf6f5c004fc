"""What was refused. Errors are told as they are found; what must be kept of them stays out of memory."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from inspectie.kolommen import kort


@dataclass(frozen=True, slots=True)
class Fout:
    bestand: str
    regel: int
    kolom: str
    waarde: str
    reden: str

    def __str__(self) -> str:
        kolom = f", kolom {kort(self.kolom)}" if self.kolom else ""
        kern = f"“{kort(self.waarde)}”"
        # A reason that names the value itself need not be led by it.
        waarde = f" {kern}" if self.waarde and kern not in self.reden else ""
        return f"{self.bestand}, regel {self.regel}{kolom}:{waarde} {self.reden}"


class Afkeur:
    """The refused lines of one run, in a nameless database on disk that is gone when it is closed.

    It holds line numbers, keys and reasons, and nothing of a reporter.
    """

    def __init__(self, meld: Callable[[Fout], None]) -> None:
        self._meld = meld
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(
            "CREATE TABLE regel (bestand, nummer, reden, PRIMARY KEY (bestand, nummer)) WITHOUT ROWID;"
            "CREATE TABLE sleutel (bestand, sleutel, PRIMARY KEY (bestand, sleutel)) WITHOUT ROWID;"
            "BEGIN;"
        )
        self.aantal = 0  # errors, of which one line can have several

    def keur_af(self, bestand: str, nummer: int, sleutel: str, fouten: Iterable[Fout]) -> None:
        """Refuse a line, or tell more of one that was refused already."""
        redenen = []
        for fout in fouten:
            self._meld(fout)
            self.aantal += 1
            redenen.append(f"{fout.kolom}: {fout.reden}" if fout.kolom else fout.reden)
        self._db.execute(
            "INSERT INTO regel VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE"
            " SET reden = CASE '' WHEN reden THEN ?3 WHEN ?3 THEN reden ELSE reden || '; ' || ?3 END",
            [bestand, nummer, "; ".join(redenen)],
        )
        if sleutel:
            self._db.execute("INSERT OR IGNORE INTO sleutel VALUES (?, ?)", [bestand, sleutel])

    def bevat(self, bestand: str, sleutel: str) -> bool:
        """Was a line with this key refused?"""
        gevonden = self._db.execute(
            "SELECT 1 FROM sleutel WHERE bestand = ? AND sleutel = ?", [bestand, sleutel]
        )
        return gevonden.fetchone() is not None

    def per_bestand(self, bestand: str) -> int:
        aantal: int = self._db.execute("SELECT COUNT(*) FROM regel WHERE bestand = ?", [bestand]).fetchone()[
            0
        ]
        return aantal

    def regels(self, bestand: str) -> Iterator[tuple[int, str]]:
        """(line, reason) of the refused lines of a file, in order."""
        # Not by way of a generator: one that is left half-way complains that the database is closed.
        return self._db.execute(
            "SELECT nummer, reden FROM regel WHERE bestand = ? ORDER BY nummer", [bestand]
        )

    def close(self) -> None:
        self._db.close()
