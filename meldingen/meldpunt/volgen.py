"""What a reporter does with the own melding, known by the receipt code alone: adding to it, answering, taking it back.

Each act: lock, refuse, change, save, log, in one transaction. What is refused is said to the reporter, in their
language. Nothing here differs for a melding that went to Opsporing from one that is being looked into.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectie.bestanden import BIJLAGEN_MAX, Bestand
from inspectie.fouten import Ingehaald, Regelfout
from meldingen import aanvullen, acties, intrekken, later
from meldingen.adviseren import Dossier
from meldingen.models import Aanvulling, Concept, Melding, Nagekomen, Status
from meldingen.ontvangen import meldersafdruk
from meldingen.statussen import OPEN, vergrendel

NAGEKOMEN_MAX = 50
"""Additions to one melding: whoever has more to say than that sends them together."""
AAN_TE_VULLEN = OPEN | {Status.NAAR_OPSPORING}
IN_TE_TREKKEN = frozenset({Status.ONTVANGEN, Status.IN_TRIAGE, Status.AANVULLING_GEVRAAGD})
INGETROKKEN = "Ingetrokken door de melder zelf."


def kan_intrekken(melding: Melding) -> bool:
    """Before it is in a zaak; a request under Arbowet 24(7) is looked into whoever takes it back."""
    return melding.status in IN_TE_TREKKEN and not melding.verzoek_24_7


@transaction.atomic
def vul_aan(
    melding: Melding,
    *,
    tekst: str,
    bestanden: Sequence[Bestand] = (),
    inzending: UUID,
    dossier: Dossier,
    op: datetime,
) -> Nagekomen:
    """Add facts or files. `inzending` belongs to one form: sent twice it is added once. Sent again with something else
    in it, that is added too: on a slow line somebody stops waiting, writes on, and sends again, and would be told that
    all of it had come. Raises Regelfout."""
    melding, tekst = vergrendel(melding), tekst.strip()
    if eerder := melding.nagekomen.filter(inzending=inzending).first():
        afdrukken, had = [meldersafdruk(bestand) for bestand in bestanden], later.afdrukken_van(eerder)
        if eerder.tekst == tekst and had >= set(afdrukken):  # a browser may have let go of the files
            return eerder
        inzending = uuid5(inzending, "\0".join([tekst, *sorted(afdrukken)]))
        if nog_eens := melding.nagekomen.filter(inzending=inzending).first():
            return nog_eens
        bestanden = [b for b, afdruk in zip(bestanden, afdrukken, strict=True) if afdruk not in had]
    _weiger(melding, tekst, bestanden)
    return later.bewaar(
        melding, tekst=tekst, bestanden=bestanden, inzending=inzending, dossier=dossier, op=op
    )


def _weiger(melding: Melding, tekst: str, bestanden: Sequence[Bestand]) -> None:
    if melding.status not in AAN_TE_VULLEN:
        raise Ingehaald(
            _("Deze melding is afgesloten. U kunt er niets meer aan toevoegen. Doe een nieuwe melding.")
        )
    if not tekst.strip() and not bestanden:
        raise Regelfout(_("Schrijf iets op, of kies een bestand."))
    if melding.nagekomen.filter(door=None).count() >= NAGEKOMEN_MAX:
        raise Regelfout(_("U hebt al heel vaak iets toegevoegd. Bel ons als u nog iets wilt vertellen."))
    vrij = BIJLAGEN_MAX - later.eigen_bijlagen(melding).count() if bestanden else 0
    if len(bestanden) > vrij:
        raise Regelfout(
            _("Bij deze melding kunnen geen bestanden meer.")
            if vrij < 1
            else ngettext(
                "Er kan nog %(aantal)s bestand bij deze melding.",
                "Er kunnen nog %(aantal)s bestanden bij deze melding.",
                vrij,
            )
            % {"aantal": vrij}
        )


@transaction.atomic
def beantwoord(melding: Melding, *, vraag: int, antwoord: str, dossier: Dossier, op: datetime) -> None:
    """Answer the question that was read: back to triage, with a new advice. The same answer sent twice is one. Raises
    Regelfout, and Ingehaald for a question that is not open any more."""
    melding = vergrendel(melding)
    tekst = antwoord.strip()
    if not tekst:
        raise Regelfout(_("Schrijf uw antwoord op."))
    if Aanvulling.objects.filter(pk=vraag, melding=melding, antwoord=tekst, ontvangen_door=None).exists():
        return
    try:
        aanvullen.ontvang_aanvulling(melding, antwoord=tekst, vraag=vraag, dossier=dossier, door=None, op=op)
    except Ingehaald:
        raise Ingehaald(vraag_weg()) from None


def vraag_weg() -> str:
    return _("Deze vraag staat niet meer open. U kunt wat u schreef hieronder als aanvulling sturen.")


@transaction.atomic
def trek_in(melding: Melding, *, op: datetime) -> None:
    """Take it back; of what is about danger it is asked, and the reporter sees no difference. Twice is once. Raises
    Regelfout where that cannot be any more."""
    melding = vergrendel(melding)
    if melding.status == Status.INGETROKKEN:
        return
    if not kan_intrekken(melding):
        raise Regelfout(_("Deze melding kan niet meer worden ingetrokken. Wij zijn er al mee bezig."))
    if intrekken.vraagt_bevestiging(melding):
        intrekken.verzoek(melding, op=op)
    else:
        acties.trek_in(melding, reden=INGETROKKEN, door=None, op=op)
    # Number and code may still be to be seen in the browser that sent it.
    Concept.objects.filter(melding=melding).delete()
