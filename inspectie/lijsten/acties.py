"""Keeping and changing saved views. Each act: lock, refuse, change, save, log, in one transaction.

The log says that a view was kept, shared or taken away, and by whom; not what it looks for, which may be a name.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from inspectie.fouten import Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker, Lijstkeuze, Weergave
from inspectie.rechten import Recht, heeft

HOOGSTENS = 50  # views of one person for one list


def mag_wijzigen(weergave: Weergave, gebruiker: Gebruiker) -> bool:
    """The owner; and of what is shared with a team, who leads that team."""
    van_team = weergave.gedeeld and weergave.team != "" and weergave.team == gebruiker.team
    return weergave.eigenaar_id == gebruiker.pk or (van_team and heeft(gebruiker, Recht.TEAMWEERGAVE_BEHEREN))


@transaction.atomic
def bewaar_weergave(
    lijst: str,
    *,
    naam: str,
    vraag: str,
    kolommen: Sequence[str],
    gedeeld: bool,
    door: Gebruiker,
    op: datetime,
) -> Weergave:
    """Keep a choice under a name. Raises Regelfout where the name is taken."""
    # Who saves twice at once waits here, so that the second is refused in words.
    eigenaar = Gebruiker.objects.select_for_update(no_key=True).get(pk=door.pk)
    eigen = Weergave.objects.filter(eigenaar=eigenaar, lijst=lijst)
    _weiger_naam(eigen.filter(naam=naam).exists())
    if eigen.count() >= HOOGSTENS:
        raise Regelfout(
            gettext("U heeft al %(aantal)d weergaven. Verwijder er eerst een.") % {"aantal": HOOGSTENS}
        )
    weergave = Weergave.objects.create(
        lijst=lijst,
        naam=naam,
        vraag=vraag,
        kolommen=",".join(kolommen),
        eigenaar=eigenaar,
        gedeeld=gedeeld,
        team=eigenaar.team if gedeeld else "",
    )
    _log("weergave_bewaard", weergave, door, op)
    return weergave


@transaction.atomic
def wijzig_weergave(
    weergave: Weergave,
    *,
    naam: str,
    gedeeld: bool,
    inhoud: tuple[str, Sequence[str]] | None,
    door: Gebruiker,
    op: datetime,
) -> Weergave:
    """Another name, shared or not any more, and with `inhoud` another choice (query string, columns).

    Shared is: with the team of its owner. Raises Regelfout for who may not change it and where the name is taken.
    """
    weergave = _vergrendel(weergave, door)
    eigen = Weergave.objects.filter(eigenaar=weergave.eigenaar, lijst=weergave.lijst)
    _weiger_naam(eigen.filter(naam=naam).exclude(pk=weergave.pk).exists())
    weergave.naam = naam
    if gedeeld != weergave.gedeeld:
        weergave.gedeeld, weergave.team = gedeeld, weergave.eigenaar.team if gedeeld else ""
    if inhoud is not None:
        weergave.vraag, weergave.kolommen = inhoud[0], ",".join(inhoud[1])
    weergave.save()
    _log("weergave_gewijzigd", weergave, door, op)
    return weergave


@transaction.atomic
def verwijder_weergave(weergave: Weergave, *, door: Gebruiker, op: datetime) -> None:
    """Gone for everybody it was shared with; whose list opened with it gets the whole list again."""
    weergave = _vergrendel(weergave, door)
    _log("weergave_verwijderd", weergave, door, op)
    weergave.delete()


def kies_kolommen(lijst: str, kolommen: Sequence[str], *, van: Gebruiker) -> None:
    """How somebody likes a list; nothing for the log. No columns: those of the list itself."""
    Lijstkeuze.objects.update_or_create(gebruiker=van, lijst=lijst, defaults={"kolommen": ",".join(kolommen)})


def open_met(lijst: str, weergave: Weergave | None, *, van: Gebruiker) -> None:
    """The view that the list opens with for this person; None: the whole list."""
    Lijstkeuze.objects.update_or_create(gebruiker=van, lijst=lijst, defaults={"weergave": weergave})


def _vergrendel(weergave: Weergave, door: Gebruiker) -> Weergave:
    vast = Weergave.objects.select_for_update(no_key=True).filter(pk=weergave.pk).first()
    if vast is None:
        raise Regelfout(gettext("Deze weergave is intussen verwijderd."))
    if not mag_wijzigen(vast, door):
        raise Regelfout(gettext("Een gedeelde weergave wijzigt wie haar maakte, of de teamleider."))
    return vast


def _weiger_naam(bestaat: bool) -> None:
    if bestaat:
        raise Regelfout(gettext("Er is al een weergave met deze naam. Kies een andere."))


def _log(actie: str, weergave: Weergave, door: Gebruiker, op: datetime) -> None:
    log(
        actie,
        op=op,
        door=door,
        onderwerp=f"weergave:{weergave.pk}",
        lijst=weergave.lijst,
        gedeeld=weergave.gedeeld,
        team=weergave.team,
    )
