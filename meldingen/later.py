"""What a reporter sends or says after a melding was registered, whichever way it comes: kept with the melding, and in
front of whoever goes on with it. By the receipt code reporters do it themselves (`meldpunt.volgen`); what comes by
letter, by e-mail or by telephone somebody here writes down.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from inspectie.bestanden import BIJLAGEN_MAX, Bestand
from inspectie.fouten import Ingehaald, Regelfout
from inspectie.logboek import regel, schrijf
from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from meldingen import aanvullen, zoekwoorden
from meldingen.adviseren import Dossier
from meldingen.bevestigingsplicht import geen_bevestiging_meer
from meldingen.models import Melding, Meldingbijlage, Nagekomen, NagekomenGezien, Status
from meldingen.models.feiten import ZONDER_BEVESTIGING
from meldingen.ontvangen import bewaar_bijlage, meldersafdruk
from meldingen.statussen import OPEN, vergrendel

NIET_LATER = frozenset({"WEBFORMULIER", "MEDIA", "AMBTSHALVE"})
"""Channels along which nothing later comes for somebody here to write down: what is added on the web is kept at once,
and the others have no reporter."""
_MEE_BEZIG = frozenset({Status.GEKOPPELD, Status.AFGEHANDELD})
"""In a zaak: then it is for who handles that, and who records meldingen or decides on triage does not."""


@transaction.atomic
def ontvang_later(
    melding: Melding,
    *,
    tekst: str,
    kanaal: str,
    inzending: UUID,
    dossier: Dossier,
    door: Gebruiker,
    op: datetime,
    bestanden: Sequence[Bestand] = (),
) -> Nagekomen:
    """Write down what came from a reporter without the receipt code, with the files that came. Whatever else happened
    to an open melding meanwhile: it came all the same. `inzending` belongs to one form: sent twice it is written down
    once. Raises Regelfout, also when the form comes again with something else in it."""
    melding = vergrendel(melding)
    tekst = tekst.strip()
    if eerder := melding.nagekomen.filter(inzending=inzending).first():
        if _is(eerder, tekst, kanaal, door, bestanden):
            return eerder
        raise Regelfout(
            _(
                "Met dit formulier is al iets vastgelegd, met andere woorden of bestanden. Dat blijft staan. Laat hier "
                "alleen staan wat er nog bij moet, en leg dat vast."
            )
        )
    if melding.status not in OPEN:
        raise Ingehaald(waarom_niet(melding, door))
    if not tekst and not bestanden:
        raise Regelfout(_("Schrijf op wat er van de melder kwam."))
    if not kanaal or kanaal in NIET_LATER:
        raise Regelfout(_("Kies hoe het kwam."))
    if len(bestanden) > BIJLAGEN_MAX:
        raise Regelfout(
            _("Kies ten hoogste %(aantal)s bestanden tegelijk, en leg de rest daarna vast.")
            % {"aantal": BIJLAGEN_MAX}
        )
    nieuw = bewaar(
        melding,
        tekst=tekst,
        inzending=inzending,
        dossier=dossier,
        bestanden=bestanden,
        door=door,
        kanaal=kanaal,
        op=op,
    )
    if kanaal in ZONDER_BEVESTIGING:
        geen_bevestiging_meer(melding, op=op)
    return nieuw


def _is(eerder: Nagekomen, tekst: str, kanaal: str, door: Gebruiker, bestanden: Sequence[Bestand]) -> bool:
    """Whether this is what was written down then."""
    if (eerder.kanaal, eerder.door_id) != (kanaal, door.pk):
        return False
    return eerder.tekst == tekst and afdrukken_van(eerder) == set(map(meldersafdruk, bestanden))


def afdrukken_van(eerder: Nagekomen) -> set[str]:
    """Of the files that came with it."""
    toen = Meldingbijlage.objects.filter(melding=eerder.melding_id, op=eerder.op)
    return set(toen.values_list("vingerafdruk", flat=True))


def eigen_bijlagen(melding: Melding) -> QuerySet[Meldingbijlage]:
    """Files that the reporter sent here. Not what came by post and somebody here put with it: of that they see nothing,
    and it takes none of their places. Files are of the moment with which they came."""
    opgeschreven = melding.nagekomen.exclude(door=None).values("op")
    return melding.bijlagen.exclude(op__in=opgeschreven)


def waarom_niet(melding: Melding, gebruiker: Gebruiker) -> str:
    """What to do instead with what comes of a reporter of a melding that is closed; "" where it is open."""
    if melding.status in OPEN:
        return ""
    if melding.dubbel_van is not None:
        return _(
            "Deze melding is een dubbele. Kwam er later nog iets van de melder, leg het dan vast bij melding "
            "%(nummer)s."
        ) % {"nummer": melding.dubbel_van.nummer}
    if heeft(gebruiker, Recht.TRIAGE_BESLISSEN):
        return _(
            "Deze melding is afgesloten. Kwam er later nog iets van de melder, heropen haar dan, of registreer een "
            "nieuwe melding."
        )
    return _(
        "Deze melding is afgesloten. Kwam er later nog iets van de melder, registreer dat als nieuwe melding."
    )


def bewaar(
    melding: Melding,
    *,
    tekst: str,
    inzending: UUID,
    dossier: Dossier,
    op: datetime,
    bestanden: Sequence[Bestand] = (),
    door: Gebruiker | None = None,
    kanaal: str = "",
) -> Nagekomen:
    """Keep it with a (locked) melding, in the transaction of the act: found by its words, with a new advice where the
    melding waits for a decision, and else unread, but for who wrote it down and would be its reader."""
    op = _na_wat_er_is(melding, op)
    nieuw = Nagekomen.objects.create(
        melding=melding,
        inzending=inzending,
        tekst=tekst,
        bestanden=len(bestanden),
        door=door,
        kanaal=kanaal,
        op=op,
    )
    hoe: dict[str, Any] = {}
    if door is not None:
        hoe = {"kanaal": kanaal, "gelezen": _leest(melding, door)}
        if hoe["gelezen"]:
            NagekomenGezien.objects.create(nagekomen=nieuw, door=door, op=op)
    regels = [bewaar_bijlage(melding, bestand, op=op) for bestand in bestanden]
    if tekst and melding.status != Status.NAAR_OPSPORING:
        zoekwoorden.ververs([melding.pk])
    onderwerp = f"melding:{melding.pk}"
    regels.append(
        regel(
            "nagekomen",
            op=op,
            door=door,
            onderwerp=onderwerp,
            nagekomen=nieuw.pk,
            bestanden=len(bestanden),
            **hoe,
        )
    )
    schrijf(regels)
    if melding.wacht_op_besluit:
        aanvullen.adviseer_opnieuw(melding, dossier=dossier, op=op)
    elif melding.status == Status.AANVULLING_GEVRAAGD:
        melding.aangevuld_op = op  # beside the question, which is still open
        melding.save(update_fields=["aangevuld_op"])
    return nieuw


def _na_wat_er_is(melding: Melding, op: datetime) -> datetime:
    """Who decided, or asked, while this waited for its turn did not see it: by its moment it comes after. And after
    whatever else was added: files are known by the moment with which they came."""
    eerder: list[datetime | None] = [
        melding.besloten_op,
        melding.nagekomen.aggregate(laatste=Max("op"))["laatste"],
    ]
    if melding.status == Status.AANVULLING_GEVRAAGD:
        eerder += melding.aanvullingen.open().values_list("gevraagd_op", flat=True)
    return max([op, *(moment + timedelta(microseconds=1) for moment in eerder if moment is not None)])


def _leest(melding: Melding, door: Gebruiker) -> bool:
    """Whether it would wait for this person to read it, who read it to write it down."""
    wacht = melding.status == Status.AANVULLING_GEVRAAGD or melding.besloten_op is not None
    return wacht and melding.status not in _MEE_BEZIG and heeft(door, Recht.TRIAGE_BESLISSEN)
