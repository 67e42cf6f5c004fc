"""The draft of a report: what one browser is writing. Its key is only with that browser; what it holds is sealed, and
it is gone when it is sent, when its writer says so, or when it is left alone too long."""

import hashlib
import json
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from inspectie import schijf
from inspectie.bestanden import BIJLAGEN_MAX, Bestand, te_veel
from inspectie.bulk import onder, reserveer
from inspectie.bundel import vraag
from inspectie.fouten import Regelfout
from inspectie.kluis import Kluisfout, open_bestand, open_zegel, verzegel, verzegel_bestand
from inspectie.velden import plaats
from meldingen.meldpunt.stappen import Gegeven
from meldingen.models import Concept, ConceptBestand
from meldingen.ontvangen import meldersafdruk
from meldingen.volgcode import nieuw_geheim

logger = logging.getLogger("inspectie")

CONCEPT = timedelta(hours=settings.MELDPUNT_CONCEPT_UREN)
BEWIJS = timedelta(minutes=settings.MELDPUNT_BEWIJS_MINUTEN)
DEEL = 20
"""The part of the room that is free for files which one place may take in an hour: the rest is for the others. What is
kept stays, so the next hour's part is smaller, and no place fills it all: of what was free a quarter is left after a
day of taking. Of a room without others in it it is ten reports with as many files as a report may have."""


class AlVerstuurd(Exception):
    """The report was sent: there is nothing to write any more."""


class ConceptDicht(Exception):
    """The draft is there and cannot be opened: the key that sealed it is not. `openbaar` tells its writer."""


@dataclass(frozen=True, slots=True)
class Bijgevoegd:
    """A file with a draft, as its writer sees it. Of one that cannot be opened, `naam` says so."""

    pk: int
    naam: str
    grootte: int


def is_verstuurd(concept: Concept) -> bool:
    return not concept.inhoud


_TABEL = Concept._meta.db_table
_KOLOMMEN = [veld.attname for veld in Concept._meta.concrete_fields]
_BESTANDEN = f"SELECT id FROM {ConceptBestand._meta.db_table} WHERE concept_id = %s ORDER BY op, id"
_VAST = (
    f"SELECT {', '.join(_KOLOMMEN)} FROM {_TABEL} WHERE sleutel = %s FOR UPDATE",
    _BESTANDEN.replace("%s", f"(SELECT id FROM {_TABEL} WHERE sleutel = %s)"),
)


def vind(geheim: str, nu: datetime) -> Concept | None:
    """The draft of this browser, as long as it lives; sent, as long as its receipt may be seen. Who looks while it is
    being sent hears that it was when it is on the disk."""
    concept = Concept.objects.filter(sleutel=_afdruk(geheim)).first() if geheim else None
    if concept is None or not _leeft(concept, nu):
        return None
    if is_verstuurd(concept):
        schijf.wacht()
    return concept


def pak(geheim: str, nu: datetime) -> tuple[Concept | None, list[int]]:
    """The same, held until the transaction ends, with the keys of its files."""
    if connection.vendor != "postgresql":
        concept = vind(geheim, nu)
        return concept, bestandsleutels(concept) if concept is not None else []
    sleutel = _afdruk(geheim)
    rijen, bestanden = vraag(*((sql, [sleutel]) for sql in _VAST))
    concept = Concept.from_db(connection.alias, _KOLOMMEN, rijen[0]) if geheim and rijen else None
    return concept if concept is not None and _leeft(concept, nu) else None, [pk for (pk,) in bestanden]


def bestandsleutels(concept: Concept) -> list[int]:
    """Of the files with it, in their order."""
    (rijen,) = vraag((_BESTANDEN, [concept.pk]))
    return [pk for (pk,) in rijen]


@transaction.atomic
def begin(nu: datetime) -> tuple[str, Concept]:
    """A new draft, with its key, which stands nowhere."""
    geheim = nieuw_geheim()
    (pk,) = reserveer(Concept, 1)
    concept = Concept.objects.create(
        pk=pk,
        sleutel=_afdruk(geheim),
        inzending=uuid4(),
        inhoud=_verzegel(pk, {}),
        begonnen_op=nu,
        gewijzigd_op=nu,
    )
    return geheim, concept


def gegeven(concept: Concept) -> dict[str, dict[str, list[str]]]:
    """What was answered, by step. Raises ConceptDicht."""
    try:
        uit: dict[str, dict[str, list[str]]] = json.loads(open_zegel(concept.inhoud, _plek(concept.pk)))
    except Kluisfout:
        # Which draft is not told: its number says when somebody was here.
        logger.error("een concept is niet te openen; `hersleutel --controle` telt welke sleutel ontbreekt")
        raise ConceptDicht from None
    return uit


def is_dicht(concept: Concept) -> bool:
    """Whether what was answered can no longer be opened."""
    try:
        gegeven(concept)
    except ConceptDicht:
        return True
    return False


@transaction.atomic
def bewaar(concept: Concept, stap: str, waarden: dict[str, list[str]], *, nu: datetime) -> Gegeven:
    """Keep the answer to one step as it was sent; returns all answers. Raises AlVerstuurd and ConceptDicht."""
    concept = op_slot(concept)
    alles = gegeven(concept) | {stap: waarden}
    concept.inhoud, concept.gewijzigd_op = _verzegel(concept.pk, alles), nu
    concept.save(update_fields=["inhoud", "gewijzigd_op"])
    return alles


