"""What a check found."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Controle:
    """`zin` says what was found; of a check that failed `waar` are the places, each a sentence."""

    naam: str | Promise
    goed: bool
    zin: str
    waar: tuple[str, ...] = ()
