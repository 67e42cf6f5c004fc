"""The states of a melding, and which follow which (domain section 6).

Two doors, with a table each, and nothing else writes a status: `wissel` for what a person does, one melding at a time,
and `volg` for what the records themselves say when they are read in or advised on.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import Enum
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from inspectie.bulk import bewaar_nieuw, werk_bij
from inspectie.fouten import Regelfout
from inspectie.logboek import regel, schrijf
from inspectie.models import Gebruiker, Logregel
from meldingen.models import Melding, Status, StatusWissel
from meldingen.zoekwoorden import ververs

S = Status

OVERGANGEN: dict[Status, frozenset[Status]] = {
    S.ONTVANGEN: frozenset({S.IN_TRIAGE, S.DUBBEL, S.INGETROKKEN}),
    S.IN_TRIAGE: frozenset(
        {
            S.AANVULLING_GEVRAAGD,
            S.GEKOPPELD,
            S.OVERGEDRAGEN,
            S.NAAR_OPSPORING,
            S.GEREGISTREERD,
            S.AFGESLOTEN,
            S.DUBBEL,
            S.INGETROKKEN,
        }
    ),
    S.AANVULLING_GEVRAAGD: frozenset({S.IN_TRIAGE, S.INGETROKKEN}),
    S.GEKOPPELD: frozenset({S.AFGEHANDELD, S.INGETROKKEN}),
    S.AFGEHANDELD: frozenset({S.AFGESLOTEN, S.INGETROKKEN}),
    # What is closed opens again into triage, with a reason; the day it was received stays what it was.
    S.OVERGEDRAGEN: frozenset({S.IN_TRIAGE}),
    S.NAAR_OPSPORING: frozenset({S.IN_TRIAGE}),
    S.GEREGISTREERD: frozenset({S.IN_TRIAGE}),
    S.AFGESLOTEN: frozenset({S.IN_TRIAGE}),
    S.DUBBEL: frozenset({S.IN_TRIAGE}),
    S.INGETROKKEN: frozenset({S.IN_TRIAGE}),
}

OPEN = frozenset({S.ONTVANGEN, S.IN_TRIAGE, S.AANVULLING_GEVRAAGD, S.GEKOPPELD, S.AFGEHANDELD})


def vergrendel(melding: Melding) -> Melding:
    """The melding as it is now, held until the transaction ends."""
    return Melding.objects.select_for_update(no_key=True).get(pk=melding.pk)


def wissel(
    melding: Melding, naar: Status, *, op: datetime, door: Gebruiker | None, toelichting: str = ""
) -> None:
    """Move a locked melding to another state: a StatusWissel with the words, and a line in the log that names it.

    Raises Regelfout when that is not a step.
    """
    van = Status(melding.status)
    if naar not in OVERGANGEN[van]:
        raise Regelfout(_("Van “%(van)s” kan niet naar “%(naar)s”.") % {"van": van.label, "naar": naar.label})
    stappen = [(melding, naar, toelichting)]
    if S.NAAR_OPSPORING in (van, naar):
        terug = van == S.NAAR_OPSPORING
        mee = _dubbelen_van(melding, S.NAAR_OPSPORING if terug else S.DUBBEL)
        stappen += [(dubbel, S.DUBBEL if terug else S.NAAR_OPSPORING, "") for dubbel in mee]
    schrijf([_zet(wie, wat, op=op, door=door, toelichting=woorden) for wie, wat, woorden in stappen])


def _dubbelen_van(melding: Melding, status: Status) -> list[Melding]:
    """A duplicate tells the same of the same people: it goes to Opsporing with what it is a duplicate of, and comes
    back with it as the duplicate it was. Held, like the melding itself: before anything is logged."""
    uit: list[Melding] = []
    rand = [melding.pk]
    while rand:
        reeks = Melding.objects.select_for_update(no_key=True).filter(dubbel_van__in=rand, status=status)
        dubbelen = list(reeks.order_by("pk"))
        uit += dubbelen
        rand = [dubbel.pk for dubbel in dubbelen]
    return uit


def _zet(
    melding: Melding, naar: Status, *, op: datetime, door: Gebruiker | None, toelichting: str
) -> Logregel:
    van = Status(melding.status)
    melding.status = naar
    melding.save(update_fields=["status"])
    if S.NAAR_OPSPORING in (van, naar):
        ververs([melding.pk])  # what it is found by goes, or comes back
    stap = StatusWissel.objects.create(
        melding=melding, van=van, naar=naar, op=op, door=door, toelichting=toelichting
    )
    return regel(
        "status",
        op=op,
        door=door,
        onderwerp=f"melding:{melding.pk}",
        schreef=[stap],
        wissel=stap.pk,
        van=van.value,
        naar=naar.value,
    )


class Aanleiding(Enum):
    """What the records say of meldingen: (the states it moves, the state they get). Whatever stands elsewhere stays."""

    ADVIES = frozenset({S.ONTVANGEN}), S.IN_TRIAGE
    KOPPELING = frozenset({S.ONTVANGEN}), S.GEKOPPELD
    TOETSING = frozenset({S.GEKOPPELD}), S.AFGEHANDELD
    DUBBEL = frozenset({S.ONTVANGEN, S.IN_TRIAGE}), S.DUBBEL
    # A correction took back the duplicate or the link: it begins anew, and what still holds is told again.
    HERZIEN = frozenset({S.DUBBEL, S.GEKOPPELD}), S.ONTVANGEN


def volg(meldingen: QuerySet[Melding], aanleiding: Aanleiding) -> None:
    """Let these meldingen follow their records.

    Imported history is taken as it was: the guards of what people do are not asked, and the import or the advice tells
    of it, not a StatusWissel.
    """
    van, naar = aanleiding.value
    # Not the other way round: SQLite would go through all of the table that has such a status, for a few of it.
    meldingen.exclude(status__in=[status for status in Status if status not in van]).update(status=naar)
    if aanleiding is Aanleiding.DUBBEL:
        _volg_naar_opsporing(meldingen)


def _volg_naar_opsporing(meldingen: QuerySet[Melding]) -> None:
    """What turns out to be a duplicate of what is with Opsporing is theirs too (`_dubbelen_van`)."""
    weg = meldingen.filter(status=S.DUBBEL, dubbel_van__status=S.NAAR_OPSPORING).values_list("pk", flat=True)
    while pks := list(weg.all()):  # again, for a duplicate of a duplicate
        Melding.objects.filter(pk__in=pks).update(status=S.NAAR_OPSPORING)
        ververs(pks)


def volg_nieuw(
    melding: Melding, aanleiding: Aanleiding, velden: Sequence[str], waarden: Sequence[Any]
) -> None:
    """`volg_elk` for one that is not saved yet, and now is."""
    van, naar = aanleiding.value
    if melding.status in van:
        melding.status = naar
    for veld, waarde in zip(velden, waarden, strict=True):
        setattr(melding, veld, waarde)
    bewaar_nieuw(melding)


def volg_elk(
    meldingen: Sequence[Melding],
    aanleiding: Aanleiding,
    velden: Sequence[str],
    waarden: Iterable[Sequence[Any]],
) -> None:
    """`volg` for locked meldingen that each get other columns too (`waarden`, in the order of `velden`): every index
    of a large table is written once, not twice."""
    van, naar = aanleiding.value
    werk_bij(
        Melding,
        ["status", *velden],
        (
            (melding.pk, naar if melding.status in van else melding.status, *rij)
            for melding, rij in zip(meldingen, waarden, strict=True)
        ),
    )
