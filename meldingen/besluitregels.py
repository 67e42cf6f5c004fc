"""What stands in the way of a decision. Asked by the act itself, and before it by whoever shows what can be done."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from meldingen.models import Melding, Prioriteit, Route, Status, TriageBesluit
from meldingen.models.feiten import CoronaRelatie, Ernst
from meldingen.models.triage import TE_KIEZEN

EINDIGT = {
    Route.REGISTREREN: Status.GEREGISTREERD,
    Route.GEEN_OPVOLGING: Status.AFGESLOTEN,
    Route.DUBBEL: Status.DUBBEL,
    Route.OPSPORING: Status.NAAR_OPSPORING,
    Route.ALGEMEEN: Status.AFGESLOTEN,
}
"""Routes that end the melding where they are decided; the others wait for what they ask for."""

# Never for a request under Arbowet 24(7). ALGEMEEN is none of them: the general process does follow it up.
ZONDER_OPVOLGING = frozenset({Route.REGISTREREN, Route.GEEN_OPVOLGING})


def waarom_gesloten(route: str, reden: str) -> str:
    """What is on record beside the end of a melding: closing asks for a reason, and the route itself may be one. In
    Dutch, as all that is kept."""
    if route == Route.ALGEMEEN:
        return reden.strip() or "Gaat verder in het algemene proces: heeft niet met corona te maken."
    return ""


def zonder_advies() -> str:
    return _("Er is nog geen advies over deze melding.")


def bezwaren(
    melding: Melding, advies: TriageBesluit, route: str, prioriteit: str, *, reden: str, door: Gebruiker
) -> Iterator[str]:
    """Every reason why this person cannot decide this on this advice; nothing when it can be done.

    About the decision itself only: whether it is still to be taken is for the act, which holds the lock.
    """
    if route not in dict(TE_KIEZEN):
        yield _("Kies een route.")
        return
    if prioriteit and prioriteit not in Prioriteit.values:
        yield _("Kies een prioriteit van P1 tot en met P4.")
    if (route, prioriteit) != (advies.route, advies.prioriteit) and not reden.strip():
        yield _("U wijkt af van het advies; geef daar een reden voor.")
    # The facts of the melding decide, not what a rule happened to say of it [law: Arbowet 24(7)].
    if route in ZONDER_OPVOLGING and melding.verzoek_24_7:
        yield _(
            "Bij een verzoek op grond van Arbowet 24 lid 7 is sluiten zonder opvolging niet mogelijk. "
            "Is het zo’n verzoek niet, verbeter dan eerst dat gegeven."
        )
    if route in ZONDER_OPVOLGING and not heeft(door, Recht.TRIAGE_BEVESTIGEN):
        ernstig = route == Route.GEEN_OPVOLGING and melding.ernst in (Ernst.ERNSTIG, Ernst.ACUUT)
        if ernstig or "bevestiging_teamleider" in advies.vlaggen:
            yield _("Een teamleider bevestigt dat deze melding geen opvolging krijgt.")
    if route == Route.GEEN_OPVOLGING and not (reden.strip() or advies.redencode):
        yield _("Geen opvolging vraagt een reden.")
    yield from _bezwaren_van_route(melding, route, door)


def _bezwaren_van_route(melding: Melding, route: str, door: Gebruiker) -> Iterator[str]:
    # What is counted is what has to do with corona; in the general process nothing is counted.
    if route == Route.ALGEMEEN and melding.corona_relatie != CoronaRelatie.GEEN:
        yield _(
            "Het algemene proces is voor meldingen die niet met corona te maken hebben. "
            "Heeft deze dat niet, verbeter dan eerst dat gegeven."
        )
    if route == Route.OPSPORING and not heeft(door, Recht.OPSPORING_STUREN):
        yield _("U kunt geen meldingen naar Opsporing sturen.")
    if route == Route.DUBBEL and melding.dubbel_van_id is None:
        yield _(
            "Wijs eerst op de pagina van de melding, onder “Lijkt op”, aan van welke melding deze een dubbele is."
        )
