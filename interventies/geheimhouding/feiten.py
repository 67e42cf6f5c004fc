"""What goes into the check, and what comes out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Bron:
    """What one melding holds that may not be found in a letter. `ontvangen_op` is local time; None, as for the number:
    not looked for. `is_werkgever`: it was the employer who reported."""

    nummer: int | None
    ontvangen_op: datetime | None
    kenmerk: str = ""
    teksten: Sequence[str] = ()
    namen: Sequence[str] = ()
    emails: Sequence[str] = ()
    telefoons: Sequence[str] = ()
    is_werkgever: bool = False


@dataclass(frozen=True, slots=True)
class Tekst:
    """A letter. `vrij` is what a person wrote in it, `geheel` all that it says. `vertrouwd` are names it may hold: of
    the employer, its place, who signs. `contact`: addresses and numbers of the inspectorate itself. `gericht_aan`: what
    the employer is called in it, as somebody typed it while a melding was taken in, or who reported did."""

    vrij: Sequence[str]
    geheel: Sequence[str]
    vertrouwd: Sequence[str] = ()
    contact: Sequence[str] = field(default=())
    gericht_aan: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Lek:
    """A leak: the words as they stand in the letter, and in Dutch why they may not. `identiteit`: it was found by what
    the vault holds of a reporter, so that finding it is itself a read of it."""

    fragment: str
    reden: str
    identiteit: bool = False
