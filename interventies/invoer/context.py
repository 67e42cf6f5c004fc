"""What one run knows and keeps count of."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from inspectie.bulk import onder_woorden
from inspectie.versies import Invoer
from interventies import wet
from interventies.handhaving import Recht
from interventies.invoer.bestanden import Bestand
from interventies.invoer.fouten import Afkeur, Fout
from interventies.invoer.rij import Rij

Voortgang = Callable[[str, int], None]  # (file, lines read so far)
VRAAG = 5000  # keys in one question to the database


@dataclass(slots=True)
class Uitslag:
    """What a run did, per file: gelezen = nieuw + ongewijzigd + afgekeurd."""

    telling: dict[str, Counter[str]] = field(default_factory=dict)
    fouten: int = 0
    opgeslagen: bool = False
    geweigerd: bool = False  # a file could not be read at all
    overgeslagen: list[str] = field(default_factory=list)  # CSV files with a name that means nothing here

    def som(self, naam: str) -> int:
        return sum(telling[naam] for telling in self.telling.values())


class Bekend(NamedTuple):
    """A record with a key of the sender, the fingerprint of its row and the run that brought it."""

    pk: int
    vingerafdruk: str
    invoer: int | None


@dataclass
class Context:
    map: Path
    nu: datetime
    afkeur: Afkeur
    voortgang: Voortgang
    bestanden: dict[str, Bestand]
    uitslag: Uitslag = field(default_factory=Uitslag)
    invoer: Invoer = field(default_factory=Invoer)
    vanaf: dict[str, int] = field(default_factory=dict)  # by file: the highest id before this run
    met_correcties: bool = False
    # Interventies of this run that the law does not allow so far, and their lines: a correction may still change that.
    beraad: dict[int, int] = field(default_factory=dict)
    # The last change on record of an employer, violation or intervention: what comes in with an earlier moment is late.
    laatste: datetime | None = None
    geweigerd: bool = False  # a header is wrong
    onleesbaar: set[str] = field(default_factory=set)  # files of which not even the header could be read
    onvolledig: set[str] = field(default_factory=set)  # files without a column that no line can do without

    @cached_property
    def wet(self) -> Recht:
        """Read when a first row is judged by it: it is held, and stays what it is until all is stored."""
        return wet.recht()

    def telling(self, naam: str) -> Counter[str]:
        return self.uitslag.telling.setdefault(naam, Counter(gelezen=0, nieuw=0, ongewijzigd=0, afgekeurd=0))

    def vind(self, naam: str, sleutels: Iterable[str]) -> dict[str, Bekend]:
        """The records of a file that exist, by key. Asked for every file and every reference in it."""
        uit: dict[str, Bekend] = {}
        rest = iter({sleutel for sleutel in sleutels if sleutel})
        while deel := list(islice(rest, VRAAG)):
            deze = onder_woorden(deel)
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT extern_kenmerk, id, vingerafdruk, invoer_id"
                    f" FROM {self.bestanden[naam].model._meta.db_table} WHERE extern_kenmerk IN ({deze.sql})",
                    deze.params,
                )
                uit |= {sleutel: Bekend(*record) for sleutel, *record in cursor.fetchall()}
        return uit

    def ontbreekt(self, naam: str, sleutel: str) -> str:
        """Why a key that is referred to is not there; empty when that cannot be known in this run."""
        if naam in self.onleesbaar:
            return ""
        if self.afkeur.bevat(naam, sleutel):
            return (
                ""
                if self.onleesbaar or self.onvolledig
                else f"verwijst naar een afgekeurde regel van {naam}.csv"
            )
        return f"bestaat niet in {naam}.csv en niet in het systeem"

    def keur(self, bestand: Bestand, rijen: Iterable[Rij]) -> list[Rij]:
        """The rows nothing is wrong with; the others are refused, with their reasons."""
        goed = []
        for rij in rijen:
            if rij.fouten or rij.zwevend:
                self.keur_af(bestand.naam, rij)
            else:
                goed.append(rij)
        return goed

    def keur_af(self, naam: str, rij: Rij) -> None:
        fouten = [
            Fout(f"{naam}.csv", rij.nummer, kolom, waarde, reden) for kolom, waarde, reden in rij.fouten
        ]
        self.afkeur.keur_af(naam, rij.nummer, rij.sleutel, fouten)