@transaction.atomic
def voeg_toe(concept: Concept, bestand: Bestand, *, van_hier: int, nu: datetime) -> bool:
    """Keep a file with the draft; False when it was there already. `van_hier`: the bytes that came from the same place
    in this hour, with these. Raises Regelfout and AlVerstuurd."""
    concept = op_slot(concept)
    erbij = dict(concept.bestanden.values_list("vingerafdruk", "grootte"))
    if (afdruk := meldersafdruk(bestand)) in erbij:
        return False
    if len(erbij) >= BIJLAGEN_MAX:
        raise Regelfout(te_veel())
    if sum(erbij.values()) + len(bestand.inhoud) > settings.MELDPUNT_BESTANDEN_SAMEN:
        raise Regelfout(
            _("Alle bestanden samen zijn groter dan %(mb)s MB. Haal er een weg, of verklein ze.")
            % {"mb": settings.MELDPUNT_BESTANDEN_SAMEN // 1_000_000}
        )
    vrij = settings.MELDPUNT_CONCEPTEN_SAMEN - _alles_samen()
    eerder = max(0, van_hier - len(bestand.inhoud))
    if len(bestand.inhoud) > vrij or van_hier > (vrij + eerder) // DEEL:
        logger.warning(
            "een bestand bij een concept is geweigerd: daarvoor is geen ruimte (vrij: %s bytes)", vrij
        )
        raise Regelfout(
            _("Er kunnen nu geen bestanden bij. Stuur uw melding zonder. Voeg ze later toe met uw code.")
        )
    (pk,) = reserveer(ConceptBestand, 1)
    ConceptBestand.objects.create(
        pk=pk,
        concept=concept,
        naam=verzegel(bestand.naam, plaats(ConceptBestand, pk, "naam")),
        mediatype=bestand.mediatype,
        grootte=len(bestand.inhoud),
        vingerafdruk=afdruk,
        inhoud=verzegel_bestand(bestand.inhoud, plaats(ConceptBestand, pk, "inhoud")),
        op=nu,
    )
    _leef_voort(concept, nu)
    return True


@transaction.atomic
def haal_weg(concept: Concept, bestand: int, *, nu: datetime) -> None:
    """Away with a file of this draft; one that is gone already is no matter. Raises AlVerstuurd."""
    concept = op_slot(concept)
    concept.bestanden.filter(pk=bestand).delete()
    _leef_voort(concept, nu)


def bijgevoegd(concept: Concept) -> list[Bijgevoegd]:
    return [
        Bijgevoegd(rij.pk, _naam(rij) or _("Dit bestand kunnen wij niet meer openen."), rij.grootte)
        for rij in concept.bestanden.defer("inhoud")
    ]


def bestand_van(rij: ConceptBestand) -> Bestand:
    """With its content, to go along with the report. Raises Regelfout for one that cannot be opened: it may not stay
    behind unseen."""
    try:
        return Bestand(
            open_zegel(rij.naam, plaats(ConceptBestand, rij.pk, "naam")),
            rij.mediatype,
            open_bestand(bytes(rij.inhoud), plaats(ConceptBestand, rij.pk, "inhoud")),
        )
    except Kluisfout:
        zin = _("Een bestand kunnen wij niet meer openen. Haal het weg en kies het nog een keer.")
        naam = _naam(rij)
        raise Regelfout(f"{naam}: {zin}" if naam else zin) from None


def _naam(rij: ConceptBestand) -> str:
    """Empty when it cannot be opened: no file is without a name."""
    try:
        return open_zegel(rij.naam, plaats(ConceptBestand, rij.pk, "naam"))
    except Kluisfout:
        return ""


@transaction.atomic
def gooi_weg(geheim: str, *, ook_bewijs: bool = False) -> bool:
    """Everything of the draft of this browser. One that turns out to be sent stays (False) for who did not say so
    (`ook_bewijs`): number and code are seen nowhere else. The melding that was made of it stays anyhow."""
    concept = Concept.objects.select_for_update(no_key=True).filter(sleutel=_afdruk(geheim)).first()
    if concept is not None and is_verstuurd(concept) and not ook_bewijs:
        return False
    if concept is not None:
        concept.delete()
    return True


@transaction.atomic
def ruim_op(nu: datetime) -> int:
    """Every draft that was left alone too long, and what is left of those that were sent. Returns how many. Not one
    that somebody is at at this moment."""
    oud = Concept.objects.filter(
        Q(gewijzigd_op__lt=nu - CONCEPT) | Q(inhoud="", gewijzigd_op__lt=nu - BEWIJS)
    )
    vrij = list(oud.select_for_update(no_key=True, skip_locked=True).values_list("pk", flat=True))
    return Concept.objects.filter(pk__in=onder(vrij)).delete()[1].get("meldingen.Concept", 0)


def op_slot(concept: Concept) -> Concept:
    """The draft as it is now, held until the transaction ends. Raises AlVerstuurd, also when it is gone: then there is
    nothing to write in either."""
    vast = Concept.objects.select_for_update(no_key=True).filter(pk=concept.pk).first()
    if vast is None or is_verstuurd(vast):
        raise AlVerstuurd
    return vast


def _leeft(concept: Concept, nu: datetime) -> bool:
    return nu < concept.gewijzigd_op + (BEWIJS if is_verstuurd(concept) else CONCEPT)


def _alles_samen() -> int:
    """Bytes of files with all drafts there are."""
    return ConceptBestand.objects.aggregate(som=Sum("grootte"))["som"] or 0


def _leef_voort(concept: Concept, nu: datetime) -> None:
    concept.gewijzigd_op = nu
    concept.save(update_fields=["gewijzigd_op"])


def _afdruk(geheim: str) -> str:
    return hashlib.sha256(geheim.encode()).hexdigest()


def _plek(pk: int) -> str:
    return plaats(Concept, pk, "inhoud")


def _verzegel(pk: int, alles: Gegeven) -> str:
    return verzegel(json.dumps(alles), _plek(pk))
