"""What can be done with a melding besides deciding on its advice: per act who may, when, what to write, which key."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, rechten_van
from meldingen.models import Melding, Status
from meldingen.statussen import OPEN, OVERGANGEN


@dataclass(frozen=True, slots=True)
class Handeling:
    """`url` names the view that does it. The act itself refuses anyway; this decides what is on offer."""

    url: str
    naam: str | Promise
    knop: str | Promise
    veld: str | Promise
    hulp: str | Promise
    leeg: str | Promise
    """What is said when nothing was written."""
    toets: str
    rechten: frozenset[Recht]
    kan: Callable[[Melding], bool]
    hoogstens: int = 2000
    """Characters to write."""


AANVULLING = Handeling(
    "melding_aanvulling",
    _("Aanvulling vragen"),
    _("Vraag vastleggen"),
    _("Vraag aan de melder"),
    _("In eigen woorden, als dat nodig is. Vraag niet naar namen van zieke collega’s."),
    _("Schrijf op wat er ontbreekt."),
    "v",
    frozenset({Recht.TRIAGE_BESLISSEN}),
    lambda m: m.melder_bereikbaar and Status.AANVULLING_GEVRAAGD in OVERGANGEN[Status(m.status)],
)
ANTWOORD = Handeling(
    "melding_antwoord",
    _("Aanvulling ontvangen"),
    _("Antwoord vastleggen"),
    _("Antwoord van de melder"),
    _("Schrijf niet op wie de melder is. De melding krijgt hierna een nieuw advies."),
    _("Schrijf op wat de melder heeft aangevuld."),
    "v",
    frozenset({Recht.TRIAGE_BESLISSEN, Recht.MELDING_REGISTREREN}),
    lambda m: m.status == Status.AANVULLING_GEVRAAGD,
    hoogstens=20_000,  # it may be a letter
)
LATER = Handeling(
    "melding_later",
    _("Later ontvangen"),
    _("Vastleggen"),
    _("Wat kwam er later van de melder?"),
    _("Per brief, e-mail of telefoon, dus niet met de ontvangstcode. Schrijf niet op wie de melder is."),
    _("Schrijf op wat er van de melder kwam."),
    "l",
    frozenset({Recht.TRIAGE_BESLISSEN, Recht.MELDING_REGISTREREN}),
    lambda m: m.status in OPEN,
    hoogstens=20_000,  # it may be a letter
)
BEVESTIGEN = Handeling(
    "melding_bevestigen",
    _("Ontvangst bevestigen"),
    _("Vastleggen"),
    _("Toelichting"),
    _("Nodig als het niet kan. Schrijf niet op wie de melder is."),
    _("Schrijf op waarom de melder geen bevestiging kan krijgen."),
    "b",
    frozenset({Recht.MELDING_REGISTREREN}),
    lambda m: m.is_ontvangst_te_bevestigen,
)
BEVESTIGING_HERROEPEN = Handeling(
    "melding_bevestiging_herroepen",
    _("Bevestiging herroepen"),
    _("Bevestiging herroepen"),
    _("Reden"),
    _(
        "Alleen als zij bij vergissing is vastgelegd. Daarna is de ontvangst weer te bevestigen. Schrijf niet op wie "
        "de melder is."
    ),
    _("Schrijf op waarom de bevestiging niet klopt."),
    "b",
    frozenset({Recht.MELDING_REGISTREREN}),
    # `vind` looked whether there is one.
    lambda m: getattr(m, "bevestigd_op", None) is not None,
)
HERROEPEN = Handeling(
    "melding_herroepen",
    _("Besluit herroepen"),
    _("Besluit herroepen"),
    _("Reden"),
    _("Het besluit blijft bewaard. Daarna wacht het advies weer op een besluit."),
    _("Een besluit herroepen vraagt een reden."),
    "h",
    frozenset({Recht.TRIAGE_BESLISSEN}),
    lambda m: m.besloten_op is not None and m.status == Status.IN_TRIAGE,
)
HEROPENEN = Handeling(
    "melding_heropenen",
    _("Heropenen"),
    _("Melding heropenen"),
    _("Reden"),
    _("De melding krijgt een nieuw advies. De dag van ontvangst blijft wat die was."),
    _("Heropenen vraagt een reden."),
    "h",
    frozenset({Recht.TRIAGE_BESLISSEN}),
    lambda m: m.status not in OPEN and m.dubbel_van_id is None,
)
INTREKKEN = Handeling(
    "melding_intrekken",
    _("Intrekken"),
    _("Melding intrekken"),
    _("Reden"),
    _("Alleen als de melder de melding terugneemt. Zij blijft meetellen: zij is ontvangen."),
    _("Intrekken vraagt een reden."),
    "i",
    frozenset({Recht.TRIAGE_BESLISSEN, Recht.MELDING_REGISTREREN}),
    lambda m: m.status in OPEN,
)
NIET_INTREKKEN = Handeling(
    "melding_niet_intrekken",
    _("Niet intrekken"),
    _("Toch verdergaan"),
    _("Reden"),
    _("De melding gaat verder, en de melder kan haar weer openen. Intrekken kan hieronder."),
    _("Schrijf op waarom u met de melding verdergaat."),
    "n",
    frozenset({Recht.TRIAGE_BESLISSEN}),
    # `vind` looked whether it is asked.
    lambda m: m.status in OPEN and getattr(m, "met_intrekverzoek", False),
)
GEEN_DUBBEL = Handeling(
    "melding_geen_dubbel",
    _("Toch geen dubbele"),
    _("Toch geen dubbele"),
    _("Reden"),
    _("De melding telt weer mee en krijgt een nieuw advies. Wat eerder is vastgesteld verandert niet."),
    _("Schrijf op waarom dit toch geen dubbele is."),
    "g",
    frozenset({Recht.TRIAGE_BESLISSEN}),
    lambda m: m.dubbel_van_id is not None,
)
HANDELINGEN = (
    BEVESTIGEN,
    AANVULLING,
    ANTWOORD,
    LATER,
    HERROEPEN,
    HEROPENEN,
    GEEN_DUBBEL,
    NIET_INTREKKEN,
    INTREKKEN,
    BEVESTIGING_HERROEPEN,
)

# Offered beside each melding that looks like this one, so not among the others.
DUBBEL = Handeling(
    "melding_dubbel",
    _("Is dubbel van deze"),
    _("Vastleggen als dubbele"),
    _("Reden"),
    _(
        "Alleen als dezelfde melder hetzelfde nog eens meldt. Een collega die hetzelfde ziet, is een eigen melding."
    ),
    _("Schrijf op waarom dit een dubbele is."),
    "",
    frozenset({Recht.TRIAGE_BESLISSEN}),
    lambda m: m.dubbel_van_id is None and Status.DUBBEL in OVERGANGEN[Status(m.status)],
)


def te_doen(melding: Melding, gebruiker: Gebruiker) -> list[Handeling]:
    """What this person can do with the melding as it is, in the order of the page."""
    rechten = rechten_van(gebruiker)
    return [h for h in HANDELINGEN if h.rechten & rechten and h.kan(melding)]
