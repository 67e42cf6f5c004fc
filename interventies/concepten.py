"""An instrument on its way, from concept to issue (domain sections 4 and 6).

Each act: lock, refuse, change, save, log, in one transaction. `versie` is the concept as the person saw it. The law is
asked again at every step: when it is written, put before a teamleider, fixed, and issued.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout, Veldfout
from inspectie.logboek import log
from inspectie.models import Gebruiker, Rol
from inspectie.tijd import lokale_dag
from interventies import brieven, handhaving, wet
from interventies.handhaven import Opzet, voer_in, weiger
from interventies.models import (
    INSTRUMENTEN,
    MET_BRIEF,
    Concept,
    ConceptStap,
    ConceptStatus,
    Interventie,
    InterventieStatus,
    Soort,
    Zaak,
)
from interventies.rechtsgegevens import slot
from interventies.statussen import stap_concept
from interventies.zaken import vergrendel, weiger_dicht, weiger_later

ZELF_VAST = (Soort.WAARSCHUWING, Soort.EIS)
VIER_OGEN = (Soort.STILLEGGING, Soort.BOETERAPPORT)
"""Instruments that their author may fix, and those that a teamleider fixes who did not write them."""
MET_TERMIJN = (Soort.WAARSCHUWING, Soort.EIS)


@transaction.atomic
def stel_op(zaak: Zaak, opzet: Opzet, *, door: Gebruiker, op: datetime) -> Concept:
    """Begin an instrument: a concept, which the law must allow today. Raises Regelfout."""
    zaak = vergrendel(zaak)
    weiger_dicht(zaak)
    if opzet.soort not in MET_BRIEF:
        raise Regelfout(_("Alleen wat met een brief gaat begint als concept."))
    opzet = opzet.vers()
    weiger(zaak, opzet, lokale_dag(op))
    return _nieuw_concept(zaak, opzet, door, op)


def _nieuw_concept(
    zaak: Zaak,
    opzet: Opzet,
    door: Gebruiker,
    op: datetime,
    *,
    mondeling_op: datetime | None = None,
    interventie: Interventie | None = None,
) -> Concept:
    concept = Concept.objects.create(
        zaak=zaak,
        werkgever=opzet.werkgever,
        soort=opzet.soort,
        wijze=opzet.wijze,
        grondslag=opzet.grondslag,
        termijn_tot=opzet.termijn_tot,
        toelichting=opzet.toelichting,
        bevindingen=opzet.bevindingen,
        werk=opzet.werk,
        opgesteld_door=door,
        opgesteld_op=op,
        mondeling_op=mondeling_op,
        interventie=interventie,
    )
    concept.overtredingen.set(opzet.overtredingen)
    stap = ConceptStap.objects.create(concept=concept, naar=ConceptStatus.CONCEPT, op=op, door=door)
    log(
        "concept_opgesteld",
        op=op,
        door=door,
        onderwerp=f"zaak:{zaak.pk}",
        schreef=[stap],
        concept=concept.pk,
    )
    return concept


@transaction.atomic
def leg_mondeling_stil(
    zaak: Zaak, opzet: Opzet, *, moment: datetime, door: Gebruiker, op: datetime
) -> Concept:
    """An order given on the spot: it stands, and counts, from `moment`; its letter is a concept that must be out within
    24 hours [Arbowet 28]. Raises Regelfout."""
    zaak = vergrendel(zaak)
    weiger_dicht(zaak)
    if moment > op:
        raise Veldfout("mondeling_dag", _("Het moment van de stillegging ligt in de toekomst."))
    if opzet.soort != Soort.STILLEGGING:
        raise Regelfout(_("Alleen een stillegging kan mondeling."))
    opzet = opzet.vers()
    dag = lokale_dag(moment)
    weiger(zaak, opzet, dag)
    gegeven = Concept.objects.filter(
        zaak=zaak, werkgever=opzet.werkgever, grondslag=opzet.grondslag, mondeling_op=moment
    )
    if gegeven.filter(interventie__vervallen=False).exists():  # from another tab: it would count twice
        raise Ingehaald(_("Deze stillegging is al vastgelegd."))
    interventie = voer_in(zaak, opzet, dag, door, op)
    return _nieuw_concept(zaak, opzet, door, op, mondeling_op=moment, interventie=interventie)


def _vergrendel(concept: Concept, versie: int | None) -> Concept:
    """The concept as it is now, with its zaak and the law, held. Raises Ingehaald when it is no longer as it was
    seen."""
    vergrendel(concept.zaak)
    slot.houd_vast()  # before an act fixes the letter, which logs it, and then asks the law
    nu = (
        Concept.objects.select_for_update(no_key=True, of=("self",))
        .select_related("zaak", "werkgever")
        .get(pk=concept.pk)
    )
    if versie is not None and nu.versie != versie:
        raise Ingehaald(_("Dit concept is intussen veranderd. Bekijk het en probeer het opnieuw."))
    return nu


def opzet_van(concept: Concept) -> Opzet:
    return Opzet(
        werkgever=concept.werkgever,
        soort=concept.soort,
        wijze=concept.wijze,
        grondslag=concept.grondslag,
        termijn_tot=concept.termijn_tot,
        toelichting=concept.toelichting,
        bevindingen=concept.bevindingen,
        werk=concept.werk,
        overtredingen=tuple(concept.overtredingen.select_related("zaak").order_by("geconstateerd_op", "pk")),
    )


def _dag_van(concept: Concept, op: datetime) -> date:
    """The day the law is asked about: of an oral order when it was given, else today."""
    return lokale_dag(concept.mondeling_op or op)


@transaction.atomic
def leg_voor(concept: Concept, *, versie: int, door: Gebruiker, op: datetime) -> None:
    """Ask a teamleider to fix it. By who wrote it, or has the zaak now. Raises Regelfout."""
    concept = _vergrendel(concept, versie)
    _alleen_wie_het_behandelt(concept, door)
    if concept.soort not in VIER_OGEN:
        raise Regelfout(_("Dit legt u niet voor: u stelt het zelf vast."))
    van = _neem_over(concept, door)
    _weiger_onvolledig(concept)
    weiger(concept.zaak, opzet_van(concept), _dag_van(concept, op), mondeling=concept.interventie_id)
    brieven.weiger_lekken(concept, brieven.maak_op(concept, op))
    _teken_overname(concept, van, op)
    stap_concept(concept, ConceptStatus.TER_BEOORDELING, op=op, door=door)


@transaction.atomic
def stuur_terug(concept: Concept, *, reden: str, versie: int, door: Gebruiker, op: datetime) -> None:
    """A teamleider does not fix it: back to who wrote it, with the reason. Raises Regelfout."""
    concept = _vergrendel(concept, versie)
    if not reden.strip():
        raise Regelfout(_("Schrijf op wat er moet veranderen."))
    if concept.status != ConceptStatus.TER_BEOORDELING:
        raise Ingehaald(_("Dit concept ligt niet meer ter beoordeling."))
    stap_concept(concept, ConceptStatus.CONCEPT, op=op, door=door, toelichting=reden)


@transaction.atomic
def stel_vast(concept: Concept, *, versie: int, door: Gebruiker, op: datetime) -> None:
    """Fix it, and its letter with it: a waarschuwing or eis by its author, a stillegging or boeterapport by a
    teamleider who did not write it and before whom it was put. Raises Regelfout."""
    concept = _vergrendel(concept, versie)
    if concept.soort not in INSTRUMENTEN:
        raise Regelfout(_("Deze brief wordt niet vastgesteld; hij gaat meteen uit."))
    redenen = handhaving.weiger_vaststelling(
        concept.soort,
        auteur=door.pk if door.pk in _schrijvers(concept) else concept.opgesteld_door_id,
        vaststeller=door.pk,
        is_teamleider=door.rol == Rol.TEAMLEIDER,
    )
    if redenen:
        raise Regelfout(*(wet.in_woorden(reden) for reden in redenen))
    van = None
    if concept.soort in ZELF_VAST:
        _alleen_wie_het_behandelt(concept, door)
        van = _neem_over(concept, door)
    elif concept.status != ConceptStatus.TER_BEOORDELING:
        raise Ingehaald(_("Dit concept ligt niet ter beoordeling."))
    _weiger_onvolledig(concept)
    weiger(concept.zaak, opzet_van(concept), _dag_van(concept, op), mondeling=concept.interventie_id)
    brieven.stel_vast(concept, door=door, op=op)
    _teken_overname(concept, van, op)
    concept.vastgesteld_door, concept.vastgesteld_op = door, op
    stap_concept(concept, ConceptStatus.VASTGESTELD, op=op, door=door)


@transaction.atomic
def reik_uit(concept: Concept, *, dag: date, versie: int, door: Gebruiker, op: datetime) -> Interventie:
    """Issue a fixed concept on `dag`: from there it counts. Of an oral order only its letter goes out. By who wrote it,
    or has the zaak now. Raises Regelfout."""
    concept = _vergrendel(concept, versie)
    weiger_dicht(concept.zaak)
    _alleen_wie_het_behandelt(concept, door)
    weiger_later(dag, op)
    if concept.soort not in INSTRUMENTEN:
        # No instrument: it goes straight out (domain section 6), and its letter is fixed as it does.
        if concept.status != ConceptStatus.CONCEPT:
            raise Ingehaald(_("Deze brief is al uitgereikt of vervallen."))
        van = _neem_over(concept, door)
        brieven.stel_vast(concept, door=door, op=op)
        _teken_overname(concept, van, op)
        vast_op = op
    elif concept.vastgesteld_op is None or concept.status != ConceptStatus.VASTGESTELD:
        raise Regelfout(_("Alleen wat is vastgesteld kan worden uitgereikt."))
    else:
        brieven.weiger_ingehaald(concept)
        # A melding that came in since may hold the very words.
        brieven.weiger_lekken(concept, brieven.maak_op(concept, op))
        vast_op = concept.vastgesteld_op
    if dag < lokale_dag(vast_op):
        raise Veldfout("dag", _("Uitreiken kan niet voor de dag waarop het is vastgesteld."))
    opzet = opzet_van(concept)
    if concept.interventie is None:
        weiger(concept.zaak, opzet, dag)
        concept.interventie = voer_in(concept.zaak, opzet, dag, door, op)
    concept.uitgereikt_op = dag
    stap_concept(concept, ConceptStatus.UITGEREIKT, op=op, door=door, dag=dag)
    return concept.interventie


@transaction.atomic
def wijzig(
    concept: Concept,
    *,
    bevindingen: str,
    toelichting: str,
    termijn_tot: date | None,
    werk: str,
    versie: int,
    door: Gebruiker,
    op: datetime,
) -> None:
    """Write it anew while it is a concept: what its kind asks, and nothing else. By who wrote it, or has the zaak now.
    Raises Regelfout."""
    concept = _vergrendel(concept, versie)
    _alleen_wie_het_behandelt(concept, door)
    if concept.status != ConceptStatus.CONCEPT:
        raise Ingehaald(_("Alleen een concept kan worden gewijzigd; neem het terug of laat het terugsturen."))
    van = _neem_over(concept, door)
    concept.bevindingen = bevindingen
    if concept.soort in MET_TERMIJN:
        concept.termijn_tot = termijn_tot
    if concept.soort == Soort.EIS:
        concept.toelichting = toelichting
    if concept.soort == Soort.STILLEGGING:
        concept.werk = werk
    weiger(concept.zaak, opzet_van(concept), _dag_van(concept, op), mondeling=concept.interventie_id)
    concept.versie += 1
    concept.save()
    _teken_overname(concept, van, op)
    log("concept_gewijzigd", op=op, door=door, onderwerp=f"zaak:{concept.zaak_id}", concept=concept.pk)


@transaction.atomic
def neem_terug(concept: Concept, *, reden: str, versie: int, door: Gebruiker, op: datetime) -> None:
    """Back to a concept, before it goes out: its fixed letter is not sent. By who wrote it, or has the zaak now. Raises
    Regelfout."""
    concept = _vergrendel(concept, versie)
    _alleen_wie_het_behandelt(concept, door)
    if not reden.strip():
        raise Regelfout(_("Schrijf op waarom u het terugneemt."))
    if concept.status not in (ConceptStatus.TER_BEOORDELING, ConceptStatus.VASTGESTELD):
        raise Ingehaald(_("Dit concept is niet voorgelegd of vastgesteld."))
    concept.vastgesteld_door = concept.vastgesteld_op = None
    stap_concept(concept, ConceptStatus.CONCEPT, op=op, door=door, toelichting=reden)


@transaction.atomic
def laat_vervallen(concept: Concept, *, reden: str, versie: int, door: Gebruiker, op: datetime) -> None:
    """It will not come to this instrument. By who wrote it, or has the zaak now; the letter of an oral order lapses
    only with the order. Raises Regelfout."""
    concept = _vergrendel(concept, versie)
    _alleen_wie_het_behandelt(concept, door)
    if not reden.strip():
        raise Regelfout(_("Schrijf op waarom dit concept vervalt."))
    if not mag_vervallen(concept):
        raise Regelfout(
            _("Deze stillegging is al mondeling opgelegd en moet op schrift; trek haar zo nodig in.")
        )
    stap_concept(concept, ConceptStatus.VERVALLEN, op=op, door=door, toelichting=reden)


def behandelt(concept: Concept, wie: Gebruiker) -> bool:
    """Who wrote it; or who has the zaak now, for a concept stays when a zaak goes to another inspecteur. Reads the
    zaak."""
    return wie.pk in (concept.opgesteld_door_id, concept.zaak.behandelaar_id)


def _alleen_wie_het_behandelt(concept: Concept, door: Gebruiker) -> None:
    if not behandelt(concept, door):
        raise Regelfout(_("Dit doet wie het concept opstelde, of wie de zaak nu behandelt."))


def _neem_over(concept: Concept, door: Gebruiker) -> Gebruiker | None:
    """What somebody writes, or puts their name to, is theirs: they sign the letter. Saved by the act itself; returns
    from whom it was taken over, for `_teken_overname`."""
    if concept.opgesteld_door_id == door.pk:
        return None
    van, concept.opgesteld_door = concept.opgesteld_door, door
    return van


def _teken_overname(concept: Concept, van: Gebruiker | None, op: datetime) -> None:
    """Put it on record, once the letter is made and looked through: whoever logs, everybody else waits for."""
    if van is None:
        return
    door = concept.opgesteld_door
    stap = ConceptStap.objects.create(
        concept=concept,
        naar=concept.status,
        op=op,
        door=door,
        toelichting=f"Overgenomen van {van.naam}.",
    )
    log(
        "concept_overgenomen",
        op=op,
        door=door,
        onderwerp=f"zaak:{concept.zaak_id}",
        schreef=[stap],
        concept=concept.pk,
    )


def _schrijvers(concept: Concept) -> set[int]:
    """Everybody who had it in hand: none of them is the second pair of eyes. A concept that is a concept again without
    having been anything else was taken over."""
    wie = {concept.opgesteld_door_id}
    vorige: str | None = None
    for naar, door in concept.stappen.values_list("naar", "door"):
        if naar == ConceptStatus.CONCEPT and vorige in (None, naar):
            wie.add(door)
        vorige = naar
    return wie


def mag_vervallen(concept: Concept) -> bool:
    """An order that was given orally stands, and is put in writing, unless it was withdrawn or never was."""
    staat = concept.interventie
    if concept.mondeling_op is None or staat is None:
        return True
    return staat.vervallen or staat.status == InterventieStatus.INGETROKKEN


def _weiger_onvolledig(concept: Concept) -> None:
    """An order says what is to stop [Arbowet 28], a boeterapport what was found [Awb 5:48]: what was written before
    that was asked has to say it too."""
    if concept.soort == Soort.STILLEGGING and not concept.werk.strip():
        raise Regelfout(_("Schrijf eerst op welk werk of welke plaats wordt stilgelegd."))
    if concept.soort == Soort.BOETERAPPORT and not concept.bevindingen.strip():
        raise Regelfout(
            _("Schrijf eerst op wat u vaststelde, onder “Wijzigen”: een boeterapport geeft de feiten.")
        )


def te_laat_op_schrift(concepten: Iterable[Concept], nu: datetime) -> list[Concept]:
    """The oral orders whose letter is past its 24 hours."""
    return [
        c
        for c in concepten
        if c.mondeling_op is not None
        and c.status not in (ConceptStatus.UITGEREIKT, ConceptStatus.VERVALLEN)
        and handhaving.op_schrift_uiterlijk(c.mondeling_op) < nu
    ]
