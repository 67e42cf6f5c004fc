"""How a melding stands, in the words of who reported it: none of ours, and nothing of an employer or of anybody else.

What went to Opsporing stands as what is being looked into does, and a duplicate as what is kept: a mistake in either
must not tell a reporter of somebody else.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meldingen.models import Melding, Status


@dataclass(frozen=True, slots=True)
class Stand:
    kop: str | Promise
    uitleg: str | Promise
    soort: str = ""
    """How its box looks: "goed" when it is done, "bezig" when something is asked."""


_ONTVANGEN = Stand(
    _("Ontvangen"),
    _("Wij hebben uw melding ontvangen. Wij bekijken nu wat wij ermee gaan doen. U hoeft niets te doen."),
)
_BEZIG = Stand(
    _("In behandeling"),
    _(
        "Uw melding is in behandeling. Wij mogen niet vertellen wat wij bij een werkgever doen of vinden. "
        "Is er nieuws voor u, dan staat het op deze pagina."
    ),
)
_BEWAARD = Stand(
    _("Vastgelegd"),
    _("Wij hebben uw melding vastgelegd. Zij helpt ons te zien waar het misgaat. U hoeft niets te doen."),
    "goed",
)
STANDEN = {
    Status.ONTVANGEN: _ONTVANGEN,
    Status.IN_TRIAGE: _ONTVANGEN,
    Status.AANVULLING_GEVRAAGD: Stand(
        _("Wij hebben een vraag"),
        _("Wij hebben meer informatie nodig om verder te kunnen. Hieronder staat onze vraag."),
        "bezig",
    ),
    Status.GEKOPPELD: _BEZIG,
    Status.NAAR_OPSPORING: _BEZIG,
    Status.OVERGEDRAGEN: Stand(
        _("Doorgestuurd"),
        _("Uw melding hoort bij een andere organisatie. Wij hebben haar doorgestuurd."),
        "goed",
    ),
    Status.GEREGISTREERD: _BEWAARD,
    Status.DUBBEL: _BEWAARD,
    Status.AFGEHANDELD: Stand(
        _("Afgehandeld"),
        _("Wij zijn klaar met uw melding. Is er bericht over de uitkomst, dan staat het op deze pagina."),
        "goed",
    ),
    Status.AFGESLOTEN: Stand(
        _("Afgesloten"),
        _("Uw melding is afgesloten. Is het nog steeds onveilig of oneerlijk? Doe dan een nieuwe melding."),
        "goed",
    ),
}
# A melding that was withdrawn is not shown any more (`volgcode.met_afdruk`).


def stand_van(melding: Melding) -> Stand:
    return STANDEN[Status(melding.status)]
