"""Why a value is refused: Dutch for a file, a command and a log, and in the language of who reads it on screen."""

from django.utils.translation import gettext

from inspectie import schermgetal
from inspectie.uitvoer import getallen


class Reden(str):
    """The reason as it reads in Dutch, that remembers how it was made: a text of the catalogue (mark it with
    `gettext_noop`) and what stands in it. Numbers get the notation of the language."""

    __slots__ = ("delen", "sjabloon")
    sjabloon: str
    delen: dict[str, object]

    def __new__(cls, sjabloon: str, **delen: object) -> "Reden":
        zelf = super().__new__(cls, sjabloon % {naam: _nederlands(deel) for naam, deel in delen.items()})
        zelf.sjabloon, zelf.delen = sjabloon, delen
        return zelf


def in_de_taal(reden: str) -> str:
    """As it reads in the language of now; what is no Reden as it stands."""
    if not isinstance(reden, Reden):
        return reden
    delen = {
        naam: schermgetal.getal(deel) if isinstance(deel, int) else deel for naam, deel in reden.delen.items()
    }
    return gettext(reden.sjabloon) % delen


def _nederlands(deel: object) -> object:
    return getallen.getal(deel) if isinstance(deel, int) else deel
