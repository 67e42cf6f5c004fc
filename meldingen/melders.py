"""The one door to the reporter: sealing what comes in, and opening it for a stated reason, with a line in the log."""

from datetime import datetime
from typing import Any

from django.db import transaction

from inspectie.bulk import reserveer, voeg_toe
from inspectie.fouten import Regelfout
from inspectie.kluis import blinde_index, open_zegel, verzegel
from inspectie.logboek import log
from inspectie.models import Gebruiker
from meldingen.models import Melder, Melding

MELDER_VELDEN = [
    "id",
    "melding_id",
    "naam",
    "email",
    "telefoon",
    "zoek_naam",
    "zoek_email",
    "zoek_telefoon",
    "geregistreerd_op",
]


def melder_rij(
    pk: int, melding: int, *, naam: str, email: str, telefoon: str, geregistreerd_op: datetime | None
) -> list[Any]:
    """A row of the confidential table, in the order of MELDER_VELDEN. The clear values go no further than here."""
    return [
        pk,
        melding,
        verzegel(naam, plaats(pk, "naam")),
        verzegel(email, plaats(pk, "email")),
        verzegel(telefoon, plaats(pk, "telefoon")),
        blinde_index(" ".join(naam.casefold().split()), "naam"),
        blinde_index(email.strip().casefold(), "email"),
        blinde_index("".join(teken for teken in telefoon if teken.isdigit())[-9:], "telefoon"),
        geregistreerd_op,
    ]


def voeg_melder_toe(melding: int, veld: str, waarde: str, op: datetime) -> None:
    """A correction of one confidential field: a new row, in which the other fields stay what they were."""
    velden = dict.fromkeys(Melder.GEHEIM, "")
    eerder = Melder.objects.filter(melding=melding).order_by("geregistreerd_op", "id").last()
    if eerder is not None:
        velden = {naam: open_zegel(getattr(eerder, naam), plaats(eerder.pk, naam)) for naam in Melder.GEHEIM}
    velden[veld] = waarde
    (pk,) = reserveer(Melder, 1)
    rij = melder_rij(
        pk,
        melding,
        naam=velden["naam"],
        email=velden["email"],
        telefoon=velden["telefoon"],
        geregistreerd_op=op,
    )
    voeg_toe(Melder, MELDER_VELDEN, [rij])


def plaats(pk: int, veld: str) -> str:
    """What a sealed value is bound to: its own row and column."""
    return f"meldingen_melder:{pk}:{veld}"


@transaction.atomic
def lees_melder(melding: Melding, *, door: Gebruiker, reden: str, op: datetime) -> dict[str, str]:
    """Open the reporter of one melding, once, for a stated reason. The log says who, when and why, never what was read.

    Who may do this stands in `rechten`. Raises Regelfout without a reason.
    """
    if len(reden.strip()) < 5:
        raise Regelfout("Geef een reden om de melder in te zien.")
    log("melder_gelezen", op=op, door=door, onderwerp=f"melding:{melding.pk}", reden=reden)
    melder = melding.melders.order_by("geregistreerd_op", "id").last()
    if melder is None:
        return dict.fromkeys(Melder.GEHEIM, "")
    return {veld: open_zegel(getattr(melder, veld), plaats(melder.pk, veld)) for veld in Melder.GEHEIM}
