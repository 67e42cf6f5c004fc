"""A draft becomes a melding, once, however often and by however many roads at once it is sent."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from inspectie.bulk import werk_bij
from inspectie.fouten import Ingehaald
from meldingen.adviseren import Dossier
from meldingen.meldpunt.concepten import bestand_van, bestandsleutels, gegeven
from meldingen.meldpunt.inhoud import cellen, werkgever
from meldingen.meldpunt.stappen import Gegeven, antwoorden
from meldingen.models import Concept, Melding, Ontvangst
from meldingen.ontvangen import Weg, ontvang_hierin
from meldingen.volgcode import code_van


@dataclass(frozen=True, slots=True)
class Bewijs:
    """What the reporter writes down."""

    nummer: int
    code: str
    op: datetime


def verdacht(concept: Concept, lokaas: str, nu: datetime) -> str:
    """What about it is as a machine does it, for triage to see; "" when nothing is."""
    if lokaas:
        return Ontvangst.Verdacht.LOKAAS
    if nu - concept.begonnen_op < timedelta(seconds=settings.MELDPUNT_SNELST_SECONDEN):
        return Ontvangst.Verdacht.TE_SNEL
    return ""


def kenmerk_van(concept: Concept, alles: Gegeven) -> str:
    """The same for the same answers and the same files: so that nothing is sent that its writer did not see."""
    return _kenmerk(alles, bestandsleutels(concept))


def _kenmerk(alles: Gegeven, bestanden: list[int]) -> str:
    inhoud = [alles, bestanden]
    return hashlib.sha256(json.dumps(inhoud, sort_keys=True).encode()).hexdigest()[:16]


def verstuur(
    concept: Concept,
    bestanden: list[int],
    geheim: str,
    *,
    gezien: str,
    taal: str,
    verdacht: str,
    dossier: Dossier,
    op: datetime,
) -> None:
    """Make a melding of a draft in which everything is answered, with its files (their keys), as its writer saw it
    (`gezien`). Also of one that is `verdacht`, and then nothing of that is to be seen for who sent it: it may be a
    person. In the transaction that holds the draft (`pak`), so whoever sends the same at the same moment waits there,
    and finds it done. Raises Ingehaald, Onjuist and Regelfout."""
    alles = gegeven(concept)
    # Every question is made and looked at once.
    gezegd = antwoorden(alles) if _kenmerk(alles, bestanden) == gezien else None
    if gezegd is None:
        raise Ingehaald(_("Uw antwoorden zijn intussen veranderd. Kijk ze nog een keer na."))

    def leeg(melding: Melding) -> None:
        if bestanden:
            concept.bestanden.all().delete()
        werk_bij(Concept, ["inhoud", "gewijzigd_op", "melding_id"], [[concept.pk, "", op, melding.pk]])

    uit = ontvang_hierin(
        cellen(gezegd, ontvangen_op=op.isoformat()),
        Weg(f"web:{concept.inzending}", code_van(geheim), taal, verdacht=verdacht),
        inzending=concept.inzending,
        dossier=dossier,
        op=op,
        werkgever=werkgever(gezegd),
        bestanden=[bestand_van(rij) for rij in concept.bestanden.all()] if bestanden else (),
        mee=leeg,
    )
    if not uit.nieuw:
        leeg(uit.melding)


def bewijs(concept: Concept, geheim: str) -> Bewijs | None:
    """The receipt of what was sent; None when nothing was, or there is none any more."""
    if concept.melding_id is None:
        return None
    nummer = Melding.objects.values_list("nummer", flat=True).get(pk=concept.melding_id)
    return Bewijs(nummer, code_van(geheim), concept.gewijzigd_op)
