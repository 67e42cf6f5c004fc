"""What was refused. One check finds it as it reads, another when all is in; it is told in the order of the files, and
until then stays out of memory."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

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

    It holds line numbers, keys and reasons, and nothing of a reporter: a wrong value, which may be a name in another
    column, lies there under a key that only this run has.
    """

    def __init__(self) -> None:
        self._slot = AESGCM(AESGCM.generate_key(256))
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(
            "CREATE TABLE regel (bestand, nummer, reden, PRIMARY KEY (bestand, nummer)) WITHOUT ROWID;"
            "CREATE TABLE fout (bestand, nummer, volgorde, regel, kolom, waarde, reden,"
            " PRIMARY KEY (bestand, nummer, volgorde)) WITHOUT ROWID;"
            "CREATE TABLE sleutel (bestand, sleutel, PRIMARY KEY (bestand, sleutel)) WITHOUT ROWID;"
            "BEGIN;"
        )
        self.aantal = 0  # errors, of which one line can have several

    def keur_af(self, bestand: str, nummer: int, sleutel: str, fouten: Iterable[Fout]) -> None:
        """Refuse a line, or tell more of one that was refused already."""
        redenen = []
        for fout in fouten:
            waarde = self._slot.encrypt(_nonce(self.aantal), fout.waarde.encode(), None)
            self._db.execute(
                "INSERT INTO fout VALUES (?, ?, ?, ?, ?, ?, ?)",
                [bestand, nummer, self.aantal, fout.regel, fout.kolom, waarde, fout.reden],
            )
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
        """How many lines; what is wrong with a header, kept as line 0, is none."""
        vraag = "SELECT COUNT(*) FROM regel WHERE bestand = ? AND nummer > 0"
        aantal: int = self._db.execute(vraag, [bestand]).fetchone()[0]
        return aantal

    def fouten(self, namen: Collection[str]) -> Iterator[Fout]:
        """All of these files, in the order of `namen` and their lines; of one line as they were found."""
        vraag = "SELECT volgorde, regel, kolom, waarde, reden FROM fout WHERE bestand = ? ORDER BY nummer, volgorde"
        for naam in namen:
            for volgorde, regel, kolom, zegel, reden in self._db.execute(vraag, [naam]):
                waarde = self._slot.decrypt(_nonce(volgorde), zegel, None).decode()
                yield Fout(f"{naam}.csv", regel, kolom, waarde, reden)

    def regels(self, bestand: str) -> Iterator[tuple[int, str]]:
        """(line, reason) of the refused lines of a file, in order."""
        # Not by way of a generator: one that is left half-way complains that the database is closed.
        return self._db.execute(
            "SELECT nummer, reden FROM regel WHERE bestand = ? ORDER BY nummer", [bestand]
        )

    def close(self) -> None:
        self._db.close()


def _nonce(volgorde: int) -> bytes:
    return volgorde.to_bytes(12)
