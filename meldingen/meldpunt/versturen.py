"""A draft becomes a melding, once, however often and by however many roads at once it is sent."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald
from inspectie.nummers import volgende
from meldingen.adviseren import Dossier
from meldingen.apart import Inhoud, bewijs_van, leg_apart
from meldingen.meldpunt.concepten import AlVerstuurd, bestanden, gegeven, is_verstuurd, op_slot
from meldingen.meldpunt.inhoud import cellen, werkgever
from meldingen.meldpunt.stappen import Gegeven, antwoorden
from meldingen.models import Concept, Melding, Ontvangst
from meldingen.ontvangen import Weg, ontvang
from meldingen.volgcode import code_van

KANAAL = "WEBFORMULIER"


@dataclass(frozen=True, slots=True)
class Bewijs:
    """What the reporter writes down."""

    nummer: int
    code: str
    op: datetime


def verdacht(concept: Concept, lokaas: str, nu: datetime) -> str:
    """Why this was not sent by a person; "" when it may have been."""
    if lokaas:
        return "Een veld dat niemand ziet was ingevuld."
    if nu - concept.begonnen_op < timedelta(seconds=settings.MELDPUNT_SNELST_SECONDEN):
        return "Het formulier was sneller ingevuld dan iemand kan."
    return ""


def kenmerk_van(alles: Gegeven) -> str:
    """The same for the same answers: so that nothing is sent that its writer did not see."""
    return hashlib.sha256(json.dumps(alles, sort_keys=True).encode()).hexdigest()[:16]


@transaction.atomic
def verstuur(
    concept: Concept, geheim: str, *, gezien: str, taal: str, reden: str, dossier: Dossier, op: datetime
) -> None:
    """Make a melding of a draft in which everything is answered, as its writer saw it (`gezien`). With a `reden` not to
    trust it, it is put aside for somebody to look at. Sent again it changes nothing. Raises Ingehaald, Onjuist and
    Regelfout.

    Whoever sends the same at the same moment waits here, and finds it done."""
    try:
        concept = op_slot(concept)
    except AlVerstuurd:
        return
    alles = gegeven(concept)
    # Every question is made and looked at once: that is a fifth of the work of sending.
    gezegd = antwoorden(alles) if kenmerk_van(alles) == gezien else None
    if gezegd is None:
        raise Ingehaald(_("Uw antwoorden zijn intussen veranderd. Kijk ze nog een keer na."))
    rij, bedrijf = cellen(gezegd, ontvangen_op=op.isoformat()), werkgever(gezegd)
    code, kenmerk, mee = code_van(geheim), f"web:{concept.inzending}", bestanden(concept)
    if reden:
        inhoud = Inhoud(
            tekst=_leesbaar(rij, bedrijf),
            naam=rij["melder_naam"],
            email=rij["melder_email"],
            code=code,
            nummer=volgende("melding", 0),
            taal=taal,
        )
        leg_apart(
            KANAAL,
            kenmerk,
            inhoud,
            uitkomst=Ontvangst.Uitkomst.ONGEWENST,
            reden=reden,
            ontvangen_op=op,
            op=op,
            bestanden=mee,
        )
    else:
        weg = Weg(kenmerk, code, taal)
        concept.melding = ontvang(
            rij, weg, inzending=concept.inzending, dossier=dossier, op=op, werkgever=bedrijf, bestanden=mee
        ).melding
    concept.bestanden.all().delete()
    concept.inhoud, concept.gewijzigd_op = "", op
    concept.save(update_fields=["inhoud", "gewijzigd_op", "melding"])


def bewijs(concept: Concept, geheim: str) -> Bewijs | None:
    """The receipt of what was sent; None when there is none any more. What was put aside has one that looks the same:
    to tell them apart would teach a machine how to be a person."""
    if not is_verstuurd(concept):
        return None
    if concept.melding_id is not None:
        nummer = Melding.objects.values_list("nummer", flat=True).get(pk=concept.melding_id)
        return Bewijs(nummer, code_van(geheim), concept.gewijzigd_op)
    apart = Ontvangst.objects.filter(kenmerk=f"web:{concept.inzending}").first()
    gegeven_ = bewijs_van(apart) if apart is not None else None
    return Bewijs(gegeven_.nummer, gegeven_.code, concept.gewijzigd_op) if gegeven_ else None


def _leesbaar(rij: dict[str, str], bedrijf: dict[str, str] | None) -> str:
    """Every answer, for who judges whether it is a report after all."""
    alles = rij | {f"werkgever.{naam}": waarde for naam, waarde in (bedrijf or {}).items()}
    tekst = alles.pop("omschrijving")
    regels = (f"{naam}: {waarde}" for naam, waarde in alles.items() if waarde)
    return "\n".join([*regels, "", tekst]).strip()
